/** Debian's Chromium, driven against the address in GUIJU_URL. */
import { chromium, type Browser, type Page } from "playwright-core";

export const ADDRESS = (process.env["GUIJU_URL"] ?? "http://127.0.0.1:8080").replace(/\/$/, "");
export const SIGN_INS = { finance: "finance-demo", admin: "admin-demo", ningbo: "ningbo-demo", chen: "chen-demo" } as const;
export type Name = keyof typeof SIGN_INS;

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

export interface Look {
  width?: number;
  height?: number;
  language?: "zh" | "en";
  appearance?: "light" | "dark";
}

/** A fresh page with nothing remembered, in the wanted language and look. */
export async function open(browser: Browser, { width = 1440, height = 900, language = "zh", appearance = "light" }: Look = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, locale: language === "zh" ? "zh-CN" : "en-GB", timezoneId: "Asia/Shanghai", acceptDownloads: true, reducedMotion: "reduce" });
  await context.addInitScript(
    ([chosen, look]) => {
      if (!localStorage.getItem("guiju.language")) localStorage.setItem("guiju.language", chosen ?? "zh");
      if (!localStorage.getItem("guiju.appearance")) localStorage.setItem("guiju.appearance", look ?? "light");
    },
    [language, appearance],
  );
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

export async function signIn(page: Page, name: Name = "finance"): Promise<void> {
  const answer = await page.request.post(`${ADDRESS}/api/v1/session`, { data: { name, password: SIGN_INS[name] }, headers: { "x-guiju": "1" } });
  if (!answer.ok()) throw new Error(`sign-in as ${name}: ${answer.status()} ${await answer.text()}`);
}

export async function go(page: Page, path: string): Promise<void> {
  await page.goto(`${ADDRESS}${path}`);
}

/** Waits until nothing is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => document.querySelector(".ant-skeleton, [aria-busy=true]") === null && !/正在读取|Loading$/m.test(document.querySelector("main")?.innerText ?? ""));
}

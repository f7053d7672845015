/** Takes the pictures that `screens/README.md` lists, into SCREENS_DIR: each page wide and on a phone, in both languages, light and dark. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { ambiguous, bankStatement, openItems, type TestFile } from "./import_files.ts";
import { ADDRESS, go, launch, open, settled, signIn, type Look } from "./browser.ts";

const folder = process.env["SCREENS_DIR"] ?? "screens";
const only = process.argv[2];
mkdirSync(folder, { recursive: true });

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const LOOKS: [string, Look][] = [
  ["zh-light-wide", { ...WIDE, language: "zh", appearance: "light" }],
  ["en-light-wide", { ...WIDE, language: "en", appearance: "light" }],
  ["zh-dark-wide", { ...WIDE, language: "zh", appearance: "dark" }],
  ["zh-light-phone", { ...PHONE, language: "zh", appearance: "light" }],
  ["en-dark-phone", { ...PHONE, language: "en", appearance: "dark" }],
];

async function customer(page: Page, query: string): Promise<number> {
  const answer = await page.request.get(`${ADDRESS}/api/v1/customers?limit=1&${query}`);
  const list = (await answer.json()) as { rows: { id: number }[] };
  return list.rows[0]?.id ?? 0;
}

async function payers(page: Page): Promise<string[]> {
  const answer = await page.request.get(`${ADDRESS}/api/v1/customers?limit=6&sort=open&dir=desc`);
  return ((await answer.json()) as { rows: { name: string }[] }).rows.map((row) => row.name);
}

async function bring(page: Page, file: TestFile): Promise<void> {
  await go(page, "/imports");
  await page.locator("input[type=file]").setInputFiles(file);
  await page.waitForURL("**/imports/new**");
  await page.getByText(/试算完成|Tried|只有您知道|Only you know/).first().waitFor();
}

type Shot = [name: string, arrange: (page: Page) => Promise<void>];
const SHOTS: Shot[] = [
  ["customer-pay", async (page) => go(page, `/customers/${await customer(page, "class=PAY")}`)],
  ["workbench", (page) => go(page, "/workbench")],
  ["rulings", (page) => go(page, "/rulings")],
  ["rulings-all", (page) => go(page, "/rulings?view=all")],
  ["customers", (page) => go(page, "/customers")],
  ["customers-filtered", (page) => go(page, "/customers?class=C,D&has_overdue=true")],
  ["customers-empty", (page) => go(page, "/customers?search=zzzz")],
  ["customer", async (page) => go(page, `/customers/${await customer(page, "sort=overdue&dir=desc")}`)],
  ["customer-best", async (page) => go(page, `/customers/${await customer(page, "sort=class&dir=asc&class=A")}`)],
  [
    "customer-opened",
    async (page) => {
      await go(page, `/customers/${await customer(page, "class=C&has_overdue=true")}`);
      await page.locator(".comp-row").first().click();
    },
  ],
  ["customer-not-rated", async (page) => go(page, `/customers/${await customer(page, "state=not_rated")}`)],
  ["rating", (page) => go(page, "/ratings")],
  ["rating-down", (page) => go(page, "/ratings?movement=down#customers")],
  [
    "ageing",
    async (page) => {
      await go(page, "/ageing");
      await settled(page);
      const toggles = page.locator("table.grid button[aria-expanded=false]");
      if ((await toggles.count()) > 1) {
        await toggles.first().click();
        await settled(page);
        await page.locator("table.grid button[aria-expanded=false]").first().click();
        await settled(page);
      }
    },
  ],
  ["imports", (page) => go(page, "/imports")],
  ["import", async (page) => bring(page, bankStatement(Date.now(), await payers(page)))],
  ["import-items", async (page) => bring(page, openItems(Date.now(), await payers(page)))],
  ["import-question", async (page) => bring(page, ambiguous(Date.now(), await payers(page)))],
  ["rulebook", (page) => go(page, "/rulebook")],
  ["decisions", (page) => go(page, "/rulebook/decisions")],
  ["decision-table", (page) => go(page, "/rulebook/decisions/credit%2Fclass.dmn/credit_class?in.total=79")],
  [
    "decision-graph",
    async (page) => {
      await go(page, "/rulebook/decisions/credit%2Fscores.dmn");
      await page.locator(".djs-shape").first().waitFor();
    },
  ],
  [
    "palette",
    async (page) => {
      await go(page, "/customers");
      await settled(page);
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").last().fill("宁波");
    },
  ],
  [
    "error",
    async (page) => {
      await page.route("**/api/v1/ageing?**", (route) => route.fulfill({ status: 500, json: { error: { code: "internal", message: "the program failed on this request", message_zh: "程序处理这个请求时出错", help: "try again; if it stays, give the request id to whoever runs the program", request_id: "01JD3K7F3A" } } }));
      await go(page, "/ageing");
    },
  ],
  ["missing", (page) => go(page, "/customers/999999999")],
  [
    "sign-in",
    async (page) => {
      await page.context().clearCookies();
      await page.route("**/api/v1/session", (route) => route.fulfill({ status: 401, json: { error: { code: "not_signed_in", message: "nobody is signed in" } } }));
      await go(page, "/sign-in");
    },
  ],
];

async function take(browser: Browser, [shot, arrange]: Shot, [look, settings]: [string, Look]): Promise<void> {
  const page = await open(browser, settings);
  try {
    await signIn(page);
    await arrange(page);
    await settled(page);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (sideways > 0) console.log(`${shot} ${look}: the page is ${sideways} px too wide`);
    await page.screenshot({ path: join(folder, `${shot}-${look}.png`), fullPage: true });
  } catch (error) {
    console.log(`${shot} ${look}: ${String(error).split("\n")[0] ?? ""}`);
  } finally {
    await page.context().close();
  }
}

const browser = await launch();
for (const shot of SHOTS) {
  if (only && !only.split(",").includes(shot[0])) continue;
  for (const look of LOOKS) {
    if (process.argv[3] && !process.argv[3].split(",").includes(look[0])) continue;
    await take(browser, shot, look);
  }
}
await browser.close();

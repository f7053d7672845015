/**
 * The first fortnight of a company with its own files, in the browser alone: sign-in with the one-time password, customers, open items
 * in two currencies, receipts, jobs, the next list, a month rated. Figures are held against sums made beside the program.
 *
 * Starts its own company: GUIJU_PROGRAM names the program (default: the workspace's debug build).
 */
import assert from "node:assert/strict";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launch, open } from "./browser.ts";
import { customerList, FIRST_DAY, items, jobList, openList, receiptList, SECOND_DAY, sumsOf, USD } from "./first_day_files.ts";
import type { TestFile } from "./import_files.ts";

const PROGRAM = resolve(process.env["GUIJU_PROGRAM"] ?? "../target/debug/guiju");
const LISTEN = "127.0.0.1:18093";
const ADDRESS = `http://${LISTEN}`;
const OWN = "qingdao-muyang-8841";

let folder: string;
let password: string;
let server: ChildProcess;
let browser: Browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "guiju-first-day-"));
  const company = join(folder, "company");
  const said = execFileSync(PROGRAM, ["init", company, "--format", "json"], { encoding: "utf8" });
  password = (JSON.parse(said) as { administrator: { one_time_password: string } }).administrator.one_time_password;
  server = spawn(PROGRAM, ["serve", "--company", company, "--listen", LISTEN], { stdio: "ignore" });
  for (let tries = 0; tries < 100 && !(await fetch(ADDRESS).catch(() => null)); tries += 1) await new Promise((done) => setTimeout(done, 100));
  browser = await launch();
});

after(async () => {
  await browser?.close();
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

const bring = async (page: Page, file: TestFile) => {
  await page.goto(`${ADDRESS}/imports`);
  await page.getByText("把文件拖到这里，或点此选择").waitFor();
  await page.locator("input[type=file]").setInputFiles(file);
  await page.waitForURL(/\/imports\/new/);
};

const run = async (page: Page, rows: number) => {
  await page.getByRole("button", { name: `导入 ${rows} 行` }).click();
  await page.getByText(`已导入 ${rows} 行`).first().waitFor();
};

/** The list is whole for longer than its rows. */
const wholeFrom = async (page: Page, from: string, to: string) => {
  const what = page.getByRole("region", { name: "这是什么清单？" });
  await what.locator("input[date-range=start]").fill(from);
  await page.keyboard.press("Enter");
  await what.locator("input[date-range=end]").fill(to);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "重新试算" }).click();
};

interface Ageing {
  total: string;
  overdue: string;
  items: number;
  by_currency: { currency: string; amount: string }[];
}

/** What the ageing of a day says, rounded to cents as screens do. */
const aged = async (page: Page, day: string) => {
  await page.goto(`${ADDRESS}/ageing?as_of=${day}`);
  await page.getByText(/USD 按各笔入账日当时的汇率折为 CNY/).waitFor();
  const said = (await (await page.request.get(`${ADDRESS}/api/v1/ageing?as_of=${day}`)).json()) as Ageing;
  const of = (currency: string) => said.by_currency.find((one) => one.currency === currency)?.amount;
  const cents = (amount: string) => Number(amount).toFixed(2);
  return { CNY: of("CNY"), USD: of("USD"), base: cents(said.total), overdue: cents(said.overdue), items: said.items };
};

test("a new company's first fortnight passes in the browser alone, right to the cent", { timeout: 120_000 }, async () => {
  const page = await open(browser, {});
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  const { first, second, paid } = items();

  await page.goto(ADDRESS);
  await page.getByLabel("用户名").fill("admin");
  await page.getByLabel("密码").fill(password);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("现在的密码").fill(password);
  await dialog.getByLabel("新密码", { exact: true }).fill(OWN);
  await dialog.getByLabel("再输一次新密码").fill(OWN);
  await page.keyboard.press("Enter");
  await page.getByText("密码已更换").waitFor();
  assert.equal(await page.getByText("您没有这项权限").count(), 0);

  await bring(page, customerList());
  await page.getByRole("radio", { name: /客户清单/ }).check();
  await page.getByRole("button", { name: "按这个回答继续" }).click();
  await run(page, 8);

  // Two bad cells, and a rate that nobody has entered.
  await bring(page, openList(FIRST_DAY, first, true));
  await page.getByLabel("1 USD 折合多少 CNY").fill(USD.text);
  await page.getByRole("radio", { name: /按各行导入/ }).check();
  await page.getByRole("button", { name: "按这个回答继续" }).click();
  await page.getByText("没有“2026-09-31”这一天").first().waitFor();
  await page.getByRole("region", { name: "这是什么清单？" }).getByText("截至某日的未清").waitFor();
  await run(page, first.length);
  assert.deepEqual(await aged(page, FIRST_DAY), { ...sumsOf(first, FIRST_DAY), items: first.length });

  // The rate is kept: nothing is asked again.
  await bring(page, receiptList());
  await page.getByText(`试算完成，还没有写入：${paid.length} 行会导入`).waitFor();
  await wholeFrom(page, "2025-12-01", "2026-11-30");
  await run(page, paid.length);
  await bring(page, jobList());
  await page.getByText("试算完成，还没有写入：24 行会导入").waitFor();
  await wholeFrom(page, "2025-12-01", "2026-11-30");
  await run(page, 24);

  // The next list: what was paid is gone or less, five are new, and it is read as the first was.
  await bring(page, openList(SECOND_DAY, second, false));
  await page.getByText(/列相同，按同样的读法读/).waitFor();
  await page.getByRole("region", { name: "文件自己的数字对得上吗" }).getByText("2 处都相符").waitFor();
  await page.getByRole("button", { name: /^导入 \d+ 行/ }).click();
  await page.getByText(/^已导入 \d+ 行/).first().waitFor();
  assert.deepEqual(await aged(page, SECOND_DAY), { ...sumsOf(second, SECOND_DAY), items: second.length });

  // By which rate of which day stands beside what it converts.
  await page.goto(`${ADDRESS}/customers`);
  await page.getByRole("link", { name: "上海云帆电子有限公司" }).first().click();
  await page.getByRole("link", { name: /^USD 7\.1（自 01-01）$/ }).first().waitFor();

  await page.goto(`${ADDRESS}/ratings`);
  await page.getByRole("button", { name: "执行月度评级" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "开始评级" }).click();
  await page.getByText(/2026 年 11 月：8 户/).waitFor();
  await page.getByText("其中 8 户有等级").waitFor();
  assert.deepEqual(faults, []);
});

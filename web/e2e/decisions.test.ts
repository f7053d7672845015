/** Drives the decision editor on the shipped credit chapter at GUIJU_URL. What a test saves it throws away again. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import type { Browser, Locator, Page } from "playwright-core";
import { ADDRESS, go, launch, settled, type Look, type Name } from "./browser.ts";
import { isSound, onPage } from "./harness.ts";

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());
const on = (name: Name, look: Look, body: (page: Page) => Promise<void>) => onPage(browser, name, look, body);

const CLASS = "/rulebook/decisions/credit%2Fclass.dmn/credit_class";
const grid = (page: Page, name = "客户等级") => page.getByRole("grid", { name });
const rule = (table: Locator, number: number) => table.locator("tbody tr[data-rule]").nth(number - 1);

interface Source {
  xml: string;
  published_xml: string;
  default_xml: string | null;
  draft_version: number | null;
}

async function source(page: Page): Promise<Source> {
  const answer = await page.request.get(`${ADDRESS}/api/v1/rulebook/decisions/${encodeURIComponent("credit/class.dmn")}`);
  assert.equal(answer.status(), 200, await answer.text());
  return (await answer.json()) as Source;
}

/** Runs with no draft before and after. */
async function withoutDraft(page: Page, body: () => Promise<void>): Promise<void> {
  const discard = () => page.request.delete(`${ADDRESS}/api/v1/rulebook/draft`, { headers: { "x-guiju": "1" } });
  await discard();
  try {
    await body();
  } finally {
    await discard();
  }
}

describe("the decision editor", () => {
  test("the rulebook's page leads to a decision's table", () =>
    on("finance", {}, async (page) => {
      await go(page, "/rulebook/credit");
      await page.getByRole("link", { name: /^编辑 \/ 试算 / }).first().click();
      await page.waitForURL(/\/rulebook\/decisions\/credit%2F/);
      await page.getByRole("grid").waitFor();
    }));

  test("a trial marks the rule that matched and, in the others, the first cell that failed", () =>
    on("finance", {}, async (page) => {
      await go(page, CLASS);
      await page.getByRole("region", { name: "试算" }).getByRole("textbox").fill("79");
      const matched = grid(page).locator("tr.is-matched");
      await matched.waitFor();
      assert.match((await matched.textContent()) ?? "", /"B"/);
      assert.equal(await grid(page).locator("td.is-miss").count(), 4);
      await page.waitForURL(/in\.total=79/);
      await page.reload();
      await grid(page).locator("tr.is-matched").waitFor();
      const nearest = page.getByRole("button", { name: /79 → 80/ });
      await nearest.click();
      await page.waitForURL(/in\.total=80/);
      await page.getByRole("region", { name: "试算" }).getByRole("textbox").fill("1 +");
      await page.getByText("total: 此处应为表达式，却是结尾").waitFor();
    }));

  test("a gap is found after an edit, and its witness shows it", () =>
    on("finance", {}, async (page) => {
      await go(page, CLASS);
      await rule(grid(page), 3).locator("td.input").click();
      await page.keyboard.press("Enter");
      await page.keyboard.press("Control+a");
      await page.keyboard.type("[69..80)");
      await page.keyboard.press("Enter");
      const checks = page.getByRole("region", { name: "检查" });
      await checks.getByText("警告").first().waitFor();
      await checks.getByRole("button", { name: /^例如：/ }).first().click();
      await page.getByText("没有结果（null）").waitFor();
      assert.equal(await grid(page).locator("tr.is-matched").count(), 0);
      await grid(page).focus();
      await page.keyboard.press("Control+z");
      await checks.getByText("没有空档、重叠或轮不到的规则。").waitFor();
    }));

  test("a saved draft changes the edited cell and nothing else of the file", () =>
    on("finance", {}, (page) =>
      withoutDraft(page, async () => {
        await go(page, CLASS);
        await rule(grid(page), 1).locator("td.annotation").first().dblclick();
        await page.keyboard.press("Control+a");
        await page.keyboard.type("九十分及以上 <VIP>");
        await page.keyboard.press("Enter");
        await page.keyboard.press("Control+s");
        await page.getByText("草稿", { exact: true }).waitFor();
        const { xml, published_xml } = await source(page);
        const [before, now] = [published_xml.split("\n"), xml.split("\n")];
        assert.equal(before.length, now.length);
        assert.deepEqual(now.filter((line, index) => line !== before[index]).map((line) => line.trim()), ["<text>九十分及以上 &lt;VIP&gt;</text>"]);
        await page.getByRole("button", { name: "比较" }).click();
        await page.getByRole("dialog").getByText("九十分及以上 <VIP>").waitFor();
      }),
    ));

  test("a table goes out to a spreadsheet, and what was edited there comes back as one edit", () =>
    on("finance", {}, async (page) => {
      await go(page, CLASS);
      const menu = page.getByRole("button", { name: "文件" });
      const file = async (item: string) => {
        await menu.click();
        const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: item }).click()]);
        const path = await download.path();
        return { name: download.suggestedFilename(), bytes: await readFile(path) };
      };
      const workbook = await file("导出工作簿");
      assert.equal(workbook.name, "class.xlsx");
      assert.equal(workbook.bytes.subarray(0, 2).toString(), "PK");
      const csv = await file("导出本表");
      const text = csv.bytes.toString("utf8");
      const edited = text.replace("[68..80)", "[66..80)");
      assert.notEqual(edited, text);

      const field = page.locator('input[type="file"]');
      await field.setInputFiles({ name: "class.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
      await page.getByText("文件与当前内容一致").waitFor();
      await field.setInputFiles({ name: "class.csv", mimeType: "text/csv", buffer: Buffer.from(edited) });
      await page.getByText("已读入 class.csv 的修改").waitFor();
      assert.match((await rule(grid(page), 3).textContent()) ?? "", /\[66\.\.80\)/);
      await page.getByText("有未保存的修改").waitFor();

      await field.setInputFiles({ name: "class.csv", mimeType: "text/csv", buffer: Buffer.from(text.replace("[68..80)", "[68..")) });
      const refused = page.getByRole("dialog", { name: /没能读入 class\.csv/ });
      await refused.waitFor();
      assert.match((await refused.textContent()) ?? "", /第 \d+ 行/);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "撤销" }).click();
      assert.match((await rule(grid(page), 3).textContent()) ?? "", /\[68\.\.80\)/);
    }));

  test("examples are added for rules that none meets, and one that a new rule contradicts is corrected, in the draft", () =>
    on("finance", {}, (page) =>
      withoutDraft(page, async () => {
        await go(page, CLASS);
        const examples = page.getByRole("region", { name: "样例" });
        await examples.getByText("样例命中 5 条规则中的 3 条").waitFor();
        await examples.getByRole("button", { name: "补样例" }).click();
        await examples.getByText("样例命中 5 条规则中的 5 条").waitFor();
        await rule(grid(page), 3).locator("td.input").click();
        await page.keyboard.press("Enter");
        await page.keyboard.press("Control+a");
        await page.keyboard.type("[67..80)");
        await page.keyboard.press("Enter");
        await page.keyboard.press("Enter");
        await page.keyboard.press("Control+a");
        await page.keyboard.type("[55..67)");
        await page.keyboard.press("Enter");
        await examples.getByText("没通过").first().waitFor();
        assert.equal(await examples.getByRole("button", { name: "改样例…" }).first().isDisabled(), true, "only what is saved is corrected");
        await page.keyboard.press("Control+s");
        await page.getByText("草稿已保存").waitFor();
        await examples.getByRole("button", { name: "改样例…" }).first().click();
        await page.getByRole("button", { name: "改样例", exact: true }).click();
        await examples.getByText("没通过").waitFor({ state: "detached" });
      }),
    ));

  test("a draft is published by a second person who has seen whose class it changes and what is doubted", () =>
    on("finance", {}, (page) =>
      withoutDraft(page, async () => {
        const shipped = (await source(page)).xml;
        const save = async (xml: string, version: number | null) => {
          const saved = await page.request.put(`${ADDRESS}/api/v1/rulebook/draft`, { headers: { "x-guiju": "1" }, data: { path: "credit/class.dmn", xml, version, note: "" } });
          return ((await saved.json()) as { version: number }).version;
        };
        await save(shipped.replace("&gt;= 90", "&gt;= 99"), null);
        await go(page, CLASS);
        await page.getByRole("button", { name: "发布…" }).click();
        await page.getByRole("dialog").getByText("须由另一位有权修改制度的人发布").waitFor();
        await on("admin", {}, async (other) => {
          await go(other, CLASS);
          await other.getByRole("button", { name: "发布…" }).click();
          const dialog = other.getByRole("dialog");
          await dialog.getByText(/户的等级会变/).waitFor();
          const publish = dialog.getByRole("button", { name: /发\s*布/ });
          assert.equal(await publish.isDisabled(), true, "what is doubted is not accepted yet");
          const reasons = dialog.getByPlaceholder("接受的理由");
          for (let place = 0; place < (await reasons.count()); place++) await reasons.nth(place).fill("过渡期内不评级");
          assert.equal(await publish.isDisabled(), false);
          await dialog.getByRole("button", { name: /取\s*消/ }).click();
        });
      }),
    ));

  test("a published file is taken back to the default", () =>
    on("finance", {}, (page) =>
      withoutDraft(page, async () => {
        const put = async (xml: string) => {
          const saved = await page.request.put(`${ADDRESS}/api/v1/rulebook/draft`, { headers: { "x-guiju": "1" }, data: { path: "credit/class.dmn", xml, version: null, note: "" } });
          return ((await saved.json()) as { version: number }).version;
        };
        const publish = async (version: number) => {
          // Nobody publishes what they wrote.
          await on("admin", {}, async (other) => {
            const published = await other.request.post(`${ADDRESS}/api/v1/rulebook/draft/publish`, { headers: { "x-guiju": "1" }, data: { version, name: "试行版", note: "试行" } });
            assert.equal(published.status(), 200, await published.text());
          });
        };
        const shipped = (await source(page)).xml;
        await publish(await put(shipped.replace("总分 90 分及以上为 VIP 级", "总分满 90 分为 VIP 级")));
        await go(page, CLASS);
        await page.getByRole("button", { name: "文件" }).click();
        await page.getByRole("menuitem", { name: "恢复为默认规则…" }).click();
        await page.getByRole("button", { name: "恢复", exact: true }).click();
        await page.getByText("总分 90 分及以上为 VIP 级").first().waitFor();
        await page.keyboard.press("Control+s");
        await page.getByText("草稿", { exact: true }).waitFor();
        const { draft_version } = await source(page);
        await publish(draft_version ?? 0);
        const after = await source(page);
        assert.deepEqual([after.xml, after.default_xml], [shipped, null]);
      }),
    ));

  test("a cell offers what the column allows and what its other cells say", () =>
    on("finance", {}, async (page) => {
      await go(page, CLASS);
      await rule(grid(page), 3).locator("td.output").first().click();
      await page.keyboard.press("Enter");
      await page.keyboard.press("Control+a");
      await page.keyboard.type('"V');
      await page.getByRole("option", { name: '"VIP"' }).waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      assert.match((await rule(grid(page), 3).locator("td.output").first().textContent()) ?? "", /"VIP"/);
    }));

  test("leaving with unsaved changes asks first", () =>
    on("finance", {}, async (page) => {
      await go(page, CLASS);
      await grid(page).focus();
      await page.keyboard.press("Control+Enter");
      await page.getByText("有未保存的修改").waitFor();
      await page.getByRole("link", { name: "决策编辑" }).click();
      await page.getByRole("button", { name: "留下" }).click();
      assert.match(page.url(), /credit_class/);
      await page.getByRole("link", { name: "决策编辑" }).click();
      await page.getByRole("button", { name: "离开" }).last().click();
      await page.waitForURL(/\/rulebook\/decisions$/);
    }));

  test("the graph is drawn, speaks Chinese, and leads into a decision", () =>
    on("finance", {}, async (page) => {
      await go(page, "/rulebook/decisions/credit%2Fclass.dmn");
      await page.locator(".djs-shape").first().waitFor();
      await page.getByRole("button", { name: "新建决策" }).waitFor();
      assert.ok(await page.locator(".bjs-powered-by").isVisible(), "the watermark has to stay visible");
      await page.getByTitle("打开决策表").click();
      await grid(page).waitFor();
    }));

  test("an edit in the graph keeps the tables as they were written", () =>
    on("finance", {}, (page) =>
      withoutDraft(page, async () => {
        await go(page, "/rulebook/decisions/credit%2Fclass.dmn");
        await page.locator(".djs-shape").first().waitFor();
        await page.locator('.djs-element[data-element-id="credit_class"]').dblclick();
        await page.keyboard.press("Control+a");
        await page.keyboard.type("等级");
        await page.locator(".djs-container svg").first().click({ position: { x: 600, y: 500 } });
        await page.getByText("有未保存的修改").waitFor();
        await page.keyboard.press("Control+s");
        await page.getByText("草稿", { exact: true }).waitFor();
        const { xml, published_xml } = await source(page);
        assert.match(xml, /<decision id="credit_class" name="等级"/);
        const table = (text: string) => /<decisionTable[\s\S]*<\/decisionTable>/.exec(text)?.[0];
        assert.equal(table(xml), table(published_xml));
        assert.match(xml, /spec\/DMN\/20230324\/MODEL/);
        assert.match(xml, /<dmndi:DMNShape/);
      }),
    ));

  for (const [name, path] of [["the list", "/rulebook/decisions"], ["a table", `${CLASS}?in.total=79`], ["the graph", "/rulebook/decisions/credit%2Fclass.dmn"]] as const) {
    for (const look of [{ appearance: "light" }, { appearance: "dark", language: "en" }, { width: 390, height: 844 }] as const) {
      test(`${name}: axe finds nothing, and the page is no wider than the screen (${JSON.stringify(look)})`, () =>
        on("finance", look, async (page) => {
          await go(page, path);
          await page.getByRole("heading", { level: 1 }).first().waitFor();
          await settled(page);
          if (name === "the graph") await page.locator(".djs-shape").first().waitFor();
          await isSound(page);
        }));
    }
  }
});

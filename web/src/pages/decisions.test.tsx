import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { freshDecisions } from "../../mock/decisions.ts";
import { LENDING } from "../../mock/models.ts";
import { renderAt } from "../test/render.tsx";

const CLASS = "/rulebook/decisions/credit%2Fclass.dmn/credit_class";
const TERMS = "/rulebook/decisions/credit%2Fterms.dmn/payment_terms";
const shipped = freshDecisions().published.get("credit/class.dmn") ?? "";

const grid = (name: string) => screen.findByRole("grid", { name });
const row = (table: HTMLElement, rule: number) => within(table).getAllByRole("row")[rule] as HTMLElement;

/** Writes into the active cell as a person does: Enter, the text, Enter. */
async function write(user: ReturnType<typeof renderAt>["user"], table: HTMLElement, text: string) {
  table.focus();
  await user.keyboard("{Enter}");
  const field = await within(table).findByRole("textbox");
  fireEvent.change(field, { target: { value: text } });
  await user.keyboard("{Enter}");
}

test("the files of decisions lead to their tables", async () => {
  const { user, router } = renderAt("/rulebook/decisions");
  await user.click(await screen.findByRole("link", { name: "付费及时性得分" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/rulebook/decisions/credit%2Fscores.dmn/payment_timeliness_score"));
  expect(within(await grid("付费及时性得分")).getAllByRole("row")).toHaveLength(9);
});

test("a decision of the rulebook leads to its editor", async () => {
  const { user, router } = renderAt("/rulebook/credit");
  await user.click(await screen.findByRole("link", { name: "编辑 / 试算 客户等级" }));
  await waitFor(() => expect(router.state.location.pathname).toBe(CLASS));
});

test("a cell is written from the keyboard, undone, redone and saved with nothing else changed", async () => {
  const { user, sent } = renderAt(CLASS);
  const table = await grid("客户等级");
  const save = screen.getByRole("button", { name: "保存草稿" });
  expect(save).toBeDisabled();
  expect(save).toHaveAttribute("title", "没有要保存的修改");
  table.focus();
  await user.keyboard("{ArrowDown}{ArrowDown}");
  await write(user, table, "[70..80)");
  expect(within(row(table, 3)).getByText("[70..80)")).toBeVisible();
  expect(await screen.findByText("有未保存的修改")).toBeVisible();
  await user.keyboard("{Control>}z{/Control}");
  expect(within(row(table, 3)).getByText("[68..80)")).toBeVisible();
  await user.keyboard("{Control>}y{/Control}{Control>}s{/Control}");
  await waitFor(() => expect(sent.find((one) => one.method === "PUT")?.body).toEqual({ path: "credit/class.dmn", version: null, note: "", xml: shipped.replace("[68..80)", "[70..80)") }));
  expect(await screen.findByText("草稿")).toBeVisible();
});

test("a trial is painted on the table and stands in the address", async () => {
  const { user, router } = renderAt(`${CLASS}?in.total=79`);
  const table = await grid("客户等级");
  await waitFor(() => expect(row(table, 3)).toHaveClass("is-matched"));
  expect(within(row(table, 3)).getByText("命中")).toBeInTheDocument();
  expect(row(table, 1).querySelector(".is-miss")).toHaveTextContent(">= 90");
  const trial = screen.getByRole("region", { name: "试算" });
  expect(within(trial).getByText('"B"', { selector: "strong" })).toBeVisible();
  await user.click(await within(trial).findByRole("button", { name: '总分 79 → 80 得 "A"' }));
  await waitFor(() => expect(row(table, 2)).toHaveClass("is-matched"));
  expect(router.state.location.search).toBe("?in.total=80");
});

test("a finding leads to its rule, its witness to a trial that shows it", async () => {
  const { user, router } = renderAt(TERMS);
  const table = await grid("账期天数");
  const checks = await screen.findByRole("region", { name: "检查" });
  await user.click(await within(checks).findByRole("button", { name: /^警告 规则 6 永远轮不到/ }));
  expect(table).toHaveAttribute("aria-activedescendant", "cell-4-0");
  await user.click(within(checks).getByRole("button", { name: /^例如：等级 = "VIP"/ }));
  expect(router.state.location.search).toContain("in.");
  expect(await screen.findByText("没有结果（null）")).toBeVisible();
  expect(screen.getByText("没有一条规则命中")).toBeVisible();
  expect(within(table).getAllByText("不满足")).toHaveLength(7);
});

test("a text without quotes is offered with them", async () => {
  const { user } = renderAt(TERMS);
  await user.type(await screen.findByLabelText(/^等级/), "C");
  await user.click(await screen.findByRole("button", { name: '文字要加引号："C"' }));
  const table = await grid("账期天数");
  await waitFor(() => expect(row(table, 5)).toHaveClass("is-matched"));
});

/** Saves while somebody else has: returns what was sent after the choice. */
async function conflict(theirXml: string, choice: string) {
  const decisions = freshDecisions();
  const view = renderAt(CLASS, { state: { decisions } });
  const table = await grid("客户等级");
  await write(view.user, table, ">= 91");
  decisions.draft = { files: new Map([["credit/class.dmn", theirXml]]), summary: { version: 7, based_on: decisions.edition, changed_by: "林岚", changed_at: "2026-11-25T01:00:00Z", note: "", paths: ["credit/class.dmn"] } };
  await view.user.click(screen.getByRole("button", { name: "保存草稿" }));
  const dialog = await screen.findByRole("dialog", { name: "别人保存过草稿" });
  expect(within(dialog).getByText(/林岚/)).toBeInTheDocument();
  await view.user.click(within(dialog).getByRole("button", { name: choice }));
  return view;
}

test("when somebody else saved the same file, mine can stay", async () => {
  const { sent } = await conflict(shipped.replace(">= 90", ">= 95").replace("&gt;= 90", "&gt;= 95"), "用我的");
  await waitFor(() => expect(sent.filter((one) => one.method === "PUT").map((one) => (one.body as { version: number | null }).version)).toEqual([null, 7]));
  expect(await screen.findByText("草稿")).toBeVisible();
});

test("when somebody else saved the same file, theirs can be taken", async () => {
  await conflict(shipped.replace("&gt;= 90", "&gt;= 95"), "用对方的");
  expect(await screen.findByText("草稿")).toBeVisible();
  expect(within(row(await grid("客户等级"), 1)).getByText(">= 95")).toBeVisible();
});

test("when they saved another file, nothing of mine is in question", async () => {
  await conflict(shipped, "继续保存");
  expect(await screen.findByText("草稿")).toBeVisible();
});

test("leaving with unsaved changes asks first; another view of the file is not leaving", async () => {
  const { user, router } = renderAt(TERMS);
  const table = await grid("账期天数");
  await write(user, table, '"VIP"');
  await user.click(within(screen.getByRole("navigation", { name: "视图" })).getByRole("link", { name: /信用额度/ }));
  await waitFor(() => expect(router.state.location.pathname).toContain("credit_limit"));
  await user.click(screen.getByRole("link", { name: "决策编辑" }));
  await user.click(await screen.findByRole("button", { name: "留下" }));
  expect(router.state.location.pathname).toContain("credit_limit");
  await user.click(screen.getByRole("link", { name: "决策编辑" }));
  // The first dialog may still be on its way out.
  await waitFor(() => expect(screen.getAllByRole("button", { name: "离开" }).length).toBeGreaterThan(0));
  await user.click(screen.getAllByRole("button", { name: "离开" }).at(-1) as HTMLElement);
  await waitFor(() => expect(router.state.location.pathname).toBe("/rulebook/decisions"));
});

test("a draft whose examples fail cannot be published; one that passes is, with its note", async () => {
  const { user, sent } = renderAt(CLASS);
  const table = await grid("客户等级");
  await write(user, table, ">= 93");
  await user.click(screen.getByRole("button", { name: "保存草稿" }));
  await screen.findByText("草稿");
  await user.click(screen.getByRole("button", { name: "发布…" }));
  const blocked = await screen.findByRole("dialog", { name: "发布为新版本" });
  expect(await within(blocked).findByText(/1 个样例没通过/)).toBeInTheDocument();
  expect(within(blocked).getByRole("button", { name: /发\s*布/ })).toBeDisabled();
  await user.click(within(blocked).getByRole("button", { name: /取\s*消/ }));
  table.focus();
  await user.keyboard("{Control>}z{/Control}");
  await user.click(screen.getByRole("button", { name: "保存草稿" }));
  await screen.findByText("草稿");
  await user.click(screen.getByRole("button", { name: "发布…" }));
  const dialog = await screen.findByRole("dialog", { name: "发布为新版本" });
  await within(dialog).findByText("检查通过");
  expect(await within(dialog).findByText(/186 户中有 1 户的等级会变/)).toBeInTheDocument();
  expect(await within(dialog).findByText(/^自 2026.*11.*起$/)).toBeInTheDocument();
  await user.type(within(dialog).getByLabelText("版本名称"), "试行版");
  await user.type(within(dialog).getByLabelText("说明"), "试发布一次");
  await user.click(within(dialog).getByRole("button", { name: /发\s*布/ }));
  await waitFor(() => expect(sent.find((one) => one.path === "/rulebook/draft/publish")?.body).toEqual({ version: 2, name: "试行版", note: "试发布一次", effective_from: "2026-11", accepted: [] }));
  expect(await screen.findByText("版本 4（试行版）")).toBeVisible();
});

test("who may not edit can look and try, and is told why", async () => {
  const { user } = renderAt(CLASS, {
    instead: (method, path) => (method === "GET" && path === "/rulebook/decisions" ? { status: 200, body: { edition: "e1", draft: null, may_edit: false, files: [] } } : null),
  });
  const table = await grid("客户等级");
  expect(table).toHaveAttribute("aria-readonly", "true");
  table.focus();
  await user.keyboard("{Enter}");
  expect(within(table).queryByRole("textbox")).toBeNull();
  expect(screen.getByRole("button", { name: "保存草稿" })).toHaveAttribute("title", expect.stringContaining("没有修改制度的权限"));
});

test("a text that does not read is shown with its place", async () => {
  const decisions = freshDecisions();
  decisions.published.set("credit/terms.dmn", LENDING.replace("</decisionTable>", "</decisionTab>"));
  renderAt(TERMS, { state: { decisions } , instead: (_, path) => (path === "/rulebook/decisions" ? { status: 200, body: { edition: "e1", draft: null, may_edit: true, files: [] } } : null) });
  const alert = await screen.findByRole("alert");
  expect(alert).toHaveTextContent(/第 \d+ 行第 \d+ 列/);
  expect(alert).toHaveTextContent("</decisionTab>");
});

test("two editions are compared cell by cell", async () => {
  renderAt(`${CLASS}?compare=77e2b1d9004c5aa1`);
  const drawer = await screen.findByRole("dialog");
  expect(await within(drawer).findByText("2 条规则不同")).toBeVisible();
  expect(within(drawer).getByText("[70..80)")).toBeVisible();
  expect(within(drawer).getByText("[68..80)")).toBeVisible();
  expect(within(drawer).queryByText(/a total of/)).toBeNull();
});

test("rules are added, moved and deleted from the keyboard", async () => {
  const { user } = renderAt(CLASS);
  const table = await grid("客户等级");
  table.focus();
  const results = () => within(table).getAllByRole("row").slice(1).map((one) => one.querySelector(".output")?.textContent);
  await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
  expect(results()).toEqual(['"A"', '"VIP"', '"B"', '"C"', '"D"']);
  await user.keyboard("{Control>}{Delete}{/Control}");
  expect(results()).toEqual(['"A"', '"B"', '"C"', '"D"']);
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(results()).toEqual(['"A"', '"B"', "–", '"C"', '"D"']);
  expect(screen.getByText("已加规则 3")).toBeInTheDocument();
});

test("cells are pasted from a spreadsheet", async () => {
  renderAt(CLASS);
  const table = await grid("客户等级");
  table.focus();
  fireEvent.paste(table, { clipboardData: { getData: () => '>= 95\t"VIP"\n[85..95)\t"A"' } });
  await waitFor(() => expect(within(row(table, 2)).getByText("[85..95)")).toBeVisible());
  expect(within(row(table, 1)).getByText(">= 95")).toBeVisible();
});

test("a column is changed in a dialog", async () => {
  const { user } = renderAt(CLASS);
  const table = await grid("客户等级");
  await user.click(within(table).getByRole("button", { name: /^总分/ }));
  const dialog = await screen.findByRole("dialog", { name: "改这一列" });
  await user.clear(within(dialog).getByLabelText("列名"));
  await user.type(within(dialog).getByLabelText("列名"), "加权总分");
  await user.click(within(dialog).getByRole("button", { name: /确\s*定/ }));
  expect(await within(table).findByRole("button", { name: /^加权总分/ })).toBeVisible();
});

test("a column is added without a mouse, once it says what it tests", async () => {
  const { user } = renderAt(CLASS);
  const table = await grid("客户等级");
  screen.getByRole("button", { name: /^列/ }).focus();
  await user.keyboard("{Enter}");
  await user.click(await screen.findByRole("menuitem", { name: "+ 输入列" }));
  const dialog = await screen.findByRole("dialog", { name: "加一列" });
  await user.click(within(dialog).getByRole("button", { name: "加一列" }));
  expect(await within(dialog).findByText("请填写")).toBeInTheDocument();
  await user.type(within(dialog).getByLabelText("判断什么"), "trade");
  await user.click(within(dialog).getByRole("button", { name: "加一列" }));
  expect(await within(table).findByRole("columnheader", { name: /^trade/ })).toBeVisible();
  expect(row(table, 1).querySelectorAll("td.input")[1]).toHaveTextContent("-");
});

test("ten thousand rules: only those in sight exist, and any is one jump away", async () => {
  const { user } = renderAt("/rulebook/decisions/test%2Flarge-10000.dmn/tariff");
  const table = await grid("运价");
  expect(table).toHaveAttribute("aria-rowcount", "10001");
  expect(within(table).getAllByRole("row").length).toBeLessThan(60);
  await user.type(screen.getByLabelText("转到规则"), "7500{Enter}");
  await waitFor(() => expect(table).toHaveAttribute("aria-activedescendant", "cell-7499-0"));
  expect(within(table).getByText("第 7500 条")).toBeInTheDocument();
  for (const [label, value] of [[/^航线/, '"线路3"'], [/^箱型/, '"箱型2"'], [/^重量/, "650"], [/^天数/, "12"]] as const) fireEvent.change(screen.getByLabelText(label), { target: { value } });
  await user.click(await screen.findByRole("button", { name: "规则 3028" }));
  await waitFor(() => expect(table).toHaveAttribute("aria-activedescendant", "cell-3027-0"));
  expect(table.querySelector("tr.is-matched")).toHaveTextContent("第 3028 条");
});

vi.setConfig({ testTimeout: 60_000 });

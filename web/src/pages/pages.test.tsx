import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { renderAt } from "../test/render.tsx";

test("the list says its filters as a sentence and keeps them in the address", async () => {
  const { sent } = renderAt("/customers?class=C,D&has_overdue=true");
  expect(await screen.findByText("等级 C或D，有逾期")).toBeVisible();
  const table = await screen.findByRole("table", { name: "客户列表" });
  expect(within(table).getAllByRole("row").length).toBeGreaterThan(10);
  const asked = sent.find((one) => one.path === "/customers");
  expect(asked?.query.get("class")).toBe("C,D");
  expect(asked?.query.get("has_overdue")).toBe("true");
  expect(within(table).getByRole("columnheader", { name: /^逾期/ })).toHaveAttribute("aria-sort", "descending");
});

test("an empty list says why and offers the one thing to do", async () => {
  const { user, router } = renderAt("/customers?search=zzzz");
  await user.click((await screen.findAllByRole("button", { name: "清除筛选" })).at(-1) as HTMLElement);
  await waitFor(() => expect(router.state.location.search).toBe(""));
  expect(await screen.findByRole("table", { name: "客户列表" })).toBeVisible();
});

test("J, K and Enter open a customer", async () => {
  const { user, router } = renderAt("/customers");
  await screen.findByRole("table", { name: "客户列表" });
  await user.keyboard("jjk{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toMatch(/^\/customers\/\d+$/));
});

test("a class is explained down to the entries behind it", async () => {
  const { user } = renderAt("/customers/1006");
  const why = await screen.findByRole("region", { name: /为什么是 . 级|为什么是 VIP 级/ });
  await user.click(within(why).getByRole("button", { name: /付费及时性/ }));
  expect(within(why).getByText(/命中规则/)).toBeVisible();
  await user.click(within(why).getByRole("button", { name: /^到期金额/ }));
  const drawer = await screen.findByRole("dialog");
  expect(await within(drawer).findByRole("table", { name: "背后的记录" })).toBeVisible();
});

test("a class asked for by hand needs a reason and says what the page has seen", async () => {
  const { user, sent } = renderAt("/customers/1006");
  await user.click(await screen.findByRole("button", { name: "人工调级" }));
  const dialog = await screen.findByRole("dialog", { name: /人工调级/ });
  await user.click(within(dialog).getByRole("radio", { name: "A" }));
  await user.click(within(dialog).getByRole("button", { name: "提请调级" }));
  expect(await within(dialog).findByText("请写明理由，4 到 500 字")).toBeInTheDocument();
  await user.type(within(dialog).getByLabelText("理由"), "银行保函已到");
  await user.click(within(dialog).getByRole("button", { name: "提请调级" }));
  await waitFor(() => expect(sent.find((one) => one.path.endsWith("/override"))?.body).toMatchObject({ class: "A", reason: "银行保函已到", seen: expect.stringMatching(/^41:0:/) }));
  expect(await screen.findByRole("group", { name: /提请调为 A 级，待批/ })).toBeVisible();
});

test("what waits is answered together, with one reason and what the list has seen of each", async () => {
  const { user, sent } = renderAt("/rulings");
  const asked = await screen.findByRole("region", { name: "人工调级，待批" });
  await user.click(await within(asked).findByRole("checkbox", { name: "全选" }));
  await user.click(within(asked).getByRole("button", { name: "批准" }));
  const dialog = await screen.findByRole("dialog", { name: "批准 2 项" });
  await user.type(within(dialog).getByLabelText("理由"), "两户均已见保函");
  await user.click(within(dialog).getByRole("button", { name: "批准" }));
  await waitFor(() => expect(sent.find((one) => one.path.endsWith("/rulings/answers"))?.body).toMatchObject({ approve: true, reason: "两户均已见保函", rulings: [{ ruling: 21 }, { ruling: 22 }] }));
});

test("the workbench leads to what waits", async () => {
  const { user, router } = renderAt("/");
  const tasks = await screen.findByRole("list", { name: "等您处理" });
  await user.click(within(tasks).getByRole("link", { name: /人工调级待审批/ }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/rulings"));
});

test("a cell of the matrix opens its customers", async () => {
  const { user, router } = renderAt("/ratings/2026-10");
  const matrix = await screen.findByRole("table", { name: /从 2026 年 9 月 到 2026 年 10 月/ });
  await user.click(within(matrix).getByRole("link", { name: /^A → A/ }));
  await waitFor(() => expect(router.state.location.search).toContain("from_class=A"));
  expect(router.state.location.search).toContain("class=A");
});

test("rating a month shows its progress and what came out", async () => {
  const { user } = renderAt("/ratings/2026-10");
  await user.click(await screen.findByRole("button", { name: "执行月度评级" }));
  const dialog = await screen.findByRole("dialog", { name: "执行月度评级" });
  await user.click(within(dialog).getByRole("button", { name: /评级/ }));
  expect(await within(dialog).findByRole("progressbar")).toBeInTheDocument();
  expect(await within(dialog).findByText(/其中 175 户有等级/, {}, { timeout: 8000 })).toBeInTheDocument();
});

test("an ageing opens from branch to items", async () => {
  const { user } = renderAt("/ageing");
  const table = await screen.findByRole("table", { name: "应收账龄" });
  for (const step of ["branch", "salesperson", "customer"]) {
    const before = within(table).getAllByRole("row").length;
    const closed = within(table).getAllByRole("button", { name: /^展开/, expanded: false });
    await user.click(closed[0] as HTMLElement);
    await waitFor(() => expect(within(table).getAllByRole("row").length, step).toBeGreaterThan(before));
  }
  expect((await within(table).findAllByText(/到期/)).length).toBeGreaterThan(0);
});

async function uploaded() {
  const page = renderAt("/imports");
  const file = new File(["a,b\n1,2\n"], "发票.csv", { type: "text/csv" });
  await screen.findByText("把文件拖到这里，或点此选择");
  await page.user.upload(document.querySelector("input[type=file]") as HTMLInputElement, file);
  return page;
}

test("an import asks with both results in money, and tries nothing before it is answered", async () => {
  const { user, sent } = await uploaded();
  const receipts = await screen.findByRole("radio", { name: /收款清单.*已付给我们.*12,400\.00 USD/ });
  expect(screen.getByRole("radio", { name: /应收（发票）清单.*欠我们.*12,400\.00 USD/ })).toBeInTheDocument();
  const send = screen.getByRole("button", { name: "按这个回答继续" });
  expect(send).toBeDisabled();
  expect(sent.some((one) => one.path.endsWith("/dry-run"))).toBe(false);
  await user.click(receipts);
  await user.click(screen.getByRole("radio", { name: "5 月 3 日" }));
  await user.click(send);
  expect(await screen.findByText(/4,196 行会导入，14 行会退回/, {}, { timeout: 8000 })).toBeVisible();
  expect(sent.find((one) => one.path.endsWith("/answers"))?.body).toMatchObject({ answers: { kind: "receipts", date_order: "dmy" } });
});

test("what a file changes is shown by customer, with rows of each sort, and undone in one click", async () => {
  const { user, sent } = await uploaded();
  await user.click(await screen.findByRole("radio", { name: /应收（发票）清单/ }));
  await user.click(screen.getByRole("radio", { name: "5 月 3 日" }));
  await user.click(screen.getByRole("button", { name: "按这个回答继续" }));
  const owing = await screen.findByRole("table", { name: "客户欠款的变化" }, { timeout: 8000 });
  expect(within(owing).getByRole("row", { name: /宁波恒远进出口有限公司 USD 20,000\.00 12,400\.00 — — 32,400\.00/ })).toBeVisible();
  expect(within(screen.getByRole("region", { name: "退回，请改正后再导入" })).getByText(/2026-02-30 不存在/)).toBeVisible();
  expect(within(screen.getByRole("region", { name: /不导入/ })).getByText(/只用来核对/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "导入 4,196 行" }));
  await user.click(await screen.findByRole("button", { name: "读错了？撤销这次导入" }, { timeout: 8000 }));
  expect(await screen.findByText(/可以换一种读法/, {}, { timeout: 8000 })).toBeVisible();
  expect(sent.find((one) => one.path.endsWith("/undo"))?.body).toMatchObject({ reason: "读法不对，撤销后重新导入" });
});

test("what was said of an earlier file is shown with who said it, and may be said otherwise", async () => {
  const { user, sent } = await uploaded();
  const remembered = await screen.findByRole("region", { name: "沿用以前的 2 个答复" });
  expect(within(remembered).getByText(/^您于 .* 就“应收发票明细 九月.xlsx”说的$/)).toBeVisible();
  expect(within(remembered).getByText(/^wang 于 /)).toBeVisible();
  await user.click(within(remembered).getByRole("button", { name: "这次改为“算数：导入”" }));
  await waitFor(() => expect(sent.find((one) => one.path.endsWith("/answers"))?.body).toMatchObject({ answers: { "status:已挂起": "count" } }));
  await waitFor(() => expect(screen.queryByText("状态为“已挂起”的行不算数")).toBeNull());
  const left = await screen.findByRole("region", { name: "沿用以前的 1 个答复" });
  await user.click(within(left).getByRole("button", { name: "这次改为…" }));
  await user.type(within(left).getByLabelText("账期“老规矩”按“60天”，这次改为"), "90天{Enter}");
  await waitFor(() => expect(sent.filter((one) => one.path.endsWith("/answers")).at(-1)?.body).toMatchObject({ answers: { "status:已挂起": "count", "terms:老规矩": "90天" } }));
});

test("a name that somebody gave to a customer is taken back on its page", async () => {
  const { user, sent } = renderAt("/customers/1005");
  const card = (await screen.findByRole("heading", { name: "也叫这些名称" })).closest("section") as HTMLElement;
  expect(within(card).getByText(/finance 于/)).toBeVisible();
  expect(within(card).getByRole("link", { name: "2026年10月发票与收款.xlsx" })).toHaveAttribute("href", "/imports/3");
  await user.click(within(card).getByRole("button", { name: "收回别名“远帆贸易”" }));
  const dialog = await screen.findByRole("dialog", { name: "收回别名“远帆贸易”" });
  await user.type(within(dialog).getByLabelText("理由"), "是另一家公司");
  await user.click(within(dialog).getByRole("button", { name: /^收\s?回$/ }));
  await waitFor(() => expect(sent.find((one) => one.method === "DELETE" && one.path === "/customers/1005/aliases")?.query.get("name")).toBe("远帆贸易"));
  await waitFor(() => expect(screen.queryByRole("heading", { name: "也叫这些名称" })).toBeNull());
});

test("what a later list no longer had is said one by one and several at once", async () => {
  const { user, sent } = renderAt("/imports/3");
  const card = await screen.findByRole("region", { name: "3 笔已结清，还没人说明是什么" });
  expect(within(card).getAllByText(/在 .* 与 .* 之间结清/)).toHaveLength(3);
  const first = within(card).getByRole("radiogroup", { name: "INV-1 是什么" });
  await user.click(within(first).getByText("收到了钱"));
  await user.click(within(card).getByRole("button", { name: "保存 1 笔的说明" }));
  expect(within(card).getByRole("alert")).toHaveTextContent("请填收到钱的日期");
  expect(within(card).getByLabelText("INV-1 的日期")).toHaveFocus();
  expect(sent.some((one) => one.path === "/clearings/answers")).toBe(false);
  await user.type(within(card).getByLabelText("INV-1 的日期"), "2026-09-15{Enter}");
  await user.click(within(card).getByRole("checkbox", { name: "选中 INV-2" }));
  await user.click(within(card).getByRole("checkbox", { name: "选中 INV-9" }));
  await user.click(within(within(card).getByRole("group", { name: "一次说明几笔" })).getByRole("button", { name: "不知道" }));
  await user.click(within(card).getByRole("button", { name: "保存 3 笔的说明" }));
  await waitFor(() =>
    expect(sent.find((one) => one.path === "/clearings/answers")?.body).toEqual({
      answers: [
        { clearing: 9001, by: "receipt", date: "2026-09-15" },
        { clearing: 9002, by: "unknown", date: null },
        { clearing: 9003, by: "unknown", date: null },
      ],
    }),
  );
  const left = await screen.findByRole("region", { name: "已结清，不知道是什么" });
  await user.click(within(left).getByRole("button", { name: "另有 2 笔有人说“不知道”，显示" }));
  expect(await within(left).findAllByText(/finance 于 .* 说“不知道”/)).toHaveLength(2);
});

test("rule text is shown, and nothing in it runs", async () => {
  renderAt("/rulebook/credit");
  expect(await screen.findByRole("heading", { name: "第 1 条 指标与权重" })).toBeVisible();
  expect(document.querySelector(".prose script")).toBeNull();
});

test("a failure shows its request id and can be tried again", async () => {
  let isBroken = true;
  const { user } = renderAt("/ageing", {
    instead: (_, path) => (path === "/ageing" && isBroken ? { status: 500, body: { error: { code: "internal", message: "the program failed", message_zh: "程序处理这个请求时出错", request_id: "01JXYZ" } } } : null),
  });
  expect(await screen.findByText("01JXYZ")).toBeVisible();
  isBroken = false;
  await user.click(screen.getByRole("button", { name: "重试" }));
  expect(await screen.findByRole("table", { name: "应收账龄" })).toBeVisible();
});

test("who is not signed in is asked to, and comes back to where they were going", async () => {
  const { user, router } = renderAt("/ageing?by=customer", { state: { isSignedIn: false } });
  await user.type(await screen.findByLabelText("用户名"), "finance");
  await user.type(screen.getByLabelText("密码"), "finance-demo");
  await user.click(screen.getByRole("button", { name: /登\s*录/ }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/ageing"));
  expect(router.state.location.search).toBe("?by=customer");
});

test("the language switch changes every word", async () => {
  const { user } = renderAt("/customers");
  await user.click(await screen.findByRole("button", { name: /English/ }));
  expect(await screen.findByRole("heading", { name: /Customers/ })).toBeVisible();
  expect(document.documentElement.lang).toBe("en");
});

test("the search finds and acts", async () => {
  const { user, router } = renderAt("/customers");
  await screen.findByRole("table", { name: "客户列表" });
  await user.keyboard("{Control>}k{/Control}");
  const input = await screen.findByRole("combobox", { name: "查找与操作" });
  await user.type(input, "账龄");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/ageing"));
});

test("the first start makes a company and shows the password once", async () => {
  const { user } = renderAt("/setup", { state: { setup: "new", isSignedIn: false } });
  await user.click(await screen.findByRole("button", { name: "建立公司" }));
  await user.type(screen.getByLabelText("公司名称"), "远航货运");
  await user.click(screen.getByRole("button", { name: /建\s*立/ }));
  expect(await screen.findByText("brisk-otter-4417")).toBeVisible();
});

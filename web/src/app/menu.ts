import type { Key } from "../i18n/language.tsx";

export interface MenuItem {
  path: string;
  label: Key;
  words: string;
  /** Only for who has this right. */
  right?: "administer";
}
export interface MenuGroup {
  label: Key;
  items: MenuItem[];
}

/** The pages of the left menu; `words` are what else they are found by. */
export const MENU: MenuGroup[] = [
  { label: "nav.group.mine", items: [{ path: "/workbench", label: "nav.workbench", words: "gongzuotai daiban workbench todo home 待办 首页" }] },
  {
    label: "nav.group.credit",
    items: [
      { path: "/customers", label: "nav.customers", words: "kehu customer list 客户列表" },
      { path: "/ratings", label: "nav.ratings", words: "pingji rating month 评级 等级 matrix 迁移" },
      { path: "/rulings", label: "nav.rulings", words: "shenpi tiaoji ruling approval override 付款买单 人工调级 审批" },
    ],
  },
  { label: "nav.group.receivables", items: [{ path: "/ageing", label: "nav.ageing", words: "zhangling ageing aging overdue 逾期 应收" }] },
  { label: "nav.group.rules", items: [{ path: "/rulebook", label: "nav.rulebook", words: "guiju zhangcheng rulebook rules decision table dmn edit 章程 决策 决策表 编辑 试算 指标" }] },
  { label: "nav.group.data", items: [{ path: "/imports", label: "nav.imports", words: "daoru import upload excel csv 上传" }, { path: "/rates", label: "nav.rates", words: "huilv exchange rate currency fx 汇率 外币" }, { path: "/users", label: "nav.users", words: "yonghu quanxian user role password 账号 角色 密码", right: "administer" }] },
];

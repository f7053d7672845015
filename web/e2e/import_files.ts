/** Files that the browser tests and the pictures bring in. */
export interface TestFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

function csv(name: string, lines: string[]): TestFile {
  return { name, mimeType: "text/csv", buffer: Buffer.from(`${lines.join("\n")}\n`) };
}

/** A statement that its running balance proves; its payers are customers, a bank and a port. */
export function bankStatement(stamp: number, payers: string[]): TestFile {
  const money = [42_600, 18_350.5, 7_200, 96_400.75, 3_150, 28_800];
  let balance = 1_000_000 + (stamp % 1000);
  const lines = ["交易日期,摘要,对方户名,收入金额,支出金额,账户余额"];
  payers.forEach((payer, index) => {
    const amount = money[index % money.length] ?? 100;
    balance += amount;
    lines.push(`2026-10-${String(index + 10)},运费 ${stamp}-${index},${payer},"${amount.toFixed(2)}",,"${balance.toFixed(2)}"`);
  });
  for (const [other, amount, text] of [["宁波舟山港股份有限公司", 12_500, "港杂费"], ["", 15, "手续费"]] as const) {
    balance -= amount;
    lines.push(`2026-10-28,${text} ${stamp},${other},,"${amount.toFixed(2)}","${balance.toFixed(2)}"`);
  }
  return csv(`银行流水-${stamp}.csv`, lines);
}

/** A list that may be invoices or receipts: nobody but a person can say it. */
export function ambiguous(stamp: number, parties: string[]): TestFile {
  const rows = parties.map((party, index) => `${party},2026-10-${String(index + 11)},${(12_000 + index * 1_250 + (stamp % 97) / 100).toFixed(2)}`);
  return csv(`清单-${stamp}.csv`, ["客户,日期,金额", ...rows]);
}

/** Open items with a total, a title, and a row that cannot be right. */
export function openItems(stamp: number, parties: string[]): TestFile {
  let total = 0;
  const rows = parties.map((party, index) => {
    const amount = 8_000 + index * 2_400.5;
    total += amount;
    return `${party},OI-${stamp}-${index},2026-09-${String(index + 10)},2026-10-${String(index + 10)},CNY,"${amount.toFixed(2)}"`;
  });
  return csv(`未清项-${stamp}.csv`, ["客户名称,发票号,开票日期,到期日,币别,未收金额", ...rows, `${parties[0] ?? ""},OI-${stamp}-X,2026-09-31,2026-10-31,CNY,"1,000.00"`, `合计,,,,,"${(total + 1000).toFixed(2)}"`]);
}

/** The open items of two months: of the first party's, one is less in the later list and one is gone; the second party's is gone. */
export function openItemsOfTwoMonths(stamp: number, parties: string[]): [TestFile, TestFile] {
  const head = "客户名称,发票号,开票日期,到期日,币别,未收金额";
  const row = (party: number, item: number, amount: string) => `${parties[party] ?? ""},CL-${stamp}-${item},2026-08-0${item},2026-09-0${item},CNY,"${amount}"`;
  const list = (month: string, day: string, rows: string[]) => csv(`未清项-${stamp}-${month}.csv`, [`截至日期：${day}`, head, ...rows]);
  return [
    list("08", "2026-08-31", [row(0, 1, "1,000.00"), row(0, 2, "300.00"), row(1, 3, "8,000.50"), row(2, 4, "60.00")]),
    list("09", "2026-09-30", [row(0, 1, "600.00"), row(2, 4, "60.00")]),
  ];
}

/** A list of invoices with a shortened name of a known company, and with a status that nobody has explained. */
export function shortened(stamp: number, name: string, status: string): TestFile {
  return csv(`发票-${stamp}.csv`, ["客户名称,发票号,开票日期,到期日,应收金额,单据状态", `${name},SH-${stamp},2026-09-03,2026-10-03,500.00,正常`, `${name},SH-${stamp}-2,2026-09-04,2026-10-04,70.00,${status}`]);
}

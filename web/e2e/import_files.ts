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

import { expect, test } from "vitest";
import { bilingual } from "./bilingual.ts";

test("a text in both languages gives the reader's half, any other text stays whole", () => {
  expect(bilingual("达到 98%，得 100 分 · 98% or more gives 100", "zh")).toBe("达到 98%，得 100 分");
  expect(bilingual("达到 98%，得 100 分 · 98% or more gives 100", "en")).toBe("98% or more gives 100");
  expect(bilingual("只有中文 · 还是中文", "en")).toBe("只有中文 · 还是中文");
  expect(bilingual("only English", "zh")).toBe("only English");
});

import { expect, test } from "vitest";
import { en } from "./en.ts";
import { fill } from "./message.ts";
import { zh } from "./zh.ts";

const names = (message: string) => [...new Set([...message.matchAll(/\{(\w+)/g)].map((match) => match[1]))].sort();

test("both languages have every key", () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
});

test("no text is empty, and English has no Chinese in it", () => {
  for (const [key, message] of Object.entries(en)) {
    expect(message.length, key).toBeGreaterThan(0);
    expect(/[\u4e00-\u9fff]/.test(message), `${key}: ${message}`).toBe(false);
  }
});

test("what English says of a value, Chinese was given too", () => {
  for (const [key, message] of Object.entries(zh)) {
    const english = names(en[key as keyof typeof zh]);
    const chinese = names(message);
    // English may leave a name out where it says it otherwise, never ask for one that is not given.
    expect(english.filter((name) => !chinese.includes(name)), key).toEqual([]);
  }
});

test("messages are filled, with one and many", () => {
  expect(fill("{count} {count?item:items}", { count: 1 })).toBe("1 item");
  expect(fill("{count} {count?item:items}", { count: "1,200" })).toBe("1,200 items");
  expect(fill("{who} left", {})).toBe("{who} left");
});

test("one word for one thing: words that were given up appear in no text", () => {
  const givenUp = { zh: ["销售员", "获知时间", "例子", "评一个月", "评本月", "值得看一眼", "来龙去脉", "把握 ", "章程", "从此完整"], en: ["Refuse", "never netted", "asserted", "Spread"] };
  for (const [key, message] of Object.entries(zh)) expect(givenUp.zh.filter((word) => message.includes(word)), key).toEqual([]);
  for (const [key, message] of Object.entries(en)) expect(givenUp.en.filter((word) => message.includes(word)), key).toEqual([]);
});

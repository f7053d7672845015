import { expect, test } from "vitest";
import { customerAddress, readBuckets, readCustomerView, withParameters } from "./url.ts";

test("a view survives the address", () => {
  const text = "branch=10%2C11&class=C%2CD&has_overdue=true&search=%E5%AE%81%E6%B3%A2&sort=total&dir=asc";
  const view = readCustomerView(new URLSearchParams(text));
  expect(view.branch).toEqual(["10", "11"]);
  expect(view.overdue).toBe(true);
  const again = readCustomerView(new URLSearchParams(customerAddress(view)));
  expect(again).toEqual(view);
});

test("a clean list has a clean address", () => {
  expect(customerAddress(readCustomerView(new URLSearchParams()))).toEqual({});
});

test("changing one parameter keeps the others", () => {
  const after = withParameters(new URLSearchParams("a=1&b=2"), { b: null, c: "3", a: "1" });
  expect(after.toString()).toBe("a=1&c=3");
});

test.each([
  ["0,30,60", "0,30,60"],
  ["30 60 90", "0,30,60,90"],
  ["0，7，14", "0,7,14"],
  ["30,30", null],
  ["60,30", null],
  ["a", null],
  ["", null],
])("buckets %s are %s", (typed, wanted) => expect(readBuckets(typed)).toBe(wanted));

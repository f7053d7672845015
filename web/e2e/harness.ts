/** What every browser test does around its own: a fresh page whose faults fail it, and the look at accessibility and width. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { open, signIn, type Look, type Name } from "./browser.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Runs a test on a fresh page; a script error or an answer of 5xx fails it. */
export async function onPage(browser: Browser, name: Name | null, look: Look, body: (page: Page) => Promise<void>): Promise<void> {
  const page = await open(browser, look);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`);
  });
  try {
    if (name) await signIn(page, name);
    await body(page);
    assert.deepEqual(faults, []);
  } catch (error) {
    console.log(`at ${page.url()}${faults.length ? ` after ${faults.join("; ")}` : ""}`);
    throw error;
  } finally {
    await page.context().close();
  }
}

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

/** Fails when axe finds something or the page is wider than the screen. */
export async function isSound(page: Page): Promise<void> {
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(sideways, 0, `the page is ${sideways} px too wide`);
  // Evaluated rather than added as a script: the pages' policy forbids foreign scripts, as it should.
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run: (root: Document, options: object) => Promise<{ violations: Violation[] }> } }).axe;
    return (await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] })).violations;
  });
  assert.deepEqual(
    found.map((one) => `${one.id}: ${one.nodes.slice(0, 4).map((node) => `${node.target.join(" ")} ${(node.failureSummary ?? "").replaceAll("\n", " ").slice(0, 160)}`).join(" | ")}`),
    [],
  );
}

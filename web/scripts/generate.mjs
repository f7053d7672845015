// Writes src/api/generated/schema.ts from ../docs/openapi.json; with --check fails when the committed one differs.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const document = new URL("../../docs/openapi.json", import.meta.url);
const target = new URL("../src/api/generated/schema.ts", import.meta.url);
const check = process.argv.includes("--check");

if (!existsSync(document)) {
  process.stderr.write("docs/openapi.json is missing: run `cargo xtask openapi` first\n");
  process.exit(2);
}
const ast = await openapiTS(document, { alphabetize: true, emptyObjectsUnknown: true });
const text = `// Generated from docs/openapi.json by \`npm run generate\`. Do not edit.\n${astToString(ast)}`;

if (check) {
  const committed = existsSync(target) ? readFileSync(target, "utf8") : "";
  if (committed !== text) {
    process.stderr.write("src/api/generated/schema.ts differs from docs/openapi.json: run `npm --prefix web run generate` and commit it\n");
    process.exit(1);
  }
} else {
  mkdirSync(new URL(".", target), { recursive: true });
  writeFileSync(target, text);
}

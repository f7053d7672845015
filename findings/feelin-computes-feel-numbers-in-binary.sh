#!/usr/bin/env bash
# feelin 8.2.0 (npm), a FEEL interpreter in JavaScript, computes FEEL numbers as binary doubles and says nothing of it.
#
# DMN 1.5, 10.3.2.3.1: a FEEL number is a decimal of 34 digits. Somebody who checks rules in a browser with feelin and runs them on an
# engine with decimals gets two answers where money is compared or rounded at a boundary: 0.1 + 0.2 is not 0.3, 1.005 rounds half up to 1,
# and two account numbers of 16 digits are equal. The result has no warning.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > /dev/null
npm install --silent --no-audit --no-fund feelin@8.2.0
cat > run.mjs <<'JS'
import assert from "node:assert/strict";
import { evaluate } from "feelin";

const seen = {
  "0.1 + 0.2 = 0.3": false,
  "round half up(1.005, 2)": 1,
  "9007199254740993 = 9007199254740992": true,
};
for (const [expression, expected] of Object.entries(seen)) {
  const { value, warnings } = evaluate(expression, {});
  console.log(`${expression} → ${value}, ${warnings.length} warnings`);
  assert.deepEqual([value, warnings.length], [expected, 0], `${expression} has changed`);
}
JS
node run.mjs
echo "as described"

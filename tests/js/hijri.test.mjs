// The Solar Hijri calendar in the browser, beside that of the pages: HIJRI names a file with days in both, as Python
// converts them (tests/test_javascript.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInThisContext } from "node:vm";

runInThisContext(readFileSync(new URL("../../docs/assets/search/hijri.js", import.meta.url), "utf8"));
const { toHijri, fromHijri } = globalThis.atlasHijri;
/** @type {[string, [number, number, number]][]} */
const days = JSON.parse(readFileSync(process.env.HIJRI, "utf8"));

test("the first and the last day of each month are those of the pages, in both directions", () => {
  assert.ok(days.length > 2000);
  for (const [iso, hijri] of days) {
    assert.deepEqual(toHijri(Date.parse(iso)), hijri, iso);
    assert.equal(fromHijri(...hijri), iso, hijri.join("/"));
  }
});

for (const none of [
  [1404, 12, 30], // 1403 is the leap year
  [1350, 7, 31],
  [1350, 6, 32],
  [1350, 13, 1],
  [1350, 0, 1],
  [1350, 1, 0],
  [Number.NaN, 1, 1],
  [1350, 1, Number.NaN],
  [1e9, 1, 1],
])
  test(`${none.join("/")} is no day`, () => assert.equal(fromHijri(...none), ""));

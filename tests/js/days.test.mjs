// Days as people write them, as the browser reads them: node --test tests/js
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInThisContext } from "node:vm";

runInThisContext(readFileSync(new URL("../../docs/assets/days.js", import.meta.url), "utf8"));
const [first, last] = ["1947-08-14", "2026-11-23"];
const nearest = (text) => globalThis.atlasNearestDay(text, first, last);

for (const [text, day, remark] of [
  ["1971-12-16", "1971-12-16", ""],
  ["1971", "1971-01-01", ""],
  ["1971-2", "1971-02-01", ""],
  ["1971-13-01", "1971-12-01", "nonexistent"],
  ["1971-02-31", "1971-02-28", "nonexistent"],
  ["1972-02-31", "1972-02-29", "nonexistent"],
  ["1971-04-31", "1971-04-30", "nonexistent"],
  ["1971-00-10", "1971-01-10", "nonexistent"],
  ["1946", "1947-08-14", "outside"],
  ["50", "1947-08-14", "outside"],
  ["1947-08-13", "1947-08-14", "outside"],
  ["2026-11-24", "2026-11-23", "outside"],
])
  test(`${text} is ${day}`, () => assert.deepEqual(nearest(text), { day, remark }));

for (const text of ["", "today", "1971-", "1971-1-1-1", "31/12/1971", "1971-12-160"])
  test(`${text} is no day`, () => assert.equal(nearest(text), null));

test("a leap day comes back in the next leap year", () => {
  assert.equal(globalThis.atlasSameDay("1973", "1972-02-29"), "1973-02-28");
  assert.equal(globalThis.atlasSameDay("1976", "1972-02-29"), "1976-02-29");
  assert.equal(globalThis.atlasSameDay("2000", "1972-02-29"), "2000-02-29");
  assert.equal(globalThis.atlasSameDay("1973", "1972-03-01"), "1973-03-01");
});

for (const [short, full] of [
  [50, 1350],
  [5, 1405],
  [6, 1306],
  [0, 1400],
  [99, 1399],
  [1350, 1350],
  [350, 350],
  [NaN, NaN],
])
  test(`the year ${short} is ${full}`, () => assert.equal(globalThis.atlasFullYear(short, 1405), full));

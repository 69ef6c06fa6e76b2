// The rule of the page "As of a day", as the browser runs it, on the cases that Python answers too: node --test
// tests/js
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInThisContext } from "node:vm";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
runInThisContext(read("../../docs/assets/intervals.js"));

for (const { what, bounds, days } of JSON.parse(read("../intervals.json")))
  test(what, () => {
    for (const [day, expected] of Object.entries(days))
      assert.equal(globalThis.atlasCovers(bounds, day), expected, day);
  });

test("bounds that are missing cover nothing", () => {
  assert.equal(globalThis.atlasCovers({}, "1947-08-14"), "");
});

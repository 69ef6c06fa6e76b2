// The table of spellings as the browser applies it, on texts that Python has folded: tests/test_javascript.py writes
// the table and the texts into the file that FOLDED names.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInThisContext } from "node:vm";

const { table, texts } = JSON.parse(readFileSync(process.env.FOLDED, "utf8"));
globalThis.atlasFoldTable = table;
runInThisContext(readFileSync(new URL("../../docs/assets/search/fold.js", import.meta.url), "utf8"));
const { fold, words, terms, joined, key, shortKey, stemKey } = globalThis.atlasFold;

test("every text is folded as Python folds it", () => {
  assert.ok(texts.length > 100);
  for (const [text, expected] of texts) {
    const found = {
      fold: fold(text),
      words: words(text).map(joined),
      terms: words(text).map(terms),
      key: key(text),
      shortKey: shortKey(text),
      stemKey: stemKey(text),
    };
    assert.deepEqual(found, expected, text);
  }
});

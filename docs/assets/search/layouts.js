/* A text that was typed on the other keyboard layout, as it was meant. */
(() => {
  "use strict";
  const { latin, arabic, latin_also: latinAlso, arabic_also: arabicAlso } = globalThis.atlasFoldTable.keyboards;
  // Of two keys for one letter, and of two letters on one key, those of the standard come last and stay.
  /** @type {[string, string][]} */
  const pairs = [...(latinAlso + latin)].map((key, at) => [key, (arabicAlso + arabic)[at]]);
  const toArabic = new Map(pairs);
  const toLatin = new Map(pairs.map(([key, letter]) => [letter, key.toLowerCase()]));

  /**
   * What the keys of `text` write in the other layout.
   * @param {string} text
   * @returns {string} "" for a text that no keyboard of the two writes
   */
  function otherLayout(text) {
    const typed = text.replace(/ي/g, "ی").replace(/ك/g, "ک");
    const table = /[\u0600-\u06ff]/.test(typed) ? toLatin : toArabic;
    const put = [...typed].map((key) => (key === " " ? key : (table.get(key) ?? table.get(key.toLowerCase()))));
    return put.includes(undefined) ? "" : put.join("");
  }

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { otherLayout });
})();

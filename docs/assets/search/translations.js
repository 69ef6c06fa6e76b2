/* The words of neighbouring languages, where names of bodies have them, in the words of this atlas. */
(() => {
  "use strict";
  const table = globalThis.atlasFoldTable.translations;
  const { words, joined } = globalThis.atlasFold;
  /** So many words may one entry of the table have. */
  const LONGEST = 3;
  /** Letters of Urdu, and the ending and the article of Arabic, that Persian does not write. */
  const FOREIGN = /[ٹڈڑںہھۃة]|(?:^|\s)(?:وا|لل|ال)[\u0620-\u064a]/;

  /**
   * @param {string} text
   * @returns {string} the text with the words of the table translated; "" if there are none
   */
  function translated(text) {
    const all = words(text).map(joined);
    const put = [];
    let count = 0;
    for (let at = 0; at < all.length; ) {
      const length = [...Array(LONGEST).keys()]
        .map((less) => LONGEST - less)
        .find((n) => at + n <= all.length && Object.hasOwn(table, all.slice(at, at + n).join("")));
      put.push(length ? table[all.slice(at, at + length).join("")] : all[at]);
      count += length ? 1 : 0;
      at += length ?? 1;
    }
    return count ? put.join(" ") : "";
  }

  /** @param {string} text */
  const foreign = (text) => FOREIGN.test(text);

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { translated, foreign });
})();

/* What may have been meant by a query that found nothing: the words of names that are most like its words. */
(() => {
  "use strict";
  const { words, joined } = globalThis.atlasFold;
  const { slips, chunks, matches } = globalThis.atlasSearch;
  /** So much of a word may be wrong. */
  const WRONG = 0.45;
  const COMPARED = 8;
  const SUGGESTED = 4;

  /**
   * The terms of names that are like a word, with their distance and a page that has them.
   * @param {PiecesOfIndex} pieces
   * @param {string} word
   */
  async function likely(pieces, word) {
    const most = Math.max(1, Math.floor(word.length * WRONG));
    const beginnings = [...new Set([word[0], word[1] || word[0]])];
    const tables = await Promise.all(beginnings.map((beginning) => pieces.table("lead", beginning, false)));
    const hits = tables.flat().flatMap((piece) => piece.search(word, { fields: ["title", "alias"], fuzzy: most }));
    return hits
      .flatMap(({ id, match }) =>
        Object.keys(match).map((term) => ({ term, page: id, distance: slips(word, term, most) })),
      )
      .filter(({ term, distance }) => term.length > 2 && distance <= most);
  }

  /**
   * @param {PiecesOfIndex} pieces
   * @param {string} query
   * @returns {Promise<string[]>} words as pages spell them
   */
  async function suggestions(pieces, query) {
    const found = new Map();
    for (const word of words(query).map(joined))
      for (const like of await likely(pieces, word))
        if (like.distance < (found.get(like.term)?.distance ?? Infinity)) found.set(like.term, like);
    const nearest = [...found.values()].sort((a, b) => a.distance - b.distance || b.term.length - a.term.length);
    const spelled = await Promise.all(
      nearest.slice(0, COMPARED).map(async ({ term, page }) => {
        const [, title, , aliases] = await pieces.ofPage(page);
        const all = [title, ...aliases].flatMap((name) => chunks(name)).filter(({ word }) => word);
        return all.find(({ text }) => matches(text, new Set([term])))?.text;
      }),
    );
    return [...new Set(spelled.filter((word) => word !== undefined))].slice(0, SUGGESTED);
  }

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { suggestions });
})();

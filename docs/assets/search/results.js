/* The order in which results are shown: in groups of one kind, the group of the best result first; what an answer leads
   to is not shown again. */
(() => {
  "use strict";

  /** Where a result leads. @param {Shown} page */
  function addressOf({ whole, content: { url, places } }) {
    const anchor = whole ? "" : places[0]?.anchor;
    return anchor ? `${url}#${anchor}` : url;
  }

  /**
   * The first results with their contents, by kind.
   * @param {Found} found what the engine found
   * @param {SearchEngine} engine
   * @param {number} count
   * @returns {Promise<[string, Shown[]][]>} kind and its results, in the order shown
   */
  async function shown(found, engine, count) {
    const pages = found.pages.slice(0, count);
    await Promise.all(
      pages.map(async (page) => {
        page.content ??= await engine.content(page);
      }),
    );
    const fetched = /** @type {Shown[]} */ (pages);
    const answered = new Set(fetched.filter(({ kind }) => kind === "answer").map(({ content }) => content.url));
    /** @type {Map<string, Shown[]>} */
    const groups = new Map();
    const kept = fetched.filter((page) => page.kind === "answer" || !answered.has(addressOf(page)));
    for (const page of kept) groups.set(page.kind, [...(groups.get(page.kind) ?? []), page]);
    return [...groups];
  }

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { shown });
})();

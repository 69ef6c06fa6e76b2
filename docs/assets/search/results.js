/* The order in which results are shown: in groups of one kind, the group of the best result first. */
(() => {
  "use strict";

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
    const groups = new Map();
    for (const page of pages) groups.set(page.kind, [...(groups.get(page.kind) ?? []), page]);
    return [...groups];
  }

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { shown });
})();

/* What standing together does to the order of pages: phrases that were demanded, words that were typed together. */
(() => {
  "use strict";
  const { words, joined, look } = globalThis.atlasFold;
  const { chunks, hasPhrase, longestRun } = globalThis.atlasSearch;

  /** So many of the best pages are compared word by word for phrases, so many of those that say most of the query in
      one place, and so many where quotation marks demand a phrase. */
  const COMPARED = 10;
  const SPOKEN = 8;
  const QUOTED = 24;
  /** So many words side by side are a phrase: a page that has it comes before all that have but its words. */
  const PHRASE_WORDS = 3;
  const PHRASE = 400;

  /**
   * Lets those pages rise in which the words stand together.
   * @param {SearchEngine} engine
   * @param {Result[]} pages
   * @param {Word[]} hits
   * @param {string} asked
   */
  async function raise(engine, pages, hits, asked) {
    const spoken = hits.length < 2 ? [] : [...pages].sort((a, b) => b.spoken - a.spoken || a.page - b.page);
    const compared = [...new Set([...pages.slice(0, COMPARED), ...spoken.slice(0, SPOKEN)])];
    const phrase = words(asked).map(joined);
    await Promise.all(compared.map((page) => comparePhrase(engine, page, hits, phrase)));
    return [...pages].sort((a, b) => b.score - a.score || a.page - b.page);
  }

  /**
   * Only the pages that have each of the phrases, in their names or in one of their best places.
   * @param {SearchEngine} engine
   * @param {Result[]} pages
   * @param {string[][]} phrases
   */
  async function demand(engine, pages, phrases) {
    const some = pages.slice(0, QUOTED);
    const kept = await Promise.all(
      some.map(async (page) => {
        page.content = await engine.content(page, page.places.length);
        const { title, aliases, places } = page.content;
        const has = (text) => phrases.every((phrase) => hasPhrase(text, phrase));
        page.content.places = places.filter(({ heading, text }) => has(`${heading}\n${text}`));
        page.whole = false;
        return page.content.places.length || [title, ...aliases].some(has);
      }),
    );
    return some.filter((_, at) => kept[at]);
  }

  /**
   * Lets a page rise whose place has the words of the query side by side, and finds the best of its places.
   * @param {SearchEngine} engine
   * @param {Result} page
   * @param {Word[]} hits
   * @param {string[]} phrase
   */
  async function comparePhrase(engine, page, hits, phrase) {
    page.content = await engine.content(page);
    if (hits.length < 2) return;
    const has = (text) => phrase.length >= PHRASE_WORDS && hasPhrase(text, phrase);
    // What others said wrongly never answers before what the page says itself.
    const run = ({ heading, text, aside }) =>
      aside
        ? -1
        : Math.max(longestRun(text, hits), longestRun(heading, hits)) + (has(text) || has(heading) ? hits.length : 0);
    const runs = page.content.places.map(run);
    const most = Math.max(0, ...runs, longestRun(page.content.title, hits));
    page.score *= 1 + Math.max(0, Math.min(most, hits.length) - 1) / hits.length;
    if (most > hits.length || hasAll(engine, [page.content.title, ...page.content.aliases], hits)) page.score += PHRASE;
    const order = page.places.map((place, at) => ({ place, run: runs[at], at }));
    order.sort((a, b) => b.run - a.run || a.at - b.at);
    page.content.places = order.map(({ at }) => page.content.places[at]);
    page.places = order.map(({ place }) => place);
  }

  /** Whether one of a page's names has all words of the query. */
  function hasAll(engine, names, hits) {
    const wanted = hits.filter((hit) => !engine.common.has(hit.word));
    if (wanted.length < 2) return false;
    return names.some((name) => {
      const all = chunks(name).flatMap((chunk) => (chunk.word ? look(chunk.text).terms : []));
      return wanted.every((hit) => all.includes(hit.word) || all.some((term) => hit.matched.has(term)));
    });
  }

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { raise, demand });
})();

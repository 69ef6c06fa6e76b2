/* What standing together does to the order of pages: phrases that were demanded, words that were typed together. */
(() => {
  "use strict";
  const { words, joined, look, stop, asking } = globalThis.atlasFold;
  const { chunks, hasPhrase, longestRun, wishOf, fitness } = globalThis.atlasSearch;

  /** So many of the best pages are compared word by word for phrases, so many of those that say most of the query in
      one place, and so many where quotation marks demand a phrase: fewer, if enough of the first have it. */
  const COMPARED = 10;
  const SPOKEN = 8;
  const QUOTED = 20;
  const QUOTED_FIRST = 10;
  /** So many of their best places are read: those that have all words lead. */
  const QUOTED_PLACES = 5;
  const ENOUGH = 8;
  /** So many words side by side are a phrase: a page that has it comes before all that have but its words. */
  const PHRASE_WORDS = 3;
  const PHRASE = 400;
  /** A part of the page that is named, headed by all else that is asked, is what was asked for. */
  const HEADED = PHRASE;
  /** So many of a page's best places are compared for a year, of which many places may speak; so many are kept. */
  const OF_A_YEAR = 8;
  const SHOWN = 3;
  /** All words of a longer query said in their order, be it with other words for the same, count so much more. */
  const SAID_WHOLE = 1.5;
  /** Two words side by side may be a name, "Lahore Declaration", or may not; a word and a year are none. */
  const PAIR = 1.5;
  const isPair = (/** @type {string[]} */ phrase) =>
    phrase.length === 2 && !phrase.some((word) => /^[0-9]+$/.test(word));

  /**
   * Lets those pages rise in which the words stand together.
   * @param {SearchEngine} engine
   * @param {Result[]} pages
   * @param {Word[]} hits
   * @param {string} asked
   * @param {Map<number, Set<string>>} [within] page → the words of its name that the query has
   */
  async function raise(engine, pages, hits, asked, within) {
    const wish = wishOf(engine, asked);
    const spoken = hits.length < 2 ? [] : [...pages].sort((a, b) => falling(a.spoken, b.spoken) || a.page - b.page);
    const compared = [...new Set([...pages.slice(0, COMPARED), ...spoken.slice(0, SPOKEN)])];
    await Promise.all(
      compared.map(async (page) => {
        const name = within?.get(page.page);
        await comparePhrase(engine, page, hits, asked, wish, name !== undefined);
        leadToHeading(engine, /** @type {Ranked} */ (page), hits, name);
      }),
    );
    return [...pages].sort((a, b) => falling(a.score, b.score) || a.page - b.page);
  }

  /** Orders numbers from the largest; what has none comes last. @type {(a?: number, b?: number) => number} */
  const falling = (a = 0, b = 0) => b - a;

  /**
   * Only the pages that have each of the phrases, in their names or in one of their best places; those where something
   * is called so come before those that only mention it.
   * @param {SearchEngine} engine
   * @param {Result[]} pages
   * @param {string[][]} phrases
   */
  async function demand(engine, pages, phrases) {
    const found = await having(engine, pages.slice(0, QUOTED_FIRST), phrases);
    if (found.length < ENOUGH) found.push(...(await having(engine, pages.slice(QUOTED_FIRST, QUOTED), phrases)));
    for (const page of found)
      if (isCalled(/** @type {Content} */ (page.content), phrases)) page.score = (page.score ?? 0) + HEADED;
    return found;
  }

  /** Whether a page or a place on it is called by the phrases. @param {Content} content @param {string[][]} phrases */
  const isCalled = ({ title, aliases, places }, phrases) =>
    [title, ...aliases, ...places.map(({ heading }) => heading)].some((name) =>
      phrases.every((phrase) => hasPhrase(name, phrase)),
    );

  /**
   * Those of the pages that have each of the phrases, with the places that have them.
   * @param {SearchEngine} engine
   * @param {Result[]} pages
   * @param {string[][]} phrases
   */
  async function having(engine, pages, phrases) {
    const kept = await Promise.all(
      pages.map(async (page) => {
        page.content = await engine.content(page, QUOTED_PLACES);
        const { title, aliases, places } = page.content;
        const has = (/** @type {string} */ text) => phrases.every((phrase) => hasPhrase(text, phrase));
        page.content.places = places.filter(({ heading, text }) => has(`${heading}\n${text}`));
        page.whole = false;
        return page.content.places.length || [title, ...aliases].some(has);
      }),
    );
    return pages.filter((_, at) => kept[at]);
  }

  /**
   * Lets a page rise whose place has the words of the query side by side, and finds the best of its places.
   * @param {SearchEngine} engine
   * @param {Result} page
   * @param {Word[]} hits
   * @param {string} asked
   * @param {Wish} wish
   * @param {boolean} named whether the query names the page, besides what else it asks
   */
  async function comparePhrase(engine, page, hits, asked, wish, named) {
    page.content = await engine.content(page, wish.years.length || named ? OF_A_YEAR : undefined);
    const ranked = /** @type {Ranked} */ (page);
    if (hits.length > 1) raiseOne(engine, ranked, hits, words(asked).map(joined), wish);
    leadToPart(ranked, asked);
  }

  /** @typedef {Result & { score: number, content: Content }} Ranked a page whose contents were fetched */

  /**
   * Lets one page rise, and puts its places in order.
   * @param {SearchEngine} engine
   * @param {Ranked} page
   * @param {Word[]} hits
   * @param {string[]} phrase the words of the query
   * @param {Wish} wish
   */
  function raiseOne(engine, page, hits, phrase, wish) {
    const { title, aliases, places } = page.content;
    const has = (/** @type {string} */ text) => phrase.length >= PHRASE_WORDS && hasPhrase(text, phrase);
    const pair = isPair(phrase) && places.some(({ aside, text }) => !aside && hasPhrase(text, phrase));
    if (pair) page.score *= PAIR;
    // What others said wrongly never answers before what the page says itself.
    const run = (/** @type {Place} */ { heading, text, aside }) =>
      aside
        ? -1
        : Math.max(longestRun(text, hits), longestRun(heading, hits)) + (has(text) || has(heading) ? hits.length : 0);
    const runs = places.map(run);
    const most = Math.max(0, ...runs, longestRun(title, hits));
    page.score *= 1 + Math.max(0, Math.min(most, hits.length) - 1) / hits.length;
    if (most >= hits.length && hits.length >= PHRASE_WORDS) page.score *= SAID_WHOLE;
    if (most > hits.length || hasAll(engine, [title, ...aliases], hits)) page.score += PHRASE;
    const order = page.places.map((place, at) => ({ place, run: runs[at] + fitness(places[at], wish), at }));
    order.sort((a, b) => b.run - a.run || a.at - b.at);
    const shown = order.slice(0, SHOWN);
    page.content.places = shown.map(({ at }) => places[at]);
    page.places = shown.map(({ place }) => place);
  }

  /** What parts a heading into its names: "The Economic Corridor (CPEC)" has two. */
  const BETWEEN_NAMES = /[()،,;:؛]/;

  /** What a text says, as one term: its words without those that are small or only ask. */
  const told = (/** @type {string} */ text) =>
    words(text)
      .map(joined)
      .filter((word) => !stop.has(word) && !asking.has(word))
      .join("");

  /**
   * A page that is not called so itself, but has a part that is, leads to that part: CPEC on the page on China.
   * @param {Ranked} page
   * @param {string} asked
   */
  function leadToPart(page, asked) {
    const wanted = told(asked);
    const called = (/** @type {string} */ text) =>
      wanted !== "" && text.split(BETWEEN_NAMES).some((name) => told(name) === wanted);
    const { title, places } = page.content;
    if (called(title)) return;
    // Of several parts that are called so the first on the page is the one that introduces it.
    const parts = page.places.filter((_, at) => places[at].anchor && called(places[at].heading));
    const at = page.places.indexOf(Math.min(...parts));
    if (at < 0) return;
    page.whole = false;
    places.unshift(...places.splice(at, 1));
    page.places.unshift(...page.places.splice(at, 1));
  }

  /**
   * A page that is named leads to its part of which the heading has all else that is asked, "trade with China"; one
   * that is known under the name of a part, to that part: "Kargil war" on the page on India.
   * @param {SearchEngine} engine
   * @param {Ranked} page
   * @param {Word[]} hits
   * @param {Set<string>} [name] the words of its name that the query has
   */
  function leadToHeading(engine, page, hits, name) {
    if (!name) return;
    const { title, places } = page.content;
    const others = hits.filter(({ word }) => !engine.common.has(word));
    const rest = others.filter(({ word }) => !name.has(word));
    const ofPart = others.filter((hit) => name.has(hit.word) && !hasEach([title], [hit]));
    const wanted = ofPart.length ? ofPart : rest;
    if (!wanted.length || !rest.length) return;
    const fits = (/** @type {Place} */ { anchor, heading }) => anchor && hasEach([heading], wanted);
    const headed = places.flatMap((place, at) => (fits(place) ? [at] : []));
    if (!headed.length) return;
    // Of several parts known so the first introduces it; else the one is meant whose heading says least besides:
    // exports are rather in "Trade" than in "The Economic Corridor".
    const rank = (/** @type {number} */ at) => (ofPart.length ? page.places[at] : words(places[at].heading).length);
    const at = headed.reduce((best, other) => (rank(other) < rank(best) ? other : best));
    page.score += HEADED;
    page.whole = false;
    page.content.places.unshift(...page.content.places.splice(at, 1));
    page.places.unshift(...page.places.splice(at, 1));
  }

  /**
   * Whether one of a page's names has all words of the query.
   * @param {SearchEngine} engine
   * @param {string[]} names
   * @param {Word[]} hits
   */
  function hasAll(engine, names, hits) {
    const wanted = hits.filter((hit) => !engine.common.has(hit.word));
    return wanted.length > 1 && hasEach(names, wanted);
  }

  /**
   * Whether one of some texts has each of the words.
   * @param {string[]} texts
   * @param {Word[]} wanted
   */
  function hasEach(texts, wanted) {
    return texts.some((text) => {
      const all = chunks(text).flatMap((chunk) => (chunk.word ? look(chunk.text).terms : []));
      return wanted.every((hit) => all.includes(hit.word) || all.some((term) => hit.matched.has(term)));
    });
  }

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { raise, demand });
})();

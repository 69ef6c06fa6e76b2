/* Pages whose name the query is, begins, or has in it. */
(() => {
  "use strict";
  const { words, joined, key, shortKey, stemKey, stop, asking } = globalThis.atlasFold;
  const { slips, forgiven } = globalThis.atlasSearch;

  /** So many words of a query are looked at together as a name. */
  const LONGEST_NAME = 7;

  /** Slips in longer names than this are looked for word by word only. */
  const LONGEST_SLIPPED = 24;
  /** So long is the name of a letter, of which abbreviations are spelled in Persian. */
  const LETTER = 3;

  /**
   * A number is no beginning of a longer one: G7 is not G77.
   * @param {string} typed
   * @param {string} name
   */
  const numberGoesOn = (typed, name) =>
    /[0-9]$/.test(typed) && name.startsWith(typed) && /[0-9]/.test(name[typed.length] ?? "");

  /**
   * How like a whole name is to what was typed: 1 the same, less for the beginning of a name or a slip.
   * @param {string} typed
   * @param {string} name
   * @param {number} allowed slips
   */
  function likeness(typed, name, allowed) {
    if (typed === name) return 1;
    if (numberGoesOn(typed, name)) return 0;
    if (name.startsWith(typed)) return Math.min(0.95, typed.length / name.length);
    const distance = slips(typed, name, allowed);
    return distance <= allowed ? 0.95 * (1 - distance / typed.length) : 0;
  }

  /** Whether a slip may have made one name of the other: what is short or has a number in it is itself. */
  const slipped = (/** @type {string} */ name, /** @type {number} */ allowed) => (/[0-9]/.test(name) ? 0 : allowed);

  /**
   * Pages whose whole name is the query, begins like it, or differs by a slip.
   * @param {PiecesOfIndex} pieces
   * @param {string} query
   * @param {boolean} forgive whether slips are looked for
   * @returns {Promise<Map<number, number>>} page → how like, up to 1
   */
  async function wholeNames(pieces, query, forgive) {
    const found = new Map();
    const kept = (/** @type {string} */ name) => !forgive || name.length < 5 || name.length > LONGEST_SLIPPED;
    const most = (/** @type {string} */ name) =>
      slipped(name, kept(name) ? 0 : name.length < 9 ? forgiven(name) && 1 : 2);
    const keys = [key(query), shortKey(query), stemKey(query)];
    await Promise.all(
      [...new Set(keys)].filter(Boolean).map(async (name) => {
        // Without its endings a name may be another one.
        const sure = name === keys[0] || name === keys[1] ? 1 : 0.95;
        const allowed = most(name);
        for (const hit of await pieces.findNames(name, { prefix: true, slipsUpTo: allowed }))
          for (const term of Object.keys(hit.match)) {
            const value = likeness(name, term, allowed) * sure;
            if (value > (found.get(hit.id) ?? 0)) found.set(hit.id, value);
          }
      }),
    );
    return found;
  }

  /**
   * The whole names that a query has in it, between other words.
   * @param {PiecesOfIndex} pieces
   * @param {string} query
   * @param {Set<string>} common words that name nothing, because most pages have them
   * @returns {Promise<Map<number, Set<string>>>} page → the words of its longest name in the query
   */
  async function namesWithin(pieces, query, common) {
    const all = words(query).map(joined);
    const empty = (/** @type {string} */ word) => stop.has(word) || common.has(word) || asking.has(word);
    // A name neither begins nor ends with a small word, unless it is spelled letter by letter; numbers name nothing.
    const mayName = (/** @type {string[]} */ span) =>
      span.every((word) => word.length <= LETTER) && span.length > 1
        ? !span.every(empty)
        : !empty(span[0]) &&
          !empty(span[span.length - 1]) &&
          span.join("").length > 1 &&
          !/^[0-9]+$/.test(span.join(""));
    const spans = [];
    for (let from = 0; from < all.length; from++)
      for (let to = from + 1; to <= Math.min(all.length, from + LONGEST_NAME); to++) {
        const span = all.slice(from, to);
        if (!mayName(span)) continue;
        if (span.length < all.length) spans.push(span);
      }
    const found = new Map();
    await Promise.all(
      spans.map(async (span) => {
        const names = new Set([span.join(""), span.filter((word) => !stop.has(word)).join("")]);
        for (const name of names)
          for (const { id } of await pieces.findNames(name))
            if (span.length > (found.get(id)?.size ?? 0)) found.set(id, new Set(span));
      }),
    );
    return found;
  }

  /** So many words that a single one was taken for are looked for as names, which count a little less. */
  const MOST_SPELLINGS = 4;
  const TAKEN = 0.99;

  /**
   * The queries that may have been meant, by the words that were taken for those typed.
   * @param {string} query
   * @param {Word[]} hits
   */
  function spellings(query, hits) {
    if (hits.length === 1) return [query, ...hits[0].taken.slice(0, MOST_SPELLINGS)];
    const taken = new Map(hits.filter((hit) => hit.taken.length).map((hit) => [hit.word, hit.taken[0]]));
    const all = words(query).map(joined);
    return taken.size ? [query, all.map((word) => taken.get(word) ?? word).join(" ")] : [query];
  }

  /**
   * Pages that are called like one of the spellings of a query, and pages whose name a spelling has in it.
   * @param {SearchEngine} engine
   * @param {string} query
   * @param {Word[]} hits
   * @returns {Promise<{ names: Map<number, number>, within: Map<number, Set<string>> }>}
   *   page → how like, and page → the words of its name that the query has in it
   */
  async function named({ pieces, common }, query, hits) {
    const slipped = hits.some((hit) => !hit.exact && !hit.taken.length);
    const names = new Map();
    const within = new Map();
    for (const [at, spelling] of spellings(query, hits).entries()) {
      for (const [page, like] of await wholeNames(pieces, spelling, slipped && !at)) {
        // What was taken for the query is not quite it.
        const sure = at ? Math.min(like, 1) * TAKEN : like;
        if (sure > (names.get(page) ?? 0)) names.set(page, sure);
      }
      for (const [page, span] of await namesWithin(pieces, spelling, common)) {
        const meant = hits.filter((hit) => span.has(hit.word) || hit.taken.some((word) => span.has(word)));
        within.set(page, new Set(meant.map((hit) => hit.word)));
      }
    }
    return { names, within };
  }

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { wholeNames, named });
})();

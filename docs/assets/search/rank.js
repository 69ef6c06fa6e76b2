/* The order of pages: their names, the best of their places, and how much of the query the two cover. */
(() => {
  "use strict";
  /** A page that is called just so comes before all that only mention the words; the beginning of a name counts in
     part. */
  const WHOLE = 1000;
  /** What one word was taken for counts as typed if it is a whole name: the engine gives it nearly all. */
  const SURE = 0.99;
  const WHOLE_PART = 60;
  /** A name that has but a part of the query is hardly what was meant, unless the query has all of the name. */
  const PART_OF_NAME = 0.4;
  const NAMED = 2.5;
  const OF_ITS_NAME = 0.25;
  /** What is far below the best is no answer. */
  const FAR_BELOW = 0.04;
  /** A page with many places is about the matter; a date is asked for because of what was on it. */
  const PLACES = 0.3;
  const SHOWN_PLACES = 8;

  /**
   * What is found on a page: for each word how much in its names, and in each place; how much of a name the query is.
   * @typedef {{ page: number, lead: number[], places: Map<number, number[]>, name: number }} Finds
   */

  /**
   * The finds of all words of a query, by page and place.
   * @param {Word[]} hits
   * @param {Map<number, number>} names
   * @param {number} room
   */
  function byPage(hits, names, room) {
    const none = () => hits.map(() => 0);
    /** @type {Map<number, Finds>} */
    const pages = new Map();
    const pageOf = (/** @type {number} */ number) => {
      const found = pages.get(number) ?? {
        page: number,
        lead: none(),
        places: new Map(),
        name: names.get(number) ?? 0,
      };
      pages.set(number, found);
      return found;
    };
    hits.forEach((hit, at) => {
      for (const [number, { score, terms }] of hit.lead) {
        pageOf(number).lead[at] = score;
        for (const term of terms) hit.matched.add(term);
      }
      for (const [place, { score, terms }] of hit.text) {
        const { places } = pageOf(Math.floor(place / room));
        const scores = places.get(place) ?? none();
        scores[at] = score;
        places.set(place, scores);
        for (const term of terms) hit.matched.add(term);
      }
    });
    for (const number of names.keys()) pageOf(number);
    return [...pages.values()];
  }

  /**
   * How much each word counts in a page's names.
   * @param {Finds} page
   * @param {Word[]} hits
   * @param {boolean[]} always which words nearly every page has
   * @param {Set<string>} [within] the words of its name that the query has
   */
  function weighLead(page, hits, always, within) {
    const whole = page.lead.every((score, at) => score > 0 || always[at]);
    const weight = (/** @type {number} */ at) => (within?.has(hits[at].word) ? NAMED : whole ? 1 : PART_OF_NAME);
    return { whole, lead: page.lead.map((score, at) => score * weight(at)) };
  }

  /**
   * The score of a page.
   * @param {Finds} page
   * @param {Word[]} hits
   * @param {boolean[]} always
   * @param {Set<string>} [within]
   */
  function score(page, hits, always, within) {
    const { whole, lead } = weighLead(page, hits, always, within);
    const covered = (/** @type {number[]} */ scores, /** @type {number} */ at) =>
      lead[at] > 0 || scores[at] > 0 || always[at];
    // A page that is named tells of what it is called in every place: what else is asked tells its places apart.
    const told = (/** @type {number} */ found, /** @type {number} */ at) =>
      within?.has(hits[at].word) ? found * OF_ITS_NAME : found;
    const value = (/** @type {number[]} */ scores) => {
      const cover = hits.filter((_, at) => covered(scores, at)).length / hits.length;
      return scores.reduce((total, found, at) => total + lead[at] + told(found, at), 0) * cover ** 3;
    };
    // What is said in a place alone, without the page's names.
    const said = (/** @type {number[]} */ scores) =>
      scores.reduce((total, found) => total + found, 0) *
      (scores.filter((found, at) => found > 0 || always[at]).length / hits.length) ** 3;
    const places = [...page.places]
      .map(([place, scores]) => ({ place, value: value(scores) + said(scores) / 1000 }))
      .sort((a, b) => b.value - a.value || a.place - b.place);
    const best = places.length ? places[0].value : value(hits.map(() => 0));
    const spoken = Math.max(0, ...[...page.places.values()].map(said));
    const name = page.name >= SURE ? WHOLE : page.name * WHOLE_PART;
    return {
      page: page.page,
      value: best,
      spoken,
      score: best + name + Math.log1p(places.length) * PLACES,
      // A page that is called so is a result as a whole; others lead to their best place.
      whole: page.name >= 1 || whole,
      led: page.lead.some((found) => found > 0),
      places: places.slice(0, SHOWN_PLACES).map(({ place }) => place),
    };
  }

  /**
   * Pages with their best places, best first.
   * @param {Word[]} hits of each word of the query
   * @param {Map<number, number>} names page → how much of a whole name the query is
   * @param {Map<number, Set<string>>} within page → the words of its name that the query has in it
   * @param {{ room: number, common: Set<string> }} about
   * @returns {Result[]}
   */
  function rank(hits, names, within, { room, common }) {
    const always = hits.map(({ word, taken }) => common.has(taken[0] ?? word)); // "Pakisan" was taken for a common word
    const scored = byPage(hits, names, room).map((page) => score(page, hits, always, within.get(page.page)));
    scored.sort((a, b) => b.score - a.score || a.page - b.page);
    // A whole name does not count here, or nothing would stand beside it.
    const most = Math.max(0, ...scored.map((page) => page.value));
    return scored.filter((page) => page.score > most * FAR_BELOW);
  }

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { rank });
})();

/* Questions that a page of the site answers as a whole: its table is scripts/atlas/search/answers.yml. */
(() => {
  "use strict";
  const { words, joined, terms } = globalThis.atlasFold;

  /** The forms under which each word of a query is known. */
  const formsOf = (query) => words(query).map((parts) => [joined(parts), ...terms(parts)]);

  /** The year in a query, if it has one. */
  const yearOf = (query) =>
    words(query)
      .map(joined)
      .find((word) => /^(?:1[0-9]{3}|20[0-9]{2})$/.test(word)) ?? "";

  /** Whether a date is what an answer needs. */
  function fitsDate(needs, date, year) {
    if (needs === "day") return Boolean(date?.days.length) && !date.start;
    if (needs === "month") return Boolean(date?.start);
    return needs === "year" ? Boolean(year) && !date : true;
  }

  /**
   * What the site offers for a query, in the order of the table.
   * @param {Question[]} table
   * @param {string} query
   * @param {FoundDate | null} date what dateIn found
   * @param {Partner[]} named the partners that the query names
   * @param {number} count how many partners it is about: none named, or more than any answer is for
   * @returns {Offer[]}
   *   asked: words of the query ask for it, not its date alone
   */
  function answersTo(table, query, date, named, count = named.length) {
    const forms = formsOf(query);
    const year = yearOf(query);
    const asks = (group) => forms.some((form) => form.some((one) => group.includes(one)));
    return table
      .filter(
        ({ date: needs, named: wanted, groups }) =>
          fitsDate(needs, date, year) && (wanted === undefined || wanted === count) && groups.every(asks),
      )
      .flatMap((answer) =>
        (answer.date === "day" ? date.days : [date?.start || year]).map((day) => filled(answer, day, named)),
      );
  }

  /**
   * @param {Question} answer
   * @param {string} day
   * @param {Partner[]} named
   */
  function filled({ url, title, say, groups }, day, named) {
    const [a = "", b = ""] = named.map(({ id }) => id);
    // A part of the page of a partner has that page's title.
    const own = url.includes("/{a}/") ? named[0].title : title;
    const values = { day, year: day.slice(0, 4), decade: `${day.slice(0, 3)}0`, a, b };
    return {
      url: url.replace(/\{(\w+)\}/g, (_, name) => values[name]),
      title: own,
      say,
      day,
      asked: groups.length > 0,
    };
  }

  /**
   * The pages of the site that answer a query as a whole, as results.
   * @param {SearchEngine} engine
   * @param {string} query
   * @param {FoundDate | null} date
   * @param {Map<number, number>} names page → how much of a whole name the query is
   * @param {Map<number, Set<string>>} within page → the words of its name that the query has in it
   * @returns {Promise<Result[]>}
   */
  async function answers(engine, query, date, names, within) {
    const sure = [...names].filter(([, like]) => like >= 1).map(([page]) => page);
    const numbers = [...new Set([...sure, ...within.keys()])];
    const partners = numbers.filter((page) => engine.kindOf(page) === "relation").slice(0, 2);
    const organizations = numbers.some((page) => engine.kindOf(page) === "organization");
    const named = await Promise.all(
      partners.map(async (page) => {
        const [url, title] = await engine.pieces.ofPage(page);
        return { id: url.split("/").at(-2), title };
      }),
    );
    // Who names an organization asks of it, not of partners in general.
    const count = named.length || (organizations ? Infinity : 0);
    const offered = answersTo(engine.about.answers, query, date, named, count);
    // Two questions may have one answer: it is given once.
    return offered
      .filter(({ url }, at) => offered.findIndex((other) => other.url === url) === at)
      .map(({ url, title, say, day, asked }) => ({
        page: -1,
        kind: "answer",
        asked,
        whole: true,
        led: false,
        places: [],
        content: { url, title, description: say, day, aliases: [], places: [] },
      }));
  }

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { answers });
})();

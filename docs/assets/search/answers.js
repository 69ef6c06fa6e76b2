/* Questions that a page of the site answers as a whole: its table is scripts/atlas/search/answers.yml. */
(() => {
  "use strict";
  const { words, joined, terms, stop, asking } = globalThis.atlasFold;
  const { beginningOf } = globalThis.atlasSearch;

  /** The forms under which each word of a query is known. */
  const formsOf = (/** @type {string} */ query) => words(query).map((parts) => [joined(parts), ...terms(parts)]);

  /** The year in a query, if it has one. */
  const yearOf = (/** @type {string} */ query) =>
    words(query)
      .map(joined)
      .find((word) => /^(?:1[0-9]{3}|20[0-9]{2})$/.test(word)) ?? "";

  /** Words that may stand beside a year without asking for more than the year. */
  const WITH_A_YEAR = new Set(["year", "سال", "during", "طی"]);
  /** Whether a query is a year and no more. */
  const isYearAlone = (/** @type {string} */ query, /** @type {string} */ year) =>
    words(query)
      .map(joined)
      .every((word) => word === year || stop.has(word) || asking.has(word) || WITH_A_YEAR.has(word));

  /**
   * Whether a date is what an answer needs.
   * @param {Question["date"]} needs
   * @param {FoundDate | null} date
   * @param {string} year
   * @param {string} query
   */
  function fitsDate(needs, date, year, query) {
    if (needs === "day") return Boolean(date?.days.length) && !date?.start;
    if (needs === "month") return Boolean(date?.start);
    if (needs === "year alone") return Boolean(year) && !date && isYearAlone(query, year);
    return needs === "year" ? Boolean(year) && !date : true;
  }

  /**
   * The days that an answer is about, each with the year as it was typed where a year was.
   * @param {Question["date"]} needs
   * @param {FoundDate | null} date
   * @param {string} year
   */
  function momentsOf(needs, date, year) {
    if (date && needs === "day") return date.days.map((day) => ({ day, year: "" }));
    if (date?.start) return [{ day: date.start, year: "" }];
    return [{ day: year && beginningOf(year), year }];
  }

  /**
   * What the site offers for a query, in the order of the table.
   * @param {Question[]} table
   * @param {string} query
   * @param {FoundDate | null} date what dateIn found
   * @param {Partner[]} named the partners that the query names
   * @param {number} count how many partners it is about: none named, or more than any answer is for
   * @param {boolean} common whether it has only words that nearly every page has
   * @param {(word: string) => boolean} said whether a word names the partner or says nothing
   * @param {NamedPage[]} pages the pages of records that the query names
   * @returns {Offer[]}
   *   asked: words of the query ask for it, not its date alone
   */
  function answersTo(table, query, date, named, count = named.length, common = false, said = () => false, pages = []) {
    const forms = formsOf(query);
    const year = yearOf(query);
    const asks = (/** @type {string[]} */ group) => forms.some((form) => form.some((one) => group.includes(one)));
    const inOf = (/** @type {string[]} */ form, /** @type {string[][]} */ groups) =>
      form.some((one) => groups.some((group) => group.includes(one)));
    const asksNoMore = (/** @type {string[][]} */ groups) =>
      forms.every((form) => inOf(form, groups) || said(form[0]) || stop.has(form[0]) || asking.has(form[0]));
    // An acronym among the words that ask, such as that of a style of citation, names nothing.
    const recordOf = (/** @type {string[][]} */ groups) =>
      pages.find(({ words: own }) => own.some((word) => !groups.some((group) => group.includes(word))));
    return table
      .filter(
        ({ url, date: needs, named: wanted, common: commonly, alone, groups }) =>
          (!commonly || common) &&
          (!alone || asksNoMore(groups)) &&
          (!url.startsWith(RECORD) || recordOf(groups)) &&
          fitsDate(needs, date, year, query) &&
          (wanted === undefined || wanted === count) &&
          groups.every(asks),
      )
      .flatMap((answer) =>
        momentsOf(answer.date, date, year).map((moment) => filled(answer, moment, named, recordOf(answer.groups))),
      );
  }

  /**
   * @param {Question} answer
   * @param {{ day: string, year: string }} moment
   * @param {Partner[]} named
   * @param {NamedPage} [record] the page of the record that the query names
   */
  function filled({ url, title, say, groups }, { day, year }, named, record) {
    const [a = "", b = ""] = named.map(({ id }) => id);
    // A part of the page of a partner or of another record has that page's title.
    const page = url.startsWith(RECORD) ? record : url.includes("/{a}/") ? named[0] : undefined;
    const own = page?.title ?? title;
    /** @type {Record<string, string>} */
    const values = { day, year: day.slice(0, 4), a, b, record: record?.url ?? "" };
    return {
      url: url.replace(/\{(\w+)\}/g, (_, name) => values[name]),
      title: own,
      say,
      day,
      year,
      asked: groups.length > 0,
    };
  }

  /** In the place of the address of the page of a record that a query names. */
  const RECORD = "{record}";

  /** So many words has the longest name of a city. */
  const LONGEST_CITY = 3;

  /**
   * Pages on relations with partners in whose country the subject has a mission, in a city that the query names.
   * @param {Record<string, number[]>} seats
   * @param {string} query
   */
  function ofCities(seats, query) {
    const all = words(query).map(joined);
    const spans = all.flatMap((_, from) =>
      [...Array(LONGEST_CITY).keys()].map((more) => all.slice(from, from + more + 1).join("")),
    );
    return [...new Set(spans.flatMap((span) => (Object.hasOwn(seats, span) ? (seats[span] ?? []) : [])))];
  }

  /**
   * What an answer says of the partner that has a page.
   * @param {SearchEngine} engine
   * @param {number} page
   */
  async function partnerOf(engine, page) {
    const [url, title] = await engine.pieces.ofPage(page);
    return { id: url.split("/").at(-2) ?? "", title };
  }

  /**
   * The pages of records among ``numbers`` with the words that name them: the longest names first, then in the order of
   * the query.
   * @param {SearchEngine} engine
   * @param {string} query
   * @param {number[]} numbers
   * @param {Map<number, Set<string>>} within
   * @returns {Promise<NamedPage[]>}
   */
  async function pagesOf(engine, query, numbers, within) {
    const all = words(query).map(joined);
    const named = numbers
      .filter((page) => engine.kindOf(page) !== "page")
      .map((page) => ({ page, own: [...(within.get(page) ?? [])] }))
      .sort((a, b) => b.own.length - a.own.length || all.indexOf(a.own[0]) - all.indexOf(b.own[0]));
    const content = await Promise.all(named.map(({ page }) => engine.pieces.ofPage(page)));
    return content.map(([url, title], at) => ({ url, title, words: named[at].own }));
  }

  /**
   * The pages of the site that answer a query as a whole, as results.
   * @param {SearchEngine} engine
   * @param {string} query
   * @param {FoundDate | null} date
   * @param {{ names: Map<number, number>, within: Map<number, Set<string>>, hits: Word[] }} found
   *   names: page → how much of a whole name the query is; within: page → the words of its name that the query has
   * @returns {Promise<Result[]>}
   */
  async function answers(engine, query, date, { names, within, hits }) {
    const sure = [...names].filter(([, like]) => like >= 1).map(([page]) => page);
    const numbers = [...new Set([...sure, ...within.keys()])];
    const partners = numbers.filter((page) => engine.kindOf(page) === "relation").slice(0, 2);
    const organizations = numbers.some((page) => engine.kindOf(page) === "organization");
    const named = await Promise.all(partners.map((page) => partnerOf(engine, page)));
    // An embassy is asked for by its city too: "ambassador in Washington".
    const cities = named.length || organizations ? [] : ofCities(engine.about.seats, query);
    const hosts = await Promise.all(cities.map((page) => partnerOf(engine, page)));
    // Who names an organization asks of it, not of partners in general.
    const count = named.length || (organizations ? Infinity : 0);
    const table = engine.about.answers.filter(({ part }) => !part || engine.about.parts[part].includes(partners[0]));
    const name = within.get(partners[0]);
    const said = (/** @type {string} */ word) => Boolean(name?.has(word)) || engine.common.has(word);
    const ofHosts = hosts.flatMap((host) =>
      answersTo(
        table.filter(({ seats }) => seats),
        query,
        date,
        [host],
      ),
    );
    const records = await pagesOf(engine, query, numbers, within);
    const nothing = saysNothing(engine, hits);
    const offered = [...ofHosts, ...answersTo(table, query, date, named, count, nothing, said, records)];
    // Two questions may have one answer: it is given once.
    return offered
      .filter(({ url }, at) => offered.findIndex((other) => other.url === url) === at)
      .map(({ url, title, say, day, year, asked }) => ({
        page: -1,
        kind: "answer",
        asked,
        whole: true,
        led: false,
        places: [],
        content: { url, title, description: say, day, year, aliases: [], places: [] },
      }));
  }

  /**
   * Whether a query has only words that nearly every page has: the subject's name, as typed or with a slip.
   * @param {SearchEngine} engine
   * @param {Word[]} hits
   */
  function saysNothing(engine, hits) {
    const common = (/** @type {string} */ word) => engine.common.has(word);
    return hits.every(({ word, taken }) => common(word) || taken.some(common));
  }

  /**
   * Whether the box at the head of a page answers a query: besides the page's name it has only words of what boxes say.
   * @param {Set<string>} box
   * @param {Word[]} hits of each word of the query
   * @param {Set<string>} name the words of the page's name
   * @param {Set<string>} common
   */
  function asksTheBox(box, hits, name, common) {
    const others = hits.filter(({ word }) => !name.has(word) && !common.has(word));
    return others.length > 0 && others.every(({ word }) => box.has(word));
  }

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { answers, answersTo, asksTheBox });
})();

/* Finds pages for a query: what is meant by it, where its words are found, in which order the pages come.
   Each step is a file of its own beside this one. */
(() => {
  "use strict";
  const { words, joined, stop, asking } = globalThis.atlasFold;
  const parts = globalThis.atlasSearch;
  const { Pieces, Lookup, rank } = parts;

  /** So many of a page's best places are looked at. */
  const PLACES = 3;
  /** The name of a letter with a number, as bodies are called; "group of 15" is one too. */
  const NUMBERED = /^(?:[a-z]|جی|دی)[0-9]{1,2}$/;
  const GROUP = /^(?:group|گروه)[0-9]{1,2}$/;
  /** What the site says of itself has words of every kind: it counts less than records, unless it is named. */
  const OF_ITSELF = 0.5;

  class Engine {
    /**
     * @param {string} folder address of the folder with the files of one language, with a slash at its end
     * @param {(address: string) => Promise<unknown>} [run] runs a script; in pages by an element
     */
    constructor(folder, run) {
      this.pieces = new Pieces(folder, run);
      /** @type {About} what the index says of itself, once it is open */
      this.about = /** @type {any} */ (undefined);
      /** @type {Words} once it is open */
      this.lookup = /** @type {any} */ (undefined);
      /** @type {Set<string>} words that nearly every page has */
      this.common = new Set();
      /** @type {Set<string>} words of what the box at the head of a page says */
      this.box = new Set();
      /** @type {Set<string>} words that ask for more than a box says */
      this.reasons = new Set();
    }

    /** What must be known first. */
    async open() {
      this.about = await this.pieces.open();
      this.lookup ??= new Lookup(this.pieces);
      this.common = this.lookup.common;
      this.box = new Set(this.about.box.words);
      this.reasons = new Set(this.about.box.not);
      return this.about;
    }

    /** The words of a query that say something; all of them, if none does. @param {string} query */
    telling(query) {
      const all = words(query);
      const acronyms = new Set((query.match(/\b[A-Z]{2,}\b/g) ?? []).map((word) => word.toLowerCase()));
      const small = (/** @type {string} */ word) => stop.has(word) || (asking.has(word) && !acronyms.has(word));
      const told = all.filter((some) => !small(joined(some)));
      const named = told.filter((some) => !this.common.has(joined(some)));
      return named.length ? told : told.length ? told : all;
    }

    /**
     * Where the words of a query are found, and its date; forgives nothing.
     * @param {string} query
     * @returns {Promise<Reading>}
     */
    async read(query) {
      const date = parts.dateIn(query, this.about.months, this.about.ordinals);
      const asked = date ? (date.rest ? this.telling(date.rest) : []) : this.telling(query);
      const hits = await this.rejoin(asked, await Promise.all(asked.map((some) => this.lookup.word(some))));
      if (date) hits.push(await this.lookup.date(date));
      return { query, date, hits: await this.asGroup(hits) };
    }

    /**
     * "Group of 15" is G15, if no body is called by the words; with a number that no group has it is nothing else.
     * @param {Word[]} hits
     */
    async asGroup(hits) {
      const name = hits.map(({ word }) => word).join("");
      if (hits.length !== 2 || !GROUP.test(name) || (await this.isName(name))) return hits;
      return [await this.lookup.word([name.replace(/^\D+/, "g")])];
    }

    /**
     * What was meant: the query, or what its letters are in another language or on the other keyboard layout.
     * @param {string} query
     * @returns {Promise<Reading>}
     */
    async understand(query) {
      const read = await this.read(query);
      const known = (/** @type {Reading} */ { hits }) => hits.length > 0 && hits.every((hit) => hit.exact);
      if (known(read) && !parts.foreign(query)) return read;
      const others = [parts.translated(query), known(read) ? "" : parts.otherLayout(query)].filter(Boolean);
      if (others.length && (await this.isName(query))) return read;
      const named = await this.readFirst(others, (_, other) => this.isName(other));
      if (named) return named;
      await this.each(read.hits, (hit) => this.lookup.hear(hit));
      const heard = read.hits.some((hit) => hit.taken.length);
      return (!heard && (await this.readFirst(others, known))) || this.forgiven(read);
    }

    /**
     * The first of some queries that is right, read.
     * @param {string[]} others
     * @param {(read: Reading, other: string) => boolean | Promise<boolean>} right
     * @returns {Promise<Reading | null>}
     */
    async readFirst(others, right) {
      for (const other of others) {
        const read = await this.read(other);
        if (await right(read, other)) return { ...read, meant: other };
      }
      return null;
    }

    /** The same after slips were looked for in the words that are still nowhere. @param {Reading} read */
    async forgiven(read) {
      await this.each(read.hits, (hit) => (hit.taken.length ? undefined : this.lookup.forgive(hit)));
      return read;
    }

    /**
     * Does something with each word that was not found as it was typed.
     * @param {Word[]} hits
     * @param {(hit: Word) => unknown} what
     */
    each(hits, what) {
      return Promise.all(hits.filter((hit) => !hit.exact).map(what));
    }

    /** Whether a query is a whole name. @param {string} query */
    async isName(query) {
      const names = await parts.wholeNames(this.pieces, query, false);
      return [...names.values()].some((like) => like >= 1);
    }

    /**
     * Everything for a query: answers and pages, best first, and which words were taken for others.
     * @param {string} query
     * @returns {Promise<Found | null>}
     */
    async search(query) {
      await this.open();
      const phrases = parts.quotedPhrases(query);
      const { date, hits, meant } = await this.understand(query);
      if (!hits.length) return null;
      const asked = meant ?? query;
      const { names, within } = await parts.named(this, asked, hits);
      // What is demanded word for word may stand anywhere.
      let pages = rank(hits, names, phrases.length ? new Map() : within, {
        room: this.about.room,
        common: this.common,
      });
      pages = phrases.length
        ? await parts.demand(this, pages, phrases)
        : await parts.raise(this, pages, hits, asked, within);
      pages = this.recordsFirst(pages, names, within);
      pages = this.leadToBox(pages, asked, hits, within);
      const answers = phrases.length ? [] : await parts.answers(this, asked, date, { names, within, hits });
      const offered = date?.rest ? answers.filter(({ asked: sure }) => !sure) : [];
      const first = answers.filter((answer) => !offered.includes(answer));
      const all = [...first, ...pages.slice(0, 1), ...offered, ...pages.slice(1)].map((page) => ({
        ...page,
        kind: page.kind ?? this.kindOf(page.page),
      }));
      return {
        query,
        meant,
        hits,
        pages: all,
        terms: this.marked(hits),
        slip: hits.some((hit) => hit.slip),
      };
    }

    /**
     * Lets pages on the site itself that the query does not name stand behind records that fit nearly as well.
     * @param {Result[]} pages
     * @param {Map<number, unknown>} names
     * @param {Map<number, unknown>} within
     */
    recordsFirst(pages, names, within) {
      const named = (/** @type {number} */ page) => names.has(page) || within.has(page);
      const weight = (/** @type {Result} */ { page, score = 0 }) =>
        this.kindOf(page) === "page" && !named(page) ? score * OF_ITSELF : score;
      return [...pages].sort((a, b) => weight(b) - weight(a) || a.page - b.page);
    }

    /**
     * Leads to the head of the page that is named if its box answers, "in NATO?", "ECO headquarters": before pages that
     * only have the words. Of two that are named so the better one is meant.
     * @param {Result[]} pages
     * @param {string} asked
     * @param {Word[]} hits
     * @param {Map<number, Set<string>>} within
     */
    leadToBox(pages, asked, hits, within) {
      if (words(asked).some((some) => this.reasons.has(joined(some)))) return pages;
      const answers = (/** @type {Result} */ { page }) => {
        const name = within.get(page);
        return name !== undefined && parts.asksTheBox(this.box, hits, name, this.common);
      };
      const best = pages.find(answers);
      if (!best) return pages;
      best.whole = true;
      return [best, ...pages.filter((page) => page !== best)];
    }

    /**
     * The terms to mark: those of words that nearly every page has only if there are no others.
     * @param {Word[]} hits
     */
    marked(hits) {
      const telling = hits.filter((hit) => !this.common.has(hit.word));
      return new Set((telling.length ? telling : hits).flatMap((hit) => [...hit.matched]));
    }

    /**
     * Where a word is found nowhere, tries it together with its neighbour: a space too many. A letter with a number is
     * the name of a body, and nothing else (G 15).
     * @param {Parts[]} asked
     * @param {Word[]} hits
     */
    async rejoin(asked, hits) {
      const kept = [];
      for (let index = 0; index < hits.length; index++) {
        const next = hits[index + 1];
        const word = next && joined(asked[index]) + joined(asked[index + 1]);
        if (next && (NUMBERED.test(word) || !(hits[index].exact && next.exact))) {
          const both = await this.lookup.word([word]);
          if (both.exact || NUMBERED.test(word)) {
            kept.push(both);
            index++;
            continue;
          }
        }
        kept.push(hits[index]);
      }
      return kept;
    }

    /** @param {number} page */
    kindOf(page) {
      return this.about.kinds.filter(([, first]) => first <= page).at(-1)?.[0] ?? "";
    }

    /**
     * A page's title and address, and the texts of its best places.
     * @param {Result} page
     * @param {number} count
     * @returns {Promise<Content>}
     */
    async content(page, count = PLACES) {
      const places = page.places.slice(0, count);
      const { room, slice } = this.about;
      const wanted = new Set(places.map((place) => Math.floor((place % room) / slice)));
      if (!wanted.size) wanted.add(0);
      const fetched = [...wanted].map(async (number) => {
        return /** @type {[number, PageFile]} */ ([number, await this.pieces.ofPage(page.page, number)]);
      });
      const slices = new Map(await Promise.all(fetched));
      const [url, title, description, aliases] = [...slices.values()][0];
      page.places = places;
      const texts = places.map((place) => {
        const own = place % room;
        const rows = /** @type {PageFile} */ (slices.get(Math.floor(own / slice)))[4];
        const [anchor, heading, text, aside = 0] = rows[own % slice];
        return { anchor, heading, text, aside };
      });
      return { url, title, description, aliases, places: texts };
    }

    /** Words of names that are most like the words of a query that found nothing. @param {string} query */
    suggestions(query) {
      return parts.suggestions(this.pieces, query);
    }
  }

  Object.assign(parts, { Engine });
})();

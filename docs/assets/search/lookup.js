/* Where one word of a query is found: as typed, without its endings, as words that ask for the same, by its parts, by
   its sound, and, if nothing else, by a slip. */
(() => {
  "use strict";
  const { stem, kernel, concept, joined, accepted } = globalThis.atlasFold;
  const { slips, forgiven, mayBe, consonants, unlike, gregorianYears } = globalThis.atlasSearch;

  /** A word without its endings counts less than the word as typed, words for the same less, a slip less than that. */
  const STEM = 0.85;
  const CONCEPT = 0.6;
  const SLIP = 0.5;
  /** So unlike in its vowels may a name in Latin letters be, for each of its letters. */
  const UNLIKE = 0.17;
  /** Words that sound nearly as like as the best are meant too. */
  const AS_LIKE = 0.15;

  /** A letter or two with a number name one body (G15), which is not where the letter and the number stand apart. */
  const NUMBERED = /^(?:\p{L}{1,2}[0-9]+|[0-9]+\p{L}{1,2})$/u;
  const apart = (/** @type {string} */ word, /** @type {Parts} */ parts) => parts.length > 1 && !NUMBERED.test(word);

  /**
   * The Gregorian years in which a Solar Hijri year fell, with their weights: the first has nine of its months.
   * @param {string} word
   * @returns {Map<string, number>}
   */
  const yearsOf = (word) => new Map(gregorianYears(word).map((year, later) => [year, later ? CONCEPT / 3 : CONCEPT]));

  /** @type {Table[]} */
  const TABLES = ["lead", "text"];
  /** @typedef {Record<Table, Hits>} Finds */
  /** @returns {Finds} */
  const empty = () => ({ lead: new Map(), text: new Map() });

  /**
   * Keeps the better of two finds, and all the words that led there.
   * @param {Hits} map
   * @param {number} id
   * @param {number} score
   * @param {Iterable<string>} matched
   */
  function note(map, id, score, matched) {
    const hit = map.get(id);
    if (!hit) map.set(id, { score, terms: new Set(matched) });
    else {
      hit.score = Math.max(hit.score, score);
      for (const term of matched) hit.terms.add(term);
    }
  }

  /**
   * Adds those finds that have one of some terms.
   * @param {Hits} map
   * @param {Hits} found
   * @param {string[]} terms
   */
  function noteThose(map, found, terms) {
    for (const [id, hit] of found) {
      const matched = terms.filter((term) => hit.terms.has(term));
      if (matched.length) note(map, id, hit.score, matched);
    }
  }

  /**
   * Adds what all the parts of a word were found in together.
   * @param {Finds} hits
   * @param {Finds[]} perPart
   */
  function addTogether(hits, perPart) {
    for (const table of TABLES)
      for (const [id, first] of perPart[0][table]) {
        const all = perPart.map((part) => part[table].get(id)).filter((hit) => hit !== undefined);
        if (all.length < perPart.length) continue;
        const score = all.reduce((sum, hit) => sum + hit.score, 0) / all.length;
        note(hits[table], id, score * STEM, [...first.terms, ...all.flatMap((hit) => [...hit.terms])]);
      }
  }

  class Lookup {
    /** @param {PiecesOfIndex} pieces */
    constructor(pieces) {
      this.pieces = pieces;
      this.common = new Set(pieces.about.common);
      this.acronyms = new Set(pieces.about.acronyms);
    }

    /**
     * Adds to hits what is found for a term in a table.
     * @param {Finds} hits
     * @param {Table} table
     * @param {string} term
     * @param {number} weight
     * @param {Leeway} leeway
     */
    async ask(hits, table, term, weight, { prefix = false, slipsUpTo = 0 } = {}) {
      for (const found of await this.pieces.find(table, term, { prefix, slipsUpTo })) {
        let matched = Object.keys(found.match);
        if (slipsUpTo) matched = matched.filter((other) => mayBe(term, other, slipsUpTo, this.acronyms));
        if (matched.length) note(hits[table], found.id, found.score * weight, matched);
      }
    }

    /**
     * Where a word, given by its parts, is found: in names (by page) and in text (by place).
     * @param {Parts} parts
     * @returns {Promise<Word>}
     */
    async word(parts) {
      const word = accepted(joined(parts));
      /** @type {Word} */
      const hits = { ...empty(), word, exact: false, slip: false, matched: new Set(), taken: [], parts: kernel(parts) };
      const number = /^[0-9]+$/.test(word);
      const bases = [...new Set([stem(word), stem(joined(kernel(parts)))])].filter((base) => base !== word);
      const whole = NUMBERED.test(word) || this.acronyms.has(word); // is itself, and no beginning of another
      const asked = [this.ask(hits, "lead", word, 1, { prefix: !whole && (!number || word.length < 4) })];
      if (!this.common.has(word)) asked.push(this.ask(hits, "text", word, 1, { prefix: !number && word.length > 2 }));
      for (const base of bases) asked.push(this.ask(hits, "lead", base, STEM), this.ask(hits, "text", base, STEM));
      const meant = concept(parts);
      if (meant) asked.push(this.ask(hits, "text", meant, CONCEPT));
      for (const [year, weight] of yearsOf(word)) asked.push(this.ask(hits, "text", year, weight));
      const inner = hits.parts;
      const perPart = apart(word, inner) ? Promise.all(inner.map((part) => this.word([part]))) : null;
      await Promise.all(asked);
      if (perPart) addTogether(hits, await perPart);
      const known = new Set([word, ...bases, meant, ...yearsOf(word).keys()]);
      const met = (/** @type {Hits} */ map) =>
        [...map.values()].some((hit) => [...hit.terms].some((term) => known.has(term)));
      const together = perPart !== null && hits.lead.size + hits.text.size > 0;
      hits.exact = this.common.has(word) || met(hits.lead) || met(hits.text) || together;
      return hits;
    }

    /** Looks for the words that one which is nowhere sounds like; whether some are in names. @param {Word} hits */
    async hear(hits) {
      const sounding = await this.soundAlike(hits.word);
      const found = empty();
      await this.take(found, sounding, SLIP);
      if (!found.lead.size && (!found.text.size || hits.lead.size)) return;
      for (const table of TABLES) for (const [id, hit] of found[table]) note(hits[table], id, hit.score, hit.terms);
      hits.taken = sounding;
    }

    /**
     * Looks for the words that are meant by one that is nowhere: by a slip in it, or in one of its parts.
     * @param {Word} hits
     */
    async forgive(hits) {
      if (apart(hits.word, hits.parts)) {
        const perPart = await Promise.all(hits.parts.map((part) => this.word([part])));
        await Promise.all(perPart.map((part) => (part.exact ? undefined : this.forgive(part))));
        addTogether(hits, perPart);
      }
      if (hits.parts.length < 2 || hits.lead.size + hits.text.size === 0) await this.forgiveSlips(hits);
    }

    /** The words in the other script that a word sounds like. @param {string} word */
    async soundAlike(word) {
      const heard = consonants(word);
      if (heard.length < 2) return [];
      const scored = (await this.pieces.listed("sound", heard)).map((other) => ({ other, cost: unlike(word, other) }));
      const least = Math.min(...scored.map(({ cost }) => cost));
      if (least > UNLIKE * word.length) return [];
      return scored.filter(({ cost }) => cost <= least + AS_LIKE).map(({ other }) => other);
    }

    /**
     * Adds what is found for other words.
     * @param {Finds} hits
     * @param {string[]} others
     * @param {number} weight
     */
    async take(hits, others, weight) {
      await Promise.all(
        others
          .slice(0, 6)
          .flatMap((other) => [
            this.ask(hits, "lead", other, weight),
            this.common.has(other) ? undefined : this.ask(hits, "text", other, weight),
          ]),
      );
    }

    /**
     * Looks for the words that a slip has turned into this one: names first; what is in no name, in text.
     * @param {Word} hits
     */
    async forgiveSlips(hits) {
      const { word } = hits;
      const most = forgiven(word);
      if (!most) return;
      const begun = hits.lead.size + hits.text.size > 0;
      const candidates = (await this.near(word)).filter((other) => mayBe(word, other, 1, this.acronyms));
      for (const table of begun || word.length < 4 ? TABLES.slice(0, 1) : TABLES) {
        const found = empty();
        await Promise.all([
          this.ask(found, table, word, SLIP, { slipsUpTo: most }),
          ...candidates.map((term) => this.ask(found, table, term, SLIP)),
        ]);
        if (!found[table].size) continue;
        const nearest = this.nearest(word, found[table], most);
        noteThose(hits[table], found[table], nearest);
        if (table === "lead")
          await Promise.all(nearest.slice(0, 6).map((other) => this.ask(hits, "text", other, SLIP)));
        hits.slip = !begun;
        hits.taken = nearest;
        return;
      }
    }

    /**
     * Of the words that were found those with the fewest slips; a key that was struck twice is hardly one.
     * @param {string} word
     * @param {Hits} found
     * @param {number} most
     */
    nearest(word, found, most) {
      /** @type {Map<string, number>} */
      const distances = new Map();
      const once = (/** @type {string} */ text) => text.replace(/(.)\1+/gu, "$1");
      const distance = (/** @type {string} */ other) => (once(word) === once(other) ? 0 : slips(word, other, most));
      for (const { terms } of found.values()) for (const other of terms) distances.set(other, distance(other));
      const least = Math.min(...distances.values());
      return [...distances.keys()].filter((other) => distances.get(other) === least);
    }

    /** The words that differ from this one in their first letters. @param {string} word */
    async near(word) {
      if (word.length < 3) return [];
      const beginnings = [word, word.slice(1), word[0] + word.slice(2)];
      const found = new Set([word[1] + word[0] + word.slice(2), word.slice(1), word[0] + word.slice(2)]);
      const listed = await Promise.all(beginnings.map((beginning) => this.pieces.listed("near", beginning)));
      for (const other of listed.flat()) if (slips(word, other, 1) <= 1) found.add(other);
      return [...found];
    }

    /** Where a day or a month is named. @param {{ days: string[], month: string }} date */
    async date({ days, month }) {
      /** @type {Word} */
      const hits = {
        ...empty(),
        word: `@${month || days[0]}`,
        exact: true,
        slip: false,
        matched: new Set(),
        taken: [],
        parts: [],
      };
      const asked = month ? [this.ask(hits, "text", `@${month}`, 1, { prefix: true })] : [];
      await Promise.all([...asked, ...days.map((day) => this.ask(hits, "text", `@${day}`, 1))]);
      return hits;
    }
  }

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { Lookup });
})();

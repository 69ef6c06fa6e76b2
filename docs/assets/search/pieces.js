/* The pieces of the index: which of them a query needs, fetched once, as MiniSearch or as a map.
   They are scripts (see scripts/atlas/search/files.py), so that all of this works from a folder without a server. */
(() => {
  "use strict";
  /** How much a find weighs, by the field in which it is. An aside repeats what others have said wrongly. */
  /** @type {Record<Table, Record<string, number>>} */
  const BOOST = { lead: { title: 6, alias: 5 }, text: { heading: 3, text: 1, aside: 0.25 } };
  /** @type {Record<Table, string[]>} */
  const FIELDS = { lead: ["whole", "title", "alias"], text: ["heading", "text", "aside"] };
  /** Places lie close in length: how long they are says nothing. */
  const BM25 = { k: 1.2, b: 0, d: 0.5 };

  /** @type {Map<string, (value: unknown) => void>} */
  const pending = new Map();
  globalThis.atlasSearchFile = (name, value) => pending.get(name)?.(value);

  /** Runs a script of the site and forgets it. @param {string} address @returns {Promise<unknown>} */
  function runScript(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => {
        script.remove();
        resolve(undefined);
      };
      script.onerror = () => {
        script.remove();
        reject(new Error(address));
      };
      document.head.append(script);
    });
  }

  /** The lines of a table as a map: word → words. @param {string} text @returns {Map<string, string[]>} */
  const mapOf = (text) =>
    new Map(
      text.split("\n").map((line) => {
        const [word, value] = line.split("\t");
        return [word, value.split(" ")];
      }),
    );

  /**
   * Postings as they are written: differences to base 36, a mark for each further mention.
   * @param {string} field
   * @param {Map<number, number>} numbers takes the short number of each document
   */
  function readPostings(field, numbers) {
    /** @type {Record<number, number>} */
    const documents = {};
    let number = 0;
    for (const item of field.split(" ")) {
      const mark = item.indexOf("'");
      number += parseInt(mark < 0 ? item : item.slice(0, mark), 36);
      const short = numbers.get(number) ?? numbers.size;
      numbers.set(number, short);
      documents[short] = mark < 0 ? 1 : item.length - mark + 1;
    }
    return documents;
  }

  /**
   * A piece as MiniSearch's own form of an index (its serialization, version 2).
   * @param {string} text
   * @param {Table} table
   * @param {number} documentCount
   */
  function hydrate(text, table, documentCount) {
    const fields = FIELDS[table];
    const ones = fields.map(() => 1);
    /** @type {Map<number, number>} */
    const numbers = new Map();
    const index = text.split("\n").map((line) => {
      const [word, ...postings] = line.split("\t");
      /** @type {Record<number, Record<number, number>>} */
      const data = {};
      postings.forEach((field, at) => {
        if (field) data[at] = readPostings(field, numbers);
      });
      return [word, data];
    });
    /** @type {Record<number, number>} */
    const documentIds = {};
    /** @type {Record<number, number[]>} */
    const fieldLength = {};
    for (const [number, short] of numbers) {
      documentIds[short] = number;
      fieldLength[short] = ones;
    }
    const stored = {
      documentCount,
      nextId: numbers.size,
      documentIds,
      fieldLength,
      fieldIds: Object.fromEntries(fields.map((field, at) => [field, at])),
      averageFieldLength: ones,
      storedFields: {},
      dirtCount: 0,
      index,
      serializationVersion: 2,
    };
    const same = (/** @type {string} */ term) => term;
    return globalThis.MiniSearch.loadJS(stored, {
      fields,
      tokenize: (/** @type {string} */ term) => [term],
      processTerm: same,
    });
  }

  class Pieces {
    /**
     * @param {string} folder address of the folder with the files of one language, with a slash at its end
     * @param {(address: string) => Promise<unknown>} run runs a script
     */
    constructor(folder, run = runScript) {
      this.folder = folder;
      this.run = run;
      /** @type {About} what the index says of itself, once it is open */
      this.about = /** @type {any} */ (undefined);
      /** @type {Map<string, Promise<any>>} */
      this.files = new Map();
      /** @type {Map<string, any>} tables of finds, and maps of words */
      this.tables = new Map();
      /** @type {Set<string>} the names of all files that were needed, for reports on what a query costs */
      this.needed = new Set();
    }

    /** What must be known first. */
    async open() {
      this.about ??= await this.file("index");
      return this.about;
    }

    /** The contents of a file, fetched once. @param {string} name @returns {Promise<any>} */
    file(name) {
      this.needed.add(name);
      const known = this.files.get(name);
      if (known) return known;
      const promise = new Promise((resolve, reject) => {
        pending.set(name, resolve);
        this.run(`${this.folder}${name}.js`).catch((error) => {
          this.files.delete(name);
          reject(error);
        });
      });
      this.files.set(name, promise);
      return promise;
    }

    /**
     * A slice of a page, with the places in it.
     * @param {number} page
     * @param {number} slice
     * @returns {Promise<PageFile>}
     */
    ofPage(page, slice = 0) {
      return this.file(`${page}-${slice}`);
    }

    /**
     * The numbers of the pieces of a table with the words that begin so; of the one with just the word, if exact.
     * @param {string} table
     * @param {string} beginning
     * @param {boolean} exact
     */
    range(table, beginning, exact) {
      const cuts = this.about.cuts[table];
      let first = 0;
      while (first + 1 < cuts.length && cuts[first + 1] <= beginning) first++;
      const pieces = cuts.length ? [first] : [];
      if (!exact)
        for (let next = first + 1; next < cuts.length && cuts[next].startsWith(beginning); next++) pieces.push(next);
      return pieces;
    }

    /**
     * The pieces of a table with the words that begin so.
     * @param {string} name
     * @param {string} beginning
     * @param {boolean} exact
     * @returns {Promise<any[]>} finds for a table of finds, a map for one of words
     */
    table(name, beginning, exact) {
      return Promise.all(this.range(name, beginning, exact).map((number) => this.piece(name, number)));
    }

    /**
     * @param {string} table
     * @param {number} number
     */
    async piece(table, number) {
      const name = `${table}-${number}`;
      this.needed.add(name);
      if (!this.tables.has(name)) {
        const text = await this.file(name);
        const documents = table === "lead" ? this.about.pages : this.about.places;
        const finds = table === "lead" || table === "text" ? table : null;
        if (!this.tables.has(name)) this.tables.set(name, finds ? hydrate(text, finds, documents) : mapOf(text));
      }
      return this.tables.get(name);
    }

    /**
     * What MiniSearch finds for a term in the fields of a table that have a weight.
     * @param {Table} table
     * @param {string} term
     * @returns {Promise<Find[]>}
     */
    async find(table, term, { prefix = false, slipsUpTo = 0 } = {}) {
      // A slip may be anywhere; here are the words that share the beginning, the table near has the others.
      const beginning = slipsUpTo ? term.slice(0, 2) : term;
      const options = {
        fields: Object.keys(BOOST[table]),
        boost: BOOST[table],
        bm25: BM25,
        prefix,
        fuzzy: slipsUpTo ? slipsUpTo + 1 : false,
        weights: { fuzzy: 1, prefix: 0.6 },
      };
      const pieces = await this.table(table, beginning, !prefix && !slipsUpTo);
      return pieces.flatMap((piece) => piece.search(term, options));
    }

    /**
     * Whole names that are a term, begin with it, or are up to some slips like it.
     * @param {string} term
     * @param {Leeway} leeway
     * @returns {Promise<Find[]>}
     */
    async findNames(term, { prefix = false, slipsUpTo = 0 } = {}) {
      const pieces = await this.table("lead", slipsUpTo ? term.slice(0, 2) : term, !prefix && !slipsUpTo);
      const options = { fields: ["whole"], bm25: BM25, prefix, fuzzy: slipsUpTo ? slipsUpTo + 1 : false };
      return pieces.flatMap((piece) => piece.search(term, options));
    }

    /**
     * Words that are listed for a term in a table of words.
     * @param {string} table
     * @param {string} term
     * @returns {Promise<string[]>}
     */
    async listed(table, term) {
      const [piece] = await this.table(table, term, true);
      return piece?.get(term) ?? [];
    }
  }

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { Pieces });
})();

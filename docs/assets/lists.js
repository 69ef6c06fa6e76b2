/* What a reader can do with a page's lists: narrow them by the form above them, and sort tables by their columns. What
   is asked for stands in the address, so that it can be linked. */
"use strict";

(() => {
  const { lang, dataset } = document.documentElement;
  const locale = dataset.locale || lang;
  const collator = new Intl.Collator(locale, { numeric: true });
  const number = new Intl.NumberFormat(locale).format;
  const assets = new URL("./", /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const { asked, remember } = globalThis.atlasAddress;
  /** @typedef {HTMLInputElement | HTMLSelectElement} Field */

  /* One spelling for all that is the same, and all names of a record, as in the search: its tables are fetched when
     something is typed. */
  /** @type {Promise<unknown> | undefined} */
  let folding;
  const loadFolding = () =>
    (folding ??= ["fold-table", "fold", `${searchLanguage}/names`].reduce(
      (before, name) => before.then(() => run(`search/${name}.js`)),
      /** @type {Promise<unknown>} */ (Promise.resolve()),
    ));
  const searchLanguage = document.querySelector("[data-atlas-search]")?.dataset.atlasSearch;
  const run = (/** @type {string} */ name) =>
    new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), {
        src: new URL(name, assets).href,
        onload: resolve,
        onerror: reject,
      });
      document.head.append(script);
    });
  const folded = (/** @type {string} */ text) => globalThis.atlasFold.fold(text).replaceAll("\u200c", "");

  /**
   * The other names of the records to which the links in an element lead.
   * @param {Element} entry
   */
  function namesOf(entry) {
    const root = new URL("../", assets).href;
    const addresses = [...entry.querySelectorAll("a[href]")].map(({ href }) =>
      href.split(/[#?]/)[0].replace(/index\.html$/, ""),
    );
    return [...new Set(addresses)].flatMap((href) => globalThis.atlasNames[href.replace(root, "")] ?? []);
  }

  /* Inside a long word one finds its parts («المنافع»); a short one is an abbreviation, and begins a word. */
  const SHORT = 3;
  const has = (/** @type {string} */ cell, /** @type {string} */ word) =>
    word.length > SHORT ? cell.includes(word) : ` ${cell}`.includes(` ${word}`);

  /**
   * The form narrows the lists: every word must stand in a cell of an entry or in a name of a record it leads to, and
   * every choice must be among the entry's values, in the attribute of the choice's name.
   * @param {HTMLFormElement} form
   * @param {HTMLElement[]} lists
   */
  function makeFilter(form, lists) {
    const output = /** @type {HTMLOutputElement} */ (form.querySelector("output"));
    const entries = lists.flatMap((list) => /** @type {HTMLElement[]} */ ([...list.children]));
    const fields = /** @type {Field[]} */ ([...form.elements]).filter((field) => field.name);
    // Folding hundreds of texts takes time that a page which is only read need not spend.
    /** @type {{ cells: string[], own: string[], names: string[] }[] | undefined} */
    let texts;
    const headOf = (/** @type {HTMLElement} */ entry) =>
      entry instanceof HTMLTableRowElement ? entry.cells[0] : entry;
    const cellsOf = (/** @type {HTMLElement} */ entry) => ({
      cells: [...(entry instanceof HTMLTableRowElement ? entry.cells : entry.childNodes)].map((cell) =>
        folded(cell.textContent ?? ""),
      ),
      own: entry.matches(".atlas-event") ? [] : namesOf(headOf(entry)).map(folded),
      names: namesOf(entry).map(folded),
    });
    const textOf = (/** @type {number} */ i) => (texts ??= entries.map(cellsOf))[i];
    /* A row is about the record that its heading leads to, and found by its other names. What only mentions a record is
       found by its other names where nothing has the words itself, or "Kargil" would bring all that was with India. */
    const isCalled = (/** @type {number} */ i, /** @type {string[]} */ words, /** @type {boolean} */ byName) => {
      const { cells, own, names } = textOf(i);
      const within = [...cells, ...(byName ? names : own)];
      return words.every((word) => within.some((cell) => has(cell, word)));
    };
    /** @type {Set<HTMLDetailsElement>} */
    const opened = new Set();
    /** What each fold says of itself while nothing is narrowed. @type {Map<Element, string>} */
    const summaries = new Map();
    const counted = (/** @type {number} */ shown, /** @type {number} */ all) =>
      (form.dataset.shown ?? "").replace("{shown}", number(shown)).replace("{all}", number(all));
    const typed = /** @type {Field} */ (fields.find((field) => field.type === "search"));
    const chosen = fields.filter((field) => field !== typed);
    const isChosen = (/** @type {HTMLElement} */ entry) =>
      chosen.every(
        (field) => !field.value || entry.getAttribute(`data-${field.name}`)?.split(" ").includes(field.value),
      );
    /** Which entries fit. @param {string[]} words @param {boolean} byName @returns {boolean[]} */
    const fitting = (words, byName) =>
      entries.map((entry, i) => isChosen(entry) && (!words.length || isCalled(i, words, byName)));
    async function apply() {
      if (typed.value.trim()) await loadFolding();
      const words = typed.value.trim() ? folded(typed.value).split(/\s+/).filter(Boolean) : [];
      const own = fitting(words, false);
      const fits = own.includes(true) ? own : fitting(words, true);
      entries.forEach((entry, i) => {
        if (entry.hidden === fits[i]) entry.hidden = !fits[i];
      });
      const shown = fits.filter(Boolean).length;
      for (const list of lists) showList(list, shown < entries.length);
      output.textContent = shown ? counted(shown, entries.length) : (form.dataset.none ?? "");
      if (!shown) searchFor(typed.value.trim());
    }
    /**
     * A list of which nothing is left goes with its heading; what was asked for is not left folded, and what was
     * unfolded for it is folded again.
     * @param {HTMLElement} list
     * @param {boolean} narrowed
     */
    function showList(list, narrowed) {
      const block = list.closest(".atlas-table, details") ?? list;
      const entries = /** @type {HTMLElement[]} */ ([...list.children]);
      const shown = entries.filter((entry) => !entry.hidden).length;
      block.hidden = shown === 0;
      const heading = block.previousElementSibling;
      if (heading?.matches("h2, h3")) heading.hidden = block.hidden;
      if (!(block instanceof HTMLDetailsElement)) return;
      if (narrowed && !block.open) opened.add(block);
      block.open = narrowed || (block.open && !opened.delete(block));
      count(block, narrowed ? counted(shown, entries.length) : "");
    }
    /**
     * A fold says how many of its entries it shows; with no words for that, what it said at first.
     * @param {HTMLDetailsElement} fold
     * @param {string} text
     */
    function count(fold, text) {
      const summary = fold.querySelector("summary");
      if (!summary) return;
      if (!summaries.has(summary)) summaries.set(summary, summary.textContent);
      summary.textContent = text || (summaries.get(summary) ?? "");
    }
    /**
     * What no entry of the list is called may stand elsewhere.
     * @param {string} query
     */
    function searchFor(query) {
      if (!query) return;
      const link = Object.assign(document.createElement("a"), { href: `?${new URLSearchParams({ q: query })}` });
      link.textContent = form.dataset.everywhere?.replace("{query}", () => query) ?? "";
      output.append(" ", link);
    }
    const keep = () => {
      for (const field of fields) remember(field.name, field.value);
    };
    form.addEventListener("input", () => {
      apply();
      keep();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => {
      // The fields are empty only after this event.
      setTimeout(() => {
        apply();
        keep();
      });
    });
    for (const field of fields) {
      field.value = asked(field.name);
      // An unknown value would leave a select without any.
      if (field instanceof HTMLSelectElement && field.selectedIndex === -1) field.value = "";
    }
    apply();
    // Who was led to a part of the list sees it, and not the map above it.
    if (fields.some((field) => field.value) && !location.hash) form.scrollIntoView();
  }

  /**
   * A column's heading sorts by it; a second press turns the order round.
   * @param {HTMLTableElement} table
   * @param {number} index which table of the page it is
   */
  function makeSortable(table, index) {
    const key = `sort${index || ""}`;
    const heads = [...(table.tHead?.rows[0].cells ?? [])];
    const value = (/** @type {HTMLTableRowElement} */ row, /** @type {number} */ column) =>
      row.cells[column].dataset.sort ?? row.cells[column].textContent?.trim() ?? "";
    /**
     * @param {number} column
     * @param {boolean} down
     */
    function sort(column, down) {
      const rows = [...table.tBodies[0].rows];
      rows.sort((a, b) => {
        const [x, y] = [value(a, column), value(b, column)];
        if (!x || !y) return x ? -1 : y ? 1 : 0; // what is not known comes last, in either order
        return collator.compare(x, y) * (down ? -1 : 1);
      });
      table.tBodies[0].append(...rows);
      heads.forEach((head, i) => {
        if (i === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
    }
    heads.forEach((head, column) => {
      if ("unsorted" in head.dataset) return;
      const button = Object.assign(document.createElement("button"), {
        className: "atlas-table__sort",
        type: "button",
      });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        sort(column, down);
        remember(key, (down ? "-" : "") + column);
      });
    });
    const order = asked(key);
    if (order && heads[Math.abs(Number(order))]) sort(Math.abs(Number(order)), order.startsWith("-"));
  }

  const lists = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-entries]")]);
  /** @type {HTMLFormElement | null} */
  const form = document.querySelector(".atlas-filter");
  if (form && lists.length) makeFilter(form, lists);
  lists
    .map((list) => list.closest("table"))
    .filter((table) => table !== null)
    .forEach(makeSortable);
})();

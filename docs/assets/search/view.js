/* What the search dialog shows: results in groups, each with the place that was found, or ways on if nothing was. */
(() => {
  "use strict";
  const { excerpt, matches, shown } = globalThis.atlasSearch;
  const { words, joined, stop, asking } = globalThis.atlasFold;
  /** So many pages are shown at first, and so many more each time. */
  const SHOWN = 10;
  const SPELLED = 3;

  /**
   * An element with attributes and what stands in it.
   * @param {string} tag
   * @param {Record<string, string>} attributes
   * @param {(Node | string)[]} children
   */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  const fill = (/** @type {string} */ text, /** @type {Record<string, string>} */ values) =>
    text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const marks = (/** @type {Excerpt[]} */ pieces) => pieces.filter(({ mark }) => mark).map(({ text }) => text);
  const highlighted = (/** @type {Excerpt[]} */ pieces) =>
    pieces.map(({ text, mark }) => (mark ? make("mark", {}, text) : text));
  /** Whether a word says something by itself. */
  const telling = (/** @type {string} */ word) =>
    words(word).some((parts) => !stop.has(joined(parts)) && !asking.has(joined(parts)));

  /**
   * @param {DialogOfPage} page words and addresses of the page, and what asks another query
   * @returns {View}
   */
  function view({ messages, browse, site, root, locale, again }) {
    const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC", calendar: "gregory" });
    const hijri = new Intl.DateTimeFormat(locale, {
      year: "numeric",
      month: "long",
      day: "numeric",
      timeZone: "UTC",
      calendar: "persian",
    });

    /**
     * An address on the site; opened from a folder, a page's address needs the name of its file.
     * @param {string} path
     * @param {string} [anchor]
     * @param {string[]} [marked] words to mark
     */
    function address(path, anchor = "", marked = []) {
      const url = new URL(path, site);
      if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
      if (marked.length) url.searchParams.set("h", marked.join(" "));
      if (anchor) url.hash = anchor;
      return url.href;
    }

    /**
     * A day in words, in the Solar Hijri calendar beside it where readers use it.
     * @param {string} iso
     */
    function dayInWords(iso) {
      if (iso.length < 10) return iso && new Intl.NumberFormat(locale, { useGrouping: false }).format(Number(iso));
      const date = new Date(`${iso}T00:00:00Z`);
      const solar = new Map(hijri.formatToParts(date).map(({ type, value }) => [String(type), value]));
      const [d, m, y] = [solar.get("day"), solar.get("month"), solar.get("year") ?? solar.get("relatedYear")];
      return document.documentElement.dataset.script === "Arab"
        ? `${day.format(date)} (${d} ${m} ${y})`
        : day.format(date);
    }

    /**
     * What is shown below a result's title.
     * @type {(content: Content, kind: string, place: Place | undefined, terms: Set<string>) => Excerpt[]}
     */
    const textOf = (content, kind, place, terms) =>
      kind === "answer" ? said(content) : excerpt(place?.text ?? content.description, terms);

    /**
     * What an answer says, with its day or year in words.
     * @param {Content} content
     */
    function said({ description, day: iso = "", year }) {
      const words = dayInWords(year || iso);
      return [{ text: fill(description, { day: words, year: words }), mark: false }];
    }

    /**
     * The words to mark on the page: those that say something by themselves, if there are any, and of these such as are
     * not in its title, with which it is full.
     * @param {Excerpt[]} text
     * @param {Excerpt[]} heading
     * @param {Excerpt[]} title
     */
    function toMark(text, heading, title) {
      const found = [...new Set(marks(text).length ? marks(text) : marks(heading))];
      const said = found.some(telling) ? found.filter(telling) : found;
      const own = new Set(marks(title).map((word) => word.toLowerCase()));
      const others = said.filter((word) => !own.has(word.toLowerCase()));
      return others.length ? others : said;
    }

    /**
     * The element of one result: the page, the name by which it was found, and the place found in it.
     * @param {Shown} page
     * @param {Set<string>} terms
     * @param {Set<string>} spelled takes the words that are marked
     */
    function item({ content, led, whole, kind }, terms, spelled) {
      const place = whole ? undefined : content.places[0];
      const title = excerpt(content.title, terms);
      const heading = place?.anchor ? excerpt(place.heading, terms) : [];
      const text = textOf(content, kind, place, terms);
      const other = led && !marks(title).length ? foundName(content, terms) : [];
      for (const word of marks([...title, ...other, ...heading, ...text])) spelled.add(word);
      const href = address(content.url, place?.anchor, place ? toMark(text, heading, title) : []);
      const link = make("a", { class: "atlas-search__page", href }, ...highlighted(title));
      if (other.length)
        link.append(" ", make("span", { class: "atlas-search__alias" }, make("bdi", {}, ...highlighted(other))));
      return make("li", {}, link, make("p", {}, ...under(heading), ...highlighted(text)));
    }

    /**
     * The name by which a page was found that is called otherwise in its title.
     * @param {Content} content
     * @param {Set<string>} terms
     */
    function foundName({ aliases }, terms) {
      const name = aliases.find((alias) => matches(alias, terms));
      return name ? excerpt(name, terms) : [];
    }

    /**
     * The heading under which a text stands, if it has one.
     * @param {Excerpt[]} heading
     */
    function under(heading) {
      return heading.length
        ? [make("span", { class: "atlas-search__heading" }, ...highlighted(heading), ":"), " "]
        : [];
    }

    /**
     * The results in groups of one kind.
     * @param {Found} found
     * @param {SearchEngine} engine
     * @param {number} [count]
     */
    async function results(found, engine, count = SHOWN) {
      /** @type {Set<string>} */
      const spelled = new Set();
      const groups = await shown(found, engine, count);
      const parts = groups.map(([kind, members]) => {
        const id = `atlas-search-${kind}`;
        const list = make("ol", {}, ...members.map((page) => item(page, found.terms, spelled)));
        const name = make("h2", { id }, messages[`kind_${kind}`]);
        return make("section", { class: "atlas-search__group", "aria-labelledby": id }, name, list);
      });
      found.spelled = [...spelled].slice(0, SPELLED);
      if (found.pages.length > count) parts.push(more(found, engine, count));
      return parts;
    }

    /**
     * The button that shows more results in the place of those that are there.
     * @param {Found} found
     * @param {SearchEngine} engine
     * @param {number} count how many are there
     */
    function more(found, engine, count) {
      const button = make("button", { type: "button", class: "atlas-search__more" }, messages.more);
      button.addEventListener("click", async () => {
        const output = button.parentElement;
        const longer = await results(found, engine, count + SHOWN);
        if (button.parentElement !== output || !output) return; // another query was asked meanwhile
        const links = () => [...output.querySelectorAll("a[href], button")];
        const at = links().indexOf(button);
        output.replaceChildren(...longer);
        links()[at]?.focus();
      });
      return button;
    }

    /**
     * Nothing found: words that look like it, where to browse, how to tell us.
     * @param {string} query
     * @param {SearchEngine} engine
     */
    async function nothing(query, engine) {
      const near = await engine.suggestions(query);
      const parts = [];
      if (near.length) {
        const choices = near.map((word) => {
          const choice = make("button", { type: "button", class: "atlas-search__word" }, word);
          choice.addEventListener("click", () => again(word));
          return make("li", {}, choice);
        });
        parts.push(make("p", {}, messages.near), make("ul", { class: "atlas-search__words" }, ...choices));
      }
      const sections = browse.map(([folder, name]) =>
        make("li", {}, make("a", { href: address(new URL(folder, root).href) }, name)),
      );
      const report = make("a", { href: address(new URL("contribute/", root).href) }, messages.report);
      parts.push(make("p", {}, messages.browse), make("ul", { class: "atlas-search__words" }, ...sections));
      parts.push(make("p", {}, `${messages.missing} `, report));
      return [make("div", { class: "atlas-search__none" }, ...parts)];
    }

    return {
      /** What stands in the dialog for a query: nothing without one, results, or ways on. */
      async answer(query, found, engine) {
        if (!found) return query.trim() ? nothing(query, engine) : [];
        return found.pages.length ? results(found, engine) : nothing(query, engine);
      },

      /** What screen readers announce: how much was found, and what was taken for what. */
      status(query, found) {
        const count = found?.pages.length;
        if (!found || !count) return query.trim() ? fill(messages.none, { query }) : "";
        const number = new Intl.NumberFormat(locale).format(count);
        const said = count === 1 ? messages.one : fill(messages.other, { count: number });
        if (found.meant) return `${fill(messages.meant, { meant: found.meant })} ${said}`;
        if (!found.slip || !found.spelled?.length) return said;
        return `${fill(messages.similar, { query, words: found.spelled.join(messages.separator) })} ${said}`;
      },
    };
  }

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { view });
})();

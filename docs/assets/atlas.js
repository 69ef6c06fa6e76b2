/* What a reader can do with a page beyond reading it. Without this script everything is still there to read: tables are
   whole, links lead where they say. No library, no request. */
"use strict";

(() => {
  const { lang, dir, dataset } = document.documentElement;
  const rightToLeft = dir === "rtl";
  const locale = dataset.locale || lang;
  const collator = new Intl.Collator(locale, { numeric: true });
  const digits = new Intl.NumberFormat(locale, { useGrouping: false }).format;
  const assets = new URL("./", document.currentScript.src);

  /* Opened from a folder there is no server that turns organizations/un/ into organizations/un/index.html. */
  function completeLinks() {
    if (location.protocol !== "file:") return;
    const complete = (link) => {
      const url = new URL(link.href, location.href);
      if (url.protocol === "file:" && url.pathname.endsWith("/")) {
        url.pathname += "index.html";
        link.href = url.href;
      }
    };
    document.querySelectorAll("a[href]").forEach(complete);
    // Links that a script makes later are completed when they are used.
    document.addEventListener(
      "click",
      (event) => {
        const link = event.target.closest("a[href]");
        if (link) complete(link);
      },
      true,
    );
  }

  /* Anchors are the same in both languages, so the other language can open at the same place. */
  function keepPlaceInOtherLanguage() {
    for (const link of document.querySelectorAll("a[hreflang]")) {
      link.addEventListener("click", () => {
        link.hash = location.hash;
      });
    }
  }

  /* One spelling for all that is the same, and all names of a record, as in the search: its tables are fetched when
     something is typed. */
  let folding;
  const loadFolding = () =>
    (folding ??= ["fold-table", "fold", `${searchLanguage}/names`].reduce(
      (before, name) => before.then(() => run(`search/${name}.js`)),
      Promise.resolve(),
    ));
  const searchLanguage = document.querySelector("[data-atlas-search]")?.dataset.atlasSearch;
  const run = (name) =>
    new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), {
        src: new URL(name, assets).href,
        onload: resolve,
        onerror: reject,
      });
      document.head.append(script);
    });
  const folded = (text) => globalThis.atlasFold.fold(text).replaceAll("\u200c", "");

  /* The other names of the records to which an entry's links lead. */
  function namesOf(entry) {
    const root = new URL("../", assets).href;
    const addresses = [...entry.querySelectorAll("a[href]")].map(({ href }) =>
      href.split(/[#?]/)[0].replace(/index\.html$/, ""),
    );
    return [...new Set(addresses)].flatMap((href) => globalThis.atlasNames[href.replace(root, "")] ?? []);
  }

  /* Inside a long word one finds its parts («المنافع»); a short one is an abbreviation, and begins a word. */
  const SHORT = 3;
  const has = (cell, word) => (word.length > SHORT ? cell.includes(word) : ` ${cell}`.includes(` ${word}`));

  const parameters = () => new URLSearchParams(location.search);
  function remember(name, value) {
    const now = parameters();
    if (value) now.set(name, value);
    else now.delete(name);
    const query = now.toString();
    history.replaceState(null, "", location.pathname + (query ? "?" + query : "") + location.hash);
  }

  /* The form above a page's lists narrows them: every word must stand in a cell of an entry or in a name of a record it
     leads to, and every choice must be among the entry's values, in the attribute of the choice's name. All of it
     stands in the address. */
  function makeFilter(form, lists) {
    const output = form.querySelector("output");
    const entries = lists.flatMap((list) => [...list.children]);
    const fields = [...form.elements].filter((field) => field.name);
    // Folding hundreds of texts takes time that a page which is only read need not spend.
    let texts;
    const cellsOf = (entry) =>
      [...(entry.cells ?? entry.childNodes)]
        .map((cell) => cell.textContent)
        .concat(namesOf(entry))
        .map(folded);
    const textOf = (i) => (texts ??= entries.map(cellsOf))[i];
    const wordsOf = (field) => folded(field.value).split(/\s+/).filter(Boolean);
    const typed = fields.find((field) => field.type === "search");
    const chosen = fields.filter((field) => field !== typed);
    const fits = (entry, i, words) =>
      chosen.every(
        (field) => !field.value || entry.getAttribute(`data-${field.name}`).split(" ").includes(field.value),
      ) && words.every((word) => textOf(i).some((cell) => has(cell, word)));
    async function apply() {
      if (typed.value.trim()) await loadFolding();
      const words = typed.value.trim() ? wordsOf(typed) : [];
      let shown = 0;
      entries.forEach((entry, i) => {
        const hidden = !fits(entry, i, words);
        if (entry.hidden !== hidden) entry.hidden = hidden;
        if (!hidden) shown += 1;
      });
      for (const list of lists) showList(list, shown < entries.length);
      output.textContent = shown ? `${digits(shown)} / ${digits(entries.length)}` : form.dataset.none;
      if (!shown) searchFor(typed.value.trim());
    }
    /* A list of which nothing is left goes with its heading; what was asked for is not left folded. */
    function showList(list, asked) {
      const block = list.closest(".atlas-table, details") ?? list;
      block.hidden = [...list.children].every((entry) => entry.hidden);
      const heading = block.previousElementSibling;
      if (heading?.matches("h2, h3")) heading.hidden = block.hidden;
      if (asked && block.tagName === "DETAILS") block.open = true;
    }
    /* What no entry of the list is called may stand elsewhere. */
    function searchFor(query) {
      if (!query) return;
      const link = Object.assign(document.createElement("a"), { href: `?${new URLSearchParams({ q: query })}` });
      link.textContent = form.dataset.everywhere.replace("{query}", () => query);
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
      field.value = parameters().get(field.name) || "";
      // An unknown value would leave a select without any.
      if (field.selectedIndex === -1) field.value = "";
    }
    apply();
  }

  /* A source's address before the bibliography was divided: its page follows from its id. */
  function followOldSource() {
    const id = location.hash.slice(1);
    if (!id || document.getElementById(id)) return;
    const shelf = (name) => document.querySelector(`[data-shelf="${CSS.escape(name)}"]`);
    const link = shelf(id[0]) ?? shelf("0-9");
    if (link) location.replace(link.href + location.hash);
  }

  /* A column's heading sorts by it; a second press turns the order round. */
  function makeSortable(table, index) {
    const key = `sort${index || ""}`;
    const heads = [...table.tHead.rows[0].cells];
    const value = (row, column) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
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
    const asked = parameters().get(key);
    if (asked && heads[Math.abs(Number(asked))]) sort(Math.abs(Number(asked)), asked.startsWith("-"));
  }

  /* In the matrix a dot tells what it stands for when pointed at, and the column of the organization chosen is
     marked. */
  function explainMatrix(matrix, form) {
    const columns = [...matrix.querySelectorAll(".atlas-matrix__heads [data-id]")];
    matrix.addEventListener("pointermove", (event) => {
      const svg = event.target.closest(".atlas-matrix__row")?.firstElementChild;
      if (!svg) return;
      const box = svg.getBoundingClientRect();
      const share = (event.clientX - box.left) / box.width;
      const column = columns[Math.floor((rightToLeft ? 1 - share : share) * columns.length)];
      const row = svg.closest("tr");
      const shares = column && row.dataset.organization.split(" ").includes(column.dataset.id);
      svg.parentElement.title = column ? `${shares ? "■" : "□"} ${row.cells[0].textContent} – ${column.title}` : "";
    });
    const mark = () => {
      const place = columns.findIndex((column) => column.dataset.id === form.elements.organization.value);
      matrix.classList.toggle("atlas-matrix--chosen", place >= 0);
      matrix.style.setProperty("--atlas-column", rightToLeft ? columns.length - 1 - place : place);
    };
    form.addEventListener("input", mark);
    form.addEventListener("reset", () => setTimeout(mark));
    mark();
  }

  /* The map is drawn once with a class for each view; the choice only names the view to colour. */
  function chooseViews(map) {
    const views = map.querySelector(".atlas-map__views");
    // Asked for now, the places would cost a layout of the whole page; the next frame has them anyway.
    requestAnimationFrame(() => {
      const own = map.querySelector(".own")?.getBoundingClientRect();
      if (!own) return;
      const scroll = map.querySelector(".atlas-map__scroll");
      scroll.scrollLeft += (own.left + own.right - scroll.clientWidth) / 2 - scroll.getBoundingClientRect().left;
    });
    if (!views) return; // The missions' map has one view.
    const show = (view) => {
      map.dataset.view = view;
    };
    views.addEventListener("change", (event) => {
      show(event.target.value);
      remember("map", event.target.value);
    });
    const asked = views.querySelector(`[value="${CSS.escape(parameters().get("map") || "")}"]`);
    if (asked) {
      asked.checked = true;
      show(asked.value);
    }
  }

  completeLinks();
  document.querySelectorAll(".atlas-map__drawing").forEach(chooseViews);
  keepPlaceInOtherLanguage();
  followOldSource();
  const lists = [...document.querySelectorAll("[data-entries]")];
  const form = document.querySelector(".atlas-filter");
  if (form && lists.length) makeFilter(form, lists);
  const matrix = document.querySelector(".atlas-matrix");
  if (matrix) explainMatrix(matrix, form);
  lists
    .map((list) => list.closest("table"))
    .filter(Boolean)
    .forEach(makeSortable);
})();

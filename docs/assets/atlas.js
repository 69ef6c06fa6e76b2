/* What a reader can do with a page beyond reading it. Without this script everything is still there to read:
   tables are whole, links lead where they say. No library, no request. */
"use strict";

(() => {
  const persian = document.documentElement.lang === "fa";
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const digits = (value) => (persian ? String(value).replace(/[0-9]/g, (d) => "۰۱۲۳۴۵۶۷۸۹"[d]) : String(value));

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
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (link) complete(link);
    }, true);
  }

  /* Anchors are the same in both languages, so the other language can open at the same place. */
  function keepPlaceInOtherLanguage() {
    for (const link of document.querySelectorAll("a[hreflang]")) {
      link.addEventListener("click", () => {
        link.hash = location.hash;
      });
    }
  }

  /* A word as it is compared: without case, marks and half-spaces; Arabic yeh and kaf as Persian ones. */
  const folded = (text) =>
    text.normalize("NFKD").toLowerCase().replace(/[\p{M}\u200c]/gu, "").replace(/[يى]/g, "ی").replace(/ك/g, "ک");

  const parameters = () => new URLSearchParams(location.search);
  function remember(name, value) {
    const now = parameters();
    if (value) now.set(name, value);
    else now.delete(name);
    const query = now.toString();
    history.replaceState(null, "", location.pathname + (query ? "?" + query : "") + location.hash);
  }

  /* One box filters all tables of a page; its text stands in the address. */
  function makeFilter(tables) {
    const words = document.querySelector("[data-filter-words]");
    if (!words || !tables.length) return;
    const { label, placeholder, none } = words.dataset;
    const box = document.createElement("div");
    box.className = "atlas-filter";
    const input = Object.assign(document.createElement("input"), { type: "search", placeholder, id: "atlas-filter" });
    const caption = Object.assign(document.createElement("label"), { htmlFor: "atlas-filter", textContent: label });
    const count = document.createElement("output");
    count.setAttribute("for", "atlas-filter");
    box.append(caption, input, count);
    words.replaceWith(box);
    const rows = tables.flatMap((table) => [...table.tBodies[0].rows]);
    const texts = rows.map((row) => folded(row.textContent + " " + (row.dataset.names || "")));
    const apply = () => {
      const wanted = folded(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, i) => {
        row.hidden = !wanted.every((word) => texts[i].includes(word));
        if (!row.hidden) shown += 1;
      });
      count.textContent = shown ? `${digits(shown)} / ${digits(rows.length)}` : none;
    };
    input.addEventListener("input", () => {
      apply();
      remember("filter", input.value);
    });
    input.value = parameters().get("filter") || "";
    apply();
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
      const button = Object.assign(document.createElement("button"), { className: "atlas-table__sort", type: "button" });
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

  /* The map is drawn once with a class for each view; the choice only names the view to colour. */
  function chooseViews(map) {
    const views = map.querySelector(".atlas-map__views");
    views.hidden = false;
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
  document.querySelectorAll(".atlas-map").forEach(chooseViews);
  keepPlaceInOtherLanguage();
  const tables = [...document.querySelectorAll(".atlas-table--filter table")];
  makeFilter(tables);
  tables.forEach(makeSortable);
})();

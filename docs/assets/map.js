/* The map tells what a square stands for: at the first touch, under the mouse, with the focus, or when its name is
   typed; and is coloured as the reader chooses. */
"use strict";

(() => {
  /** @param {HTMLElement} map */
  function tell(map) {
    const told = /** @type {HTMLElement} */ (map.querySelector(".atlas-map__told"));
    const field = /** @type {HTMLInputElement} */ (map.querySelector(".atlas-map__find input"));
    const list = /** @type {HTMLDataListElement} */ (map.querySelector("datalist"));
    const squares = /** @type {SVGAElement[]} */ ([...map.querySelectorAll("svg a")]);
    const textOf = (/** @type {SVGAElement} */ square) => square.querySelector("title")?.textContent ?? "";
    const nameOf = (/** @type {SVGAElement} */ square) => square.getAttribute("data-name") ?? "";
    /** @type {SVGAElement | undefined} */
    let shown;
    /** @param {SVGAElement} square */
    function show(square) {
      if (shown === square) return;
      shown?.classList.remove("atlas-map__shown");
      shown = square;
      square.classList.add("atlas-map__shown");
      const link = Object.assign(document.createElement("a"), {
        href: square.href.baseVal,
        textContent: nameOf(square),
      });
      told.replaceChildren(link, textOf(square).slice(nameOf(square).length));
    }
    // A finger has no way to ask but to touch: the first touch tells, the second follows the link.
    let touched = false;
    map.addEventListener("pointerdown", (event) => {
      touched = event.pointerType === "touch";
    });
    for (const square of squares) {
      square.addEventListener("click", (event) => {
        if (touched && shown !== square) event.preventDefault();
        show(square);
      });
      square.addEventListener("focus", () => {
        if (!touched) show(square);
      });
      square.addEventListener("pointerenter", (event) => {
        if (event.pointerType === "mouse") show(square);
      });
    }
    const { locale } = document.documentElement.dataset;
    const names = squares.map(nameOf).sort(new Intl.Collator(locale).compare);
    list.append(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
    const plain = (/** @type {string} */ text) =>
      text
        .toLocaleLowerCase(locale)
        .replace(/[\u064A\u0649]/g, "\u06CC")
        .replace(/\u0643/g, "\u06A9")
        .replace(/[\u200c\s]+/g, "");
    field.addEventListener("input", () => {
      const typed = plain(field.value);
      if (!typed) return;
      const found =
        squares.find((square) => plain(nameOf(square)) === typed) ??
        squares.filter((square) => plain(nameOf(square)).startsWith(typed));
      const square = Array.isArray(found) ? (found.length === 1 ? found[0] : undefined) : found;
      if (!square) return;
      show(square);
      const scroll = /** @type {HTMLElement} */ (map.querySelector(".atlas-map__scroll"));
      const [own, around] = [square, scroll].map((part) => part.getBoundingClientRect());
      scroll.scrollLeft += (own.left + own.right - around.left - around.right) / 2;
    });
    /* The search knows more names than stand on the map. */
    const offerSearch = (/** @type {string} */ query) => {
      const link = Object.assign(document.createElement("a"), { href: `?${new URLSearchParams({ q: query })}` });
      link.textContent = field.dataset.everywhere?.replace("{query}", () => query) ?? "";
      told.replaceChildren(field.dataset.none ?? "", " ", link);
    };
    field.addEventListener("keydown", (event) => {
      const query = field.value.trim();
      if (event.key !== "Enter" || !query) return;
      if (shown && plain(nameOf(shown)) === plain(query)) location.href = shown.href.baseVal;
      else if (!squares.some((square) => plain(nameOf(square)).startsWith(plain(query)))) offerSearch(query);
    });
  }

  /**
   * The map is drawn once with a class for each view; the choice only names the view to colour.
   * @param {HTMLElement} map
   */
  function chooseViews(map) {
    const views = map.querySelector(".atlas-map__views");
    // Asked for now, the places would cost a layout of the whole page; the next frame has them anyway.
    requestAnimationFrame(() => {
      const own = map.querySelector(".own")?.getBoundingClientRect();
      const scroll = map.querySelector(".atlas-map__scroll");
      if (!own || !scroll) return;
      scroll.scrollLeft += (own.left + own.right - scroll.clientWidth) / 2 - scroll.getBoundingClientRect().left;
    });
    if (!views) return; // The missions' map has one view.
    const show = (/** @type {string} */ view) => {
      map.dataset.view = view;
    };
    views.addEventListener("change", ({ target }) => {
      const { value } = /** @type {HTMLInputElement} */ (target);
      show(value);
      globalThis.atlasAddress.remember("map", value);
    });
    const asked = views.querySelector(`[value="${CSS.escape(globalThis.atlasAddress.asked("map"))}"]`);
    if (asked) {
      asked.checked = true;
      show(asked.value);
    }
  }

  for (const map of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".atlas-map__drawing"))) {
    chooseViews(map);
    tell(map);
  }
})();

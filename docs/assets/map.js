/* The map tells what a square stands for: at the first touch, under the mouse, with the focus, or when its name is
   typed. */
"use strict";

(() => {
  function tell(map) {
    const [told, field, list] = [".atlas-map__told", ".atlas-map__find input", "datalist"].map((part) =>
      map.querySelector(part),
    );
    const squares = [...map.querySelectorAll("svg a")];
    const textOf = (square) => square.querySelector("title").textContent;
    const nameOf = (square) => square.getAttribute("data-name");
    let shown;
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
    const plain = (text) =>
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
      const scroll = map.querySelector(".atlas-map__scroll");
      const [own, around] = [square, scroll].map((part) => part.getBoundingClientRect());
      scroll.scrollLeft += (own.left + own.right - around.left - around.right) / 2;
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && shown && plain(nameOf(shown)) === plain(field.value))
        location.href = shown.href.baseVal;
    });
  }
  document.querySelectorAll(".atlas-map__drawing").forEach(tell);
})();

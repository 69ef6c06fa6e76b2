/* On a phone a long table, and a long decade of the timeline, shows its first rows and a button for the rest, so that
   what stands below it can be reached.
   Whoever narrows the list, or is led to a row, has all of it at once. Wide screens, paper and browsers without scripts
   show every row: which are left out, and where, is said in atlas.css (.atlas-long). */
"use strict";

(() => {
  /** Tables with no more rows than this are shown whole. */
  const LONG = 60;
  /** @type {HTMLFormElement | null} */
  const form = document.querySelector(".atlas-filter");
  if (!form) return;
  const number = new Intl.NumberFormat(document.documentElement.dataset.locale, { useGrouping: false });

  /**
   * Shortens a table until somebody asks for more of it.
   * @param {HTMLElement} block
   * @param {HTMLElement} rows
   */
  function shorten(block, rows) {
    const count = number.format(rows.children.length);
    const button = Object.assign(document.createElement("button"), {
      className: "atlas-more",
      type: "button",
      textContent: form?.dataset.more?.replace("{count}", count) ?? count,
    });
    const open = () => {
      block.classList.remove("atlas-long");
      button.remove();
    };
    button.addEventListener("click", () => {
      const next = [...rows.children].find((row) => !row.checkVisibility());
      open();
      next?.querySelector("a")?.focus({ preventScroll: true }); // the button that had the focus is gone
    });
    for (const event of ["input", "reset"]) form?.addEventListener(event, open, { once: true });
    const arrive = () => {
      const place = [...rows.children].find((row) => row.id && `#${row.id}` === location.hash); // ids are ASCII
      if (!place || place.checkVisibility()) return;
      open();
      place.scrollIntoView();
    };
    block.classList.add("atlas-long");
    block.after(button);
    addEventListener("hashchange", arrive);
    arrive();
  }

  const fields = /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ ([...form.elements]);
  if (fields.some((field) => field.name && field.value)) return; // the list is narrowed already
  const lists = document.querySelectorAll(".atlas-table, ol.atlas-events[data-entries]");
  for (const block of /** @type {NodeListOf<HTMLElement>} */ (lists)) {
    const own = block.matches("ol") ? block : block.querySelector("[data-entries]");
    const rows = /** @type {HTMLElement | null} */ (own);
    if (rows && rows.children.length > LONG) shorten(block, rows);
  }
})();

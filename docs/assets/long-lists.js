/* On a phone a long list shows its first entries and a button for the rest, so that what stands below it can be
   reached: a table, a decade of the timeline, a shelf of the bibliography, what held on a day.
   Whoever narrows the list, or is led to an entry, has all of it at once. Wide screens, paper and browsers without
   scripts show every entry: which are left out, and where, is said in atlas.css (.atlas-long). */
"use strict";

(() => {
  /** Lists with no more entries than this are shown whole. */
  const LONG = 60;
  /** @type {HTMLFormElement | null} */
  const form = document.querySelector(".atlas-filter, .atlas-asof");
  if (!form) return;
  const number = new Intl.NumberFormat(document.documentElement.dataset.locale, { useGrouping: false });

  /**
   * Shortens a list until somebody asks for more of it.
   * @param {HTMLElement} block
   * @param {HTMLElement} rows
   */
  function shorten(block, rows) {
    const button = Object.assign(document.createElement("button"), { className: "atlas-more", type: "button" });
    let whole = false;
    const update = () => {
      const count = [...rows.children].filter((row) => !(/** @type {HTMLElement} */ (row).hidden)).length;
      const text = number.format(count);
      button.textContent = form?.dataset.more?.replace("{count}", text) ?? text;
      block.classList.toggle("atlas-long", !whole && count > LONG);
    };
    const open = () => {
      whole = true;
      update();
    };
    button.addEventListener("click", () => {
      const next = [...rows.children].find(
        (row) => !(/** @type {HTMLElement} */ (row).hidden) && !row.checkVisibility(),
      );
      open();
      next?.querySelector("a")?.focus({ preventScroll: true }); // the button that had the focus is gone
    });
    const arrive = () => {
      const place = [...rows.children].find((row) => row.id && `#${row.id}` === location.hash); // ids are ASCII
      if (!place || place.checkVisibility()) return;
      open();
      place.scrollIntoView();
    };
    block.after(button);
    if (form?.matches(".atlas-filter")) for (const event of ["input", "reset"]) form.addEventListener(event, open);
    form?.addEventListener("atlas-shown", update); // another day has other rows
    rows.addEventListener("atlas-wanted", open); // somebody is led to one of them
    addEventListener("hashchange", arrive);
    update();
    arrive();
  }

  const fields = /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ ([...form.elements]);
  if (fields.some((field) => field.name && field.value)) return; // the list is narrowed already
  const lists = document.querySelectorAll(".atlas-table, :is(ol, ul)[data-entries]");
  for (const block of /** @type {NodeListOf<HTMLElement>} */ (lists)) {
    const own = block.matches("ol, ul") ? block : block.querySelector("[data-entries], [data-as-of] tbody");
    const rows = /** @type {HTMLElement | null} */ (own);
    if (rows && (form.matches(".atlas-asof") || rows.children.length > LONG)) shorten(block, rows);
  }
})();

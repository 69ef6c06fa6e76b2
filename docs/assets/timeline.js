/* The timeline's slider of years: goes to the first event of a year, or of the next that has one, and opens its
   decade. */
"use strict";

(() => {
  const bar = document.querySelector(".atlas-years");
  if (!bar) return;
  const slider = /** @type {HTMLInputElement} */ (bar.querySelector("input"));
  const output = /** @type {HTMLOutputElement} */ (bar.querySelector("output"));
  const digits = new Intl.NumberFormat(document.documentElement.dataset.locale, { useGrouping: false }).format;
  /** @type {NodeListOf<HTMLLIElement>} */
  const entries = document.querySelectorAll(".atlas-events > li");
  const events = [...entries].map((entry) => ({
    entry,
    when: entry.querySelector("time")?.dateTime ?? "",
  }));
  const tell = () => {
    output.textContent = digits(Number(slider.value));
    slider.setAttribute("aria-valuetext", output.textContent);
  };
  /** The decade that the slider has opened last. @type {HTMLDetailsElement | null} */
  let opened = null;
  /**
   * Goes to the first event that is not before a year, a month or a day.
   * @param {string} from
   */
  const go = (from) => {
    tell();
    const seen = events.filter(({ entry }) => !entry.hidden);
    const found = seen.find(({ when }) => when >= from) ?? seen.at(-1); // the last one, if nothing is later
    if (!found) return;
    const decade = found.entry.closest("details");
    if (opened !== decade) {
      if (opened) opened.open = false; // who moves on leaves no heap of decades behind
      opened = null;
    }
    if (decade && !decade.open) {
      decade.open = true;
      opened = decade;
    }
    found.entry.dispatchEvent(new Event("atlas-wanted", { bubbles: true })); // a long list shows it (long-lists.js)
    const arrive = () => found.entry.scrollIntoView({ block: "start", behavior: "instant" });
    arrive();
    requestAnimationFrame(() => requestAnimationFrame(arrive)); // what came into view has its real height now
  };
  /* A year in the address (timeline/#1971) is one of the slider; a day may begin a year of another calendar. */
  const fromAddress = () => {
    const [from, year] = /^((?:19|20)[0-9]{2})(?:-[0-9]{2}){0,2}$/.exec(location.hash.slice(1)) ?? [];
    if (!from) return tell();
    slider.value = year;
    return go(from);
  };
  slider.addEventListener("input", () => go(slider.value));
  addEventListener("hashchange", fromAddress);
  fromAddress();
})();

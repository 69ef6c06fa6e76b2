/* The timeline's slider of years: goes to the first event of a year, or of the next that has one, and opens its
   decade. */
"use strict";

(() => {
  const bar = document.querySelector(".atlas-years");
  if (!bar) return;
  const [slider, output] = ["input", "output"].map((part) => bar.querySelector(part));
  const digits = new Intl.NumberFormat(document.documentElement.dataset.locale, { useGrouping: false }).format;
  const events = [...document.querySelectorAll(".atlas-events > li")].map((entry) => ({
    entry,
    year: Number(entry.querySelector("time").dateTime.slice(0, 4)),
  }));
  const tell = () => {
    output.textContent = digits(slider.value);
    slider.setAttribute("aria-valuetext", output.textContent);
  };
  slider.addEventListener("input", () => {
    tell();
    const found = events.find(({ entry, year }) => year >= slider.value && !entry.hidden);
    if (!found) return;
    found.entry.closest("details").open = true;
    found.entry.scrollIntoView({ block: "start", behavior: "instant" });
  });
  tell();
})();

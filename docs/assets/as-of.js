/* The page "As of a day": shows, of all spells in its tables, those that cover the chosen day.
   The day stands in the address (#1975-01-01), so that an answer can be linked. Dates are compared as ISO text. */
"use strict";

(() => {
  const form = document.querySelector(".atlas-asof");
  if (!form) return;
  const [day, year, output] = ["#as-of-day", "#as-of-year", "output"].map((name) => form.querySelector(name));
  const hijri = ["year", "month", "day"].map((part) => form.querySelector(`#as-of-hijri-${part}`));
  const { first, last, result, possibly, impossible } = form.dataset;
  const language = document.documentElement.lang;
  const number = new Intl.NumberFormat(language === "fa" ? "fa" : "en", { useGrouping: false });
  const inWords = new Intl.DateTimeFormat(language === "fa" ? "fa-u-ca-gregory" : "en-GB", { dateStyle: "long", timeZone: "UTC" });
  const persian = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", { year: "numeric", month: "numeric", day: "numeric", timeZone: "UTC" });

  const iso = (date) => date.toISOString().slice(0, 10);
  const toHijri = (date) => {
    const parts = Object.fromEntries(persian.formatToParts(date).map(({ type, value }) => [type, parseInt(value, 10)]));
    return [parts.year, parts.month, parts.day];
  };

  /* Numbers may be typed with Persian, Arabic or Latin digits. */
  const typed = (text) => parseInt(text.replace(/[۰-۹٠-٩]/g, (digit) => digit.charCodeAt(0) & 15), 10);

  /* The browser knows the calendar in one direction only; the other is found by looking near the right day. */
  function fromHijri(wanted) {
    const [y, m, d] = wanted;
    const guess = Date.UTC(y + 621, 2, 20) + ((m - 1) * 30.6 + d - 1) * 864e5;
    for (let offset = -8; offset <= 8; offset += 1) {
      const date = new Date(guess + offset * 864e5);
      if (toHijri(date).every((part, i) => part === wanted[i])) return iso(date);
    }
    return null;
  }

  function show(chosen) {
    const counts = {};
    for (const table of document.querySelectorAll("[data-as-of]")) {
      const found = new Set();
      for (const row of table.tBodies[0].rows) {
        const how = atlasCovers(row.dataset, chosen);
        row.hidden = !how;
        row.classList.toggle("atlas-asof__possibly", how === "possibly");
        if (how) found.add(row.dataset.id);
        const mark = row.querySelector(".atlas-asof__mark");
        if (mark) mark.remove();
        if (how === "possibly") {
          const small = Object.assign(document.createElement("small"), { className: "atlas-asof__mark", textContent: ` (${possibly})` });
          row.cells[1].append(small);
        }
      }
      counts[table.dataset.asOf] = found.size;
    }
    const date = new Date(chosen + "T00:00:00Z");
    toHijri(date).forEach((part, i) => { hijri[i].value = hijri[i].type === "text" ? number.format(part) : part; });
    day.value = chosen;
    year.value = chosen.slice(0, 4);
    output.textContent = result
      .replace("{day}", inWords.format(date))
      .replace("{organizations}", number.format(counts.organizations))
      .replace("{relations}", number.format(counts.relations));
  }

  function choose(chosen, remember = true) {
    if (!chosen || Number.isNaN(Date.parse(chosen))) return;
    const within = chosen < first ? first : chosen > last ? last : chosen;
    if (remember) history.replaceState(null, "", "#" + within);
    show(within);
  }

  day.addEventListener("change", () => choose(day.value));
  year.addEventListener("input", () => choose(year.value + (day.value || last).slice(4)));
  hijri.forEach((field) => field.addEventListener("change", () => {
    const found = fromHijri(hijri.map((part) => typed(part.value)));
    if (found) choose(found);
    else output.textContent = impossible;
  }));
  const fromAddress = () => {
    const match = /^#(\d{4})(-\d{2})?(-\d{2})?$/.exec(location.hash);
    if (match) choose(match[1] + (match[2] || "-01") + (match[3] || "-01"), false);
    return Boolean(match);
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", fromAddress);
  if (!fromAddress()) show(last);
})();

/* The page "As of a day": shows, of all spells in its tables, those that cover the chosen day. What is certain and what
   is only possible stand in two tables and are two numbers. The day stands in the address (#1975-01-01), so that an
   answer can be linked. Dates are compared as ISO text. */
"use strict";

(() => {
  /** @type {HTMLFormElement | null} */
  const found = document.querySelector(".atlas-asof");
  if (!found) return;
  const form = found;
  /** @typedef {HTMLInputElement | HTMLSelectElement} Field */
  /** @typedef {"gregorian" | "hijri"} Calendar */
  /** @typedef {{ row: HTMLTableRowElement, how: "surely" | "possibly" | "" }} Standing a row on a day */
  /** @typedef {Record<string, HTMLTableElement>} Tables those of a part by their degree */
  /** @typedef {{ tables: Tables, records: HTMLTableRowElement[][] }} Part */
  /** @typedef {Record<string, number>} Numbers how many records of each part */
  const output = /** @type {HTMLOutputElement} */ (form.querySelector("output"));
  const [day, year] = ["#as-of-day", "#as-of-year"].map(
    (name) => /** @type {HTMLInputElement} */ (form.querySelector(name)),
  );
  const hijri = ["year", "month", "day"].map(
    (part) => /** @type {Field} */ (form.querySelector(`#as-of-hijri-${part}`)),
  );
  const { first = "", last = "" } = form.dataset;
  const { toHijri, fromHijri } = globalThis.atlasHijri;
  /** @type {Record<string, any>} sentences, and those that count in their plural forms */
  const words = JSON.parse(document.querySelector("#as-of-words")?.textContent ?? "");
  const { locale } = document.documentElement.dataset;
  const number = new Intl.NumberFormat(locale, { useGrouping: false });
  const plural = new Intl.PluralRules(locale);
  const listing = new Intl.ListFormat(locale, { type: "conjunction" });
  const inWords = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC", calendar: "gregory" });
  const inWordsOf = (/** @type {string} */ iso) => inWords.format(new Date(`${iso}T00:00:00Z`));

  /* The tables of each part by their degree, and its rows, which stand in the first of them, by record. */
  /** @type {Map<string, Part>} */
  const parts = new Map();
  for (const table of /** @type {NodeListOf<HTMLTableElement>} */ (document.querySelectorAll("[data-as-of]"))) {
    const { asOf = "", degree = "" } = table.dataset;
    const part = parts.get(asOf) || { tables: {}, records: [] };
    part.tables[degree] = table;
    for (const row of table.tBodies[0].rows) {
      const record = part.records.at(-1);
      if (record && record[0].dataset.id === row.dataset.id) record.push(row);
      else part.records.push([row]);
    }
    parts.set(asOf, part);
  }

  /* Numbers may be typed with Persian, Arabic or Latin digits. */
  const typed = (/** @type {string} */ text) =>
    parseInt(
      text.replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 15)),
      10,
    );

  /**
   * On the unknown day on which one status gave way to the next there was surely the one or the other.
   * @param {HTMLTableRowElement} row
   * @param {Standing | undefined} before
   * @param {string} chosen
   */
  const follows = (row, before, chosen) =>
    "joins" in row.dataset &&
    before?.how === "possibly" &&
    (before.row.dataset.surelyFrom ?? "") <= chosen &&
    chosen <= (row.dataset.surelyUntil ?? "");

  /**
   * Whether a record, whose rows stand one after another, is certain on a day, possible, or neither.
   * @param {Standing[]} found
   * @param {string} chosen
   */
  function standing(found, chosen) {
    const counted = found.filter(({ row, how }) => how && !("broken" in row.dataset));
    if (counted.some(({ how }) => how === "surely")) return "certain";
    if (counted.some(({ row, how }, i) => how === "possibly" && follows(row, counted[i - 1], chosen))) return "certain";
    return counted.length ? "possible" : "";
  }

  /**
   * Says at a status that it is only possible.
   * @param {HTMLTableRowElement} row
   * @param {boolean} open
   */
  function mark(row, open) {
    const old = row.querySelector(".atlas-asof__mark");
    if (old) old.remove();
    if (open)
      row.cells[1].append(
        Object.assign(document.createElement("small"), {
          className: "atlas-asof__mark",
          textContent: ` (${words.as_of_possibly})`,
        }),
      );
  }

  /**
   * Puts the rows of one record where they belong on the day; says where the record is counted.
   * @param {HTMLTableRowElement[]} rows
   * @param {Tables} tables
   * @param {string} chosen
   */
  function place(rows, tables, chosen) {
    const found = rows.map((row) => ({ row, how: atlasCovers(row.dataset, chosen) }));
    const degree = standing(found, chosen);
    for (const { row, how } of found) {
      const target = "broken" in row.dataset ? "broken" : degree;
      row.hidden = !how;
      tables[how ? target : "certain"].tBodies[0].append(row);
      mark(row, how === "possibly" && target !== "possible");
    }
    return degree;
  }

  /**
   * A message in the plural form that the language has for the number; one in words is for one alone.
   * @param {string} key
   * @param {number} n
   */
  const count = (key, n) =>
    (words[key][n === 0 ? "zero" : plural.select(n)] || words[key].other).replace("{count}", number.format(n));
  const counted = (/** @type {Numbers} */ { organizations, relations }) =>
    listing.format(
      Object.entries({ as_of_organizations: organizations, as_of_partners: relations })
        .filter(([, n]) => n > 0)
        .map(([key, n]) => count(key, n)),
    );

  /**
   * The day as it was asked for; the other calendar, where the page gives it, stands behind.
   * @param {string} chosen
   * @param {Calendar} asked
   */
  function named(chosen, asked) {
    const date = new Date(chosen);
    const [y, m, d] = toHijri(date.getTime());
    const months = /** @type {HTMLSelectElement} */ (hijri[1]).options;
    const solar = `${number.format(d)} ${months[m - 1].text} ${number.format(y)}`;
    const gregorian = inWords.format(date);
    const both = (/** @type {string} */ first, /** @type {string} */ second) =>
      words.as_of_both_calendars.replace("{asked}", first).replace("{other}", second);
    if (asked === "hijri") return both(solar, gregorian);
    return form.dataset.calendar ? both(gregorian, solar) : gregorian;
  }

  /**
   * Says how many there were on the day.
   * @param {string} chosen
   * @param {Calendar} asked
   * @param {{ certain: Numbers, possible: Numbers }} numbers
   */
  function answer(chosen, asked, numbers) {
    const say = (/** @type {string} */ key, /** @type {string} */ what) =>
      words[key].replace("{day}", named(chosen, asked)).replace("{what}", what);
    const sentence = (/** @type {string} */ degree, /** @type {string} */ text) =>
      Object.assign(document.createElement("span"), { className: `atlas-asof__answer--${degree}`, textContent: text });
    const [certain, possible] = [counted(numbers.certain), counted(numbers.possible)];
    output.replaceChildren(sentence("certain", certain ? say("as_of_result", certain) : say("as_of_nothing", "")));
    if (possible) output.append(" ", sentence("possible", say("as_of_possible", possible)));
  }

  /**
   * Shows a day.
   * @param {string} chosen
   * @param {Calendar} [asked]
   * @param {boolean} [typing] the fields of the other calendar are left as they stand, since who has filled in one may
   *   be about to fill in the next
   */
  function show(chosen, asked = "gregorian", typing = false) {
    /** @type {Record<"certain" | "possible", Numbers>} */
    const numbers = { certain: {}, possible: {} };
    for (const [part, { tables, records }] of parts) {
      const degrees = records.map((rows) => place(rows, tables, chosen));
      for (const degree of /** @type {const} */ (["certain", "possible"]))
        numbers[degree][part] = degrees.filter((found) => found === degree).length;
      for (const [degree, table] of Object.entries(tables)) {
        const block = degree === "certain" ? null : document.getElementById(`${part}-${degree}`);
        if (block) block.hidden = table.tBodies[0].rows.length === 0;
      }
    }
    if (!typing)
      toHijri(Date.parse(chosen)).forEach((part, i) => {
        hijri[i].value = hijri[i].type === "text" ? number.format(part) : String(part);
      });
    day.value = chosen;
    year.value = chosen.slice(0, 4);
    answer(chosen, asked, numbers);
    form.dispatchEvent(new Event("atlas-shown"));
  }

  /* The day that the year's slider keeps: 29 February comes back in the next year that has it. */
  let wished = last;

  /**
   * Shows a day, or the nearest to one that is not there, and says so; the address always names the day shown.
   * @param {string} text
   * @param {Calendar} [asked]
   * @returns {boolean} whether it was a day
   */
  function choose(text, asked = "gregorian") {
    const found = atlasNearestDay(text, first, last);
    if (!found) return false;
    if (location.hash !== "#" + found.day) history.replaceState(null, "", "#" + found.day);
    show(found.day, asked, asked === "hijri" && found.remark === "outside");
    const span = [first, last].map(inWordsOf);
    if (found.remark === "nonexistent") output.prepend(words.as_of_nonexistent, " ");
    if (found.remark === "outside")
      output.prepend(words.as_of_outside.replace("{first}", span[0]).replace("{last}", span[1]), " ");
    return true;
  }

  const keep = (/** @type {string} */ text, /** @type {Calendar} */ asked = "gregorian") => {
    if (choose(text, asked)) wished = day.value;
  };
  /* Browsers hold a date to be whole at the first digit of its year (0001): who is still typing is not answered, or the
     answer would take the place of what is typed. */
  const UNFINISHED = /^0/;
  day.addEventListener("change", () => {
    if (!UNFINISHED.test(day.value)) keep(day.value);
  });
  day.addEventListener("blur", () => {
    if (UNFINISHED.test(day.value)) keep(day.value);
  });
  year.addEventListener("input", () => choose(atlasSameDay(year.value, wished)));
  /**
   * Shows the day of the other calendar. While its parts are filled in, one that lies outside is not answered yet.
   * @param {boolean} whole
   */
  const fromOther = (whole) => {
    const [y, m, d] = hijri.map((part) => typed(part.value));
    const found = fromHijri(atlasFullYear(y, toHijri(Date.parse(last))[0]), m, d);
    if (!whole && found && (found < first || found > last)) return;
    if (found) keep(found, "hijri");
    else output.textContent = `${words.as_of_impossible} ${words.as_of_still.replace("{day}", inWordsOf(day.value))}`;
  };
  for (const field of hijri) field.addEventListener("change", () => fromOther(field === hijri[0]));
  const fromAddress = () => {
    const found = choose(location.hash.slice(1));
    if (found) wished = day.value;
    return found;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (document.activeElement === day) keep(day.value);
    else fromOther(true);
  });
  addEventListener("hashchange", fromAddress);
  if (!fromAddress()) {
    show(last);
    // What is neither a day nor a place on the page was meant as a day.
    const asked = location.hash.slice(1);
    if (asked && !document.getElementById(asked)) {
      history.replaceState(null, "", "#" + last);
      output.prepend(words.as_of_nonexistent, " ");
    }
  }
})();

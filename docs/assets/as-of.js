/* The page "As of a day": shows, of all spells in its tables, those that cover the chosen day. What is certain and what
   is only possible stand in two tables and are two numbers. The day stands in the address (#1975-01-01), so that an
   answer can be linked. Dates are compared as ISO text. */
"use strict";

(() => {
  const form = document.querySelector(".atlas-asof");
  if (!form) return;
  const [day, year, output] = ["#as-of-day", "#as-of-year", "output"].map((name) => form.querySelector(name));
  const hijri = ["year", "month", "day"].map((part) => form.querySelector(`#as-of-hijri-${part}`));
  const { first, last } = form.dataset;
  const words = JSON.parse(document.querySelector("#as-of-words").textContent);
  const { locale } = document.documentElement.dataset;
  const number = new Intl.NumberFormat(locale, { useGrouping: false });
  const plural = new Intl.PluralRules(locale);
  const listing = new Intl.ListFormat(locale, { type: "conjunction" });
  const inWords = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC", calendar: "gregory" });
  const persian = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    timeZone: "UTC",
  });

  /* The tables of each part by their degree, and its rows, which stand in the first of them, by record. */
  const parts = new Map();
  for (const table of document.querySelectorAll("[data-as-of]")) {
    const part = parts.get(table.dataset.asOf) || { tables: {}, records: [] };
    part.tables[table.dataset.degree] = table;
    for (const row of table.tBodies[0].rows) {
      const record = part.records.at(-1);
      if (record && record[0].dataset.id === row.dataset.id) record.push(row);
      else part.records.push([row]);
    }
    parts.set(table.dataset.asOf, part);
  }

  const iso = (date) => date.toISOString().slice(0, 10);
  const toHijri = (date) => {
    const parts = Object.fromEntries(persian.formatToParts(date).map(({ type, value }) => [type, parseInt(value, 10)]));
    return [parts.year, parts.month, parts.day];
  };

  /* Numbers may be typed with Persian, Arabic or Latin digits. */
  const typed = (text) =>
    parseInt(
      text.replace(/[۰-۹٠-٩]/g, (digit) => digit.charCodeAt(0) & 15),
      10,
    );

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

  /* On the unknown day on which one status gave way to the next there was surely the one or the other. */
  const follows = (row, before, chosen) =>
    "joins" in row.dataset &&
    before &&
    before.how === "possibly" &&
    before.row.dataset.surelyFrom <= chosen &&
    chosen <= row.dataset.surelyUntil;

  /* Whether a record, whose rows stand one after another, is certain on a day, possible, or neither. */
  function standing(found, chosen) {
    const counted = found.filter(({ row, how }) => how && !("broken" in row.dataset));
    if (counted.some(({ how }) => how === "surely")) return "certain";
    if (counted.some(({ row, how }, i) => how === "possibly" && follows(row, counted[i - 1], chosen))) return "certain";
    return counted.length ? "possible" : "";
  }

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

  /* Puts the rows of one record where they belong on the day; says where the record is counted. */
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

  /* A message in the plural form that the language has for the number; one in words is for one alone. */
  const count = (key, n) =>
    (words[key][n === 0 ? "zero" : plural.select(n)] || words[key].other).replace("{count}", number.format(n));
  const counted = (numbers) =>
    listing.format(
      [
        ["as_of_organizations", numbers.organizations],
        ["as_of_partners", numbers.relations],
      ]
        .filter(([, n]) => n > 0)
        .map(([key, n]) => count(key, n)),
    );

  /* The day as it was asked for; the other calendar, where the page gives it, stands behind. */
  function named(chosen, asked) {
    const date = new Date(chosen + "T00:00:00Z");
    const [y, m, d] = toHijri(date);
    const solar = `${number.format(d)} ${hijri[1].options[m - 1].text} ${number.format(y)}`;
    const gregorian = inWords.format(date);
    const both = (first, second) => words.as_of_both_calendars.replace("{asked}", first).replace("{other}", second);
    if (asked === "hijri") return both(solar, gregorian);
    return form.dataset.calendar ? both(gregorian, solar) : gregorian;
  }

  function answer(chosen, asked, numbers) {
    const say = (key, what) => words[key].replace("{day}", named(chosen, asked)).replace("{what}", what);
    const sentence = (degree, text) =>
      Object.assign(document.createElement("span"), { className: `atlas-asof__answer--${degree}`, textContent: text });
    const [certain, possible] = [counted(numbers.certain), counted(numbers.possible)];
    output.replaceChildren(sentence("certain", certain ? say("as_of_result", certain) : say("as_of_nothing", "")));
    if (possible) output.append(" ", sentence("possible", say("as_of_possible", possible)));
  }

  /* `typing`: the fields of the other calendar are left as they stand, since who has filled in one may be about to
     fill in the next. */
  function show(chosen, asked, typing) {
    const numbers = { certain: {}, possible: {} };
    for (const [part, { tables, records }] of parts) {
      const degrees = records.map((rows) => place(rows, tables, chosen));
      for (const degree of ["certain", "possible"])
        numbers[degree][part] = degrees.filter((found) => found === degree).length;
      for (const [degree, table] of Object.entries(tables)) {
        if (degree !== "certain")
          document.getElementById(`${part}-${degree}`).hidden = table.tBodies[0].rows.length === 0;
      }
    }
    if (!typing)
      toHijri(new Date(chosen + "T00:00:00Z")).forEach((part, i) => {
        hijri[i].value = hijri[i].type === "text" ? number.format(part) : part;
      });
    day.value = chosen;
    year.value = chosen.slice(0, 4);
    answer(chosen, asked, numbers);
  }

  /* The day that the year's slider keeps: 29 February comes back in the next year that has it. */
  let wished = last;

  /* Shows a day, or the nearest to one that is not there, and says so; the address always names the day shown. */
  function choose(text, asked = "gregorian") {
    const found = atlasNearestDay(text, first, last);
    if (!found) return false;
    if (location.hash !== "#" + found.day) history.replaceState(null, "", "#" + found.day);
    show(found.day, asked, asked === "hijri" && found.remark === "outside");
    const span = [first, last].map((end) => inWords.format(new Date(end + "T00:00:00Z")));
    if (found.remark === "nonexistent") output.prepend(words.as_of_nonexistent, " ");
    if (found.remark === "outside")
      output.prepend(words.as_of_outside.replace("{first}", span[0]).replace("{last}", span[1]), " ");
    return true;
  }

  const keep = (text, asked) => {
    if (choose(text, asked)) wished = day.value;
  };
  day.addEventListener("change", () => keep(day.value));
  year.addEventListener("input", () => choose(atlasSameDay(year.value, wished)));
  for (const field of hijri)
    field.addEventListener("change", () => {
      const [y, m, d] = hijri.map((part) => typed(part.value));
      const found = fromHijri([atlasFullYear(y, toHijri(new Date(last + "T00:00:00Z"))[0]), m, d]);
      if (found) keep(found, "hijri");
      else output.textContent = words.as_of_impossible;
    });
  const fromAddress = () => {
    const found = choose(location.hash.slice(1));
    if (found) wished = day.value;
    return found;
  };
  form.addEventListener("submit", (event) => event.preventDefault());
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

/* Days and months as people type them: any usual order, digits of three scripts, Gregorian and Solar Hijri. */
(() => {
  "use strict";
  const { fold, accepted } = globalThis.atlasFold;
  /** A year of four digits before this one is one of the Solar Hijri calendar. */
  const FIRST_GREGORIAN_YEAR = 1600;
  const DAY = 86_400_000;
  const persian = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    timeZone: "UTC",
  });
  const iso = (time) => new Date(time).toISOString().slice(0, 10);

  /** The Solar Hijri year, month and day of a time. */
  function hijri(time) {
    const parts = Object.fromEntries(persian.formatToParts(time).map(({ type, value }) => [type, parseInt(value, 10)]));
    return [parts.year ?? parts.relatedYear, parts.month, parts.day];
  }

  /** The browser knows the calendar in one direction only; the other is found by looking near the right day. */
  function fromHijri(year, month, day) {
    const guess = Date.UTC(year + 621, 2, 21) + ((month - 1) * 31 - Math.max(0, month - 7) + day - 1) * DAY;
    for (const days of [0, 1, -1, 2, -2]) {
      const found = hijri(guess + days * DAY);
      if (found[0] === year && found[1] === month && found[2] === day) return iso(guess + days * DAY);
    }
    return "";
  }

  /** The ISO day of a year, a month and a day in the calendar that the year belongs to; "" for what is no day. */
  function dayOf(year, month, day, calendar) {
    if (month < 1 || month > 12 || day < 1 || day > 31) return "";
    if (calendar === "hijri") return fromHijri(year, month, day);
    const found = iso(Date.UTC(year, month - 1, day));
    return Number(found.slice(8)) === day ? found : "";
  }

  const two = (number) => String(number).padStart(2, "0");

  /** The terms under which a month is known: its Gregorian prefix, or each day of a Solar Hijri month. */
  function monthOf(year, month, calendar) {
    if (calendar !== "hijri") return { days: [], month: `${year}-${two(month)}`, start: `${year}-${two(month)}-01` };
    const days = [...Array(31).keys()].map((before) => fromHijri(year, month, before + 1)).filter(Boolean);
    return { days, month: "", start: days[0] ?? "" };
  }

  const calendarOf = (year) => (year < FIRST_GREGORIAN_YEAR ? "hijri" : "gregorian");
  const isYear = (token) => /^(?:1[0-9]{3}|20[0-9]{2})$/.test(token ?? "");
  const isDay = (token) => /^(?:0?[1-9]|[12][0-9]|3[01])$/.test(token ?? "");

  /** A year in short, 50 for 1350 or 47 for 1947: from this one on it is one of the last century. */
  const LAST_CENTURY = { hijri: [20, 1300], gregorian: [40, 1900] };
  const isShort = (token) => /^[0-9]{2}$/.test(token ?? "");
  function fullYear(token, calendar) {
    const [from, century] = LAST_CENTURY[calendar];
    return isShort(token) ? (Number(token) >= from ? century : century + 100) + Number(token) : Number(token);
  }

  /** A date in numbers whose year is short, and no day could be: the year stands first or last. */
  function inShortNumbers([a, b, c]) {
    const either = (year, month, day) =>
      ["hijri", "gregorian"].map((calendar) => dayOf(fullYear(year, calendar), Number(month), Number(day), calendar));
    if (isShort(a) && !isDay(a) && isDay(b) && isDay(c)) return { length: 3, days: either(a, b, c) };
    if (isDay(a) && isDay(b) && isShort(c) && !isDay(c)) return { length: 3, days: either(c, b, a).reverse() };
    return null;
  }

  /** A date in numbers alone that begins at a token: year first or last; else the day before the month. */
  function inNumbers(tokens, at) {
    const [a, b, c] = tokens.slice(at, at + 3);
    const numbers = [a, b, c].map(Number);
    if (isYear(a) && isDay(b) && isDay(c))
      return { length: 3, days: [dayOf(numbers[0], numbers[1], numbers[2], calendarOf(numbers[0]))] };
    if (isDay(a) && isDay(b) && isYear(c)) {
      const calendar = calendarOf(numbers[2]);
      const [day, month] = numbers;
      // The American order too, where it can be meant.
      return { length: 3, days: [dayOf(numbers[2], month, day, calendar), dayOf(numbers[2], day, month, calendar)] };
    }
    return inShortNumbers([a, b, c]);
  }

  const YEAR_FIRST = /(?:^|\s)(1[0-9]{3}|20[0-9]{2})(?:[/.-](0[1-9]|1[0-2])|\/([1-9]))(?=\s|$)/;
  const YEAR_LAST = /(?:^|\s)(0?[1-9]|1[0-2])[/.-](1[0-9]{3}|20[0-9]{2})(?=\s|$)/;

  /** A month in numbers, which only its sign makes one: 2025-08, 08/2025, 1404/6; 2003-04 and 1952/3 are two years. */
  function monthInNumbers(text) {
    const latin = text.replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 15));
    const [whole, first, two = "", one = ""] = YEAR_FIRST.exec(latin) ?? [];
    const [last, before, behind] = whole ? [] : (YEAR_LAST.exec(latin) ?? []);
    if (!whole && !last) return null;
    const [year, month] = (whole ? [first, two || one] : [behind, before]).map(Number);
    if ((two && (year + 1) % 100 === month) || (one && (year + 1) % 10 === month)) return null;
    return { ...monthOf(year, month, calendarOf(year)), rest: fold(latin.replace(whole ?? last, " ")) };
  }

  /** A date whose month is named at a token: the day on either side or missing, the year behind. */
  function inWords(tokens, at, months, ordinals) {
    const calendar = ["hijri", "gregorian"].find((one) => months[one][accepted(tokens[at])]);
    if (!calendar) return null;
    const month = months[calendar][accepted(tokens[at])];
    const number = (token) => (isDay(token) ? Number(token) : (ordinals[token] ?? 0));
    const day = (from, to, year, which) => {
      return { from, to, days: [dayOf(fullYear(year, calendar), month, which, calendar)] };
    };
    const whole = (from, to, year) => ({ from, to, month: monthOf(fullYear(year, calendar), month, calendar) });
    const { before, behind, small } = around(tokens, at);
    if (number(tokens[before]) && (isYear(behind[0]) || isShort(behind[0])))
      return day(before, at + 2 + small, behind[0], number(tokens[before]));
    if (number(behind[0]) && isYear(behind[1])) return day(at, at + 3 + small, behind[1], number(behind[0]));
    if (isYear(behind[0]) || (isShort(behind[0]) && !isDay(behind[0]))) return whole(at, at + 2 + small, behind[0]);
    return isYear(tokens[at - 1]) ? whole(at - 1, at + 1, tokens[at - 1]) : null;
  }

  /** What stands before and behind a month, small words left out, and how many of them were behind it. */
  function around(tokens, at) {
    const next = tokens.slice(at + 1, at + 4);
    const behind = next.filter((token) => !SMALL.has(token));
    let before = at - 1;
    while (SMALL.has(tokens[before])) before -= 1;
    return { before, behind, small: next.length - behind.length };
  }

  /** What stands between the parts of a date. */
  const SMALL = new Set(["of", "the", "st", "nd", "rd", "th", "ماه", "سال", "روز"]);

  /**
   * The date in a query.
   * @param {string} text
   * @param {Months} months
   * @param {Record<string, number>} ordinals
   * @returns {FoundDate | null}
   *   ISO days that may be meant, the likelier first; for a month its days or its beginning; the query without it
   */
  function dateIn(text, months, ordinals) {
    const month = monthInNumbers(text);
    if (month) return month;
    const tokens = fold(text)
      .replace(/\u200c/g, " ")
      .split(/\s+/)
      .filter(Boolean);
    for (let at = 0; at < tokens.length; at++) {
      const numbers = inNumbers(tokens, at);
      if (numbers?.days.some(Boolean)) return found(tokens, at, at + numbers.length, numbers.days);
      const named = inWords(tokens, at, months, ordinals);
      if (named?.month?.start) return { ...named.month, rest: without(tokens, named.from, named.to) };
      if (named?.days?.some(Boolean)) return found(tokens, named.from, named.to, named.days);
    }
    return null;
  }

  /** The first day of a year, or its number where that is what days begin with. @param {string} year */
  const beginningOf = (year) => (calendarOf(Number(year)) === "hijri" ? fromHijri(Number(year), 1, 1) : year);

  /** The Gregorian years in which a Solar Hijri year fell, the one with most of its months first. */
  const gregorianYears = (word) =>
    /^1[34][0-9]{2}$/.test(word) ? [621, 622].map((later) => String(Number(word) + later)) : [];

  const without = (tokens, from, to) => [...tokens.slice(0, from), ...tokens.slice(to)].join(" ");
  function found(tokens, from, to, days) {
    const real = [...new Set(days.filter(Boolean))];
    return { days: real, month: "", start: "", rest: without(tokens, from, to) };
  }

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { dateIn, beginningOf, gregorianYears });
})();

/* Days and months as people type them: any usual order, digits of three scripts, Gregorian and Solar Hijri. */
(() => {
  "use strict";
  const { fold, accepted } = globalThis.atlasFold;
  const { fromHijri } = globalThis.atlasHijri;
  /** A year of four digits before this one is one of the Solar Hijri calendar. */
  const FIRST_GREGORIAN_YEAR = 1600;
  /** @typedef {"hijri" | "gregorian"} Calendar */
  const iso = (/** @type {number} */ time) => new Date(time).toISOString().slice(0, 10);

  /**
   * The ISO day of a year, a month and a day in the calendar that the year belongs to; "" for what is no day.
   * @param {number} year
   * @param {number} month
   * @param {number} day
   * @param {Calendar} calendar
   */
  function dayOf(year, month, day, calendar) {
    if (month < 1 || month > 12 || day < 1 || day > 31) return "";
    if (calendar === "hijri") return fromHijri(year, month, day);
    const found = iso(Date.UTC(year, month - 1, day));
    return Number(found.slice(8)) === day ? found : "";
  }

  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");

  /**
   * The terms under which a month is known: its Gregorian prefix, or each day of a Solar Hijri month.
   * @param {number} year
   * @param {number} month
   * @param {Calendar} calendar
   * @returns {{ days: string[], month: string, start: string }}
   */
  function monthOf(year, month, calendar) {
    if (calendar !== "hijri") return { days: [], month: `${year}-${two(month)}`, start: `${year}-${two(month)}-01` };
    const days = [...Array(31).keys()].map((before) => fromHijri(year, month, before + 1)).filter(Boolean);
    return { days, month: "", start: days[0] ?? "" };
  }

  /** @returns {Calendar} */
  const calendarOf = (/** @type {number} */ year) => (year < FIRST_GREGORIAN_YEAR ? "hijri" : "gregorian");
  /** @typedef {string | undefined} Token a word of a query, if there is one */
  const isYear = (/** @type {Token} */ token) => /^(?:1[0-9]{3}|20[0-9]{2})$/.test(token ?? "");
  const isDay = (/** @type {Token} */ token) => /^(?:0?[1-9]|[12][0-9]|3[01])$/.test(token ?? "");

  /** A year in short, 50 for 1350 or 47 for 1947: from this one on it is one of the last century. */
  const LAST_CENTURY = { hijri: [20, 1300], gregorian: [40, 1900] };
  const isShort = (/** @type {Token} */ token) => /^[0-9]{2}$/.test(token ?? "");
  /**
   * @param {Token} token
   * @param {Calendar} calendar
   */
  function fullYear(token, calendar) {
    const [from, century] = LAST_CENTURY[calendar];
    return isShort(token) ? (Number(token) >= from ? century : century + 100) + Number(token) : Number(token);
  }

  /** @type {Calendar[]} */
  const CALENDARS = ["hijri", "gregorian"];

  /**
   * A date in numbers whose year is short, and no day could be: the year stands first or last.
   * @param {Token[]} tokens
   */
  function inShortNumbers([a, b, c]) {
    const either = (/** @type {Token} */ year, /** @type {Token} */ month, /** @type {Token} */ day) =>
      CALENDARS.map((calendar) => dayOf(fullYear(year, calendar), Number(month), Number(day), calendar));
    if (isShort(a) && !isDay(a) && isDay(b) && isDay(c)) return { length: 3, days: either(a, b, c) };
    if (isDay(a) && isDay(b) && isShort(c) && !isDay(c)) return { length: 3, days: either(c, b, a).reverse() };
    return null;
  }

  /**
   * A date in numbers alone that begins at a token: year first or last; else the day before the month.
   * @param {string[]} tokens
   * @param {number} at
   */
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

  /**
   * A month in numbers, which only its sign makes one: 2025-08, 08/2025, 1404/6; 2003-04 and 1952/3 are two years.
   * @param {string} text
   */
  function monthInNumbers(text) {
    const latin = text.replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 15));
    const [whole, first, two = "", one = ""] = YEAR_FIRST.exec(latin) ?? [];
    const [last, before, behind] = whole ? [] : (YEAR_LAST.exec(latin) ?? []);
    const met = whole ?? last;
    if (!met) return null;
    const [year, month] = (whole ? [first, two || one] : [behind, before]).map(Number);
    if ((two && (year + 1) % 100 === month) || (one && (year + 1) % 10 === month)) return null;
    return { ...monthOf(year, month, calendarOf(year)), rest: fold(latin.replace(met, " ")) };
  }

  /** @typedef {{ from: number, to: number, days?: string[], month?: ReturnType<typeof monthOf> }} Named */

  /**
   * A date whose month is named at a token: the day on either side or missing, the year behind.
   * @param {string[]} tokens
   * @param {number} at
   * @param {Months} months
   * @param {Record<string, number>} ordinals
   * @returns {Named | null}
   */
  function inWords(tokens, at, months, ordinals) {
    const calendar = CALENDARS.find((one) => months[one][accepted(tokens[at])]);
    if (!calendar) return null;
    const month = months[calendar][accepted(tokens[at])];
    const number = (/** @type {Token} */ token) => (isDay(token) ? Number(token) : (ordinals[token ?? ""] ?? 0));
    /** @type {(from: number, to: number, year: Token, which: number) => Named} */
    const day = (from, to, year, which) => {
      return { from, to, days: [dayOf(fullYear(year, calendar), month, which, calendar)] };
    };
    /** @type {(from: number, to: number, year: Token) => Named} */
    const whole = (from, to, year) => ({ from, to, month: monthOf(fullYear(year, calendar), month, calendar) });
    const { before, behind, small } = around(tokens, at);
    if (number(tokens[before]) && (isYear(behind[0]) || isShort(behind[0])))
      return day(before, at + 2 + small, behind[0], number(tokens[before]));
    if (number(behind[0]) && isYear(behind[1])) return day(at, at + 3 + small, behind[1], number(behind[0]));
    if (isYear(behind[0]) || (isShort(behind[0]) && !isDay(behind[0]))) return whole(at, at + 2 + small, behind[0]);
    return isYear(tokens[at - 1]) ? whole(at - 1, at + 1, tokens[at - 1]) : null;
  }

  /**
   * What stands before and behind a month, small words left out, and how many of them were behind it.
   * @param {string[]} tokens
   * @param {number} at
   */
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

  /**
   * The Gregorian years in which a Solar Hijri year fell, that with most of its months first; none for another year.
   * @param {string} word
   */
  const gregorianYears = (word) =>
    /^1[34][0-9]{2}$/.test(word) ? [621, 622].map((later) => String(Number(word) + later)) : [];

  /** @type {(tokens: string[], from: number, to: number) => string} */
  const without = (tokens, from, to) => [...tokens.slice(0, from), ...tokens.slice(to)].join(" ");
  /** @type {(tokens: string[], from: number, to: number, days: string[]) => FoundDate} */
  function found(tokens, from, to, days) {
    const real = [...new Set(days.filter(Boolean))];
    return { days: real, month: "", start: "", rest: without(tokens, from, to) };
  }

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { dateIn, beginningOf, gregorianYears });
})();

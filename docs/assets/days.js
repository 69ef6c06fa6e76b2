/* Days as people write them, for the page "As of a day": the nearest day to one that is not there, the same day of
   another year. A script of its own without any page, so that it can be tested alone (tests/js/days.test.mjs). */
"use strict";

Object.assign(globalThis, {
  /**
   * The day that `text` (1971, 1971-02, 1971-02-31) means, or the nearest: the last of its month, `first` or `last`.
   * @param {string} text
   * @param {string} first
   * @param {string} last
   * @returns {{ day: string, remark: "" | "nonexistent" | "outside" } | null} null for what is no day at all
   */
  atlasNearestDay(text, first, last) {
    const match = /^([0-9]{1,4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?$/.exec(text);
    if (!match) return null;
    const [year, month, day] = [match[1], match[2] || "1", match[3] || "1"].map(Number);
    const realMonth = Math.min(Math.max(month, 1), 12);
    const realDay = Math.min(Math.max(day, 1), globalThis.atlasLengthOfMonth(year, realMonth));
    const found = [
      String(year).padStart(4, "0"),
      ...[realMonth, realDay].map((part) => String(part).padStart(2, "0")),
    ].join("-");
    if (found < first) return { day: first, remark: "outside" };
    if (found > last) return { day: last, remark: "outside" };
    return { day: found, remark: realMonth === month && realDay === day ? "" : "nonexistent" };
  },

  /**
   * A year as it is written short, such as 50 for 1350: the last one so written that has come.
   * @param {number} year
   * @param {number} now the year of the last day
   * @returns {number} the year in full; of more than two digits as it stands
   */
  atlasFullYear(year, now) {
    if (!(year >= 0 && year < 100)) return year;
    const inThisCentury = now - (now % 100) + year;
    return inThisCentury <= now ? inThisCentury : inThisCentury - 100;
  },

  /**
   * @param {number} year
   * @param {number} month from 1
   * @returns {number} its days
   */
  atlasLengthOfMonth(year, month) {
    if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
    return [4, 6, 9, 11].includes(month) ? 30 : 31;
  },

  /**
   * The same day of another year; of 29 February in a year that has none, the 28th.
   * @param {string} year four digits
   * @param {string} wished a day as ISO text
   * @returns {string}
   */
  atlasSameDay(year, wished) {
    return wished.slice(5) === "02-29" && globalThis.atlasLengthOfMonth(Number(year), 2) === 28
      ? `${year}-02-28`
      : year + wished.slice(4);
  },
});

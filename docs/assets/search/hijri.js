/* Days of the Solar Hijri calendar, which the browser knows in one direction only; for the search and for the page
   "As of a day". A script of its own without any page, so that it can be tested alone (tests/js/hijri.test.mjs). */
(() => {
  "use strict";
  const DAY = 86_400_000;
  const persian = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    timeZone: "UTC",
  });

  /**
   * The Solar Hijri year, month and day of a time.
   * @param {number} time
   * @returns {[year: number, month: number, day: number]}
   */
  function toHijri(time) {
    /** @type {Record<string, number>} */
    const parts = Object.fromEntries(persian.formatToParts(time).map(({ type, value }) => [type, parseInt(value, 10)]));
    return [parts.year ?? parts.relatedYear, parts.month, parts.day];
  }

  /**
   * The ISO day of a Solar Hijri one, found by looking near the right day; "" for what is no day.
   * @param {number} year
   * @param {number} month
   * @param {number} day
   */
  function fromHijri(year, month, day) {
    const guess = Date.UTC(year + 621, 2, 21) + ((month - 1) * 31 - Math.max(0, month - 7) + day - 1) * DAY;
    for (const days of [0, 1, -1, 2, -2]) {
      const found = new Date(guess + days * DAY);
      if (Number.isNaN(found.getTime())) return "";
      const [y, m, d] = toHijri(found.getTime());
      if (y === year && m === month && d === day) return found.toISOString().slice(0, 10);
    }
    return "";
  }

  globalThis.atlasHijri = { toHijri, fromHijri };
})();

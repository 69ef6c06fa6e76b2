/* Which part of a page a query wishes for: what was in the year that it names; an account, where it asks why. */
(() => {
  "use strict";
  const { words, joined } = globalThis.atlasFold;
  const { gregorianYears } = globalThis.atlasSearch;

  const YEAR = /^(?:1[0-9]{3}|20[0-9]{2})$/;
  /** What an event's anchor begins with, behind the record that it is told in: event-1974-02-22, oic-event-1974-02. */
  const EVENT = /(?:^|-)event-([0-9]{4})/;
  /** Worth more than two words side by side, less than a sentence that has all of the query. */
  const OF_THE_YEAR = 1.5;
  /** What tells only that something was and when: no place for reasons, whatever words stand there together. */
  const NO_ACCOUNT = -4;

  /**
   * What a query wishes for besides its words.
   * @param {SearchEngine} engine
   * @param {string} query
   * @returns {Wish}
   */
  function wishOf(engine, query) {
    const all = words(query).map(joined);
    return {
      years: all.filter((word) => YEAR.test(word)).flatMap((word) => [word, ...gregorianYears(word)]),
      reason: all.some((word) => engine.reasons.has(word)),
      tables: engine.about.box.anchors,
    };
  }

  /**
   * How well a place of a page fits, beside how much of the query it says.
   * @param {Place} place
   * @param {Wish} wish
   */
  function fitness({ anchor, heading }, { years, reason, tables }) {
    const [, year = ""] = EVENT.exec(anchor) ?? [];
    const headed = words(heading).map(joined);
    const dated = years.some((one) => one === year || headed.includes(one));
    const told = reason && (year || tables.includes(anchor));
    return (dated ? OF_THE_YEAR : 0) + (told ? NO_ACCOUNT : 0);
  }

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { wishOf, fitness });
})();

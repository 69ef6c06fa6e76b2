/* Whether an interval between imprecise dates covers a day: the rule of scripts/atlas/derive/intervals.py, for days
   that a reader chooses. tests/intervals.json has the cases that both must answer alike. A script of its own without
   any page, so that it can be tested alone; no module, because pages opened from a folder (file://) cannot load one. */
"use strict";

/**
 * @typedef {{ earliest?: string, surelyFrom?: string, surelyUntil?: string, latest?: string }} Bounds days as ISO text
 */

Object.assign(globalThis, {
  /**
   * @param {Bounds} bounds the days between which the interval certainly and possibly lasts
   * @param {string} day
   * @returns {"surely" | "possibly" | ""}
   */
  atlasCovers({ earliest = "", surelyFrom = "", surelyUntil = "", latest = "" }, day) {
    if (surelyFrom <= day && day <= surelyUntil) return "surely";
    return earliest <= day && day <= latest ? "possibly" : "";
  },
});

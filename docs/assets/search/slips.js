/* How far apart two words are in slips of the finger, and how many slips are forgiven. */
(() => {
  "use strict";

  /**
   * Slips between two words: letters changed, left out, added, or two neighbours exchanged.
   * @param {string} a
   * @param {string} b
   * @param {number} most
   * @returns {number} most + 1 for all that is more than most
   */
  function slips(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    /** @type {number[]} */
    let beforeLast = [];
    let last = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] === b[j - 1] ? 0 : 1;
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
        const exchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
        if (exchanged) row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      beforeLast = last;
      last = row;
    }
    return last[b.length];
  }

  /** Shorter words keep their first letter: another one makes another word of them. */
  const SURE_OF_FIRST = 5;

  /**
   * How many slips are forgiven in a word of this length.
   * @param {string} word
   */
  const forgiven = (word) => (/^[0-9]+$/.test(word) || word.length < 3 ? 0 : word.length < 8 ? 1 : 2);

  /** Letters that differ in their dots or strokes only, and are taken for each other by eye and finger. */
  const ALIKE = ["بپتثن", "جچحخ", "دذ", "رزژ", "سش", "صض", "طظ", "عغ", "کگ", "فق"];
  const alike = (/** @type {string} */ a, /** @type {string} */ b) =>
    a === b || ALIKE.some((letters) => letters.includes(a) && letters.includes(b));

  /**
   * Whether a word may be taken for another one: a short word keeps its first letter, and a short acronym is never
   * another acronym.
   * @param {string} typed
   * @param {string} other
   * @param {number} most slips
   * @param {Set<string>} acronyms
   */
  function mayBe(typed, other, most, acronyms) {
    if (slips(typed, other, most) > most) return false;
    if (typed.length >= SURE_OF_FIRST) return true;
    const exchanged = typed[0] === other[1] && typed[1] === other[0];
    const lost = typed === other.slice(1);
    return (alike(typed[0], other[0]) || ((exchanged || lost) && typed.length > 3)) && !acronyms.has(other);
  }

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { slips, forgiven, mayBe });
})();

/* Names in Arabic script as people write them in Latin letters: "rusiye" for «روسیه». The index knows words by their
   consonants (scripts/atlas/search/folding.py, sound); here the vowels say which of them is meant. */
(() => {
  "use strict";
  const { letters, latin } = globalThis.atlasFoldTable.sounds;
  const VOWELS = "aiu";
  const units = new RegExp(
    Object.keys(latin)
      .sort((a, b) => b.length - a.length)
      .join("|"),
    "g",
  );

  /**
   * What a word sounds like, a letter for each sound: Latin letters by the table, Arabic ones too.
   * @param {string} word
   */
  function told(word) {
    const sounds = isLatin(word)
      ? word.replace(units, (unit) => latin[unit]).replace(/(.)\1+/g, "$1")
      : [...word].map((letter) => letters[letter]).join("");
    return sounds.replace(/h$/, "").replace(/gh/g, "g");
  }
  const isLatin = (/** @type {string} */ word) => /^[a-z]+$/.test(word);
  const isArabic = (/** @type {string} */ word) => [...word].every((letter) => Object.hasOwn(letters, letter));

  /** The consonants of a word, as the index knows them; "" for a word in neither script. @param {string} word */
  const consonants = (word) =>
    isLatin(word) || isArabic(word) ? [...told(word)].filter((letter) => !VOWELS.includes(letter)).join("") : "";

  /** What it costs that a vowel is written in one script and not in the other. */
  const COST = { unwritten: 0.1, high: 0.35, silent: 0.7, other: 0.5, consonant: 2 };

  /** What two sounds that stand for each other cost. @param {string} heard @param {string} written */
  function exchange(heard, written) {
    if (heard === written) return 0;
    return VOWELS.includes(heard) && VOWELS.includes(written) ? COST.other : COST.consonant;
  }

  /**
   * How unlike two words in the two scripts are: 0 for the same, more for each vowel that differs.
   * @param {string} one
   * @param {string} other in the other script
   */
  function unlike(one, other) {
    if (isLatin(one) === isLatin(other)) return Infinity;
    const [heard, written] = isLatin(one) ? [told(one), told(other)] : [told(other), told(one)];
    const skip = (/** @type {string} */ letter) =>
      letter === "u" ? COST.high : VOWELS.includes(letter) ? COST.unwritten : COST.consonant;
    const miss = (/** @type {string} */ letter) => (VOWELS.includes(letter) ? COST.silent : COST.consonant);
    let last = [0];
    for (const letter of written) last.push(last[last.length - 1] + miss(letter));
    for (const letter of heard) {
      const row = [last[0] + skip(letter)];
      for (let at = 1; at <= written.length; at++)
        row[at] = Math.min(
          last[at] + skip(letter),
          row[at - 1] + miss(written[at - 1]),
          last[at - 1] + exchange(letter, written[at - 1]),
        );
      last = row;
    }
    return last[last.length - 1];
  }

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { consonants, unlike });
})();

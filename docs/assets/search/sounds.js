/* Names in Arabic script as people write them in Latin letters: "rusiye" for «روسیه». The index knows words by their
   consonants (scripts/atlas/search/folding.py, sound); here the vowels say which of them is meant. */
(() => {
  "use strict"
  const { letters, latin } = globalThis.atlasFoldTable.sounds
  const VOWELS = "aiu"
  const units = new RegExp(Object.keys(latin).sort((a, b) => b.length - a.length).join("|"), "g")

  /** What a Latin word sounds like, a letter for each sound. @param {string} word */
  const told = (word) => word.replace(units, (unit) => latin[unit]).replace(/(.)\1+/g, "$1")

  /** The consonants of a Latin word, as the index knows them. @param {string} word */
  function consonants(word) {
    const sounds = told(word).replace(/h$/, "").replace(/gh/g, "g")
    return [...sounds].filter((letter) => !VOWELS.includes(letter)).join("")
  }

  /** What it costs that a vowel is written in one script and not in the other. */
  const COST = { unwritten: 0.1, high: 0.35, silent: 0.7, other: 0.5, consonant: 2 }

  /** What two sounds that stand for each other cost. */
  function exchange(heard, written) {
    if (heard === written) return 0
    return VOWELS.includes(heard) && VOWELS.includes(written) ? COST.other : COST.consonant
  }

  /**
   * How unlike a Latin word is to a word in Arabic script: 0 for the same, more for each vowel that differs.
   * @param {string} word Latin
   * @param {string} other in Arabic script
   */
  function unlike(word, other) {
    const heard = told(word)
    const written = [...other].map((letter) => letters[letter]).join("").replace(/h$/, "").replace(/gh/g, "g")
    const skip = (letter) => (letter === "u" ? COST.high : VOWELS.includes(letter) ? COST.unwritten : COST.consonant)
    const miss = (letter) => (VOWELS.includes(letter) ? COST.silent : COST.consonant)
    let last = [0]
    for (const letter of written) last.push(last.at(-1) + miss(letter))
    for (const letter of heard) {
      const row = [last[0] + skip(letter)]
      for (let at = 1; at <= written.length; at++)
        row[at] = Math.min(last[at] + skip(letter), row[at - 1] + miss(written[at - 1]), last[at - 1] + exchange(letter, written[at - 1]))
      last = row
    }
    return last.at(-1)
  }

  globalThis.atlasSearch = Object.assign(globalThis.atlasSearch ?? {}, { consonants, unlike })
})()

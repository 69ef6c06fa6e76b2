/* Words that stand together: what is in quotation marks must, what else was typed together counts more if it does. */
(() => {
  "use strict"
  const { words, terms, joined, stop } = globalThis.atlasFold
  const { chunks } = globalThis.atlasSearch
  const QUOTED = /["“”„«]([^"“”„«»]+)["“”»]/g
  /** Ends of sentences and of blocks: words on two sides of one were not said together. */
  const END = /[\n·.؟?!]/

  /** The phrases in quotation marks, each as a list of joined words. @param {string} query @returns {string[][]} */
  const quotedPhrases = (query) =>
    [...query.matchAll(QUOTED)].map(([, phrase]) => words(phrase).map(joined)).filter((phrase) => phrase.length)

  /** Whether a text has a phrase, word for word. @param {string} text @param {string[]} phrase */
  function hasPhrase(text, phrase) {
    const all = words(text).map(joined)
    // What is one word may be written as two: the letters count, from the beginning of a word to the end of one.
    const wanted = phrase.join("")
    for (let from = 0; from < all.length; from++) {
      let letters = ""
      for (let to = from; to < all.length && letters.length < wanted.length; to++) letters += all[to]
      if (letters === wanted) return true
    }
    return false
  }

  /**
   * The greatest number of words of the query that stand side by side in a text in the order in which they were typed.
   * @param {string} text
   * @param {any[]} hits
   */
  function longestRun(text, hits) {
    let best = 0
    let run = 0
    let last = -1
    for (const chunk of chunks(text)) {
      if (!chunk.word) {
        if (END.test(chunk.text)) [run, last] = [0, -1]
        continue
      }
      const found = words(chunk.text)
      if (found.every((parts) => stop.has(joined(parts)))) continue
      const all = found.flatMap((parts) => terms(parts))
      const meant = (hit) => all.includes(hit.word) || all.some((term) => hit.matched.has(term))
      if (last >= 0 && last + 1 < hits.length && meant(hits[last + 1])) {
        run += 1
        last += 1
      } else {
        last = hits.findIndex(meant)
        run = last < 0 ? 0 : 1
      }
      best = Math.max(best, run)
    }
    return best
  }

  globalThis.atlasSearch = Object.assign(globalThis.atlasSearch ?? {}, { quotedPhrases, hasPhrase, longestRun })
})()

/* Words that stand together: what is in quotation marks must, what else was typed together counts more if it does. */
(() => {
  "use strict"
  const { words, joined, look, stop, asking } = globalThis.atlasFold
  const { chunks } = globalThis.atlasSearch
  const QUOTED = /["“”„«]([^"“”„«»]+)["“”»]/g
  /** Ends of sentences and of blocks: words on two sides of one were not said together. */
  const END = /[\n·.؟?!]/

  /** The phrases in quotation marks, each as a list of joined words. @param {string} query @returns {string[][]} */
  const quotedPhrases = (query) =>
    [...query.matchAll(QUOTED)].map(([, phrase]) => words(phrase).map(joined)).filter((phrase) => phrase.length)

  /** Whether a text has a phrase, word for word. @param {string} text @param {string[]} phrase */
  function hasPhrase(text, phrase) {
    const all = chunks(text).flatMap((chunk) => (chunk.word ? look(chunk.text).joined : []))
    // What is one word may be written as two: the letters count, from the beginning of a word to the end of one.
    const wanted = phrase.join("")
    for (let from = 0; from < all.length; from++) {
      let letters = ""
      for (let to = from; to < all.length && letters.length < wanted.length; to++) letters += all[to]
      if (letters === wanted) return true
    }
    return false
  }

  /** Whether what stands between two words parts what was said together; a full stop after an initial does not. */
  const parts = (between, before) => END.test(between) && !(before.length === 1 && /^\.\s*$/.test(between))

  /** A word between two others parts them by half. */
  const GAP = 0.5

  /**
   * How many words of the query stand side by side in a text in the order in which they were typed.
   * @param {string} text
   * @param {any[]} hits
   */
  function longestRun(text, hits) {
    let best = 0
    // The run so far, the word of the query that was met last, and how many words were between.
    let [run, last, between] = [0, -1, 0]
    let before = ""
    for (const chunk of chunks(text)) {
      if (!chunk.word) {
        if (parts(chunk.text, before)) [run, last] = [0, -1]
        continue
      }
      before = chunk.text
      const { joined: found, terms: all } = look(chunk.text)
      if (found.every((word) => stop.has(word))) continue
      const meant = (hit) => all.includes(hit.word) || all.some((term) => hit.matched.has(term))
      const next = last >= 0 && last + 1 < hits.length && meant(hits[last + 1])
      const begins = next ? last + 1 : hits.findIndex(meant)
      if (next) [run, last, between] = [run + (between ? GAP : 1), begins, 0]
      else if (begins >= 0) [run, last, between] = [1, begins, 0]
      else if (found.some((word) => !asking.has(word))) [run, last, between] = between ? [0, -1, 0] : [run, last, 1]
      best = Math.max(best, run)
    }
    return best
  }

  globalThis.atlasSearch = Object.assign(globalThis.atlasSearch ?? {}, { quotedPhrases, hasPhrase, longestRun })
})()

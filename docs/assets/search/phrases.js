/* Words that stand together: what is in quotation marks must, what else was typed together counts more if it does. */
(() => {
  "use strict";
  const { words, joined, look, stop, asking } = globalThis.atlasFold;
  const { chunks } = globalThis.atlasSearch;
  const QUOTED = /["“”„«]([^"“”„«»]+)["“”»]/g;
  /** Ends of sentences and of blocks: words on two sides of one were not said together. */
  const END = /[\n·.؟?!]/;

  /** The phrases in quotation marks, each as a list of joined words. @param {string} query @returns {string[][]} */
  const quotedPhrases = (query) =>
    [...query.matchAll(QUOTED)].map(([, phrase]) => words(phrase).map(joined)).filter((phrase) => phrase.length);

  /** Whether a text has a phrase, word for word. @param {string} text @param {string[]} phrase */
  function hasPhrase(text, phrase) {
    const all = chunks(text).flatMap((chunk) => (chunk.word ? look(chunk.text).joined : []));
    // What is one word may be written as two: the letters count, from the beginning of a word to the end of one.
    const wanted = phrase.join("");
    for (let from = 0; from < all.length; from++) {
      let letters = "";
      for (let to = from; to < all.length && letters.length < wanted.length; to++) letters += all[to];
      if (letters === wanted) return true;
    }
    return false;
  }

  /** Whether what stands between two words parts what was said together; a full stop after an initial does not. */
  const parts = (/** @type {string} */ between, /** @type {string} */ before) =>
    END.test(between) && !(before.length === 1 && /^\.\s*$/.test(between));

  /** @typedef {ReturnType<Fold["look"]>} Spoken a word with its forms */

  /** A word between two others parts them by half. */
  const GAP = 0.5;

  /**
   * The words of a text that say something, each with its forms; null where what follows was said apart.
   * @param {string} text
   */
  function spoken(text) {
    /** @type {(Spoken | null)[]} */
    const all = [];
    let before = "";
    for (const chunk of chunks(text)) {
      if (chunk.word) {
        before = chunk.text;
        const found = look(chunk.text);
        if (!found.joined.every((word) => stop.has(word))) all.push(found);
      } else if (parts(chunk.text, before)) all.push(null);
    }
    return all;
  }

  /** How far a run of words has come: its length, the word of the query met last, whether another word was between. */
  const NONE = { run: 0, last: -1, between: false };

  /**
   * A run after one more word.
   * @param {typeof NONE} before
   * @param {Spoken} found
   * @param {Word[]} hits
   */
  function step({ run, last, between }, found, hits) {
    const meant = (/** @type {Word} */ hit) =>
      found.terms.includes(hit.word) || found.terms.some((term) => hit.matched.has(term));
    if (last >= 0 && last + 1 < hits.length && meant(hits[last + 1]))
      return { run: run + (between ? GAP : 1), last: last + 1, between: false };
    const begun = hits.findIndex(meant);
    if (begun >= 0) return { run: 1, last: begun, between: false };
    if (found.joined.every((word) => asking.has(word))) return { run, last, between };
    return between ? NONE : { run, last, between: true };
  }

  /**
   * How many words of the query stand side by side in a text in the order in which they were typed.
   * @param {string} text
   * @param {Word[]} hits
   */
  function longestRun(text, hits) {
    let best = 0;
    let now = NONE;
    for (const found of spoken(text)) {
      now = found ? step(now, found, hits) : NONE;
      best = Math.max(best, now.run);
    }
    return best;
  }

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { quotedPhrases, hasPhrase, longestRun });
})();

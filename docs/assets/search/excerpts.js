/* Texts as readers see them: their words, which of them were found, and the part with most finds. */
(() => {
  "use strict";
  const { look } = globalThis.atlasFold;
  /** Half of the words that an excerpt shows. */
  const EXCERPT = 26;
  /** So many pieces further a sentence is told to its end, or from its beginning: there the answer mostly stands. */
  const TO_ITS_END = 30;
  const FROM_ITS_BEGINNING = 14;
  /** What lies between two words where a sentence ends. */
  const SENTENCE_END = /[.؟?!·]["”»)]*\s/;
  const WORD = /([\p{L}\p{M}\p{N}\u200c\u0640]+(?:[-'’.][\p{L}\p{M}\p{N}\u200c]+)*)/u;

  /**
   * A text as a list of words and of what is between them; marks and half-spaces belong to the word.
   * @param {string} text
   */
  const chunks = (text) => text.split(WORD).map((piece, at) => ({ text: piece, word: at % 2 === 1 }));

  /** Whether a text has one of the terms. @param {string} text @param {Set<string>} wanted */
  const matches = (text, wanted) => look(text).terms.some((term) => wanted.has(term));

  /**
   * Where the sentence ends that goes on at ``at``; ``at`` itself if that is far.
   * @param {{ text: string }[]} all
   * @param {number} at
   */
  function endOfSentence(all, at) {
    const found = all.slice(at, at + TO_ITS_END).findIndex(({ text }) => SENTENCE_END.test(`${text} `));
    if (found >= 0) return at + found + 1;
    return at + TO_ITS_END >= all.length ? all.length : at;
  }

  /**
   * Where the sentence begins that has begun before ``at``; ``at`` itself if that is far.
   * @param {{ text: string }[]} all
   * @param {number} at
   */
  function beginningOfSentence(all, at) {
    const from = Math.max(0, at - FROM_ITS_BEGINNING);
    const found = all.slice(from, at).findLastIndex(({ text }) => SENTENCE_END.test(text));
    return found >= 0 ? from + found + 1 : from === 0 ? 0 : at;
  }

  /**
   * The part of a text with most finds.
   * @param {string} text
   * @param {Set<string>} wanted
   * @returns {{ text: string, mark: boolean }[]}
   */
  function excerpt(text, wanted) {
    const all = chunks(text.replace(/\n/g, " · ")).map((chunk) => ({
      text: chunk.text,
      mark: chunk.word && matches(chunk.text, wanted),
    }));
    const marks = all.flatMap((chunk, at) => (chunk.mark ? [at] : []));
    const width = EXCERPT * 2;
    let start = 0;
    if (marks.length) {
      const inWindow = (/** @type {number} */ from) =>
        new Set(marks.filter((at) => at >= from && at < from + width).map((at) => all[at].text)).size;
      start = marks.reduce((best, from) => (inWindow(from) > inWindow(best) ? from : best), marks[0]);
      start = beginningOfSentence(all, Math.max(0, Math.min(start - 12, all.length - width)));
    }
    const end = endOfSentence(all, start + width);
    const shown = all.slice(start, end);
    if (start > 0) shown.unshift({ text: "… ", mark: false });
    if (end < all.length) shown.push({ text: " …", mark: false });
    return shown;
  }

  globalThis.atlasSearch ??= /** @type {Search} */ ({});
  Object.assign(globalThis.atlasSearch, { chunks, matches, excerpt });
})();

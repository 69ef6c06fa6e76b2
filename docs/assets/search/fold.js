/* Applies the table of spellings (scripts/atlas/search/folding.yml) in the browser, as folding.py does at build time.
   The table comes from the build in fold-table.js; nothing of it is written here. */
(() => {
  "use strict";
  const JOINER = "\u200c";
  const table = globalThis.atlasFoldTable;
  const stop = new Set(table.stop);
  const before = new Set(table.affixes.before);
  const after = new Set(table.affixes.after);
  const halfSpaceOnly = new Set(table.affixes.half_space_only);

  /**
   * One step of the table as a function of a text.
   * @param {FoldStep} step
   * @returns {(text: string) => string}
   */
  function compile([what, argument, put]) {
    if (what === "form") return (text) => text.normalize(argument);
    if (what === "lower") return (text) => text.toLowerCase();
    if (what === "map") {
      const found = new RegExp(`[${Object.keys(argument).join("")}]`, "g");
      return (text) => text.replace(found, (letter) => argument[letter]);
    }
    const pattern = new RegExp(argument, "g");
    return (text) =>
      text.replace(pattern, (...groups) =>
        (put ?? []).map((part) => (typeof part === "number" ? groups[part] || "" : part)).join(""),
      );
  }
  const steps = table.steps.map(compile);

  /** A text with one spelling for all that is the same. */
  const fold = (/** @type {string} */ text) => steps.reduce((folded, step) => step(folded), text).trim();

  const accepted = (/** @type {string} */ word) => (Object.hasOwn(table.words, word) ? table.words[word] : word);

  /** The words of a text, each as the list of its parts. @param {string} text */
  function words(text) {
    const tokens = fold(text).split(/\s+/).filter(Boolean);
    const found = [];
    for (let index = 0; index < tokens.length; index++) {
      let token = tokens[index];
      if (before.has(token) && index + 1 < tokens.length) token += JOINER + tokens[++index];
      while (index + 1 < tokens.length && after.has(tokens[index + 1]) && !halfSpaceOnly.has(tokens[index + 1]))
        token += JOINER + tokens[++index];
      // Behind a sign that is no letter a half-space joins nothing: «برخی»‌اند.
      const parts = token.split(JOINER).filter(Boolean).map(accepted);
      if (parts.length) found.push(parts);
    }
    return found;
  }

  const joined = (/** @type {Parts} */ parts) => parts.join("");

  /** A word without its endings. @param {string} word */
  function stem(word) {
    for (;;) {
      const rule = table.endings.find(
        ([ending, , least, unless]) =>
          word.endsWith(ending) &&
          word.length - ending.length >= least &&
          !(unless || []).some((other) => word.endsWith(other)),
      );
      if (!rule) return word;
      word = word.slice(0, word.length - rule[0].length) + rule[1];
    }
  }

  /** The parts of a word that are no affixes; all of them, if all are. @param {Parts} parts */
  function kernel(parts) {
    if (parts.length < 2) return parts;
    const inner = parts.filter(
      (part, index) => !(after.has(part) && index > 0) && !(before.has(part) && index < parts.length - 1),
    );
    return inner.length ? inner : parts;
  }

  /** The term under which all words are found that ask for the same as this one; "" for most. @param {Parts} parts */
  function concept(parts) {
    const whole = accepted(joined(parts));
    const form = [whole, stem(whole), stem(joined(kernel(parts)))].find((one) => Object.hasOwn(table.concepts, one));
    return form === undefined ? "" : table.concepts[form];
  }

  /** What a word is indexed under. @param {Parts} parts */
  function terms(parts) {
    const inner = kernel(parts);
    const whole = accepted(joined(parts));
    const found = [whole, stem(whole), stem(joined(inner))];
    const meant = concept(parts);
    if (meant) found.push(meant);
    if (inner.length > 1) for (const part of inner) found.push(part, stem(part));
    return [...new Set(found)];
  }

  /** A whole name as one term; the same without stop words; the same without endings too. */
  const key = (/** @type {string} */ text) => words(text).map(joined).join("");
  const shortKey = (/** @type {string} */ text) =>
    words(text)
      .map(joined)
      .filter((word) => !stop.has(word))
      .join("");
  const stemKey = (/** @type {string} */ text) =>
    words(text)
      .filter((parts) => !stop.has(joined(parts)))
      .map((parts) => stem(joined(kernel(parts))))
      .join("");

  const asking = new Set(table.asking);
  /** The words of a short text, remembered: texts are compared chunk by chunk, and most chunks come again. */
  /** @type {Map<string, ReturnType<Fold["look"]>>} */
  const remembered = new Map();
  const REMEMBERED = 20_000;
  /** @param {string} text */
  function look(text) {
    let found = remembered.get(text);
    if (!found) {
      const all = words(text);
      found = { joined: all.map(joined), terms: all.flatMap(terms) };
      if (remembered.size >= REMEMBERED) remembered.clear();
      remembered.set(text, found);
    }
    return found;
  }

  globalThis.atlasFold = {
    look,
    fold,
    words,
    terms,
    stem,
    kernel,
    concept,
    joined,
    accepted,
    key,
    shortKey,
    stemKey,
    stop,
    asking,
  };
})();

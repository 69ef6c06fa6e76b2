/* On a page to which a search led: marks the words of ?h=, and goes to the block under the anchor that has most of
   them, unless that is seen together with the anchor. */
(() => {
  "use strict";
  /** What is not the page's text, or marked already by being a title. */
  const UNMARKED = "sup.cite, svg, script, style, h1, .headerlink, .atlas-sources, .atlas-crumbs, nav";
  /** A half-space parts no words: what stands behind one is an ending. */
  const PART = "\\p{L}\\p{M}\\p{N}\\u200c";

  /** A part of an address as text; as it stands if it is no such part: a lone % stops nothing. @param {string} text */
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  /** Puts each of the words in an article into an element. @param {Element} article @param {string[]} wanted */
  function mark(article, wanted) {
    const literal = wanted.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
    const pattern = new RegExp(`(?<![${PART}])(${literal})(?![${PART}])`, "gu");
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement?.closest(UNMARKED) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    const nodes = [];
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      if (node.data.search(pattern) >= 0) nodes.push(node);
    }
    for (const node of nodes) {
      const put = (/** @type {string} */ piece) =>
        Object.assign(document.createElement("mark"), { className: "atlas-mark", textContent: piece });
      node.replaceWith(...node.data.split(pattern).map((piece, at) => (at % 2 ? put(piece) : piece)));
    }
  }

  /**
   * Whether a place lies in what an anchor names: an entry itself, or what stands under a heading.
   * @param {Element} article
   * @param {Element} anchor
   * @returns {(place: Element) => boolean}
   */
  function isUnder(article, anchor) {
    const heading = /^H\d$/.test(anchor.tagName);
    if (!heading) return (place) => anchor.contains(place);
    const headings = [...article.querySelectorAll("h2, h3, h4")];
    const next = headings[headings.indexOf(anchor) + 1];
    const follows = (/** @type {Element} */ one, /** @type {Element} */ other) =>
      Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
    return (place) => follows(anchor, place) && (!next || !follows(next, place));
  }

  /** The block under the anchor that has most of the words. @param {Element} article @param {Element | null} anchor */
  function bestBlock(article, anchor) {
    /** @type {Map<Element, Set<string>>} */
    const blocks = new Map();
    const under = anchor ? isUnder(article, anchor) : () => true;
    for (const found of article.querySelectorAll(".atlas-mark")) {
      if (!under(found)) continue;
      const block = found.closest("li, p, tr, dl > div") ?? found.parentElement ?? found;
      blocks.set(block, (blocks.get(block) ?? new Set()).add(found.textContent ?? ""));
    }
    // The first of those that have most.
    const most = Math.max(0, ...[...blocks.values()].map(({ size }) => size));
    return [...blocks].find(([, { size }]) => size === most)?.[0];
  }

  const wanted = new URL(location.href).searchParams.get("h")?.split(" ").filter(Boolean);
  const article = document.querySelector("article");
  if (!wanted?.length || !article) return;
  mark(article, wanted);
  const anchor = location.hash ? document.getElementById(decoded(location.hash.slice(1))) : null;
  const block = bestBlock(article, anchor);
  const seen =
    anchor && block && block.getBoundingClientRect().bottom - anchor.getBoundingClientRect().top < innerHeight;
  if (!seen) block?.scrollIntoView({ block: "center" });
})();

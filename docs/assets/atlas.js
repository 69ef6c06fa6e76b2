/* What every page needs of its links and its address. Without scripts everything is still there to read: tables are
   whole, links lead where they say. No library, no request. What lists, the matrix and the map can do is in files of
   their own, which only their pages load. */
"use strict";

(() => {
  /* Opened from a folder there is no server that turns organizations/un/ into organizations/un/index.html. */
  function completeLinks() {
    if (location.protocol !== "file:") return;
    const complete = (/** @type {HTMLAnchorElement} */ link) => {
      const url = new URL(link.href, location.href);
      if (url.protocol === "file:" && url.pathname.endsWith("/")) {
        url.pathname += "index.html";
        link.href = url.href;
      }
    };
    for (const link of document.querySelectorAll("a[href]")) complete(/** @type {HTMLAnchorElement} */ (link));
    // Links that a script makes later are completed when they are used.
    document.addEventListener(
      "click",
      (event) => {
        const link = event.target?.closest("a[href]");
        if (link) complete(/** @type {HTMLAnchorElement} */ (link));
      },
      true,
    );
  }

  /* Anchors, days and terms of lists are the same in both languages, so the other language can open at the same place,
     with the same choice; words that were typed are not. Set before the click: a link may be opened in another tab. */
  function keepPlaceInOtherLanguage() {
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[hreflang]"))) {
      const keep = () => {
        const chosen = new URLSearchParams(location.search);
        for (const typed of ["q", "h", "filter"]) chosen.delete(typed);
        link.search = chosen.toString();
        link.hash = location.hash;
      };
      for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, keep);
    }
  }

  /* A source's address before the bibliography was divided: its page follows from its id. */
  function followOldSource() {
    const id = location.hash.slice(1);
    if (!id || document.getElementById(id)) return;
    const shelf = (/** @type {string} */ name) => document.querySelector(`[data-shelf="${CSS.escape(name)}"]`);
    const link = shelf(id[0]) ?? shelf("0-9");
    if (link) location.replace(link.href + location.hash);
  }

  const parameters = () => new URLSearchParams(location.search);

  globalThis.atlasAddress = {
    asked: (name) => parameters().get(name) ?? "",
    remember(name, value) {
      const now = parameters();
      if (value) now.set(name, value);
      else now.delete(name);
      const query = now.toString();
      history.replaceState(null, "", location.pathname + (query ? "?" + query : "") + location.hash);
    },
  };

  completeLinks();
  keepPlaceInOtherLanguage();
  followOldSource();
})();

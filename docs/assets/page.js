/* What every page needs of a keyboard and of fingers: a menu that opens with keys, shortcuts that can be switched
   off, the place that an address names shown and its address copied. Its words stand on its own script element. */
"use strict";

(() => {
  const words = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;

  /* Material marks the body while it sets the colours, at every load too. Its rule for all that is under the mark makes
     the browser compute the style of every element twice, which takes a phone longer than laying out the page. */
  function leaveBodyUnmarked() {
    const { body } = document;
    const set = body.setAttribute.bind(body);
    body.setAttribute = (name, value) => {
      if (name !== "data-md-color-switching") set(name, value);
    };
  }

  // ---- the menu below the width at which it is a column of its own (Material's breakpoint) -------

  function openMenuByKeyboard() {
    const label = document.querySelector(".md-header__button[for=__drawer]");
    const toggle = document.getElementById("__drawer");
    const menu = document.querySelector(".md-sidebar--primary");
    if (!label || !toggle || !menu) return;
    const narrow = matchMedia("(max-width: 76.234375em)");
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      className: `${label.className} atlas-menu-button`,
    });
    menu.id = "atlas-menu";
    button.setAttribute("aria-controls", menu.id);
    button.setAttribute("aria-label", menu.querySelector("nav")?.getAttribute("aria-label") ?? "");
    button.append(...label.childNodes);
    label.replaceWith(button);
    const behind = document.querySelectorAll(".md-content, .md-sidebar--secondary, .md-footer, .md-tabs");
    const follow = () => {
      const open = narrow.matches && toggle.checked;
      button.setAttribute("aria-expanded", open);
      behind.forEach((part) => {
        part.inert = open;
      });
    };
    button.addEventListener("click", ({ detail }) => {
      toggle.click();
      // Whose finger opened it needs no focus, which would mark the first entry as if it were the page.
      if (toggle.checked && detail === 0) menu.querySelector("a[href]:not(.md-logo)")?.focus();
    });
    toggle.addEventListener("change", follow);
    narrow.addEventListener("change", follow);
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !narrow.matches || !toggle.checked) return;
      toggle.click();
      button.focus();
    });
    // Who tabs out of the open menu has left it.
    menu.addEventListener("focusout", ({ relatedTarget }) => {
      if (
        narrow.matches &&
        toggle.checked &&
        relatedTarget &&
        relatedTarget !== button &&
        !menu.contains(relatedTarget)
      )
        toggle.click();
    });
    follow();
  }

  /* Material names the navigation of a section by a label that holds nothing but an arrow. */
  function nameMenus() {
    for (const part of document.querySelectorAll(".md-nav--primary nav[aria-labelledby]")) {
      const label = document.getElementById(part.getAttribute("aria-labelledby") ?? "");
      const name = part.parentElement?.querySelector("a, label")?.textContent.trim();
      if (label?.textContent.trim() || !name) continue;
      part.removeAttribute("aria-labelledby");
      part.setAttribute("aria-label", name);
      label?.setAttribute("aria-hidden", "true");
      label?.removeAttribute("tabindex");
    }
  }

  /* On the page of a record no tab is the current one for Material, which knows the pages of the menu only. */
  function markTab() {
    const tabs = [...document.querySelectorAll(".md-tabs__item")];
    if (tabs.some((tab) => tab.matches(".md-tabs__item--active"))) return;
    const folder = (/** @type {Element} */ tab) => tab.querySelector("a")?.href.replace(/[^/]*$/, "") ?? location.href;
    const own = tabs.slice(1).find((tab) => location.href.startsWith(folder(tab)));
    own?.classList.add("md-tabs__item--active");
    const address = own?.querySelector("a")?.href;
    const links = [...document.querySelectorAll(".md-nav--primary a.md-nav__link")];
    links.find((link) => link.href === address)?.classList.add("md-nav__link--active");
  }

  // ---- keys -------------------------------------------------------------------------------------

  /* WCAG 2.1.4: a shortcut of one character can be switched off, on the page on accessibility. Material has four
     more, which turn pages, are told to nobody, and start by accident from speech input: they are gone. */
  const OFF = "atlas-keys-off";
  /** Where letters are typed. In a list of choices they choose; sliders and boxes to tick know none. */
  const TYPED_IN = "textarea, [contenteditable], input:not([type=radio], [type=range], [type=checkbox])";
  /**
   * What the browser keeps under a key; with a value, that it keeps it, and with an empty one nothing.
   * @param {string} key
   * @param {string} [value]
   */
  const stored = (key, value) => {
    try {
      if (value === undefined) return localStorage.getItem(key);
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    } catch {
      /* a browser that keeps nothing */
    }
    return null;
  };

  function tameKeys() {
    const search = document.querySelector("[data-atlas-search]");
    const tell = () => {
      const off = Boolean(stored(OFF));
      if (off) search?.removeAttribute("aria-keyshortcuts");
      else search?.setAttribute("aria-keyshortcuts", "/");
      search?.querySelector("kbd")?.toggleAttribute("hidden", off);
    };
    addEventListener(
      "keydown",
      (event) => {
        const { key, target } = event;
        if (event.ctrlKey || event.metaKey || event.altKey || target?.closest?.(TYPED_IN)) return;
        if (["p", "n", ",", "."].includes(key) || (key === "/" && stored(OFF))) event.stopImmediatePropagation();
      },
      true,
    );
    const box = document.getElementById("atlas-keys");
    if (box) {
      box.checked = !stored(OFF);
      box.closest("[hidden]")?.removeAttribute("hidden");
      box.addEventListener("change", () => {
        stored(OFF, box.checked ? "" : "1");
        tell();
      });
    }
    tell();
  }

  // ---- places -----------------------------------------------------------------------------------

  /* What an address names may lie in something folded. */
  function arrive() {
    let id = "";
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      /* no such place */
    }
    const place = id && document.getElementById(id);
    if (!place) return;
    let folded = false;
    for (
      let fold = place.closest("details:not([open])");
      fold;
      fold = fold.parentElement?.closest("details:not([open])") ?? null
    )
      folded = fold.open = true;
    if (/^H\d$/.test(place.tagName)) {
      for (const next of [place.nextElementSibling, place.nextElementSibling?.nextElementSibling]) {
        if (next?.matches("details.atlas-fold:not([open])")) folded = next.open = true;
      }
    }
    if (folded) place.scrollIntoView();
  }

  /** @type {HTMLElement | undefined} */
  let said;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let silence;
  /**
   * Tells something for a moment.
   * @param {string} text
   */
  function say(text) {
    said ??= document.body.appendChild(Object.assign(document.createElement("p"), { className: "atlas-said" }));
    const place = said;
    place.setAttribute("role", "status");
    place.textContent = text;
    clearTimeout(silence);
    silence = setTimeout(() => {
      place.textContent = "";
    }, 2500);
  }

  /* A link to its own place leads there, so that the place is seen, and leaves the address to be pasted. */
  function copyPlaces() {
    document.addEventListener("click", (event) => {
      const link = event.target?.closest("a.atlas-here, a.headerlink");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const address = new URL(link.href);
      address.searchParams.delete("h");
      navigator.clipboard?.writeText(address.href).then(
        () => say(words.copied ?? ""),
        () => {},
      );
    });
  }

  /* Each form of a citation has a button that copies it; browsers let pages copy where nobody listens in. */
  function copyCitations() {
    const box = /** @type {HTMLElement | null} */ (document.querySelector(".atlas-cite"));
    if (!box || !navigator.clipboard) return;
    for (const name of box.querySelectorAll("dt")) {
      const button = Object.assign(document.createElement("button"), {
        type: "button",
        className: "atlas-copy",
        textContent: box.dataset.copy,
        ariaLabel: `${box.dataset.copy}: ${name.textContent}`,
      });
      const citation = name.nextElementSibling?.textContent?.trim() ?? "";
      button.addEventListener("click", () => {
        navigator.clipboard.writeText(citation).then(
          () => say(box.dataset.copied ?? ""),
          () => {},
        );
      });
      name.append(" ", button);
    }
  }

  /* The page for unknown addresses speaks all languages: the one in which the address lies comes first, and rules
     the page. */
  function speakOfAddress() {
    const parts = [...document.querySelectorAll("#not-found ~ section[lang]")];
    const own = parts.find((part) => location.pathname.split("/").includes(part.lang));
    if (!own) return;
    parts[0].before(own);
    document.documentElement.lang = own.lang;
    document.documentElement.dir = document.body.dir = own.dir;
  }

  /* A table that is wider than its place can be scrolled with the keyboard too; it is called what it is about. */
  function reachTables() {
    for (const place of document.querySelectorAll(".atlas-table .md-typeset__scrollwrap")) {
      const wide = place.scrollWidth > place.clientWidth;
      place.toggleAttribute("tabindex", wide);
      place.toggleAttribute("role", wide);
      if (!wide) continue;
      const heading = place.closest(".atlas-table")?.previousElementSibling;
      const name = place.querySelector("caption") ?? (heading?.matches("h2, h3") ? heading.firstChild : undefined);
      place.tabIndex = 0;
      place.setAttribute("role", "region");
      place.setAttribute("aria-label", name?.textContent ?? document.title);
    }
  }

  leaveBodyUnmarked();
  speakOfAddress();
  openMenuByKeyboard();
  nameMenus();
  markTab();
  tameKeys();
  arrive();
  addEventListener("hashchange", arrive);
  copyPlaces();
  copyCitations();
  // Material puts tables into their places when the page has come, and turning a phone changes these.
  addEventListener("load", reachTables);
  addEventListener("resize", reachTables);
})();

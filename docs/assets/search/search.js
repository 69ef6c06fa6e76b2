/* The search dialog. Everything else is fetched when it opens: MiniSearch, the table of spellings, the parts of the
   engine, and the index in the language of the page. The marks on a page to which a result led are marks.js. */
(() => {
  "use strict";
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const assets = new URL("./", script.src);
  const site = new URL("../../", assets);
  /** @type {HTMLElement | null} */
  const found = document.querySelector("[data-atlas-search]");
  if (!found) return;
  const button = found;
  if (!("showModal" in HTMLDialogElement.prototype)) {
    button.hidden = true;
    return;
  }
  const language = button.dataset.atlasSearch ?? "";
  const root = new URL(button.dataset.root ?? "", site);
  const { locale = language } = document.documentElement.dataset;
  /** The parts of the engine, each after those that it builds on. */
  const PARTS = [
    "minisearch",
    "fold-table",
    "fold",
    "slips",
    "layouts",
    "translations",
    "sounds",
    "hijri",
    "dates",
    "pieces",
    "lookup",
    "names",
    "excerpts",
    "phrases",
    "rank",
    "answers",
    "suggestions",
    "fitness",
    "together",
    "engine",
    "results",
    "view",
  ];

  // ---- loading --------------------------------------------------------------------------------

  /** @type {Promise<{ engine: SearchEngine, messages: Record<string, string>, view: View }> | undefined} */
  let loading;
  function load() {
    const begun = (loading ??= Promise.all(PARTS.map(run)).then(async () => {
      const engine = new globalThis.atlasSearch.Engine(new URL(`${language}/`, assets).href);
      const { messages, browse } = await engine.open();
      const view = globalThis.atlasSearch.view({ messages, browse, site, root, locale, again });
      return { engine, messages, view };
    }));
    begun.catch(() => {
      loading = undefined;
    });
    return begun;
  }

  /** Runs a script beside this one; scripts that are added together run in order. @param {string} name */
  function run(name) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.async = false;
      element.src = new URL(`${name}.js`, assets).href;
      element.onload = resolve;
      element.onerror = () => reject(new Error(element.src));
      document.head.append(element);
    });
  }

  // ---- small helpers --------------------------------------------------------------------------

  /**
   * An element with attributes and what stands in it.
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {Record<string, string>} attributes
   * @param {(Node | string)[]} children
   */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  // ---- the dialog -----------------------------------------------------------------------------

  /** @typedef {ReturnType<typeof build>} Parts of the dialog */
  /** @type {Parts | undefined} */
  let built;
  /** @type {Record<string, string> | undefined} */
  let messages;
  let latest = 0;
  /** Milliseconds until the dialog says that it is searching. */
  const PATIENCE = 250;
  /** @type {Promise<void> | undefined} */
  let answering;

  function build() {
    const name = button.getAttribute("aria-label") ?? "";
    const input = make("input", {
      type: "search",
      class: "atlas-search__input",
      "aria-label": name,
      placeholder: name,
      autocomplete: "off",
      autocapitalize: "off",
      spellcheck: "false",
      enterkeyhint: "search",
      "aria-describedby": "atlas-search-help",
      dir: "auto",
    });
    const status = make("p", { class: "atlas-search__status", role: "status" });
    const output = make("div", { class: "atlas-search__output" });
    const close = make("button", { type: "button", class: "atlas-search__close", "aria-label": "Esc" }, "×");
    const help = make("p", { class: "atlas-search__help", id: "atlas-search-help" });
    const form = make("form", { class: "atlas-search__form", role: "search", method: "dialog" }, input, close);
    const dialog = make("dialog", { class: "atlas-search", "aria-label": name }, form, status, output, help);
    const parts = { dialog, input, status, output };
    document.body.append(dialog);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener("close", () => {
      keep("");
      button.focus();
    });
    dialog.addEventListener("keydown", (event) => move(event, parts));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await answering; // Enter may be pressed before the answer to the last letter is there
      links(parts)[0]?.click();
    });
    input.addEventListener("input", () => {
      keep(input.value);
      answering = answer(parts);
    });
    load().then(
      ({ messages: said }) => {
        close.setAttribute("aria-label", said.close);
        input.placeholder = said.placeholder;
        help.textContent = said.help;
      },
      () => {},
    );
    return parts;
  }

  /** Opens the dialog, made when it is first asked for. @param {string} [query] */
  function open(query) {
    built ??= build();
    const { dialog, input } = built;
    if (!dialog.open) dialog.showModal();
    if (query !== undefined) input.value = query;
    input.select();
    input.focus();
    answering = answer(built);
  }

  const links = (/** @type {Parts} */ { output }) =>
    /** @type {HTMLElement[]} */ ([...output.querySelectorAll("a[href], button")]);

  /**
   * Up and down go through the results and back to the field; a letter typed among them goes on in the field.
   * @param {KeyboardEvent} event
   * @param {Parts} parts
   */
  function move(event, parts) {
    const { dialog, input } = parts;
    const all = [input, ...links(parts)];
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (event.key === "Escape") {
      event.preventDefault(); // a field for searching would only be emptied
      dialog.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = all[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) {
        next.focus();
        next.scrollIntoView({ block: "nearest" });
      }
    } else if (
      at > 0 &&
      event.key.length === 1 &&
      event.key !== " " &&
      !event.ctrlKey &&
      !event.metaKey &&
      !event.altKey
    ) {
      input.focus();
    }
  }

  /** Keeps the query in the address, so that it can be sent, bookmarked and returned to. @param {string} query */
  function keep(query) {
    const url = new URL(location.href);
    if (query) url.searchParams.set("q", query);
    else url.searchParams.delete("q");
    if (url.href === location.href) return;
    try {
      history.replaceState(history.state, "", url);
    } catch {
      /* browsers may refuse it for file:// */
    }
  }

  // ---- answers --------------------------------------------------------------------------------

  /** Answers what stands in the field. @param {Parts} parts */
  async function answer({ dialog, input, status, output }) {
    const turn = ++latest;
    const query = input.value;
    // What takes long is said; what comes at once would only flicker.
    const waiting = setTimeout(() => {
      if (turn === latest && query.trim()) status.textContent = messages?.loading ?? "…";
    }, PATIENCE);
    try {
      const { engine, view, messages: said } = await load();
      messages = said;
      const found = query.trim() ? await engine.search(query) : null;
      const parts = await view.answer(query, found, engine);
      if (turn !== latest) return;
      output.replaceChildren(...parts);
      output.scrollTop = 0;
      status.textContent = view.status(query, found);
      dialog.dataset.answered = query;
    } catch (error) {
      if (turn === latest) status.textContent = messages?.failed ?? String(error);
    } finally {
      clearTimeout(waiting);
    }
  }

  /** Asks another query in the dialog. @param {string} query */
  function again(query) {
    keep(query);
    open(query);
  }

  // ---- start ----------------------------------------------------------------------------------

  button.addEventListener("click", () => open());
  for (const event of ["pointerenter", "focus"])
    button.addEventListener(
      event,
      () => {
        load().catch(() => {});
      },
      { once: true },
    );
  document.addEventListener("keydown", (event) => {
    const typing = event.target?.closest(
      "textarea, select, [contenteditable], input:not([type=radio], [type=range], [type=checkbox])",
    );
    const wanted =
      (event.key === "/" && !typing && !event.ctrlKey && !event.altKey && !event.metaKey) ||
      (event.code === "KeyK" && (event.ctrlKey || event.metaKey));
    if (!wanted || built?.dialog.open) return;
    event.preventDefault();
    open();
  });
  if (new URL(location.href).searchParams.has("h")) run("marks").catch(() => {}); // the page can be read without marks
  const asked = new URL(location.href).searchParams.get("q");
  if (asked) open(asked);
})();

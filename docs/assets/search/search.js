/* The search dialog, and the marks on the page to which a result leads. Everything else is fetched when the dialog
   opens: MiniSearch, the table of spellings, the engine, and the index in the language of the page. */
(() => {
  "use strict"
  const script = document.currentScript
  const assets = new URL("./", script.src)
  const site = new URL("../../", assets)
  const button = document.querySelector("[data-atlas-search]")
  if (!button) return
  if (!("showModal" in HTMLDialogElement.prototype)) {
    button.hidden = true
    return
  }
  const language = button.dataset.atlasSearch
  const root = new URL(button.dataset.root, site)
  const { locale } = document.documentElement.dataset
  const SHOWN = 10

  // ---- loading --------------------------------------------------------------------------------

  let loading
  function load() {
    loading ??= Promise.all(["minisearch", "fold-table", "fold", "engine"].map(run)).then(async () => {
      const engine = new globalThis.atlasEngine.Engine(new URL(`${language}/`, assets).href)
      const { messages, browse } = await engine.open()
      return { engine, messages, browse }
    })
    loading.catch(() => { loading = undefined })
    return loading
  }

  /** Runs a script beside this one; scripts that are added together run in order. */
  function run(name) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script")
      element.async = false
      element.src = new URL(`${name}.js`, assets).href
      element.onload = resolve
      element.onerror = () => reject(new Error(element.src))
      document.head.append(element)
    })
  }

  // ---- small helpers --------------------------------------------------------------------------

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    element.append(...children)
    return element
  }

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])

  /** A part of an address as text; as it stands if it is no such part: a lone % stops nothing. */
  function decoded(text) {
    try {
      return decodeURIComponent(text)
    } catch {
      return text
    }
  }

  /** An address on the site; opened from a folder, a page's address needs the name of its file. */
  function address(path, anchor = "", marked = []) {
    const url = new URL(path, site)
    if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html"
    if (marked.length) url.searchParams.set("h", marked.join(" "))
    if (anchor) url.hash = anchor
    return url.href
  }

  // ---- the dialog -----------------------------------------------------------------------------

  let dialog, input, status, output, messages
  let latest = 0
  let answering

  function build() {
    const name = button.getAttribute("aria-label")
    input = make("input", {
      type: "search", class: "atlas-search__input", "aria-label": name, placeholder: name, autocomplete: "off",
      autocapitalize: "off", spellcheck: "false", enterkeyhint: "search", "aria-describedby": "atlas-search-help", dir: "auto",
    })
    status = make("p", { class: "atlas-search__status", role: "status" })
    output = make("div", { class: "atlas-search__output" })
    const close = make("button", { type: "button", class: "atlas-search__close", "aria-label": "Esc" }, "×")
    const help = make("p", { class: "atlas-search__help", id: "atlas-search-help" })
    dialog = make("dialog", { class: "atlas-search", "aria-label": name },
      make("form", { class: "atlas-search__form", role: "search", method: "dialog" }, input, close), status, output, help)
    document.body.append(dialog)
    close.addEventListener("click", () => dialog.close())
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close() })
    dialog.addEventListener("close", () => { keep(""); button.focus() })
    dialog.addEventListener("keydown", move)
    dialog.querySelector("form").addEventListener("submit", async (event) => {
      event.preventDefault()
      await answering // Enter may be pressed before the answer to the last letter is there
      links()[0]?.click()
    })
    input.addEventListener("input", () => { keep(input.value); answering = answer() })
    load().then(({ messages: said }) => {
      close.setAttribute("aria-label", said.close)
      input.placeholder = said.placeholder
      help.textContent = said.help
    }, () => {})
  }

  function open(query) {
    if (!dialog) build()
    if (!dialog.open) dialog.showModal()
    if (query !== undefined) input.value = query
    input.select()
    input.focus()
    answering = answer()
  }

  const links = () => [...output.querySelectorAll("a[href], button")]

  /** Up and down go through the results and back to the field; a letter typed among them goes on in the field. */
  function move(event) {
    const all = [input, ...links()]
    const at = all.indexOf(document.activeElement)
    if (event.key === "Escape") {
      event.preventDefault() // a field for searching would only be emptied
      dialog.close()
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      const next = all[at + (event.key === "ArrowDown" ? 1 : -1)]
      if (next) {
        next.focus()
        next.scrollIntoView({ block: "nearest" })
      }
    } else if (at > 0 && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
      input.focus()
    }
  }

  /** Keeps the query in the address, so that it can be sent, bookmarked and returned to. */
  function keep(query) {
    const url = new URL(location.href)
    if (query) url.searchParams.set("q", query)
    else url.searchParams.delete("q")
    if (url.href === location.href) return
    try { history.replaceState(history.state, "", url) } catch { /* browsers may refuse it for file:// */ }
  }

  // ---- answers --------------------------------------------------------------------------------

  async function answer() {
    const turn = ++latest
    const query = input.value
    try {
      const loaded = await load()
      messages = loaded.messages
      const found = query.trim() ? await loaded.engine.search(query) : null
      const parts = found ? (found.pages.length ? await results(found, loaded.engine) : await nothing(query, loaded.engine)) : []
      if (turn !== latest) return
      output.replaceChildren(...parts)
      output.scrollTop = 0
      status.textContent = found ? said(found) : ""
      dialog.dataset.answered = query
    } catch (error) {
      if (turn === latest) status.textContent = messages?.failed ?? String(error)
    }
  }

  /** What screen readers announce. */
  function said(found) {
    const count = found.pages.length
    if (!count) return fill(messages.none, { query: found.query })
    const text = count === 1 ? messages.one : fill(messages.other, { count: new Intl.NumberFormat(locale).format(count) })
    return found.slip && found.spelled.length ? `${fill(messages.similar, { query: found.query, words: found.spelled.join(messages.separator) })} ${text}` : text
  }

  /** The results in groups of one kind, the group of the best result first. */
  async function results(found, engine, count = SHOWN) {
    const pages = found.pages.slice(0, count)
    await Promise.all(pages.map(async (page) => { page.content ??= await engine.content(page) }))
    const spelled = new Set()
    const groups = Map.groupBy ? Map.groupBy(pages, ({ kind }) => kind) : grouped(pages)
    const parts = [...groups].map(([kind, members]) => {
      const id = `atlas-search-${kind}`
      return make("section", { class: "atlas-search__group", "aria-labelledby": id },
        make("h2", { id }, messages[`kind_${kind}`]),
        make("ol", {}, ...members.map((page) => item(page, found.terms, spelled))))
    })
    found.spelled = [...spelled].slice(0, 3)
    if (found.pages.length > count) {
      const more = make("button", { type: "button", class: "atlas-search__more" }, messages.more)
      more.addEventListener("click", async () => {
        const turn = latest
        const longer = await results(found, engine, count + SHOWN)
        if (turn !== latest) return
        const at = links().indexOf(more)
        output.replaceChildren(...longer)
        links()[at]?.focus()
      })
      parts.push(more)
    }
    return parts
  }

  function grouped(pages) {
    const groups = new Map()
    for (const page of pages) groups.set(page.kind, [...(groups.get(page.kind) ?? []), page])
    return groups
  }

  /** One result: the page, the name by which it was found, and the place found in it. */
  function item({ content, led, whole }, terms, spelled) {
    const { excerpt, matches } = globalThis.atlasEngine
    const place = whole ? undefined : content.places[0]
    const title = excerpt(content.title, terms)
    const heading = place?.anchor ? excerpt(place.heading, terms) : []
    const text = excerpt(place?.text ?? content.description, terms)
    const alias = led && !marks(title).length ? content.aliases.find((name) => matches(name, terms)) : undefined
    const other = alias ? excerpt(alias, terms) : []
    for (const word of marks([...title, ...other, ...heading, ...text])) spelled.add(word)
    const marked = place ? [...new Set(marks(text).length ? marks(text) : marks(heading))] : []
    const link = make("a", { class: "atlas-search__page", href: address(content.url, place?.anchor, marked) }, ...highlighted(title))
    if (alias) link.append(" ", make("span", { class: "atlas-search__alias" }, make("bdi", {}, ...highlighted(other))))
    const where = heading.length ? [make("span", { class: "atlas-search__heading" }, ...highlighted(heading), ":"), " "] : []
    return make("li", {}, link, make("p", {}, ...where, ...highlighted(text)))
  }

  const marks = (pieces) => pieces.filter(({ mark }) => mark).map(({ text }) => text)
  const highlighted = (pieces) => pieces.map(({ text, mark }) => (mark ? make("mark", {}, text) : text))

  /** Nothing found: words that look like it, where to browse, how to tell us. */
  async function nothing(query, engine) {
    const near = await engine.suggestions(query)
    const parts = []
    if (near.length) {
      const words = near.map((word) => {
        const choice = make("button", { type: "button", class: "atlas-search__word" }, word)
        choice.addEventListener("click", () => { keep(word); open(word) })
        return make("li", {}, choice)
      })
      parts.push(make("p", {}, messages.near), make("ul", { class: "atlas-search__words" }, ...words))
    }
    const { browse: sections } = await load()
    const browse = sections.map(([folder, name]) =>
      make("li", {}, make("a", { href: address(new URL(folder, root)) }, name)))
    parts.push(make("p", {}, messages.browse), make("ul", { class: "atlas-search__words" }, ...browse))
    parts.push(make("p", {}, `${messages.missing} `, make("a", { href: address(new URL("contribute/", root)) }, messages.report)))
    return [make("div", { class: "atlas-search__none" }, ...parts)]
  }

  // ---- marks on the page ----------------------------------------------------------------------

  /** Marks the words of ?h= on the page, and goes to the block under the anchor that has most of them. */
  function mark() {
    const wanted = new URL(location.href).searchParams.get("h")?.split(" ").filter(Boolean)
    const article = document.querySelector("article")
    if (!wanted?.length || !article) return
    const literal = wanted.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")
    const pattern = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(${literal})(?![\\p{L}\\p{M}\\p{N}])`, "gu")
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest("sup.cite, svg, script, style, h1, .headerlink, .atlas-sources, .atlas-crumbs") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT)
    const nodes = []
    while (walker.nextNode()) if (walker.currentNode.data.search(pattern) >= 0) nodes.push(walker.currentNode)
    for (const node of nodes) {
      const pieces = node.data.split(pattern)
      node.replaceWith(...pieces.map((piece, at) => (at % 2 ? make("mark", { class: "atlas-mark" }, piece) : piece)))
    }
    const anchor = location.hash && document.getElementById(decoded(location.hash.slice(1)))
    const blocks = new Map()
    for (const found of article.querySelectorAll(".atlas-mark")) {
      if (anchor && !(anchor.compareDocumentPosition(found) & Node.DOCUMENT_POSITION_FOLLOWING)) continue
      const block = found.closest("li, p, tr, dl > div") ?? found.parentElement
      blocks.set(block, (blocks.get(block) ?? new Set()).add(found.textContent))
    }
    let best
    for (const [block, found] of blocks) if (!best || found.size > blocks.get(best).size) best = block
    best?.scrollIntoView({ block: "center" })
  }

  // ---- start ----------------------------------------------------------------------------------

  button.addEventListener("click", () => open())
  for (const event of ["pointerenter", "focus"]) button.addEventListener(event, () => { load().catch(() => {}) }, { once: true })
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]")
    const wanted = (event.key === "/" && !typing && !event.ctrlKey && !event.altKey && !event.metaKey) || (event.code === "KeyK" && (event.ctrlKey || event.metaKey))
    if (!wanted || dialog?.open) return
    event.preventDefault()
    open()
  })
  mark()
  const asked = new URL(location.href).searchParams.get("q")
  if (asked) open(asked)
})()

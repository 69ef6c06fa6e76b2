/* Finds pages: fetches the pieces of the index that a query needs, asks MiniSearch in each, and ranks what it says.
   The pieces are scripts (see scripts/atlas/search/files.py), so that this works from a folder without a server. */
(() => {
  "use strict"
  const { words, terms, stem, kernel, joined, accepted, key, shortKey, stemKey, stop } = globalThis.atlasFold

  /** How much a find weighs, by the field in which it is. */
  const BOOST = { lead: { title: 6, alias: 5 }, text: { heading: 3, text: 1 } }
  const FIELDS = { lead: ["whole", "title", "alias"], text: ["heading", "text"] }
  /** A word without its endings counts less than the word as typed, a slip less than that. */
  const STEM = 0.85
  const SLIP = 0.5
  const PART_OF_NAME = 0.4
  const FAR_BELOW = 0.04
  /** A page that is called just so comes before all that only mention the words; the beginning of a name counts in part. */
  const WHOLE = 1000
  const WHOLE_PART = 60
  /** Places lie close in length: how long they are says nothing. */
  const BM25 = { k: 1.2, b: 0, d: 0.5 }
  /** So many pages are compared word by word for phrases, and so many are shown at first. */
  const COMPARED = 14
  const EXCERPT = 26

  const pending = new Map()
  globalThis.atlasSearchFile = (name, value) => pending.get(name)?.(value)

  /** Slips between two words: letters changed, left out, added, or two neighbours exchanged. Above most, most + 1. */
  function slips(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1
    let beforeLast = []
    let last = Array.from({ length: b.length + 1 }, (_, index) => index)
    for (let i = 1; i <= a.length; i++) {
      const row = [i]
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] === b[j - 1] ? 0 : 1
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same)
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], beforeLast[j - 2] + 1)
      }
      if (Math.min(...row) > most) return most + 1
      beforeLast = last
      last = row
    }
    return last[b.length]
  }

  /** How many slips are forgiven in a word of this length. */
  const forgiven = (word) => (/^[0-9]+$/.test(word) || word.length < 3 ? 0 : word.length < 8 ? 1 : 2)

  class Engine {
    /** @param {string} folder address of the folder with the files of one language, with a slash at its end */
    constructor(folder) {
      this.folder = folder
      this.files = new Map()
      this.tables = new Map()
    }

    /** The contents of a file, fetched once. */
    file(name) {
      if (!this.files.has(name)) {
        const promise = new Promise((resolve, reject) => {
          pending.set(name, resolve)
          const script = document.createElement("script")
          script.src = `${this.folder}${name}.js`
          script.onload = () => script.remove()
          script.onerror = () => { this.files.delete(name); script.remove(); reject(new Error(script.src)) }
          document.head.append(script)
        })
        this.files.set(name, promise)
      }
      return this.files.get(name)
    }

    /** What must be known first. */
    async open() {
      this.about = await this.file("index")
      this.common = new Set(this.about.common)
      return this.about
    }

    /** Which pieces of a table hold the words that begin so; the one that holds just the word, if exact. */
    range(table, beginning, exact) {
      const cuts = this.about.cuts[table]
      let first = 0
      while (first + 1 < cuts.length && cuts[first + 1] <= beginning) first++
      const pieces = cuts.length ? [first] : []
      if (!exact) for (let next = first + 1; next < cuts.length && cuts[next].startsWith(beginning); next++) pieces.push(next)
      return pieces
    }

    /** Pieces of a table, as MiniSearch or, for near, as a map. */
    pieces(table, numbers) {
      return Promise.all(numbers.map(async (number) => {
        const name = `${table}-${number}`
        if (!this.tables.has(name)) {
          const text = await this.file(name)
          if (!this.tables.has(name)) this.tables.set(name, table === "near" ? mapOf(text) : this.hydrate(text, table))
        }
        return this.tables.get(name)
      }))
    }

    /** A piece as MiniSearch's own form of an index (its serialization, version 2). */
    hydrate(text, table) {
      const fields = FIELDS[table]
      const ones = fields.map(() => 1)
      const numbers = new Map()
      const index = text.split("\n").map((line) => {
        const [word, ...postings] = line.split("\t")
        const data = {}
        postings.forEach((field, at) => {
          if (!field) return
          const documents = (data[at] = {})
          let number = 0
          for (const item of field.split(" ")) {
            const mark = item.indexOf("'")
            number += parseInt(mark < 0 ? item : item.slice(0, mark), 36)
            if (!numbers.has(number)) numbers.set(number, numbers.size)
            documents[numbers.get(number)] = mark < 0 ? 1 : item.length - mark + 1
          }
        })
        return [word, data]
      })
      const documentIds = {}
      const fieldLength = {}
      for (const [number, short] of numbers) {
        documentIds[short] = number
        fieldLength[short] = ones
      }
      return globalThis.MiniSearch.loadJS({
        documentCount: table === "lead" ? this.about.pages : this.about.places,
        nextId: numbers.size, documentIds, fieldLength,
        fieldIds: Object.fromEntries(fields.map((field, at) => [field, at])),
        averageFieldLength: ones, storedFields: {}, dirtCount: 0, index, serializationVersion: 2,
      }, { fields, tokenize: (term) => [term], processTerm: (term) => term })
    }

    /** Adds to hits what MiniSearch finds for a term in a table. */
    async ask(hits, table, term, weight, { prefix = false, slipsUpTo = 0 } = {}) {
      // A slip may be anywhere; here are the words that share the beginning, near() knows the others.
      const beginning = slipsUpTo ? term.slice(0, 2) : term
      for (const piece of await this.pieces(table, this.range(table, beginning, !prefix && !slipsUpTo))) {
        const options = {
          fields: Object.keys(BOOST[table]), boost: BOOST[table], bm25: BM25, prefix,
          fuzzy: slipsUpTo ? slipsUpTo + 1 : false, weights: { fuzzy: 1, prefix: 0.6 },
        }
        for (const found of piece.search(term, options)) {
          let matched = Object.keys(found.match)
          if (slipsUpTo) matched = matched.filter((other) => slips(term, other, slipsUpTo) <= slipsUpTo)
          if (matched.length) note(hits[table], found.id, found.score * weight, matched)
        }
      }
    }

    /** Where a word of the query is found: in names (by page) and in text (by place). */
    async lookUp(parts) {
      const word = accepted(joined(parts))
      const hits = { lead: new Map(), text: new Map(), word, exact: false, slip: false }
      const number = /^[0-9]+$/.test(word)
      const bases = [...new Set([stem(word), stem(joined(kernel(parts)))])].filter((base) => base !== word)
      const asked = [this.ask(hits, "lead", word, 1, { prefix: !number || word.length < 4 })]
      if (!this.common.has(word)) asked.push(this.ask(hits, "text", word, 1, { prefix: !number && word.length > 2 }))
      for (const base of bases) asked.push(this.ask(hits, "lead", base, STEM), this.ask(hits, "text", base, STEM))
      const inner = kernel(parts)
      const perPart = inner.length > 1 ? Promise.all(inner.map((part) => this.lookUp([part]))) : null
      await Promise.all(asked)
      if (perPart) addTogether(hits, await perPart)
      const known = new Set([word, ...bases])
      const met = (map) => [...map.values()].some((hit) => [...hit.terms].some((term) => known.has(term)))
      hits.exact = this.common.has(word) || met(hits.lead) || met(hits.text) || (perPart !== null && hits.lead.size + hits.text.size > 0)
      if (!hits.exact) await this.forgive(hits, word)
      return hits
    }

    /** Looks for the words that a slip has turned into this one: names first; what is in no name, in text. */
    async forgive(hits, word) {
      const most = forgiven(word)
      if (!most) return
      const begun = hits.lead.size + hits.text.size > 0
      const candidates = await this.near(word)
      for (const table of begun || word.length < 4 ? ["lead"] : ["lead", "text"]) {
        const found = { lead: new Map(), text: new Map() }
        await Promise.all([
          this.ask(found, table, word, SLIP, { slipsUpTo: most }),
          ...candidates.map((term) => this.ask(found, table, term, SLIP)),
        ])
        if (!found[table].size) continue
        const meant = new Map()
        for (const { terms: others } of found[table].values()) for (const other of others) meant.set(other, slips(word, other, most))
        const least = Math.min(...meant.values())
        const nearest = [...meant.keys()].filter((other) => meant.get(other) === least)
        for (const [id, hit] of found[table]) if (nearest.some((other) => hit.terms.has(other))) note(hits[table], id, hit.score, nearest.filter((other) => hit.terms.has(other)))
        if (table === "lead") await Promise.all(nearest.slice(0, 6).map((other) => this.ask(hits, "text", other, SLIP)))
        hits.slip = !begun
        return
      }
    }

    /** The words that differ from this one in their first letters. */
    async near(word) {
      if (word.length < 3) return []
      const beginnings = [word, word.slice(1), word[0] + word.slice(2)]
      const found = new Set([word[1] + word[0] + word.slice(2), word.slice(1), word[0] + word.slice(2)])
      await Promise.all(beginnings.map(async (beginning) => {
        for (const map of await this.pieces("near", this.range("near", beginning, true)))
          for (const other of map.get(beginning) || []) if (slips(word, other, 1) <= 1) found.add(other)
      }))
      return [...found]
    }

    /** Pages whose whole name is the query, begins like it, or differs by a slip: page → part of WHOLE. */
    async names(query, forgive) {
      const found = new Map()
      const most = (name) => (forgive ? (name.length < 9 ? forgiven(name) && 1 : 2) : 0)
      const keys = [key(query), shortKey(query), stemKey(query)]
      await Promise.all([...new Set(keys)].filter(Boolean).map(async (name) => {
        // Without its endings a name may be another one.
        const sure = name === keys[0] || name === keys[1] ? 1 : 0.95
        const allowed = most(name)
        const beginning = allowed ? name.slice(0, 2) : name
        for (const piece of await this.pieces("lead", this.range("lead", beginning, false)))
          for (const hit of piece.search(name, { fields: ["whole"], bm25: BM25, prefix: true, fuzzy: allowed ? allowed + 1 : false }))
            for (const term of Object.keys(hit.match)) {
              const value = likeness(name, term, allowed) * sure
              if (value > (found.get(hit.id) || 0)) found.set(hit.id, value)
            }
      }))
      return found
    }

    /** Everything for a query: pages, best first, and which words were taken for others. */
    async search(query) {
      let asked = words(query)
      const telling = asked.filter((parts) => !stop.has(joined(parts)))
      if (telling.length) asked = telling
      if (!asked.length) return null
      let hits = await Promise.all(asked.map((parts) => this.lookUp(parts)))
      hits = await this.rejoin(asked, hits)
      const names = await this.names(query, hits.some((hit) => !hit.exact))
      const pages = this.rank(hits, names)
      const best = pages.slice(0, COMPARED)
      await Promise.all(best.map((page) => this.comparePhrase(page, hits)))
      best.sort((a, b) => b.score - a.score || a.page - b.page)
      const all = [...best, ...pages.slice(COMPARED)]
      return {
        query, hits, pages: all, terms: new Set(hits.flatMap((hit) => [...hit.matched])),
        slip: hits.some((hit) => hit.slip),
      }
    }

    /** Where a word is found nowhere, tries it together with its neighbour: a space too many. */
    async rejoin(asked, hits) {
      const kept = []
      for (let index = 0; index < hits.length; index++) {
        const next = hits[index + 1]
        if (next && !(hits[index].exact && next.exact)) {
          const both = await this.lookUp([joined(asked[index]) + joined(asked[index + 1])])
          if (both.exact) {
            kept.push(both)
            index++
            continue
          }
        }
        kept.push(hits[index])
      }
      return kept
    }

    /** Pages with their best places, best first. */
    rank(hits, names) {
      const pages = new Map()
      const pageOf = (number) => {
        if (!pages.has(number)) pages.set(number, { page: number, lead: hits.map(() => 0), places: new Map(), name: names.get(number) || 0 })
        return pages.get(number)
      }
      hits.forEach((hit, at) => {
        hit.matched = new Set()
        for (const [number, { score, terms: found }] of hit.lead) {
          pageOf(number).lead[at] = score
          for (const term of found) hit.matched.add(term)
        }
        for (const [place, { score, terms: found }] of hit.text) {
          const { places } = pageOf(Math.floor(place / this.about.room))
          if (!places.has(place)) places.set(place, hits.map(() => 0))
          places.get(place)[at] = score
          for (const term of found) hit.matched.add(term)
        }
      })
      for (const number of names.keys()) pageOf(number)
      const scored = [...pages.values()].map((page) => this.score(page, hits))
      scored.sort((a, b) => b.score - a.score || a.page - b.page)
      // What is far below the best is no answer; a whole name does not count here, or nothing would stand beside it.
      const most = Math.max(0, ...scored.map((page) => page.value))
      return scored.filter((page) => page.score > most * FAR_BELOW)
    }

    /** The score of a page: its names, its best place, and how much of the query the two cover. */
    score(page, hits) {
      const always = hits.map((hit) => this.common.has(hit.word))
      const whole = page.lead.every((score, at) => score > 0 || always[at])
      // A name that has but a part of the query is hardly what was meant.
      const lead = page.lead.map((score) => (whole ? score : score * PART_OF_NAME))
      const cover = (scores) => hits.reduce((sum, _, at) => sum + (lead[at] > 0 || scores[at] > 0 || always[at]), 0) / hits.length
      const sum = (scores) => scores.reduce((total, score, at) => total + lead[at] + score, 0)
      const none = hits.map(() => 0)
      const places = [...page.places]
        .map(([place, scores]) => ({ place, value: sum(scores) * cover(scores) ** 3 }))
        .sort((a, b) => b.value - a.value || a.place - b.place)
      const value = places.length ? places[0].value : sum(none) * cover(none) ** 3
      const name = page.name >= 1 ? WHOLE : page.name * WHOLE_PART
      return {
        page: page.page, kind: this.kindOf(page.page), value, score: value + name + Math.log1p(places.length) * 0.3,
        // A page that is called so is a result as a whole; others lead to their best place.
        whole: page.name >= 1 || whole, led: page.lead.some((score) => score > 0), places: places.slice(0, 4).map(({ place }) => place),
      }
    }

    kindOf(page) {
      return this.about.kinds.filter(([, first]) => first <= page).at(-1)[0]
    }

    /** Lets a page rise whose place has the words of the query side by side, and finds the best of its places. */
    async comparePhrase(page, hits) {
      page.content = await this.content(page)
      if (hits.length < 2) return
      const runs = page.content.places.map(({ heading, text }) => Math.max(longestRun(text, hits), longestRun(heading, hits)))
      const most = Math.max(0, ...runs, longestRun(page.content.title, hits))
      page.score *= 1 + (most - 1) / hits.length
      const order = page.places.map((place, at) => ({ place, run: runs[at], at })).sort((a, b) => b.run - a.run || a.at - b.at)
      page.content.places = order.map(({ at }) => page.content.places[at])
      page.places = order.map(({ place }) => place)
    }

    /** A page's title and address, and the texts of its best places. */
    async content(page) {
      const places = page.places.slice(0, 2)
      const wanted = new Set(places.map((place) => Math.floor((place % this.about.room) / this.about.slice)))
      if (!wanted.size) wanted.add(0)
      const slices = new Map()
      await Promise.all([...wanted].map(async (slice) => slices.set(slice, await this.file(`${page.page}-${slice}`))))
      const [url, title, description, aliases] = slices.values().next().value
      page.places = places
      return {
        url, title, description, aliases,
        places: places.map((place) => {
          const own = place % this.about.room
          const [anchor, heading, text] = slices.get(Math.floor(own / this.about.slice))[4][own % this.about.slice]
          return { anchor, heading, text }
        }),
      }
    }

    /** Words of names that are most like the words of a query that found nothing. */
    async suggestions(query) {
      const found = new Map()
      for (const parts of words(query)) {
        const word = joined(parts)
        const most = Math.max(1, Math.floor(word.length * 0.45))
        for (const beginning of new Set([word[0], word[1] || word[0]]))
          for (const piece of await this.pieces("lead", this.range("lead", beginning, false)))
            for (const hit of piece.search(word, { fields: ["title", "alias"], fuzzy: most, bm25: BM25 }))
              for (const term of Object.keys(hit.match)) {
                const distance = slips(word, term, most)
                if (term.length > 2 && distance < (found.get(term)?.distance ?? most + 1)) found.set(term, { distance, page: hit.id })
              }
      }
      const nearest = [...found].sort((a, b) => a[1].distance - b[1].distance || b[0].length - a[0].length).slice(0, 8)
      const spelled = await Promise.all(nearest.map(async ([term, { page }]) => {
        const [, title, , aliases] = await this.file(`${page}-0`)
        return [title, ...aliases].flatMap((name) => chunks(name)).filter((chunk) => chunk.word && matches(chunk.text, new Set([term])))[0]?.text
      }))
      return [...new Set(spelled.filter(Boolean))].slice(0, 4)
    }
  }

  /** Keeps the better of two finds, and all the words that led there. */
  function note(map, id, score, matched) {
    const hit = map.get(id)
    if (!hit) map.set(id, { score, terms: new Set(matched) })
    else {
      hit.score = Math.max(hit.score, score)
      for (const term of matched) hit.terms.add(term)
    }
  }

  /** Adds what all the parts of a word were found in together. */
  function addTogether(hits, perPart) {
    for (const table of ["lead", "text"])
      for (const [id, first] of perPart[0][table]) {
        const all = perPart.map((part) => part[table].get(id))
        if (!all.every(Boolean)) continue
        const score = all.reduce((sum, hit) => sum + hit.score, 0) / all.length
        note(hits[table], id, score * STEM, [...first.terms, ...all.flatMap((hit) => [...hit.terms])])
      }
  }

  /** How like a whole name is to what was typed: 1 the same, less for the beginning of a name or a slip. */
  function likeness(typed, name, allowed) {
    if (typed === name) return 1
    if (name.startsWith(typed)) return Math.min(0.95, typed.length / name.length)
    const distance = slips(typed, name, allowed)
    return distance <= allowed ? 0.95 * (1 - distance / typed.length) : 0
  }

  function mapOf(text) {
    return new Map(text.split("\n").map((line) => { const [word, value] = line.split("\t"); return [word, value.split(" ")] }))
  }

  /** A text as a list of words and of what is between them; marks and half-spaces belong to the word. */
  function chunks(text) {
    return text.split(/([\p{L}\p{M}\p{N}\u200c\u0640]+(?:[-'’.][\p{L}\p{M}\p{N}\u200c]+)*)/u).map((piece, at) => ({ text: piece, word: at % 2 === 1 }))
  }

  const matches = (text, wanted) => words(text).some((parts) => terms(parts).some((term) => wanted.has(term)))

  /** The greatest number of different words of the query that stand side by side in a text. */
  function longestRun(text, hits) {
    let best = 0
    let run = []
    for (const chunk of chunks(text)) {
      if (!chunk.word) {
        if (/[\n·.؟?!]/.test(chunk.text)) run = []
        continue
      }
      const found = words(chunk.text)
      const all = found.flatMap((parts) => terms(parts))
      if (found.every((parts) => stop.has(joined(parts)))) continue
      const at = hits.findIndex((hit, index) => !run.includes(index) && (all.includes(hit.word) || all.some((term) => hit.matched.has(term))))
      run = at < 0 ? [] : [...run, at]
      best = Math.max(best, run.length)
    }
    return best
  }

  /** The part of a text with most finds, as a list of {text, mark}. */
  function excerpt(text, wanted) {
    const all = chunks(text.replace(/\n/g, " · ")).map((chunk) => ({ text: chunk.text, word: chunk.word, mark: chunk.word && matches(chunk.text, wanted) }))
    const marks = all.flatMap((chunk, at) => (chunk.mark ? [at] : []))
    const width = EXCERPT * 2
    let start = 0
    if (marks.length) {
      const inWindow = (from) => new Set(marks.filter((at) => at >= from && at < from + width).map((at) => all[at].text)).size
      start = marks.reduce((best, from) => (inWindow(from) > inWindow(best) ? from : best), marks[0])
      start = Math.max(0, Math.min(start - 12, all.length - width))
    }
    const shown = all.slice(start, start + width)
    if (start > 0) shown.unshift({ text: "… ", mark: false })
    if (start + width < all.length) shown.push({ text: " …", mark: false })
    return shown
  }

  globalThis.atlasEngine = { Engine, excerpt, matches, chunks, slips }
})()

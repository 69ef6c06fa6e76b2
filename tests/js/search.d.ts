// The search: what the build writes for it, what its parts give to each other, and what MiniSearch gives to them.

// ---- what the build writes (scripts/atlas/search/files.py) ----------------------------------------

/** The parts of a word, between half-spaces. */
type Parts = string[]
/** Months by what they are called, for each of the two calendars. */
interface Months {
  gregorian: Record<string, number>
  hijri: Record<string, number>
}
/** The page of a record that a query names, and the words that name it. */
interface NamedPage {
  url: string
  title: string
  words: string[]
}
/** A row of answers.yml: a question that a page of the site answers as a whole. */
interface Question {
  /** What it needs of a date; none if it is asked without one. */
  date?: "day" | "month" | "year" | "year alone"
  /** Whether it is for queries that have only words which nearly every page has. */
  common?: boolean
  /** How many partners it names. */
  named?: number
  /** Whether a city in which the subject has a mission names a partner too. */
  seats?: boolean
  /** Whether the query has no word but these, the partner's name, and words that say nothing. */
  alone?: boolean
  /** A part that the partner's page has. */
  part?: string
  /** Of each group a word must be in the query. */
  groups: string[][]
  url: string
  title: string
  say: string
}
/** What the index says of itself (index.js). */
interface About {
  pages: number
  places: number
  slice: number
  room: number
  /** Kinds of pages, and the number of the first page of each. */
  kinds: [string, number][]
  /** The first word of each piece of each table. */
  cuts: Record<string, string[]>
  common: string[]
  acronyms: string[]
  months: Months
  ordinals: Record<string, number>
  answers: Question[]
  /** Words of what the box at the head of a page says, words that ask for more, parts that give no reasons. */
  box: { words: string[]; not: string[]; anchors: string[] }
  /** Pages on relations by the cities in which the subject has a mission. */
  seats: Record<string, number[]>
  /** Pages on relations by parts that they have and that answer questions. */
  parts: Record<string, number[]>
  messages: Record<string, string>
  browse: [string, string][]
}
/** Anchor, heading, text, and 1 if it repeats what others have said wrongly. */
type PlaceRow = [anchor: string, heading: string, text: string, aside?: number]
/** A slice of a page: address, title, description, other names, and the places in it. */
type PageFile = [url: string, title: string, description: string, aliases: string[], places: PlaceRow[]]

// ---- MiniSearch ----------------------------------------------------------------------------------

/** One find: a page or a place, how much it weighs, and which words of the index led there. */
interface Find {
  id: number
  score: number
  match: Record<string, string[]>
}
/** A piece of a table of names ("lead", by page) or of texts ("text", by place). */
interface Piece {
  search(term: string, options: object): Find[]
}
declare var MiniSearch: { loadJS(stored: object, options: object): Piece }

// ---- what the parts of the engine give to each other ---------------------------------------------

/** A table of finds: of names, or of texts. */
type Table = "lead" | "text"
interface Hit {
  score: number
  terms: Set<string>
}
/** Finds by page or by place. */
type Hits = Map<number, Hit>
/** Where one word of a query is found. */
interface Word {
  lead: Hits
  text: Hits
  word: string
  /** Whether it is found as it was typed. */
  exact: boolean
  /** Whether it was taken for another by a slip. */
  slip: boolean
  /** The words of the index by which it is marked. */
  matched: Set<string>
  /** The words that it was taken for. */
  taken: string[]
  parts: Parts
}
interface FoundDate {
  days: string[]
  month: string
  start: string
  rest: string
}
/** A query as it was understood. */
interface Reading {
  query: string
  date: FoundDate | null
  hits: Word[]
  meant?: string
}
interface Place {
  anchor: string
  heading: string
  text: string
  aside: number
}
/** What is shown of a page; ``day`` and ``year`` are those of an answer. */
interface Content {
  url: string
  title: string
  description: string
  aliases: string[]
  places: Place[]
  day?: string
  year?: string
}
/** A page in the order of results; an answer is one too, and has the number -1. */
interface Result {
  page: number
  /** Its kind, once it is known. */
  kind?: string
  /** How well its best place fits, and how well without its names. */
  value?: number
  spoken?: number
  score?: number
  /** Whether it is a result as a whole, and whether a name of it was found. */
  whole: boolean
  led: boolean
  places: number[]
  content?: Content
  /** Of an answer: whether words of the query ask for it, not its date alone. */
  asked?: boolean
}
/** A page whose contents were fetched, as it is shown. */
interface Shown extends Result {
  kind: string
  content: Content
}
/** All that was found for a query. */
interface Found {
  query: string
  meant?: string
  hits: Word[]
  pages: Result[]
  /** The words to mark. */
  terms: Set<string>
  slip: boolean
  /** The words that were marked, as pages spell them. */
  spelled?: string[]
}
/** What a query wishes for besides its words: years, reasons; anchors of parts that give none. */
interface Wish {
  years: string[]
  reason: boolean
  tables: string[]
}
/** An answer that the site offers. */
interface Offer {
  url: string
  title: string
  say: string
  day: string
  year: string
  asked: boolean
}
interface Partner {
  id: string
  title: string
}
interface Excerpt {
  text: string
  mark: boolean
}
/** How far a term may be from what is found. */
interface Leeway {
  prefix?: boolean
  slipsUpTo?: number
}
interface PiecesOfIndex {
  about: About
  open(): Promise<About>
  ofPage(page: number, slice?: number): Promise<PageFile>
  table(name: Table, beginning: string, exact: boolean): Promise<Piece[]>
  find(table: Table, term: string, leeway?: Leeway): Promise<Find[]>
  findNames(term: string, leeway?: Leeway): Promise<Find[]>
  listed(table: string, term: string): Promise<string[]>
}
interface Words {
  common: Set<string>
  word(parts: Parts): Promise<Word>
  date(date: FoundDate): Promise<Word>
  hear(word: Word): Promise<void>
  forgive(word: Word): Promise<void>
}
interface SearchEngine {
  pieces: PiecesOfIndex
  about: About
  common: Set<string>
  reasons: Set<string>
  kindOf(page: number): string
  open(): Promise<About>
  search(query: string): Promise<Found | null>
  content(page: Result, count?: number): Promise<Content>
  suggestions(query: string): Promise<string[]>
}
interface View {
  answer(query: string, found: Found | null, engine: SearchEngine): Promise<Node[]>
  status(query: string, found: Found | null): string
}
interface DialogOfPage {
  messages: Record<string, string>
  browse: [string, string][]
  site: URL
  root: URL
  locale: string
  again: (query: string) => void
}
interface Fold {
  fold(text: string): string
  words(text: string): Parts[]
  terms(parts: Parts): string[]
  look(text: string): { joined: string[]; terms: string[] }
  stem(word: string): string
  kernel(parts: Parts): Parts
  concept(parts: Parts): string
  joined(parts: Parts): string
  accepted(word: string): string
  key(text: string): string
  shortKey(text: string): string
  stemKey(text: string): string
  stop: Set<string>
  asking: Set<string>
}
type Run = (address: string) => Promise<unknown>
interface Search {
  slips(a: string, b: string, most: number): number
  forgiven(word: string): number
  mayBe(typed: string, other: string, most: number, acronyms: Set<string>): boolean
  otherLayout(text: string): string
  translated(text: string): string
  foreign(text: string): boolean
  consonants(word: string): string
  unlike(one: string, other: string): number
  dateIn(text: string, months: Months, ordinals: Record<string, number>): FoundDate | null
  beginningOf(year: string): string
  gregorianYears(year: string): string[]
  wishOf(engine: SearchEngine, query: string): Wish
  fitness(place: Place, wish: Wish): number
  Pieces: new (folder: string, run?: Run) => PiecesOfIndex
  Lookup: new (pieces: PiecesOfIndex) => Words
  wholeNames(pieces: PiecesOfIndex, query: string, forgive: boolean): Promise<Map<number, number>>
  named(engine: SearchEngine, query: string, hits: Word[]): Promise<{ names: Map<number, number>; within: Map<number, Set<string>> }>
  chunks(text: string): { text: string; word: boolean }[]
  matches(text: string, wanted: Set<string>): boolean
  excerpt(text: string, wanted: Set<string>): Excerpt[]
  quotedPhrases(query: string): string[][]
  hasPhrase(text: string, phrase: string[]): boolean
  longestRun(text: string, hits: Word[]): number
  rank(
    hits: Word[],
    names: Map<number, number>,
    within: Map<number, Set<string>>,
    about: { room: number; common: Set<string> },
  ): Result[]
  answers(
    engine: SearchEngine,
    query: string,
    date: FoundDate | null,
    found: { names: Map<number, number>; within: Map<number, Set<string>>; hits: Word[] },
  ): Promise<Result[]>
  answersTo(
    table: Question[],
    query: string,
    date: FoundDate | null,
    named: Partner[],
    count?: number,
    common?: boolean,
    said?: (word: string) => boolean,
    pages?: NamedPage[],
  ): Offer[]
  asksTheBox(box: Set<string>, hits: Word[], name: Set<string>, common: Set<string>): boolean
  raise(engine: SearchEngine, pages: Result[], hits: Word[], asked: string, within?: Map<number, Set<string>>): Promise<Result[]>
  demand(engine: SearchEngine, pages: Result[], phrases: string[][]): Promise<Result[]>
  suggestions(pieces: PiecesOfIndex, query: string): Promise<string[]>
  Engine: new (folder: string, run?: Run) => SearchEngine
  shown(found: Found, engine: SearchEngine, count: number): Promise<[string, Shown[]][]>
  view(page: DialogOfPage): View
}
/** What is done to a text: a normal form, small letters, letters by others, or a pattern by parts of what it met. */
type FoldStep = [what: string, argument: any, put?: (string | number)[]]
/** The table of spellings as folding.py writes it. */
interface FoldTable {
  steps: FoldStep[]
  stop: string[]
  asking: string[]
  words: Record<string, string>
  concepts: Record<string, string>
  endings: [ending: string, put: string, least: number, unless?: string[]][]
  affixes: { before: string[]; after: string[]; half_space_only: string[] }
  keyboards: { latin: string; arabic: string; latin_also: string; arabic_also: string }
  sounds: { letters: Record<string, string>; latin: Record<string, string> }
  translations: Record<string, string>
}
declare var atlasFold: Fold
declare var atlasFoldTable: FoldTable
declare var atlasNames: Record<string, string[]>
declare var atlasSearch: Search
declare var atlasSearchFile: (name: string, value: unknown) => void

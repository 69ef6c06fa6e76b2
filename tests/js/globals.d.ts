// What TypeScript cannot know of the pages' scripts. They are no modules, so that pages opened from a folder can load
// them, and give to each other by globals; and they ask for elements that the pages' own templates write, whose kinds
// stand in the templates.

interface Element {
  dataset: DOMStringMap
  hidden: any
  value: any
  type: any
  href: any
  hash: any
  src: any
  tHead: any
  checked: any
  inert: any
  open: any
  options: any
  lang: string
  dir: string
  tBodies: any
  options: any
  focus(): void
}
interface EventTarget {
  closest(selector: string): Element | null
}
interface HTMLElement {
  checked: any
}
interface Event {
  relatedTarget: any
}
interface Node {
  data: any
}

declare function atlasFullYear(year: number, now: number): number
declare function atlasNearestDay(text: string, first: string, last: string): { day: string; remark: "" | "nonexistent" | "outside" } | null
declare function atlasSameDay(year: string, wished: string): string
declare function atlasLengthOfMonth(year: number, month: number): number
declare function atlasCovers(bounds: Bounds, day: string): "surely" | "possibly" | ""
// The search: the table of spellings as the build writes it, and what its parts give to each other.
type Parts = string[]
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
interface FoundDate {
  days: string[]
  month: string
  start: string
  rest: string
}
interface Excerpt {
  text: string
  mark: boolean
}
interface Search {
  slips(a: string, b: string, most: number): number
  forgiven(word: string): number
  mayBe(typed: string, other: string, most: number, acronyms: Set<string>): boolean
  otherLayout(text: string): string
  translated(text: string): string
  foreign(text: string): boolean
  consonants(word: string): string
  unlike(one: string, other: string): number
  dateIn(text: string, months: Record<string, Record<string, number>>, ordinals: Record<string, number>): FoundDate | null
  beginningOf(year: string): string
  Pieces: new (folder: string, run?: (address: string) => Promise<unknown>) => any
  Lookup: new (pieces: any) => any
  wholeNames(pieces: any, query: string, forgive: boolean): Promise<Map<number, number>>
  namesWithin(pieces: any, query: string, common: Set<string>): Promise<Map<number, Set<string>>>
  chunks(text: string): { text: string; word: boolean }[]
  matches(text: string, wanted: Set<string>): boolean
  excerpt(text: string, wanted: Set<string>): Excerpt[]
  quotedPhrases(query: string): string[][]
  hasPhrase(text: string, phrase: string[]): boolean
  longestRun(text: string, hits: any[]): number
  rank(hits: any[], names: Map<number, number>, within: Map<number, Set<string>>, about: any): any[]
  answersTo(table: any[], query: string, date: FoundDate | null, named: { id: string; title: string }[], count?: number, common?: boolean): any[]
  asksTheBox(box: Set<string>, hits: any[], name: Set<string>, common: Set<string>): boolean
  raise(engine: any, pages: any[], hits: any[], asked: string): Promise<any[]>
  demand(engine: any, pages: any[], phrases: string[][]): Promise<any[]>
  suggestions(pieces: any, query: string): Promise<string[]>
  Engine: new (folder: string, run?: (address: string) => Promise<unknown>) => any
  shown(found: any, engine: any, count: number): Promise<[string, any[]][]>
  view(page: any): any
}
declare var atlasFold: Fold
declare var atlasFoldTable: any
declare var atlasNames: Record<string, string[]>
declare var atlasSearch: Search
declare var atlasSearchFile: (name: string, value: unknown) => void
declare var MiniSearch: any

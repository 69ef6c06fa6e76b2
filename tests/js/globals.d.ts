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
  tabIndex: number
  focus(options?: FocusOptions): void
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

/** What is asked for in the address of the page, and stands there so that it can be linked (atlas.js). */
declare var atlasAddress: {
  /** The value of a parameter; "" without one. */
  asked(name: string): string
  /** Puts a value into the address; an empty one takes the parameter out. */
  remember(name: string, value: string): void
}
declare var atlasHijri: {
  toHijri(time: number): [year: number, month: number, day: number]
  fromHijri(year: number, month: number, day: number): string
}
declare function atlasFullYear(year: number, now: number): number
declare function atlasNearestDay(text: string, first: string, last: string): { day: string; remark: "" | "nonexistent" | "outside" } | null
declare function atlasSameDay(year: string, wished: string): string
declare function atlasLengthOfMonth(year: number, month: number): number
declare function atlasCovers(bounds: Bounds, day: string): "surely" | "possibly" | ""

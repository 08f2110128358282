/** The rules of problems, as the source names them: where a problem is made, and in docstrings. */
import { globSync, readFileSync } from 'node:fs'

/** What people at screens never meet: the command line, backups, the start of a server. */
const elsewhere = /^src\/(cli|importers|web|server\/(backup|postgres|database|import|mail))\//

const ways: readonly RegExp[] = [
  /\brule: '([a-z0-9-]+)'/g,
  /\boneProblem\(\s*'[a-z-]+',\s*'([a-z-]+)'/g,
  /\b(?:keyProblem|because|refusal|problem|told)\(\s*'([a-z]+(?:-[a-z]+)+)'/g,
  /\brule\(\s*'([a-z-]+)'/g,
]
/** The tables of the ledger and of periods: a rule with its sentence. */
const tables: Readonly<Record<string, readonly RegExp[]>> = {
  'src/ledger/refusal-sentences.ts': [/^ +\[?'([a-z-]+)',/gm],
  'src/server/periods.ts': [/^ {2}'([a-z-]+)': \(/gm],
}

/** Each rule that a screen may be told, with a file that names it. */
export function rulesInSource(root: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const path of globSync('src/**/*.ts', { cwd: root }).toSorted()) {
    if (elsewhere.test(path) || path.endsWith('.test.ts')) continue
    const text = readFileSync(`${root}/${path}`, 'utf8')
    const named = [...ways, ...(tables[path] ?? [])].flatMap((way) => [...text.matchAll(way)])
    const listed = [...text.matchAll(/\bProblems?: ([^.;]*)/g)].flatMap(([, list = '']) => [
      ...list.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g),
    ])
    for (const [, rule = ''] of [...named, ...listed]) {
      if (!found.has(rule)) found.set(rule, path)
    }
  }
  return found
}

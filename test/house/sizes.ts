/** The house rule of sizes: 400 lines a file, 50 a function; exceptions may only shrink. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { repository } from '#test/house/files.ts'

/** Something larger than the rule allows: "src/a.ts" or "src/a.ts run", and its lines. */
export type Sizes = Readonly<Record<string, number>>

interface Report {
  readonly diagnostics: readonly { readonly message: string; readonly filename: string }[]
}

/**
 * Whatever is larger than allowed and not in the ratchet with exactly its number: what grew is
 * refused, and what shrank or went asks for the smaller number, so that it can't grow again.
 */
export function sizeFaults(found: Sizes, tolerated: Sizes): string[] {
  const grown = Object.entries(found)
    .filter(([name, lines]) => lines > (tolerated[name] ?? 0))
    .map(([name, lines]) => `${name}: ${lines} lines; split it`)
  const shrunk = Object.entries(tolerated)
    .filter(([name, lines]) => (found[name] ?? 0) < lines)
    .map(([name]) => `${name}: is ${found[name] ?? 'within the rule'} now; say so in ratchet.json`)
  return [...grown, ...shrunk]
}

/** The exceptions that are tolerated today. */
export function ratchet(): Sizes {
  return JSON.parse(readFileSync(join(repository, 'test/house/ratchet.json'), 'utf8')) as Sizes
}

/** What is larger than the rule allows below the folders, measured by the linter's own parser. */
export async function oversized(...folders: string[]): Promise<Sizes> {
  const linter = join(repository, 'node_modules/oxlint/bin/oxlint')
  const config = join(repository, 'test/house/sizes.oxlintrc.json')
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [linter, '-c', config, '--disable-nested-config', '-f', 'json', ...folders],
    { cwd: repository, maxBuffer: 64_000_000, timeout: 120_000 },
  ).catch((failure: unknown) => failure as { stdout: string })
  const report = JSON.parse(stdout) as Report
  const sizes: Record<string, number> = {}
  for (const { message, filename } of report.diagnostics) {
    const lines = Number(/\((\d+)\)/.exec(message)?.[1])
    const named = /function `([^`]+)`/.exec(message)?.[1]
    const what = message.startsWith('File') ? '' : ` ${named ?? 'a nameless function'}`
    const name = filename.replaceAll('\\', '/') + what
    sizes[name] = Math.max(lines, sizes[name] ?? 0)
  }
  return sizes
}

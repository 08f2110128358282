/** House rules of packages: licences that a company may ship, and a reason for each dependency. */

/** A package as the lock file has it. */
export interface LockedPackage {
  readonly license?: string
  readonly dev?: boolean
  readonly link?: boolean
}

const accepted: ReadonlySet<string> = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'Unlicense',
  'CC0-1.0',
  'BlueOak-1.0.0',
  'Zlib',
  'PostgreSQL',
])

/** Whether an SPDX expression leaves a way to use the package: one side of OR, both of AND. */
export function isAccepted(license: string): boolean {
  const bare = license.trim().replace(/^\((.*)\)$/, '$1')
  if (/[()]/.test(bare)) return false
  return bare
    .split(/\s+OR\s+/)
    .some((side) => side.split(/\s+AND\s+/).every((one) => accepted.has(one.trim())))
}

/**
 * Packages that would be shipped under a licence that is not in our list. `installed` answers the
 * licence in a package's own package.json, asked where the lock file does not say it.
 */
export function licenceFaults(
  packages: Readonly<Record<string, LockedPackage>>,
  installed: (path: string) => string | undefined,
): string[] {
  return Object.entries(packages)
    .filter(([path, { dev, link }]) => path !== '' && dev !== true && link !== true)
    .map(([path, { license }]) => ({ path, license: license ?? installed(path) }))
    .filter(({ license }) => license === undefined || !isAccepted(license))
    .map(({ path, license }) => `${path}: licence ${license ?? 'unknown'}`)
}

/** Dependencies without a line in the README's table, and lines without a dependency. */
export function reasonFaults(names: readonly string[], readme: string): string[] {
  const section = /^## Dependencies$([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(readme)?.[1] ?? ''
  const rows = [...section.matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)]
  const reasons = new Map(rows.map((row) => [row[1] ?? '', (row[2] ?? '').trim()]))
  const without = names
    .filter((name) => (reasons.get(name) ?? '').length < 10)
    .map((name) => `README.md: "${name}" has no reason in the table of dependencies`)
  const stale = [...reasons.keys()]
    .filter((name) => !names.includes(name))
    .map((name) => `README.md: "${name}" is no dependency any more`)
  return [...without, ...stale]
}

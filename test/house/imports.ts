/** The house rule of import arrows: which room may import which, and how an import is written. */
import { isCode, type SourceFile } from '#test/house/files.ts'

const belowServer = [
  'base',
  'ledger',
  'kit',
  'permissions',
  'lists',
  'records',
  'jurisdictions',
  'departments',
  'importers',
  'languages',
]

/** What each room may import besides itself. A test file beside the code may import all. */
export const arrows: ReadonlyMap<string, readonly string[]> = new Map([
  ['base', []],
  ['ledger', ['base']],
  ['kit', ['base', 'ledger']],
  ['permissions', ['base', 'ledger', 'kit']],
  ['lists', ['base', 'ledger', 'kit']],
  ['records', ['base', 'ledger', 'kit', 'lists']],
  ['jurisdictions', ['base']],
  ['departments', ['base', 'ledger', 'kit', 'permissions', 'jurisdictions']],
  ['importers', ['base', 'ledger', 'jurisdictions']],
  ['languages', ['kit']],
  ['server', [...belowServer]],
  ['cli', [...belowServer, 'server']],
  [
    'web',
    ['base', 'ledger', 'kit', 'permissions', 'lists', 'jurisdictions', 'departments', 'languages'],
  ],
])

/** Departments in their order: each imports only from those before it. */
export const departments: readonly string[] = [
  'register',
  'orders',
  'supply',
  'people',
  'service',
  'it',
  'administration',
  'finance',
  'clearing',
  'compliance',
  'analytics',
]

/** One sentence for each import that breaks a rule of the house. */
export function importFaults(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => isCode(path))
    .flatMap((file) => [
      ...placeFaults(file),
      ...importsOf(file.text).flatMap((name) => importFault(file.path, name)),
    ])
}

/** The names that a text imports or re-exports from, static and dynamic, types among them. */
export function importsOf(text: string): string[] {
  const code = text.replaceAll(/^\s*(?:\/\/|\/?\*).*$/gm, '')
  const statement = /^(?:import|export)\s(?:[^'"`;]*?\sfrom\s+)?(['"])([^'"\n]+)\1/gm
  const dynamic = /\b(?:import|require)\(\s*(['"])([^'"\n]+)\1/g
  return [...code.matchAll(statement), ...code.matchAll(dynamic)].map((found) => found[2] ?? '')
}

function placeFaults({ path }: SourceFile): string[] {
  const faults: string[] = []
  if (/\/index\.tsx?$/.test(path)) faults.push(`${path}: no barrels; name the file by its noun`)
  if (path.endsWith('.tsx') && !path.startsWith('src/web/')) {
    faults.push(`${path}: .tsx stands only under src/web`)
  }
  const room = roomOf(path)
  if (path.startsWith('src/') && !arrows.has(room)) {
    faults.push(`${path}: "${room}" is not a room of the design`)
  }
  return faults
}

function importFault(path: string, name: string): string[] {
  const from = roomOf(path)
  if (name.startsWith('.')) {
    const target = resolve(path, name)
    if (roomOf(target) === from) return []
    return [`${path}: "${name}" climbs out of its room; write #${roomOf(target)}/…`]
  }
  if (!name.startsWith('#')) return []
  const to = name.slice(1).split('/')[0] ?? ''
  if (!/\.tsx?$|\.json$|\.css$/.test(name))
    return [`${path}: "${name}" is written without its ending`]
  if (mayImportAll(path)) return []
  if (to === from) return departmentFault(path, name)
  if (arrows.get(from)?.includes(to) === true) return []
  return [`${path}: ${from} may not import ${to} ("${name}")`]
}

function departmentFault(path: string, name: string): string[] {
  if (!path.startsWith('src/departments/')) return []
  const from = departments.indexOf(path.split('/')[2] ?? '')
  const to = departments.indexOf(name.split('/')[1] ?? '')
  if (from === -1 || (to !== -1 && to <= from)) return []
  return [`${path}: imports "${name}", a department after its own`]
}

function mayImportAll(path: string): boolean {
  return !path.startsWith('src/') || /\.test\.tsx?$/.test(path)
}

function roomOf(path: string): string {
  const parts = path.split('/')
  return (parts[0] === 'src' ? parts[1] : parts[0]) ?? ''
}

function resolve(path: string, name: string): string {
  const parts = path.split('/').slice(0, -1)
  for (const part of name.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.') parts.push(part)
  }
  return parts.join('/')
}

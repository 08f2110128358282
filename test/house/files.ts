/** The repository's own files, as the house rules read them. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface SourceFile {
  /** From the top of the repository, with `/`: "src/base/id.ts". */
  readonly path: string
  readonly text: string
}

/** Where the repository lies on this machine. */
export const repository = fileURLToPath(new URL('../..', import.meta.url))

const folders = ['src', 'test', 'bench', 'bin', 'verifier', 'migrations', 'examples', 'docs', '.ci']
// A worktree's pointer to its repository, and what npm writes.
const notOurs: ReadonlySet<string> = new Set(['.git', 'package-lock.json'])
const largest = 1_000_000

/** Every text file of ours: those at the top and all below our folders; no installed packages. */
export function ownFiles(): SourceFile[] {
  const top = readdirSync(repository, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !notOurs.has(entry.name))
    .map((entry) => entry.name)
  const below = folders.flatMap((folder) => filesBelow(folder))
  return [...top, ...below].sort().flatMap((path) => readText(path))
}

/** Whether the file is code that the size, doc and import rules speak about. */
export function isCode(path: string): boolean {
  return /^(src|test|bench)\/.*\.tsx?$/.test(path)
}

function filesBelow(folder: string): string[] {
  const found = statSync(join(repository, folder), { throwIfNoEntry: false })
  if (found === undefined) return []
  return readdirSync(join(repository, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(repository.length))
    .map((path) => path.split(sep).join('/'))
    .filter((path) => !path.includes('node_modules/'))
}

function readText(path: string): SourceFile[] {
  const file = join(repository, path)
  if (statSync(file).size > largest) return []
  const text = readFileSync(file, 'utf8')
  return text.includes('\0') ? [] : [{ path, text }]
}

/** Builds the browser's part where what was built is not of these sources. */

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folders and files of which it is made; what it imports of other rooms are types alone. */
const sources = [
  ...['base', 'kit', 'languages', 'web'].map((room) => `src/${room}`),
  'vite.config.ts',
  'package-lock.json',
]

/**
 * Makes sure that `build/web` is what the sources say; a second or two where it is not. Answers the
 * builder's exit code.
 */
export async function buildWeb(root, node) {
  const mark = join(root, 'build/web/.made-of')
  const wanted = hashOf(root)
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return 0
  process.stderr.write('Building the screens …\n')
  const builder = join(root, 'node_modules/vite/bin/vite.js')
  const child = spawn(node, [builder, 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const code = await new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (ended) => resolve(ended ?? 1))
  })
  if (code === 0) writeFileSync(mark, wanted)
  return code
}

function hashOf(root) {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const path of filesOf(root, source))
      hash.update(path).update(readFileSync(join(root, path)))
  }
  return hash.digest('hex')
}

function filesOf(root, source) {
  if (source.includes('.')) return [source]
  return readdirSync(join(root, source), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
}

/** How the browser's part is built: one shell, and a file for each page that is opened later. */
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

interface Known {
  readonly getModuleInfo: (id: string) => { readonly importedIds: readonly string[] } | null
}

/**
 * What the first page imports at once, and so does every page after it, comes as one file: a browser
 * asks for six at a time, and each further one waits for its turn.
 */
function shell(entry: string): (id: string, known: Known) => string | null {
  let found: Set<string> | null = null
  return (id, known) => {
    found ??= importedFrom(entry, known)
    return found.has(id) ? 'shell' : null
  }
}

/** A module and all that it imports, but for what it imports only when it is needed. */
function importedFrom(entry: string, known: Known): Set<string> {
  const found = new Set([entry])
  for (const id of found) {
    const imported = known.getModuleInfo(id)?.importedIds ?? []
    // The library's index names every component; those that the first page uses are these.
    const used = id.endsWith(components) ? imported.filter((one) => ofShell.test(one)) : imported
    used.forEach((one) => found.add(one))
  }
  return found
}

const components = '@mantine/core/esm/index.mjs'
const ofShell =
  /esm\/(core\/|components\/(Button|CloseButton|Menu|Modal|TextInput|PasswordInput)\/)/

const folder = join(import.meta.dirname, 'src/web')

export default defineConfig({
  root: folder,
  plugins: [react()],
  build: {
    outDir: join(import.meta.dirname, 'build/web'),
    emptyOutDir: true,
    target: 'es2024',
    // The shell is few files on purpose; a test holds its size.
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { debugName: 'shell', name: shell(join(folder, 'main.tsx')), priority: 2 },
            // What several pages need comes with the first of them, as one file, too.
            { name: 'pages', minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  logLevel: 'warn',
})

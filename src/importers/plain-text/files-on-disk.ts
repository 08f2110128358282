/** The files of a journal on this machine's disk: for the command line, never for the server. */
import { globSync, readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join } from 'node:path'
import type { JournalFiles } from './files.ts'

/**
 * Reads journals and their includes from the disk; `~/` stands for the user's home folder.
 * Braces and round brackets are no wildcards: they would let a pattern grow without bound.
 */
export function filesOnDisk(): JournalFiles {
  return {
    find(pattern, from) {
      const path = pattern.startsWith('~/') ? homedir() + pattern.slice(1) : pattern
      const whole = isAbsolute(path) ? path : join(dirname(from), path)
      if (isFile(whole)) return [whole]
      if (/[{}()]/.test(pattern)) return []
      return [...globSync(whole)].filter(isFile).sort()
    },
    read(file) {
      try {
        return readFileSync(file)
      } catch {
        return null
      }
    },
  }
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    // A name with a NUL character is an error of its own kind, and no file either.
    return false
  }
}

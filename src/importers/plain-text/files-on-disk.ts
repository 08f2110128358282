/** The files of a journal on this machine's disk: for the command line, never for the server. */
import { globSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, resolve } from 'node:path'
import type { JournalFiles } from './files.ts'

/** Reads journals and their includes from the disk; `~/` stands for the user's home folder. */
export function filesOnDisk(): JournalFiles {
  return {
    find(pattern, from) {
      const path = pattern.startsWith('~/') ? homedir() + pattern.slice(1) : pattern
      return [...globSync(resolve(dirname(from), path))].sort()
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

/** The list of house rules that are checked on the repository itself, read top to bottom. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownFiles, repository } from '#test/house/files.ts'
import { importFaults } from '#test/house/imports.ts'
import { licenceFaults, reasonFaults, type LockedPackage } from '#test/house/packages.ts'
import { oversized, ratchet, sizeFaults } from '#test/house/sizes.ts'
import { columnFaults, openingFaults, wordFaults } from '#test/house/words.ts'

export interface HouseRule {
  readonly sentence: string
  /** One sentence for each place that breaks the rule. */
  readonly faults: () => string[] | Promise<string[]>
}

export const houseRules: readonly HouseRule[] = [
  { sentence: 'imports follow the arrows between rooms', faults: () => importFaults(ownFiles()) },
  { sentence: 'files and functions keep their sizes', faults: findOversized },
  { sentence: 'lines have at most 100 columns', faults: () => columnFaults(ownFiles()) },
  { sentence: 'files open with their role', faults: () => openingFaults(ownFiles()) },
  { sentence: 'no forbidden words or paths', faults: () => wordFaults(ownFiles()) },
  { sentence: 'shipped packages have a free licence', faults: findLicences },
  { sentence: 'each dependency has its reason', faults: findReasons },
]

async function findOversized(): Promise<string[]> {
  return sizeFaults(await oversized('src', 'test', 'bench', 'bin', 'verifier'), ratchet())
}

function findLicences(): string[] {
  const lock = readJson('package-lock.json') as { packages: Record<string, LockedPackage> }
  return licenceFaults(lock.packages, (path) => {
    try {
      return (readJson(join(path, 'package.json')) as LockedPackage).license ?? titleOfLicence(path)
    } catch {
      return undefined
    }
  })
}

/** What the licence file itself is headed with, for a package that does not say it elsewhere. */
function titleOfLicence(path: string): string | undefined {
  const text = readFileSync(join(repository, path, 'LICENSE'), 'utf8')
  return text.startsWith('MIT License\n') ? 'MIT' : undefined
}

function findReasons(): string[] {
  const { dependencies = {}, devDependencies = {} } = readJson('package.json') as {
    dependencies?: Record<string, string>
    devDependencies?: Record<string, string>
  }
  const names = [...Object.keys(dependencies), ...Object.keys(devDependencies)]
  return reasonFaults(names, readFileSync(join(repository, 'README.md'), 'utf8'))
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(repository, path), 'utf8'))
}

/** Reads the text of a journal and of all that it includes, before anything is reckoned. */
import { createHash, type Hash } from 'node:crypto'
import { mostAliasWork } from './alias.ts'
import { obeyDirective } from './directive.ts'
import type { JournalFiles } from './files.ts'
import { decodeText, linesOf, type Lines } from './lines.ts'
import { excerpt, problemList, refuse, type Refusal } from './problem.ts'
import { accountUnder, freshScope, notationOf, type Gathered, type Scope } from './scope.ts'
import { readTransaction, type Place } from './transaction.ts'

const deepestInclude = 50
const longestPattern = 1000
const mostFiles = 10_000
const mostBytes = 512 * 1024 * 1024

interface Reading {
  readonly files: JournalFiles
  readonly all: Gathered
  readonly hash: Hash
  opened: number
  bytes: number
}

/** Reads a journal from its main file; the answer has problems in it, or all that was written. */
export function gatherJournal(
  files: JournalFiles,
  main: string,
  year: number | null,
): { readonly all: Gathered; readonly digest: string } {
  const reading: Reading = {
    files,
    all: nothingGathered(),
    hash: createHash('sha256'),
    opened: 0,
    bytes: 0,
  }
  const bytes = files.read(main)
  if (bytes === null) {
    const message = `The journal ${main} can’t be read; see that it exists and may be read.`
    reading.all.problems.add(main, 0, refuse('file-missing', message))
  } else {
    readFile(reading, main, bytes, freshScope(year), [main])
  }
  return { all: reading.all, digest: reading.hash.digest('hex') }
}

function nothingGathered(): Gathered {
  return {
    problems: problemList(),
    transactions: [],
    prices: [],
    accounts: new Set(),
    accountTypes: new Map(),
    styles: new Map(),
    declaredDecimals: new Map(),
    defaults: [],
    aliasWork: { left: mostAliasWork },
    periodicRules: 0,
    automatedRules: 0,
  }
}

/** `chain` is the files that include one another down to this one, this one last. */
function readFile(
  reading: Reading,
  file: string,
  bytes: Uint8Array,
  scope: Scope,
  chain: readonly string[],
): void {
  reading.opened += 1
  reading.bytes += bytes.length
  reading.hash.update(`${bytes.length}:`).update(bytes)
  const { problems } = reading.all
  if (reading.bytes > mostBytes) {
    const message = 'The journal with its includes is larger than 512 MB; import it in parts.'
    return problems.add(file, 0, refuse('too-much-text', message))
  }
  const text = decodeText(bytes)
  if (typeof text !== 'string') return problems.add(file, text.line, text)
  const lines = linesOf(text)
  const opening = reading.opened
  while (lines.next() && !problems.full()) {
    readBlock({ reading, file, opening, scope, chain, lines })
  }
}

interface Spot {
  readonly reading: Reading
  readonly file: string
  readonly opening: number
  readonly scope: Scope
  readonly chain: readonly string[]
  readonly lines: Lines
}

/** Reads what begins in the current line, with the lines that belong to it. */
function readBlock(spot: Spot): void {
  const { lines, file, reading, scope } = spot
  const { all } = reading
  const line = lines.number
  const text = lines.text
  const first = text[0] ?? ''
  if (first === '' || ';#*%|'.includes(first)) return
  if (first >= '0' && first <= '9') {
    const transaction = readTransaction(lines, placeOf(spot))
    if (transaction !== null) all.transactions.push(transaction)
    return
  }
  if (/\s/.test(first)) {
    const below = text.trim()
    if (below === '' || below.startsWith(';')) return
    const message = `${excerpt(below)} is indented, but no transaction stands directly above it.`
    return all.problems.add(file, line, refuse('stray-line', message))
  }
  if (first === '~' || first === '=') {
    if (first === '~') all.periodicRules += 1
    else all.automatedRules += 1
    while (lines.nextIndented());
    return
  }
  const word = /^[!@]?(include|comment|test)(?:\s+(.*))?$/s.exec(text)
  if (word?.[1] === 'include') return include(spot, (word[2] ?? '').trim())
  if (word !== null) return skipCommentBlock(lines, `end ${word[1]}`)
  const refusal = obeyDirective(lines, scope, all)
  if (refusal !== null) all.problems.add(file, line, refusal)
}

function placeOf({ file, opening, scope, reading }: Spot): Place {
  const { all } = reading
  return {
    file,
    opening,
    year: scope.year,
    notation: notationOf(scope, all),
    bucket: scope.bucket,
    accountOf: (written) => accountUnder(scope, all, written),
    refuse: (line, refusal) => all.problems.add(file, line, refusal),
  }
}

/** A block that is never ended goes to the end of its file, as hledger has it. */
function skipCommentBlock(lines: Lines, end: string): void {
  while (lines.next()) if (lines.text.trim() === end) return
}

function include(spot: Spot, written: string): void {
  const { reading, file, scope, chain, lines } = spot
  const refusal = includeAll(reading, file, scope, chain, written)
  if (refusal !== null) reading.all.problems.add(file, lines.number, refusal)
}

function includeAll(
  reading: Reading,
  file: string,
  scope: Scope,
  chain: readonly string[],
  written: string,
): Refusal | null {
  const pattern = written.replace(/^journal:/, '')
  if (/^[a-z]+:/.test(pattern) || /\.(csv|ssv|tsv|timeclock|timedot|rules)$/.test(pattern)) {
    return refuse('include-format', `${excerpt(written)} is no journal; import it by itself.`)
  }
  if (chain.length >= deepestInclude) {
    const message = `Includes are nested more than ${deepestInclude} deep; make them flatter.`
    return refuse('include-too-deep', message)
  }
  if (pattern.length > longestPattern) {
    const message = `The include ${excerpt(pattern)} is longer than ${longestPattern} characters.`
    return refuse('malformed-directive', message)
  }
  const isPattern = /[*?[]/.test(pattern)
  const found = pattern === '' ? [] : reading.files.find(pattern, file)
  const files = isPattern ? found.filter((name) => name !== file) : found
  if (files.length === 0) {
    return refuse('include-missing', `No file matches ${excerpt(pattern)}; correct the include.`)
  }
  for (const name of files) {
    const refusal = includeOne(reading, name, scope, chain)
    if (refusal !== null) return refusal
    if (reading.all.problems.full()) return null
  }
  return null
}

function includeOne(
  reading: Reading,
  name: string,
  scope: Scope,
  chain: readonly string[],
): Refusal | null {
  if (chain.includes(name)) {
    return refuse('include-loop', `The file ${name} includes itself; take this include out.`)
  }
  if (reading.opened >= mostFiles) {
    const message = `More than ${mostFiles} files are included; put some together.`
    return refuse('too-many-includes', message)
  }
  const bytes = reading.files.read(name)
  if (bytes === null) {
    return refuse('include-missing', `The file ${name} can’t be read; correct the include.`)
  }
  // The copy shares the resolved names: a file that changes its aliases takes a map of its own.
  readFile(reading, name, bytes, { ...scope }, [...chain, name])
  return null
}

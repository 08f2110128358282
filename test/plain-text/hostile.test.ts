/** Damaged and hostile journals are refused with a problem, in time, never by an exception. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { proposeEntries } from '#importers/plain-text/entries.ts'
import { filesOf, type JournalFiles } from '#importers/plain-text/files.ts'
import { journalRules } from '#importers/plain-text/problem.ts'
import { readJournal } from '#importers/plain-text/read.ts'

/** Reads a journal to its last entry; what is refused has a rule, a sentence and a line. */
function survive(bytes: Uint8Array | string): boolean {
  const outcome = readJournal(filesOf({ main: bytes }), 'main', { year: 2026 })
  const proposals = outcome.ok ? proposeEntries(outcome.value) : outcome
  if (proposals.ok) {
    for (const { lines } of proposals.value.entries) assertZero(lines)
    return true
  }
  assert.ok(proposals.problems.length > 0)
  for (const { rule, message, field, line } of proposals.problems) {
    assert.ok(Object.hasOwn(journalRules, rule))
    assert.ok(message.length > 20 && message.length < 400, message)
    assert.ok(message.isWellFormed() && !message.includes('\n'), message)
    assert.ok(Number.isInteger(line) && field.length > 0)
  }
  return false
}

function assertZero(lines: readonly { currency: string; amount: bigint; base?: bigint }[]): void {
  const sums = new Map<string, bigint>()
  for (const { currency, amount, base = 0n } of lines) {
    sums.set(currency, (sums.get(currency) ?? 0n) + amount)
    sums.set('\0base', (sums.get('\0base') ?? 0n) + base)
  }
  assert.deepEqual(
    [...sums.values()].filter((sum) => sum !== 0n),
    [],
  )
}

function inTime(name: string, seconds: number, work: () => void): void {
  const start = performance.now()
  work()
  const taken = (performance.now() - start) / 1000
  assert.ok(taken < seconds, `${name} took ${taken.toFixed(1)} s`)
}

test('random bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      survive(bytes)
    }),
    { numRuns: 500, verbose: 1 },
  )
})

/** What journals are made of, and what breaks them. */
const pieces = [
  ...'2026-01-01|2026/1/2=3/4| * | (c)|payee|\n|\n  |\n\t|  | |a:b|a|[v]|(v)|1|-2.50'.split('|'),
  ...'1,000|1,000.00| 1 000|1e30|$| EUR|"x y"| @ | @@ |{|}|{{1}}|[2026-01-01]|=|=='.split('|'),
  ...'=*|==*|; c|date:1/1|alias |/a.b*/| = |P |D |commodity |account |type:A'.split('|'),
  ...'apply account |end |include main|comment\n|end comment\n|Y2000|year |~ |\r\n'.split('|'),
  ...'\0|\uD800|￼|decimal-mark ,|bucket |0|.|,|+|\u00a0|9999999999999999999999999'.split('|'),
]

test('random text of the grammar’s own pieces', () => {
  const piece = fc.constantFrom(...pieces)
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (parts) => {
      survive(parts.join(''))
    }),
    { numRuns: 3000, verbose: 1 },
  )
})

test('sound transactions with random figures come to zero in every sum', () => {
  const quantity = fc.tuple(fc.integer({ min: -99999, max: 99999 }), fc.integer({ min: 0, max: 4 }))
  const posting = fc.record({
    amount: quantity,
    commodity: fc.constantFrom('EUR', 'USD', 'X', ''),
    cost: fc.option(
      fc.tuple(fc.constantFrom('@', '@@'), fc.nat(99999), fc.constantFrom('EUR', 'USD')),
    ),
  })
  fc.assert(
    fc.property(fc.array(posting, { minLength: 1, maxLength: 6 }), (postings) => {
      const body = postings.map(({ amount: [units, decimals], commodity, cost }) => {
        const price = cost === null ? '' : ` ${cost[0]} ${cost[1] / 1000} ${cost[2]}`
        const written = (units / 10 ** decimals).toFixed(decimals)
        return `  a:${commodity || 'none'}  ${written} ${commodity}${price}\n`
      })
      assert.ok(survive(`decimal-mark .\n2026-01-01\n${body.join('')}  rest\n`), body.join(''))
    }),
    { numRuns: 500, verbose: 1 },
  )
})

const megabytePieces = [
  ...'a| |1|1,|1 000|"|[|[1|(|{|@|=|;|date:|type: |-|a  |a:|/ |\\|2026-01-01|*|.|💥'.split('|'),
  '\t',
  '\r',
  '|',
]
const beginnings = [
  ...'|2026-01-01 |alias |alias /|account |commodity |P 2026-01-01 |include |D |end |Y'.split('|'),
  ...['', ' ', '  ', '  1 ', '  1 ; '].map((rest) => `2026-01-01\n  a${rest}`),
  'account a  ; ',
]

test('lines of a megabyte', () => {
  const size = 1_000_000
  const long = (piece: string): string => piece.repeat(Math.ceil(size / piece.length))
  for (const piece of megabytePieces) {
    const text = long(piece)
    inTime(JSON.stringify(piece), 5, () => {
      for (const before of beginnings) survive(before + text)
    })
  }
})

test('includes without end', () => {
  const endless: JournalFiles = {
    find: (pattern) => [pattern],
    read: (file) => {
      const number = Number(file.slice(1))
      return new TextEncoder().encode(number < 100_000 ? `include f${number + 1}\n` : '')
    },
  }
  inTime('a chain', 5, () => {
    const chain = readJournal(endless, 'f0')
    assert.ok(!chain.ok && chain.problems[0]?.rule === 'include-too-deep')
  })
  const doubling: JournalFiles = {
    find: (pattern) => [pattern],
    read: (file) => {
      const next = `include f${Number(file.slice(1)) + 1}\n`
      return new TextEncoder().encode(file === 'f40' ? '' : next + next)
    },
  }
  inTime('a doubling', 10, () => {
    const tree = readJournal(doubling, 'f0')
    assert.ok(!tree.ok && tree.problems[0]?.rule === 'too-many-includes')
  })
})

test('much of one kind takes time in proportion', () => {
  const times = (count: number, line: (index: number) => string): string => {
    return Array.from({ length: count }, (_, index) => line(index)).join('')
  }
  const head = '2026-01-01\n'
  for (const [name, text] of [
    ['postings in one transaction', `${head}${times(100_000, (i) => `  a${i}  1 EUR\n`)}  z\n`],
    ['commodities in one account', `${head}${times(50_000, (i) => `  a  1 "c${i}"\n`)}  z\n`],
    [
      'assignments to an account of many commodities',
      `${head}${times(20_000, (i) => `  a  1 "c${i}"\n`)}  z\n` +
        times(20_000, () => `${head}  a  = 1 EUR\n  b\n`),
    ],
    [
      'inclusive assertions on deep accounts',
      times(5_000, (i) => `${head}  ${'a:'.repeat(200)}${i}  1 = 1\n  b  =* -${i + 1}\n`),
    ],
    ['prefixes', 'apply account a\n'.repeat(100_000)],
    [
      'aliases',
      times(999, (i) => `alias /(a*)*${i}b/ = c\n`) +
        times(5_000, (i) => `${head}  ${'a'.repeat(300)}${i}  1\n  z\n`),
    ],
    ['unfinished comments', 'comment\n'.repeat(200_000)],
    ['failed assertions', times(50_000, () => `${head}  a  1 = 7\n  b\n`)],
  ] as const) {
    inTime(name, 20, () => survive(text))
  }
})

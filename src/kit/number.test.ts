/** Tests of the numbers of papers: their digits, their years, and patterns that are none. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { numberPattern, settablePattern } from '#kit/number.ts'

test('a number has its year and as many digits as zeros, or more', () => {
  const invoices = numberPattern('INV-{year}-{00000}')
  assert.equal(invoices.write(2026, 42n), 'INV-2026-00042')
  assert.equal(invoices.write(2026, 123_456n), 'INV-2026-123456')
})

test('each year is a series of its own; without a year there is one', () => {
  const invoices = numberPattern('INV-{year}-{00000}')
  assert.notEqual(invoices.series(2026), invoices.series(2027))
  const receipts = numberPattern('R{000}')
  assert.equal(receipts.series(2026), receipts.series(2027))
  assert.equal(receipts.write(2026, 7n), 'R007')
})

test('a pattern without a count, with two, or with another word is a defect', () => {
  for (const pattern of ['INV-{year}', '{00}-{000}', 'INV-{month}-{000}', '']) {
    assert.throws(() => numberPattern(pattern), /one count/, pattern)
  }
})

test('a number is read back as its pattern wrote it, and no other is', () => {
  const pattern = numberPattern('{year}/INV.{000}/{year}')
  assert.deepEqual(pattern.read('2026/INV.042/2026'), { series: '2026/INV./2026', count: 42n })
  for (const other of ['2026/INV.042/2027', '2026/INVx042/2026', '2026/INV.42/2026', '']) {
    assert.equal(pattern.read(other), null, other)
  }
})

test('whatever is written is read as what it was', () => {
  const sign = fc.constantFrom('-', '/', '.', 'INV', '(', '*', '+', '\\', 'Ä', '·')
  const zeros = fc.integer({ min: 1, max: 12 }).map((many) => `{${'0'.repeat(many)}}`)
  const pattern = fc
    .tuple(sign, fc.constantFrom('{year}', ''), sign, zeros, sign, fc.constantFrom('', '{year}'))
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(pattern, fc.integer({ min: 1, max: 9999 }), fc.bigInt(1n, 10n ** 14n), (...of) => {
      const [text, year, count] = of
      const read = settablePattern(text)
      assert.ok(read.ok, text)
      const number = read.value.write(year, count)
      assert.deepEqual(read.value.read(number), { series: read.value.series(year), count })
    }),
  )
})

test('patterns whose series may be the same are alike', () => {
  const isLike = (one: string, other: string): boolean =>
    numberPattern(one).isLike(numberPattern(other))
  assert.ok(isLike('A-{year}-{000}', 'A-{year}-{00000}'))
  assert.ok(isLike('A-{year}-{000}', 'A-2027-{0}'))
  assert.ok(isLike('A-2027-{0}', 'A-{year}-{000}'))
  assert.ok(!isLike('A-{year}-{000}', 'B-{year}-{000}'))
  assert.ok(!isLike('A-{year}-{000}', 'A-{000}'))
})

test('a pattern that somebody sets is refused in a sentence', () => {
  const wrong = (pattern: string): string => {
    const read = settablePattern(pattern)
    return read.ok ? '' : read.problems.map(({ message }) => message).join(' ')
  }
  assert.equal(wrong('INV/{year}/{0000}'), '')
  assert.equal(wrong('{0}'), '')
  assert.match(wrong('INV-{year}'), /must have one place for the count/)
  assert.match(wrong('{00}-{000}'), /must have one place for the count/)
  assert.match(wrong('INV-{month}-{000}'), /“{month}” means nothing in a pattern/)
  assert.match(wrong('INV-}{000}'), /means nothing/)
  assert.match(wrong('A{year}{000}'), /runs into other digits/)
  assert.match(wrong('A-{000}7'), /runs into other digits/)
  assert.match(wrong(' A-{000}'), /no blank at an end/)
  assert.match(wrong(`${'A'.repeat(40)}{000}`), /1 to 40 characters/)
  assert.match(wrong(`A-{${'0'.repeat(13)}}`), /at most 12 zeros/)
})

/** Tests of the kinds that hold money and dimensions, in JSON and in the cells of files. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { z } from 'zod'
import { isCode } from '#kit/fields/link.ts'
import { dimensions } from '#kit/fields/dimensions.ts'
import { money } from '#kit/fields/money.ts'
import { percentage } from '#kit/fields/percentage.ts'
import { text } from '#kit/fields/text.ts'
import { ownHabits } from '#kit/reading.ts'
import { validated } from '#kit/validation.ts'

function sentence(codec: z.ZodType, written: unknown): string {
  const read = validated(codec, written)
  return read.ok ? 'fine' : (read.problems[0]?.message ?? '')
}

test('money is exact, and says in which field its currency stands', () => {
  const { kind } = money({ currencyIn: 'currency' })
  assert.deepEqual([kind.currencyIn, money().kind.currencyIn], ['currency', null])
  assert.deepEqual(kind.codec.parse('-12.50'), { units: -125n, scale: 1 })
  assert.equal(kind.codec.encode(kind.codec.parse('12.50')), '12.5')
  assert.deepEqual(kind.column.read('12.500000000000'), { units: 125n, scale: 1 })
  assert.match(sentence(kind.codec, 12.5), /JSON numbers are not exact/)
  for (const wrong of ['', '1e3', '1,5', '1234567890123456', '0.1234567890123']) {
    assert.match(sentence(kind.codec, wrong), /no amount of at most 15 digits/)
  }
  assert.deepEqual(kind.cell.read('1,234.50', ownHabits), { json: '1234.5' })
})

test('a percentage is whole basis points in JSON, and percent in the cells of files', () => {
  const { codec, cell } = percentage().kind
  assert.equal(codec.parse(1750), 1750)
  for (const wrong of [-1, 10_001, 17.5, '20']) {
    assert.match(sentence(codec, wrong), /whole number of basis points from 0 to 10000/)
  }
  assert.deepEqual(cell.write(1750), { units: 1750n, scale: 2 })
  for (const [written, basisPoints] of [
    ['20', 2000],
    ['17.5 %', 1750],
    ['0.05%', 5],
    ['20.00', 2000],
  ] as const) {
    assert.deepEqual(cell.read(written, ownHabits), { json: basisPoints })
  }
  assert.match(JSON.stringify(cell.read('1.005', ownHabits)), /more than two digits/)
  assert.match(JSON.stringify(cell.read('a fifth', ownHabits)), /is no figure/)
})

test('dimensions are names with values', () => {
  const { codec, column } = dimensions().kind
  assert.deepEqual(codec.parse({ department: 'sales' }), { department: 'sales' })
  assert.match(sentence(codec, 'sales'), /Write dimensions as names with values/)
  assert.match(sentence(codec, { department: 3 }), /Write dimensions as names with values/)
  assert.match(sentence(codec, { department: '' }), /1 to 100 characters/)
  assert.match(sentence(codec, { ['d'.repeat(101)]: 'x' }), /1 to 100 characters/)
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`d${at}`, 'x']))
  assert.match(sentence(codec, many), /more than 20/)
  assert.throws(() => column.read([]), /a column of the kind dimensions/)
})

test('in a cell dimensions stand as people write them, and come back the same', () => {
  const { cell } = dimensions().kind
  const written = { department: 'sales', project: 'P 1' }
  assert.equal(cell.write(written), 'department=sales; project=P 1')
  assert.deepEqual(cell.read(' department = sales ;project=P 1', ownHabits), { json: written })
  for (const wrong of ['sales', 'a=b=c', 'a=b;', '{"a"']) {
    assert.match(JSON.stringify(cell.read(wrong, ownHabits)), /Write (?:them|dimensions) as/)
  }
  const names = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
  fc.assert(
    fc.property(fc.dictionary(names, names, { minKeys: 1, noNullPrototype: true }), (some) => {
      const there = cell.write(some)
      assert.ok(typeof there === 'string')
      assert.deepEqual(cell.read(there, ownHabits), { json: some })
    }),
  )
})

test('a name of the ledger’s own may be empty, and its codes are longer', () => {
  assert.equal(sentence(text({ least: 0 }).kind.codec, ''), 'fine')
  assert.match(sentence(text().kind.codec, ''), /it is empty/)
  assert.equal(text({ least: 0 }).kind.column.check('name'), 'length(name) <= 200')
  assert.equal(text().kind.column.check('name'), "name <> '' and length(name) <= 200")
  assert.deepEqual([isCode('a'.repeat(41)), isCode('a'.repeat(400), 400)], [false, true])
  assert.deepEqual([isCode('𝄞'.repeat(40)), isCode(' a'), isCode('a ')], [true, false, false])
})

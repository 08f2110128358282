/** How numbers are written, and which are refused. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { formatDecimal } from '#base/decimal.ts'
import { readNumber, type NumberStyle } from './number.ts'
import { isRefusal } from './problem.ts'

const point: NumberStyle = { decimalMark: '.', groupMark: ',' }
const comma: NumberStyle = { decimalMark: ',', groupMark: '.' }

function read(text: string, style: NumberStyle | null = null): string {
  const number = readNumber(text, style)
  return isRefusal(number) ? number.refused : formatDecimal(number.value)
}

test('numbers keep the decimals they are written with', () => {
  for (const [text, expected] of [
    ['12', '12'],
    ['12.50', '12.50'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['0,25', '0.25'],
    ['1234,567', '1234.567'],
    ['0,123', '0.123'],
    ['1.234', '1.234'],
    ['1e3', '1000'],
    ['12.5E-2', '0.125'],
    ['1.5e1', '15'],
  ] as const)
    assert.equal(read(text), expected, text)
})

test('two kinds of marks tell groups and decimals apart', () => {
  for (const [text, expected] of [
    ['1,000.00', '1000.00'],
    ['1.000,00', '1000.00'],
    ['1,000,000', '1000000'],
    ['12,34,567.8', '1234567.8'],
    ['1 000 000,5', '1000000.5'],
    ['1,000.', '1000'],
  ] as const)
    assert.equal(read(text), expected, text)
})

test('a lone comma before three digits is refused until a directive decides', () => {
  assert.equal(read('1,000'), 'ambiguous-number')
  assert.equal(read('1,000', point), '1000')
  assert.equal(read('1,000', comma), '1.000')
  assert.equal(read('1.000', comma), '1000')
  assert.equal(read('1.5', { decimalMark: null, groupMark: ',' }), '1.5')
  assert.equal(read('1,500', { decimalMark: null, groupMark: ',' }), '1500')
})

test('what is no number, or too much of one, is refused', () => {
  assert.equal(read('1.2.3,4,5'), 'malformed-amount')
  assert.equal(read('1,5', point), 'malformed-amount')
  assert.equal(read('1.0000000000000000001'), 'too-many-decimals')
  assert.equal(read('9'.repeat(41)), 'amount-too-large')
  assert.equal(read('9'.repeat(1_000_000)), 'amount-too-large')
  assert.equal(read('1e999999999999'), 'amount-too-large')
})

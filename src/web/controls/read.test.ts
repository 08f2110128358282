/** What was typed or pasted becomes values by the kind of its field. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldPage } from '#kit/derive/page.ts'
import { readDimensions, readRows, readTyped, writtenDimensions } from './read.ts'

const typing = { language: 'de', today: '2026-11-22' }

function of(kind: string, schema: FieldPage['schema'] = {}): FieldPage {
  return {
    name: 'field',
    label: 'Field',
    help: null,
    kind,
    optional: false,
    taken: false,
    side: 'start',
    operators: [],
    schema,
    link: null,
    currencyIn: null,
  }
}

test('each kind reads what people type, and leaves what it cannot read', () => {
  const cases: [string, string, unknown][] = [
    ['money', '1.234,50', '1234.5'],
    ['decimal', '12*3+0,5', '36.5'],
    ['money', '12*', '12*'],
    ['whole number', '7*2', 14],
    ['whole number', 'seven', 'seven'],
    ['day', 'ultimo', '2026-11-30'],
    ['day', '31.2.', '31.2.'],
    ['yes or no', 'Ja', true],
    ['yes or no', 'no', false],
    ['yes or no', 'maybe', 'maybe'],
    ['link', ' ANN ', 'ANN'],
    ['text', '<b>bold</b>', '<b>bold</b>'],
    ['text', '  ', null],
  ]
  for (const [kind, typed, expected] of cases) {
    assert.deepEqual(readTyped(typed, of(kind), typing), expected, `${kind} ${typed}`)
  }
})

test('a choice is found whatever its letters', () => {
  const field = of('choice', { enum: ['standard', 'union supply'] })
  assert.equal(readTyped('Union Supply', field, typing), 'union supply')
  assert.equal(readTyped('other', field, typing), 'other')
})

test('dimensions are pairs, and their writing reads as the same', () => {
  const value = { department: 'sales', project: 'P1' }
  assert.deepEqual(readDimensions('department=sales; project = P1;'), value)
  assert.deepEqual(readDimensions(writtenDimensions(value)), value)
  assert.equal(readDimensions('department'), null)
  assert.equal(readDimensions('a=b=c'), null)
})

test('rows of a spreadsheet keep their cells, also with breaks and quotes in them', () => {
  assert.deepEqual(readRows('mug\t2\r\ntea\t3\r\n'), [
    ['mug', '2'],
    ['tea', '3'],
  ])
  assert.deepEqual(readRows('"one\nline ""more"""\t5'), [['one\nline "more"', '5']])
  assert.deepEqual(readRows('alone'), [['alone']])
  assert.deepEqual(readRows('5" pipe\t1'), [['5" pipe', '1']])
  assert.deepEqual(readRows(''), [['']])
})

/** Lines into records, by RFC 4180 and without mending. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { longestRecord, mostLinesOfRecord, recordReader } from './csv.ts'

function recordsOf(text: string) {
  const records: [number, string[]][] = []
  const broken: string[] = []
  const reader = recordReader(
    (fields, line) => records.push([line, fields]) > 0,
    (problem) => broken.push(`${problem.field}: ${problem.rule}`) > 0,
  )
  text.split('\n').forEach((line, index) => reader.line(line, index + 1))
  const open = reader.end()
  if (open !== null) broken.push(`${open.field}: ${open.rule}, at the end`)
  return { records, broken }
}

test('fields, quoted fields, commas and quotes inside them', () => {
  assert.deepEqual(recordsOf('a,b,\n"a, b","7"" single",""\n,,'), {
    records: [
      [1, ['a', 'b', '']],
      [2, ['a, b', '7" single', '']],
      [3, ['', '', '']],
    ],
    broken: [],
  })
  assert.deepEqual(recordsOf('"x",').records, [[1, ['x', '']]])
})

test('a quoted field may run over lines; the record bears the number of its first', () => {
  assert.deepEqual(recordsOf('a\n"b\n\nc",d\ne').records, [
    [1, ['a']],
    [2, ['b\n\nc', 'd']],
    [5, ['e']],
  ])
})

test('empty lines are passed over', () => {
  assert.deepEqual(recordsOf('\na\n\nb\n').records, [
    [2, ['a']],
    [4, ['b']],
  ])
})

test('a broken quote is named and reading goes on behind it', () => {
  assert.deepEqual(recordsOf('a"b,c\nd\n"e"f\ng'), {
    records: [
      [2, ['d']],
      [4, ['g']],
    ],
    broken: ['line 1: broken-quote', 'line 3: broken-quote'],
  })
  assert.deepEqual(recordsOf('a\n"b\nc').broken, ['line 2: broken-quote, at the end'])
})

test('a quote that is never closed does not swallow the file', () => {
  const lines = recordsOf(`"a\n${'b\n'.repeat(mostLinesOfRecord + 5)}c`)
  assert.deepEqual(lines.broken, ['line 1: broken-quote'])
  assert.equal(lines.records.at(-1)?.[1][0], 'c')
  const characters = recordsOf(`"a\n${'b'.repeat(longestRecord)}\nc`)
  assert.deepEqual(characters, { records: [[3, ['c']]], broken: ['line 1: broken-quote'] })
})

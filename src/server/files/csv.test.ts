/** Tests that tables are written as RFC 4180 says, exact, and harmless in a spreadsheet. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cell, Sheet, SheetColumn } from '#kit/cell.ts'
import { csvOf } from '#server/files/csv.ts'
import type { CsvForm } from '#server/files/csv.ts'

const text: SheetColumn = { title: 'Name', format: { of: 'text' }, side: 'start' }
const figure: SheetColumn = { title: 'Amount', format: { of: 'figure', scale: 2 }, side: 'end' }

async function written(sheet: Sheet, form?: CsvForm): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of csvOf(sheet, form)) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

function rows(...of: Cell[][]): Sheet {
  return { name: 'Test', columns: [text, figure], rows: of }
}

test('a table is titles and records, each with CRLF, quoted only where it must be', async () => {
  const day = Temporal.PlainDate.from('2026-11-22')
  const sheet = rows(
    ['Müller, Anna', { units: 1234567890123456n, scale: 2 }],
    ['5" pipe', { units: -50n, scale: 2 }],
    ['two\nlines', null],
    [' blank ', true],
    [day, { units: 0n, scale: 0 }],
  )
  assert.equal(
    await written(sheet),
    'Name,Amount\r\n"Müller, Anna",12345678901234.56\r\n"5"" pipe",-0.50\r\n"two\nlines",\r\n' +
      '" blank ",yes\r\n2026-11-22,0\r\n',
  )
})

test('the delimiter and the byte order mark are as said', async () => {
  const sheet = rows(['a;b', { units: 15n, scale: 1 }], ['a,b', null])
  assert.equal(
    await written(sheet, { delimiter: ';', byteOrderMark: true }),
    '\uFEFFName;Amount\r\n"a;b";1.5\r\na,b;\r\n',
  )
})

test('text that looks like a formula is guarded; figures and days are not', async () => {
  const sheet = rows(
    ['=1+1', { units: -5n, scale: 0 }],
    ['+49 30 1234', null],
    ['@sum', null],
    ['-', null],
    ['\tx', null],
    ["'=x", null],
    ['a=b', null],
  )
  assert.equal(
    await written(sheet),
    "Name,Amount\r\n'=1+1,-5\r\n'+49 30 1234,\r\n'@sum,\r\n'-,\r\n'\tx,\r\n''=x,\r\na=b,\r\n",
  )
  const titles = { ...rows(), columns: [{ ...text, title: '=cmd' }] }
  assert.equal(await written(titles), "'=cmd\r\n")
})

test('rows are taken as the bytes are', async () => {
  let taken = 0
  function* many(): Generator<Cell[]> {
    for (; taken < 1_000_000; taken += 1) yield ['some text of a usual length', null]
  }
  const bytes = csvOf({ name: 'Test', columns: [text, figure], rows: many() })
  await bytes.next()
  assert.ok(taken > 1000 && taken < 10_000, String(taken))
  await bytes.return(undefined)
})

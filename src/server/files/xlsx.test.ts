/** Tests that workbooks keep every value exactly, and that foreign ones are read or refused. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { formatDecimal } from '#base/decimal.ts'
import { cellText } from '#kit/cell.ts'
import type { Cell, Sheet, SheetColumn } from '#kit/cell.ts'
import { readTable } from '#server/files/table-file.ts'
import { figureOf } from '#server/files/xlsx-rows.ts'
import { sheetName, xlsxOf } from '#server/files/xlsx.ts'

const columns: SheetColumn[] = [
  { title: 'Name', format: { of: 'text' }, side: 'start' },
  { title: 'Amount', format: { of: 'figure', scale: 2 }, side: 'end' },
  { title: 'Day', format: { of: 'day' }, side: 'start' },
  { title: 'Paid', format: { of: 'yes or no' }, side: 'start' },
]

function day(written: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(written)
}

async function workbook(rows: Sheet['rows'], name = 'Test'): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of xlsxOf({ name, columns, rows })) parts.push(part)
  return Buffer.concat(parts)
}

/** A day as its text with its type, because any two days are equal to `deepEqual`. */
function comparable(cell: Cell): unknown {
  return cell instanceof Temporal.PlainDate ? { day: cell.toString() } : cell
}

async function told(file: Uint8Array, sheet?: string): Promise<unknown[]> {
  async function* once(): AsyncGenerator<Uint8Array> {
    yield file
  }
  const table = await readTable(once(), sheet === undefined ? {} : { sheet })
  if (!table.ok) return table.problems.map(({ field, rule }) => `${field}: ${rule}`)
  const rows: unknown[] = []
  for await (const row of table.value.rows) {
    rows.push(
      row.ok
        ? [row.value.line, ...row.value.cells.map(comparable)]
        : row.problems.map(({ field, rule }) => `${field}: ${rule}`).join(),
    )
  }
  return [table.value.columns, ...rows]
}

/** An archive as the format's own description has it; sizes may be lied about. */
function archive(files: Record<string, string>, sizes: Record<string, number> = {}): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [path, written] of Object.entries(files)) {
    const content = Buffer.from(written)
    const packed = deflateRawSync(content)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(content), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(sizes[path] ?? content.length, 18)
    fields.writeUInt16LE(path.length, 22)
    parts.push(Buffer.from('PK\x03\x04'), fields, Buffer.from(path), packed)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields.subarray(0, 26), place)
    directory.push(Buffer.from(path))
    offset += 30 + path.length + packed.length
  }
  const end = Buffer.alloc(18)
  end.writeUInt16LE(Object.keys(files).length, 4)
  end.writeUInt16LE(Object.keys(files).length, 6)
  end.writeUInt32LE(Buffer.concat(directory).length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, ...directory, Buffer.from('PK\x05\x06'), end])
}

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships'
const types = 'http://schemas.openxmlformats.org/package/2006/content-types'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** A workbook whose only sheet has this content, as other programs write it. */
function foreign(sheet: string, workbookPr = ''): Record<string, string> {
  const relation = (kind: string, target: string) =>
    `<Relationships xmlns="${packaged}"><Relationship Id="rId1" ` +
    `Type="${relationships}/${kind}" Target="${target}"/></Relationships>`
  return {
    '[Content_Types].xml': `<Types xmlns="${types}"/>`,
    '_rels/.rels': relation('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml':
      `<workbook xmlns="${main}" xmlns:r="${relationships}">${workbookPr}` +
      '<sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': relation('worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}">${sheet}</worksheet>`,
  }
}

function text(cell: string, content: string): string {
  return `<c r="${cell}" t="inlineStr"><is><t>${content}</t></is></c>`
}

/** The XML of a workbook's first sheet, taken out by the archive's own local header. */
function sheetXml(file: Buffer): string {
  const at = file.indexOf('xl/worksheets/sheet1.xml')
  return inflateRawSync(file.subarray(at + 'xl/worksheets/sheet1.xml'.length)).toString('utf8')
}

test('what is written is read again: text, figures, days, yes and no, empty cells', async () => {
  const rows: Cell[][] = [
    ['=1+1', { units: 1250n, scale: 2 }, day('2026-11-22'), true],
    ['\'quoted, "x"\r\nnext', { units: -5n, scale: 1 }, day('1900-03-01'), false],
    [null, null, null, null],
    [' _x000D_ & <b> 007', { units: 0n, scale: 0 }, day('9999-12-31'), null],
  ]
  assert.deepEqual(await told(await workbook(rows)), [
    ['Name', 'Amount', 'Day', 'Paid'],
    [2, '=1+1', { units: 125n, scale: 1 }, { day: '2026-11-22' }, true],
    [3, '\'quoted, "x"\r\nnext', { units: -5n, scale: 1 }, { day: '1900-03-01' }, false],
    [5, ' _x000D_ & <b> 007', { units: 0n, scale: 0 }, { day: '9999-12-31' }, null],
  ])
})

test('a figure is a number where a spreadsheet shows all of it, and text otherwise', async () => {
  const file = await workbook([
    ['a', { units: 123456789012345n, scale: 2 }, null, null],
    ['b', { units: 1234567890123456n, scale: 2 }, null, null],
    ['c', { units: 1n, scale: 20 }, null, null],
  ])
  const [, a, b, c] = await told(file)
  assert.deepEqual(a, [2, 'a', { units: 123456789012345n, scale: 2 }, null, null])
  assert.deepEqual(b, [3, 'b', '12345678901234.56', null, null])
  assert.deepEqual(c, [4, 'c', { units: 1n, scale: 20 }, null, null])
  assert.match(sheetXml(file), /<v>1234567890123\.45<\/v>/)
  assert.match(sheetXml(file), /<t>12345678901234\.56<\/t>/)
})

test('days are real dates with the serial numbers of Excel; earlier ones are text', async () => {
  const file = await workbook([
    ['a', null, day('2026-11-22'), null],
    ['b', null, day('1900-02-28'), null],
  ])
  assert.match(sheetXml(file), /<c r="C2" s="\d+"><v>46348<\/v><\/c>/)
  assert.match(sheetXml(file), /<t>1900-02-28<\/t>/)
})

test('any figure comes back as it was', async () => {
  const figures = fc.array(fc.tuple(fc.bigInt(-(10n ** 21n), 10n ** 21n), fc.nat(8)), {
    minLength: 1,
    maxLength: 50,
  })
  await fc.assert(
    fc.asyncProperty(figures, async (given) => {
      const values = given.map(([units, scale]) => ({ units, scale }))
      const read = await told(await workbook(values.map((value) => ['x', value, null, null])))
      const texts = read.slice(1).map((row) => cellText((row as Cell[])[2] ?? null))
      for (const [at, value] of values.entries()) {
        const wanted = formatDecimal(value).replace(/\.?0+$/, (zeros) =>
          value.scale === 0 ? zeros : '',
        )
        assert.equal(texts[at], wanted === '-0' ? '0' : wanted)
      }
    }),
    { numRuns: 20 },
  )
})

test('a double is the figure that people saw', () => {
  const table: [number, string][] = [
    [0.1 + 0.2, '0.3'],
    [1234.56 * 1.19, '1469.1264'],
    [12345678901234.56, '12345678901234.56'],
    [1000000000000.001, '1000000000000.001'],
    [-1.1, '-1.1'],
    [1e21, '1000000000000000000000'],
    [1.5e-7, '0.00000015'],
    [0, '0'],
  ]
  for (const [value, wanted] of table) assert.equal(formatDecimal(figureOf(value)), wanted)
})

test('formulas are what they last gave; errors and those without a result are told', async () => {
  const file = foreign(
    `<sheetData><row r="1">${text('A1', 'A')}${text('B1', 'B')}</row>` +
      '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" t="str"><f>"x"</f><v>x</v></c></row>' +
      '<row r="3"><c r="A3"><f>1+1</f></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>' +
      '<row><c><v>5</v></c><c t="e"><v>#N/A</v></c></row></sheetData>',
  )
  assert.deepEqual(await told(archive(file)), [
    ['A', 'B'],
    [2, { units: 2n, scale: 0 }, 'x'],
    'line 3, cell A3: formula-without-result,line 3, cell B3: cell-error',
    'line 4, cell B4: cell-error',
  ])
})

test('merged cells are told unless they are empty', async () => {
  const sheetData =
    `<sheetData><row r="1">${text('A1', 'A')}${text('B1', 'B')}</row>` +
    `<row r="2">${text('A2', 'both')}${text('B2', 'x')}</row>` +
    `<row r="3">${text('B3', 'y')}</row></sheetData>`
  const merges = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="D5:E9"/></mergeCells>'
  assert.deepEqual(await told(archive(foreign(sheetData + merges))), [
    ['A', 'B'],
    'line 2, cells A2:A3: cells-merged',
    [3, null, 'y'],
  ])
})

test('dates of both systems, times, and days that no one can be sure of', async () => {
  const date = { numFmt: 'yyyy-mm-dd' }
  const make = (dateSystem: '1900' | '1904') =>
    writeXlsx({
      dateSystem,
      sheets: [
        {
          name: 'One',
          columns: [{ header: 'Day', key: 'day', ...date }],
          data: [
            { day: new Date('2026-11-22T00:00:00Z') },
            { day: new Date('2026-11-22T14:05:00Z') },
            { day: new Date('1904-01-02T00:00:00Z') },
          ],
        },
      ],
    })
  for (const system of ['1900', '1904'] as const) {
    assert.deepEqual(await told(await make(system)), [
      ['Day'],
      [2, { day: '2026-11-22' }],
      [3, '2026-11-22 14:05:00'],
      [4, { day: '1904-01-02' }],
    ])
  }
  const early = await writeXlsx({
    sheets: [{ name: 'One', rows: [['Day'], [new Date('1900-02-28T00:00:00Z')]] }],
  })
  assert.deepEqual(await told(early), [['Day'], 'line 2, cell A2: day-unsure'])
})

test('the first sheet that is not hidden is read, or the one that is named', async () => {
  const sheet = (name: string, hidden = false) => ({ name, hidden, rows: [[`Of ${name}`], ['x']] })
  const file = await writeXlsx({ sheets: [sheet('Notes', true), sheet('Data'), sheet('Old')] })
  assert.deepEqual(await told(file), [['Of Data'], [2, 'x']])
  assert.deepEqual(await told(file, 'Old'), [['Of Old'], [2, 'x']])
  assert.deepEqual(await told(file, 'Notes'), [['Of Notes'], [2, 'x']])
  assert.deepEqual(await told(file, 'Nothing'), [': sheet-unknown'])
})

test('an encrypted, a damaged and an exploding workbook are told', async () => {
  const sheets = [{ name: 'One', rows: [['A'], ['x']] }]
  const encryption = { password: 'secret', spinCount: 1000 }
  assert.deepEqual(await told(await writeXlsx({ sheets, encryption })), [': file-encrypted'])
  const good = await writeXlsx({ sheets })
  assert.deepEqual(await told(good.subarray(0, good.length - 30)), [': file-broken'])
  assert.deepEqual(await told(archive({ mimetype: 'something else' })), [': file-broken'])
  const long = '<sheetData>' + ' '.repeat(120_000_000) + '</sheetData>'
  const bomb = foreign(long)
  assert.deepEqual(await told(archive(bomb)), [': file-too-large'])
  const sheet = 'xl/worksheets/sheet1.xml'
  assert.deepEqual(await told(archive(bomb, { [sheet]: 0 })), [': file-broken'])
  assert.deepEqual(await told(archive(bomb, { [sheet]: 1000 })), [': file-broken'])
})

test('a sheet has a name that Excel takes', () => {
  assert.equal(sheetName('Invoices 1/2026: [all]'), 'Invoices 1 2026   all')
  assert.equal(sheetName("'"), 'Table')
  assert.equal(sheetName('History'), 'Table')
  assert.equal(sheetName('x'.repeat(40)).length, 31)
})

test('text that no cell can hold is a defect', async () => {
  await assert.rejects(workbook([['x'.repeat(32_768), null, null, null]]), RangeError)
})

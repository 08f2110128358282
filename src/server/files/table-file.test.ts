/** Tests that tables are read from files as people make them, or their faults told by line. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { readTable } from '#server/files/table-file.ts'
import type { TableForm } from '#server/files/table-file.ts'
import { repository } from '#test/house/files.ts'

/** The bytes in pieces of a size, so that every border between two pieces is tried. */
async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** The titles and rows with their lines, and problems as “where: rule”. */
async function told(file: string | Uint8Array, form?: TableForm, size = 1_000_000) {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file
  const table = await readTable(pieces(bytes, size), form)
  if (!table.ok) return table.problems.map(({ field, rule }) => `${field}: ${rule}`)
  const rows: unknown[] = []
  for await (const row of table.value.rows) {
    rows.push(
      row.ok
        ? [row.value.line, ...row.value.cells]
        : row.problems.map(({ field, rule }) => `${field}: ${rule}`).join(),
    )
  }
  return [table.value.columns, ...rows]
}

/** What is wrong with the file as a whole, in words. */
async function sentence(file: Uint8Array, form?: TableForm): Promise<string> {
  const table = await readTable(pieces(file, 1000), form)
  if (!table.ok) return table.problems[0]?.message ?? ''
  for await (const row of table.value.rows) if (!row.ok) return row.problems[0]?.message ?? ''
  return 'nothing'
}

function utf16be(text: string): Uint8Array {
  return Buffer.from(text, 'utf16le').swap16()
}

test('delimiters are found: comma, semicolon, tab, bar, and none', async () => {
  const wanted = [
    ['Name', 'Amount'],
    [2, 'Ann', '1,5'],
    [3, 'Bob', '2,5'],
  ]
  for (const mark of [';', '\t', '|']) {
    assert.deepEqual(await told(`Name${mark}Amount\nAnn${mark}1,5\nBob${mark}2,5\n`), wanted)
  }
  assert.deepEqual(await told('Name,Amount\r\nAnn,"1,5"\r\nBob,"2,5"'), wanted)
  assert.deepEqual(await told('sep=|\r\nName|Amount\r\nAnn|1,5\r\n'), [
    ['Name', 'Amount'],
    [3, 'Ann', '1,5'],
  ])
  assert.deepEqual(await told('Amount\n12,50\n13,00\n'), [['Amount'], [2, '12,50'], [3, '13,00']])
  const said = await told('a;b,c\n1;2,3\n', { delimiter: ',' })
  assert.deepEqual(said, [
    ['a;b', 'c'],
    [2, '1;2', '3'],
  ])
})

test('quotes, lines within cells, lines of all kinds, and empty ones', async () => {
  assert.deepEqual(
    await told('\r\nA,B\r\n"x ""y"", z","two\r\nlines"\r\n\r\n5" pipe,b\n"" , \r\nlast,"\r"\r\n'),
    [
      ['A', 'B'],
      [3, 'x "y", z', 'two\r\nlines'],
      [6, '5" pipe', 'b'],
      [7, null, ' '],
      [8, 'last', '\r'],
    ],
  )
  assert.deepEqual(await told('A,B\ra,b\rc,d'), [
    ['A', 'B'],
    [2, 'a', 'b'],
    [3, 'c', 'd'],
  ])
})

test('wherever the pieces end, the same is read', async () => {
  const file = 'A;B\r\n"ü ""q"";\r\n";2\r\n\r\nx;"y"\r\n'
  const wanted = [
    ['A', 'B'],
    [2, 'ü "q";\r\n', '2'],
    [5, 'x', 'y'],
  ]
  for (let size = 1; size < file.length + 2; size += 1) {
    assert.deepEqual(await told(file, {}, size), wanted)
    assert.deepEqual(await told(gzipSync(file), {}, size), wanted)
  }
})

test('encodings that show themselves are read: UTF-8, UTF-16 with and without a mark', async () => {
  const file = 'Name;Ort\nMüller;Łódź\n'
  const wanted = [
    ['Name', 'Ort'],
    [2, 'Müller', 'Łódź'],
  ]
  assert.deepEqual(await told(`\uFEFF${file}`), wanted)
  assert.deepEqual(await told(Buffer.from(`\uFEFF${file}`, 'utf16le')), wanted)
  assert.deepEqual(await told(Buffer.from(file, 'utf16le'), {}, 7), wanted)
  assert.deepEqual(await told(utf16be(`\uFEFF${file}`)), wanted)
  assert.deepEqual(await told(utf16be(file)), wanted)
})

test('bytes that are no UTF-8 are told with their readings, and read as is said', async () => {
  const latin = Buffer.from('Name;Ort\nAnn;Bonn\nM\xfcller;K\xf6ln\n', 'latin1')
  assert.deepEqual(await told(latin), ['line 3: file-encoding'])
  assert.equal(
    await sentence(latin),
    'Line 3 is not written in UTF-8: it could be “Müller” in windows-1252, “Müller” in ' +
      'windows-1250, “Mьller” in windows-1251. Say in which encoding the file is written, or ' +
      'save it again as “CSV UTF-8”.',
  )
  assert.deepEqual(await told(latin, { encoding: 'windows-1252' }), [
    ['Name', 'Ort'],
    [2, 'Ann', 'Bonn'],
    [3, 'Müller', 'Köln'],
  ])
  const many = Buffer.concat([Buffer.from('Name\n'), Buffer.from('Ann\n'.repeat(50_000)), latin])
  const rows = await told(many, {}, 1000)
  assert.equal(rows.at(-1), 'line 50004: file-encoding')
  assert.deepEqual(await told(Buffer.from([0x41, 0x0a, 0xc3])), ['line 2: file-broken'])
})

test('a row that does not fit under the titles is told with its line and column', async () => {
  assert.deepEqual(await told('A,B\n1,2\n1,2,3\n1\n1,2,\n\n3,4\n'), [
    ['A', 'B'],
    [2, '1', '2'],
    'line 3, column 3: row-width',
    'line 4, column B: row-width',
    [5, '1', '2'],
    [7, '3', '4'],
  ])
})

test('broken quotes are told with the line on which they begin', async () => {
  assert.deepEqual(await told('A,B\n1,2\n"x"y,2\n3,4\n'), [
    ['A', 'B'],
    [2, '1', '2'],
    'line 3: broken-quote',
  ])
  assert.deepEqual(await told('A,B\n1,2\n3,"x\n5,6\n'), [
    ['A', 'B'],
    [2, '1', '2'],
    'line 3: broken-quote',
  ])
  const endless = `A,B\n1,"${'x'.repeat(3_000_000)}`
  assert.deepEqual(await told(endless, {}, 10_000), [['A', 'B'], 'line 2: broken-quote'])
})

test('what is no table at all is told', async () => {
  assert.deepEqual(await told(''), [': table-empty'])
  assert.deepEqual(await told('\n \n;;\n'), [': table-empty'])
  assert.deepEqual(await told(Buffer.from('A,B\n1,\0\n')), [['A', 'B'], 'line 2: file-broken'])
  assert.deepEqual(await told(gzipSync('A,B\n1,2\n').subarray(0, 20)), [': file-broken'])
  const large = await told(gzipSync('A,B\n'.repeat(100_000)), { most: 300_000 })
  assert.equal(large.at(-1), ': file-too-large')
  const old = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 1, 2, 3])
  assert.deepEqual(await told(old), [': file-format'])
  const locked = Buffer.concat([old, Buffer.from('EncryptedPackage', 'utf16le')])
  assert.deepEqual(await told(locked), [': file-encrypted'])
  assert.deepEqual(await told(Buffer.from('PK\x03\x04 and nothing else')), [': file-broken'])
})

test('apostrophes that guard against formulas are taken off', async () => {
  assert.deepEqual(await told("A,B\n'=1+1,'s-Gravenhage\n"), [
    ['A', 'B'],
    [2, '=1+1', "'s-Gravenhage"],
  ])
})

test('rows are read as they are asked for, and the file is let go when no more is', async () => {
  let sent = 0
  let closed = false
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        sent += 1
        yield Buffer.from(sent === 1 ? 'A,B\n' : '1,2\n'.repeat(1000))
      }
    } finally {
      closed = true
    }
  }
  const table = await readTable(endless())
  assert.ok(table.ok)
  for await (const row of table.value.rows) {
    assert.ok(row.ok)
    if (row.value.line > 50_000) break
  }
  assert.ok(sent < 100, String(sent))
  assert.equal(closed, true)
})

test('a million rows are read in little memory', async () => {
  const program = `
    import { readTable } from '#server/files/table-file.ts'
    async function* bytes() {
      yield Buffer.from('Number;Date;Customer;Text;Quantity;Price\\r\\n')
      const row = '4711;2026-11-22;ANN;"some ""quoted"" text; as it is";12;12,50\\r\\n'
      for (let part = 0; part < 1000; part += 1) yield Buffer.from(row.repeat(1000))
    }
    const table = await readTable(bytes())
    let rows = 0
    for await (const row of table.value.rows) rows += row.ok ? 1 : 0
    console.log(rows)`
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--max-old-space-size=24', '--input-type=module', '--eval', program],
    { cwd: repository, timeout: 120_000 },
  )
  assert.equal(stdout, '1000000\n')
})

test('whatever bytes come, an answer comes', async () => {
  const workbook = await writeXlsx({
    sheets: [
      {
        name: 'A',
        rows: [
          ['A', 'B'],
          ['x', 1.5],
        ],
      },
    ],
  })
  const changed = fc
    .array(fc.tuple(fc.nat(workbook.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
    .map((changes) => {
      const bytes = Uint8Array.from(workbook)
      for (const [at, byte] of changes) bytes[at] = byte
      return bytes
    })
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.uint8Array({ maxLength: 100 }).map((rest) => Uint8Array.from([0x1f, 0x8b, 0x08, ...rest])),
    fc
      .string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', ';') })
      .map((text) => Buffer.from(text)),
    changed,
  )
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({ min: 1, max: 500 }), async (file, size) => {
      assert.ok((await told(file, {}, size)).length > 0)
    }),
    { numRuns: 300 },
  )
})

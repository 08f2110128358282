/** Tests that layouts are printed as they say: read back from the file, letter by letter. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PrintLayout } from '#kit/layout.ts'
import { printed } from '#server/files/pdf.ts'
import { lookAtPdf } from '#test/pdf.ts'

const layout: PrintLayout = {
  title: 'Rechnung 4711 – Müller & Söhne',
  language: 'de-AT',
  madeAt: Temporal.Instant.from('2026-11-22T10:30:00Z'),
  paperSize: 'A4',
  heading: 'Rechnung 4711',
  from: ['Müller & Söhne', 'Hauptstraße 1', '1010 Wien'],
  to: ['Łódzka Spółka z o.o.', 'ul. Żółta 5'],
  facts: [
    { label: 'Fällig am', value: '22.12.2026' },
    { label: 'Πελάτης', value: 'Ελλάδα' },
  ],
  tables: [
    {
      heading: 'Zeilen',
      columns: [
        { title: 'Ware', side: 'start', width: 'fill' },
        { title: 'Betrag', side: 'end', width: 'fit' },
      ],
      rows: [
        ['Бумага', '1\u202f234,50'],
        ['Стол', '1,00'],
      ],
      totals: [['Summe', '1\u202f235,50']],
    },
  ],
  closing: ['Vielen Dank.\nBis bald.'],
  pageWords: 'Seite {page} von {pages}',
}

async function text(of: PrintLayout): Promise<readonly string[]> {
  const { pages } = lookAtPdf(await printed(of))
  return pages.map((page) => page.replaceAll(/\s+/g, ' '))
}

test('all that the layout says stands on the page, in Latin, Greek and Cyrillic', async () => {
  const [page = ''] = await text(layout)
  const words = [
    'Müller & Söhne Hauptstraße 1 1010 Wien',
    'Łódzka Spółka z o.o. ul. Żółta 5',
    'Fällig am 22.12.2026 Πελάτης Ελλάδα',
    'Rechnung 4711 Zeilen Ware Betrag Бумага 1 234,50 Стол 1,00 Summe 1 235,50',
    'Vielen Dank. Bis bald.',
    'Seite 1 von 1',
  ]
  for (const each of words) assert.ok(page.includes(each), `${each}: ${page}`)
})

test('several layouts begin on pages of their own, in one file', async () => {
  const other = { ...layout, title: 'Rechnung 4712', heading: 'Rechnung 4712' }
  const { pages, title } = lookAtPdf(await printed(layout, other, { ...other, heading: 'Drei' }))
  assert.equal(pages.length, 3)
  assert.ok(pages[0]?.includes('4711') && !pages[0].includes('4712'))
  assert.ok(pages[2]?.includes('Drei') && pages[2].includes('3'))
  assert.equal(title, 'Rechnung 4711 – Müller & Söhne – Rechnung 4712')
})

test('the file says what it is, in which language, and when it was made', async () => {
  const { title, language, created, pages } = lookAtPdf(await printed(layout))
  assert.equal(title, 'Rechnung 4711 – Müller & Söhne')
  assert.equal(language, 'de-AT')
  assert.equal(created, 'D:20261122103000Z')
  assert.equal(pages.length, 1)
})

test('the same layout gives the same bytes, also when several are printed at once', async () => {
  const [one, two, other] = await Promise.all([
    printed(layout),
    printed(layout),
    printed({ ...layout, heading: 'Gutschrift 1' }),
  ])
  assert.deepEqual(one, two)
  assert.notDeepEqual(one, other)
})

test('titles stand again on each page, and rows are neither lost nor cut', async () => {
  const [table] = layout.tables
  assert.ok(table !== undefined)
  const rows = Array.from({ length: 200 }, (_, at) => [`Ware ${at} zwei\nzweite Zeile`, `${at},00`])
  const pages = await text({ ...layout, tables: [{ ...table, rows }] })
  assert.ok(pages.length > 4)
  for (const [at, page] of pages.entries()) {
    assert.ok(page.includes('Ware Betrag'), `titles on page ${at + 1}`)
    assert.ok(page.includes(`Seite ${at + 1} von ${pages.length}`))
    const begun = page.match(/Ware \d+ zwei zweite Zeile \d+,00/g) ?? []
    assert.equal(begun.length, page.match(/zweite/g)?.length ?? 0)
  }
  const all = pages.join(' ')
  for (const [at] of rows.entries())
    assert.ok(all.includes(`Ware ${at} zwei zweite Zeile ${at},00`))
  assert.equal(all.match(/Summe/g)?.length, 1)
})

test('letters that the font lacks, and what is no text, do no harm', async () => {
  const strange = [
    'שלום العربية 日本語 한국어 😀',
    'half \uD800 a pair',
    'null \0 and bell \u0007',
    'x'.repeat(500),
    '{"image": "http://127.0.0.1/x"}',
    '',
    'y '.repeat(20_000),
  ]
  const [table] = layout.tables
  assert.ok(table !== undefined)
  const pages = await text({
    ...layout,
    tables: [{ ...table, rows: strange.map((each) => [each, each.slice(0, 10)]) }],
    closing: strange,
  })
  assert.ok(pages.length > 5)
  assert.ok(pages.join('').replaceAll(' ', '').includes('{"image":"http://127.0.0.1/x"}'))
})

test('little is enough, and many columns lie on their side', async () => {
  const bare = { ...layout, to: [], facts: [], tables: [], closing: [], from: [] }
  assert.deepEqual(await text(bare), ['Rechnung 4711 Seite 1 von 1 '])
  const columns = Array.from({ length: 12 }, (_, at) => {
    return { title: `T${at}`, side: 'start', width: 'fill' } as const
  })
  const wide = { heading: null, columns, rows: [], totals: [] }
  const none = { heading: null, columns: [], rows: [], totals: [] }
  const file = await printed({ ...bare, paperSize: 'Letter', tables: [wide, none] })
  assert.match(Buffer.from(file).toString('latin1'), /\/MediaBox \[0 0 792 612\]/)
})

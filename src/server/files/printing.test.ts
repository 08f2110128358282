/** Tests that a file is the same whether this thread prints it or the one beside. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PrintLayout } from '#kit/layout.ts'
import { asDescribed } from '#kit/erased.ts'
import { pictureOf } from '#kit/picture.ts'
import { packed, unpacked } from '#server/files/carried.ts'
import { printed } from '#server/files/pdf.ts'
import { printedAside } from '#server/files/printing.ts'
import { lookAtPdf } from '#test/pdf.ts'
import { pngOf } from '#test/pictures.ts'

const logo = pictureOf(pngOf(60, 20)) ?? assert.fail()
const layout: PrintLayout = {
  title: 'Invoice 1',
  language: 'en',
  madeAt: Temporal.Instant.from('2026-11-22T10:30:00Z'),
  paperSize: 'A4',
  heading: 'Invoice 1',
  from: ['Northwind'],
  logo,
  to: [],
  facts: [],
  above: ['Dear customer'],
  tables: [
    {
      heading: null,
      columns: [{ title: 'Amount', side: 'end', width: 'fit' }],
      rows: Array.from({ length: 120 }, (_, at) => [String(at)]),
      parts: new Map([[0, 'Part']]),
      sums: new Set([2]),
      totals: [],
    },
  ],
  closing: [],
  footer: ['Bank 1', 'VAT 2'],
  pageWords: 'Page {page} of {pages}',
}
const across: PrintLayout = { ...layout, heading: 'Invoice 2', paperSize: 'Letter', tables: [] }

test('layouts are the same after a way to another thread or through JSON', () => {
  const load = packed([layout, across])
  assert.equal(load.pictures.length, 1)
  assert.deepEqual(unpacked(asDescribed(JSON.parse(JSON.stringify(load)))), [layout, across])
})

test('16 print: a thread beside prints the same bytes, whoever else asks', async () => {
  const here = await printed(layout, across)
  const [one, other, single] = await Promise.all([
    printedAside([layout, across]),
    printedAside([layout, across]),
    printedAside([across]),
  ])
  assert.deepEqual(Buffer.from(one), Buffer.from(here))
  assert.deepEqual(Buffer.from(other), Buffer.from(here))
  assert.equal(lookAtPdf(single).pages.length, 1)
})

test('16 print: in one file each paper has its size, pages and place in the outline', async () => {
  const bytes = await printed(layout, across, layout)
  const file = Buffer.from(bytes).toString('latin1')
  const { pages } = lookAtPdf(bytes)
  const words = pages.map((page) => /Page \d+ of \d+/.exec(page.replaceAll(/\s+/g, ' '))?.[0])
  const whole = pages.length - 1
  assert.equal(whole % 2, 0)
  const own = Array.from({ length: whole / 2 }, (_, at) => `Page ${at + 1} of ${whole / 2}`)
  assert.deepEqual(words, [...own, 'Page 1 of 1', ...own])
  assert.equal(file.match(/\/MediaBox \[0 0 612 792\]/g)?.length, 1)
  assert.match(file, /\/Outlines/)
  // The picture of both lies there once, as in the file of one.
  const images = (of: string): number => of.match(/\/Subtype \/Image/g)?.length ?? 0
  const single = Buffer.from(await printed(layout)).toString('latin1')
  assert.ok(images(single) > 0)
  assert.equal(images(file), images(single))
})

test('what cannot be printed fails alone', async () => {
  const torn = { ...logo, bytes: new Uint8Array([1, 2, 3]) }
  await assert.rejects(printedAside([{ ...layout, logo: torn }]), /was not printed/)
  assert.ok((await printedAside([across])).length > 1_000)
})

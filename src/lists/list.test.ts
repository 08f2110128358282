/** Tests of lists over a few hundred papers: whatever is asked, the pages are what a model says. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { compileList } from '#lists/list.ts'
import type { Question } from '#lists/list.ts'
import { countList } from '#lists/page.ts'
import { everywhere } from '#kit/role.ts'
import type { Scope } from '#kit/role.ts'
import { allFields, sightOf } from '#kit/sight.ts'
import { wish } from '#test/kit.ts'
import {
  all,
  byId,
  compare,
  openDesks,
  isFit,
  pages,
  questions,
  seeing,
  whole,
} from '#test/wishes.ts'
import type { Desk, Row } from '#test/wishes.ts'

for (const { server, desk } of await openDesks()) {
  after(() => desk.library.drop())
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  test(here('whatever is asked, its pages and its count are those of the model'), () =>
    pagesAreTheModels(desk),
  )
  test(here('without a wish, the newest comes first, or what the filters’ index says'), () =>
    unwishedOrder(desk),
  )
  test(here('a narrowed role sees what belongs to it, and nothing by way of a filter'), () =>
    narrowedRoles(desk),
  )
  test(here('a field that is not seen is as one that is not there'), () => unseenField(desk))
}

async function pagesAreTheModels(desk: Desk): Promise<void> {
  const { rows, inBooks } = desk
  const place = { organization: desk.library.organization, company: 'store' }
  await fc.assert(
    fc.asyncProperty(questions(rows), async (question) => {
      const found = await pages(desk, question)
      const wanted = rows.filter((row) => question.filters.every((one) => isFit(row, one)))
      assert.deepEqual(byId(found), byId(wanted))
      assert.equal(found.length, wanted.length, 'each once')
      for (const [at, row] of found.entries()) inOrder(question, found[at - 1], row)
      const count = await inBooks((query) => countList(query, wish, place, whole, question))
      assert.deepEqual(count.ok && count.value, { count: wanted.length, isExact: true })
    }),
    { numRuns: 150, seed: 11 },
  )
}

function inOrder({ sort }: Question, former: Row | undefined, row: Row): void {
  if (former === undefined) return
  const order = sort
    .map(({ name, descending }) => compare(name, former[name], row[name]) * (descending ? -1 : 1))
    .find((one) => one !== 0)
  assert.ok((order ?? -1) < 0, JSON.stringify([former, row]))
}

async function unwishedOrder(desk: Desk): Promise<void> {
  const { rows } = desk
  const newest = rows
    .map(({ id }) => id)
    .toSorted()
    .toReversed()
  assert.deepEqual(
    (await pages(desk, all)).map(({ id }) => id),
    newest,
  )
  const mine = await pages(desk, {
    ...all,
    filters: [{ name: 'reader', operator: 'is', written: 'BEA' }],
  })
  const days = mine.map((row) => String(row['wishedOn']))
  assert.deepEqual(days, days.toSorted().toReversed())
}

async function narrowedRoles(desk: Desk): Promise<void> {
  const { rows, inBooks } = desk
  const place = { organization: desk.library.organization, company: 'store' }
  const north = { ...everywhere, site: 'north' }
  const own = { ...everywhere, own: true }
  const other = { ...everywhere, company: 'elsewhere' }
  const cases: readonly (readonly [Scope[], (row: Row) => boolean])[] = [
    [[north], (row) => row['branch'] === 'north'],
    [[own], (row) => row['madeBy'] === 'ann'],
    [[north, own], (row) => row['branch'] === 'north' || row['madeBy'] === 'ann'],
    [
      [{ ...north, department: 'music', own: true }],
      (row) => row['branch'] === 'north' && row['team'] === 'music' && row['madeBy'] === 'ann',
    ],
    [[other, { ...own, company: 'store' }], (row) => row['madeBy'] === 'ann'],
  ]
  for (const [scopes, sees] of cases) {
    const found = await pages(desk, all, seeing(...scopes))
    assert.deepEqual(byId(found), byId(rows.filter(sees)))
    const count = await inBooks((query) => countList(query, wish, place, seeing(...scopes), all))
    assert.equal(count.ok && count.value.count, found.length)
  }
  assert.equal(
    sightOf({ person: 'ann' }, 'store', [other], () => new Set()),
    null,
  )
}

async function unseenField(desk: Desk): Promise<void> {
  const place = { organization: desk.library.organization, company: 'store' }
  const fields = allFields(wish.fields)
  fields.delete('price')
  const blind = sightOf({ person: 'ann' }, 'store', [everywhere], () => fields)
  assert.ok(blind !== null)
  for (const question of [
    { ...all, filters: [{ name: 'price', operator: 'from', written: '1' } as const] },
    { ...all, sort: [{ name: 'price', descending: false }] },
  ]) {
    const told = compileList(wish, place, blind, new Map(), question)
    const other = compileList(wish, place, whole, new Map(), {
      ...question,
      filters: question.filters.map((one) => ({ ...one, name: 'colour' })),
      sort: question.sort.map((one) => ({ ...one, name: 'colour' })),
    })
    assert.ok(!told.ok && !other.ok)
    assert.deepEqual(
      JSON.parse(JSON.stringify(told.problems).replaceAll('price', 'colour')),
      other.problems,
    )
  }
  for (const row of await pages(desk, all, blind)) assert.ok(!Object.hasOwn(row, 'price'))
}

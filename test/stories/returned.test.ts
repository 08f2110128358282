/** Papers of every kind, brought on and undone: the books balance, and every balance returns. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { all } from '#departments/all.ts'
import { countingStates } from '#kit/document.ts'
import type { Document } from '#kit/document.ts'
import { undo } from '#kit/undo.ts'
import { issued, paperSamples } from '#test/samples/papers.ts'
import { doer, everyRole, ready, undoingVerbOf } from '#test/samples/ways.ts'
import { spelled } from '#test/spelled.ts'
import { assertSound, leftIn, openShops } from './shop.ts'
import type { Shop } from './shop.ts'

const undoable = paperSamples.flatMap((sample) => {
  const verb = undoingVerbOf(sample.of)
  return verb === null ? [] : [{ sample, verb }]
})

for (const { server, shop } of await openShops()) {
  after(() => shop.drop())
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  for (const { sample, verb } of undoable) {
    test(here(`${sample.of.plural} leave nothing behind when they are undone`), async () => {
      const own = await shop.another()
      await issued(own)
      const { make, of } = sample
      // What they stand on is there before, and stays.
      const set = await make(own)
      const before = await leftIn(own)
      const { good } = await ready(own, { of, make: () => Promise.resolve(set) }, verb)
      await assertSound(own)
      assert.deepEqual(await undoAll(own, of, good), 'done')
      assert.deepEqual(await leftIn(own), before)
      await assertSound(own)
    })
  }

  test(here('undoing everything returns every balance to zero'), async () => {
    await issued(shop)
    for (const { sample, verb } of undoable) {
      await ready(shop, sample, verb)
      await assertSound(shop)
    }
    assert.ok((await leftIn(shop)).length > 20)
    for (const of of all.all.toReversed()) {
      if (of.noun !== 'document') continue
      assert.equal(await undoAll(shop, of, await counting(shop, of)), 'done')
      await assertSound(shop)
    }
    assert.deepEqual(await leftIn(shop), [])
  })
}

/** Undoes papers with all that stands on them; what became of it. */
async function undoAll(shop: Shop, of: Document, ids: readonly string[]): Promise<string> {
  const undone = await shop.inBooks((books) => undo(books, of, ids, doer('undo', ...everyRole)))
  return undone.outcome === 'done' ? 'done' : spelled(undone)
}

/** The papers of a kind that count. */
async function counting({ inBooks, organization }: Shop, of: Document): Promise<string[]> {
  const found = await inBooks(({ query }) =>
    query<{ id: string }>({
      text: `select id from ${of.target.table} where organization = $1 and state = any ($2)`,
      values: [organization, countingStates(of)],
    }),
  )
  return found.map(({ id }) => id)
}

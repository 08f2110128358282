/** Every rule of the door refuses, says its name, and leaves its neighbours in the set alone. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { newId } from '#base/id.ts'
import { pack, receipts, recordStatement } from '#ledger/door.ts'
import type { DoorAnswer, Posting, Receipt } from '#ledger/door.ts'
import { record } from '#server/books.ts'
import type { RuleCase } from '#test/ledger/line-cases.ts'
import { prepare, ruleCases, rawRules } from '#test/ledger/rule-cases.ts'
import { openStores, outcomes, postings, sale, standing } from '#test/ledger/store.ts'
import type { Store } from '#test/ledger/store.ts'

for (const { store, here, ground } of await openStores(prepare)) {
  after(() => store.books.drop())

  test(here('each refuses one entry of a set and records the others'), async () => {
    for (const [place, found] of ruleCases(ground).entries()) {
      const said = `${found.rule} (case ${place})`
      const set = [
        ...postings([found.entry], found.company),
        ...postings([sale(`neighbour ${place}`)]),
      ]
      const earlier = await standing(store)
      const [refusal, neighbour] = await (found.raw === undefined
        ? record(store.books.database, store.organization, set)
        : recordRaw(store, set, found.raw))
      assert.equal(neighbour?.outcome, 'recorded', `${said}: ${JSON.stringify(neighbour)}`)
      assertRefused(refusal, found, said)
      const [alone] = await (found.raw === undefined
        ? record(store.books.database, store.organization, set.slice(0, 1))
        : recordRaw(store, set.slice(0, 1), found.raw))
      assertRefused(alone, found, `${said}, alone`)
      await store.post(sale(`back ${place}`, -1000n))
      assert.deepEqual(
        (await standing(store)).filter((text) => !/neighbour|back/.test(text)),
        earlier.filter((text) => !/neighbour|back/.test(text)),
        `${said}: something moved`,
      )
    }
  })

  test(here('two of a key, or two reversals of an entry, do not pass in one set'), async () => {
    for (const { rule, set } of rawRules(ground)) {
      const answers = await recordRaw(store, postings([...set, sale(`beside ${rule}`)]))
      assert.deepEqual(outcomes(answers), ['recorded', rule, 'recorded'])
    }
  })

  test(here('none is forgotten'), () => {
    const provoked = new Set([...ruleCases(ground), ...rawRules(ground)].map(({ rule }) => rule))
    assert.deepEqual([...provoked].toSorted(), rulesOfTheSql())
  })
}

function assertRefused(found: Receipt | undefined, { rule, field }: RuleCase, said: string): void {
  assert.equal(found?.outcome, 'refused', said)
  const hit = found.refusals.find((refusal) => refusal.rule === rule)
  assert.ok(hit, `${said}: refused by ${JSON.stringify(found.refusals)}`)
  assert.equal(hit.field, field, said)
}

/** Calls the door with parameters that were changed on the way. */
async function recordRaw(
  store: Store,
  set: readonly Posting[],
  change: (parameters: (string | null)[]) => (string | null)[] = (found) => found,
): Promise<Receipt[]> {
  const values = change(pack(store.organization, set, () => newId(Date.now())))
  const [answer] = await store.ask<DoorAnswer>(recordStatement, ...values)
  assert.ok(answer)
  return receipts(set, answer)
}

/** The words of rules in the door's SQL: what a case decides for, and any word with a hyphen. */
function rulesOfTheSql(): string[] {
  const folder = join(import.meta.dirname, '../../migrations')
  const text = ['0004-door.sql', '0005-record.sql']
    .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll(/--.*$/gm, ''))
    .join('\n')
  const decided = [...text.matchAll(/(?:then|else)\s+'([a-z-]+)'/g)].map(([, word]) => word ?? '')
  const hyphened = [...text.matchAll(/'([a-z]+(?:-[a-z]+)+)'/g)].map(([, word]) => word ?? '')
  const parts = [...text.matchAll(/m\.part \|\| '-(malformed)'/g)].flatMap(([, word]) =>
    ['subject', 'unit'].map((part) => `${part}-${word}`),
  )
  const found = new Set([...decided, ...hyphened, ...parts])
  const fields = ['company', 'key', 'reason', 'journal', 'actor', 'kind', 'source', 'batch']
  for (const field of fields) found.delete(field)
  return [...found].toSorted()
}

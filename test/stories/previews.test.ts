/** Each paper, each verb and each register: a preview is what is then done, and leaves nothing. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { all } from '#departments/all.ts'
import { newId } from '#base/id.ts'
import { toJson } from '#kit/derive/schema.ts'
import { writtenFields } from '#kit/field.ts'
import { loadPapers } from '#kit/store.ts'
import { adding, changing, changingRows } from '#server/papers/deeds.ts'
import { bringingOn, throwingAway, undoing, writing } from '#server/papers/deeds.ts'
import { someone } from '#test/kit-books.ts'
import { issued } from '#test/samples/papers.ts'
import { paperSamples } from '#test/samples/papers.ts'
import { rowSamples } from '#test/samples/rows.ts'
import type { PaperSample, RowSample } from '#test/samples/sample.ts'
import { doer, everyRole, firstVerbs, pathTo, ready, undoingVerbOf } from '#test/samples/ways.ts'
import { alike } from './alike.ts'
import { spelled } from '#test/spelled.ts'
import { assertSound, openShops } from './shop.ts'
import type { Shop } from './shop.ts'

const nobody = someone('nobody', 'staff')

for (const { server, shop } of await openShops()) {
  after(() => shop.drop())
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`

  test(here('every paper and every register that people write has its sample'), () => {
    const written = all.all.filter((of) => of.noun === 'document' || !of.isLedgers)
    const names = [...rowSamples, ...paperSamples].map(({ of }) => of.name)
    assert.deepEqual(names.toSorted(), written.map(({ name }) => name).toSorted())
  })

  for (const sample of paperSamples) {
    const { of } = sample
    const stories: readonly (readonly [string, (own: Shop) => Promise<void>])[] = [
      ['written, changed, thrown away', (own) => drafts(own, sample)],
      ...Object.keys(of.transitions).map(
        (verb) => [verb, (own: Shop) => broughtOn(own, sample, verb)] as const,
      ),
      ...firstVerbs(of).map(
        (verb) => [`${verb} at once`, (own: Shop) => entered(own, sample, verb)] as const,
      ),
      ...(undoingVerbOf(of) !== null
        ? [['undone', (own: Shop) => undone(own, sample)] as const]
        : []),
    ]
    for (const [what, story] of stories) {
      test(here(`${of.name}: ${what}`), async () => {
        const own = await shop.another()
        await issued(own)
        await story(own)
        await assertSound(own)
      })
    }
  }

  for (const sample of rowSamples) {
    test(here(`${sample.of.name}: added and changed`), async () => {
      await rows(await shop.another(), sample)
    })
  }
}

/** Writes, changes and throws away drafts, with some members that are refused. */
async function drafts(shop: Shop, { of, make }: PaperSample): Promise<void> {
  const { good, hindered } = await make(shop)
  const actor = someone('writer', of.write)
  const written = await alike(shop, writing(of, null), [
    ...[...good, ...hindered].map((values) => ({ values, actor })),
    { values: good[0], actor: nobody },
    { values: {}, actor },
    { values: { ...good[0], nonsense: 1 }, actor },
    ...(of.number === null ? [] : [{ values: good[0], actor, number: ' 7' }]),
  ])
  const ids = written.flatMap((one) => (one.outcome === 'done' ? [one.id] : []))
  assert.equal(ids.length, good.length + hindered.length, spelled(written))
  const [first = '', second = '', third = ''] = ids
  const [, other] = await shop.inBooks((books) => loadPapers(books.query, of, books, ids))
  const values = toJson(writtenFields(of.fields), { ...other })
  const changed = await alike(shop, changing(of), [
    { id: first, values, actor, version: 1 },
    { id: second, values, actor, version: 7 },
    { id: third, values, actor: nobody, version: 1 },
    { id: newId(0), values, actor, version: 1 },
  ])
  assert.deepEqual(outcomes(changed), ['done', 'refused', 'refused', 'refused'])
  const gone = await alike(shop, throwingAway(of), [
    { id: second, actor, version: 1 },
    { id: first, actor, version: 1 },
    { id: third, actor: nobody },
  ])
  assert.deepEqual(outcomes(gone), ['done', 'refused', 'refused'])
}

/** Brings papers on by a verb; others of the set are refused, each for another reason. */
async function broughtOn(shop: Shop, sample: PaperSample, verb: string): Promise<void> {
  const { of } = sample
  const { by, notWhoDid } = of.transitions[verb] ?? assert.fail()
  const [good, spare] = [await ready(shop, sample, verb), await ready(shop, sample, verb)]
  const actor = doer(verb, by)
  const doneBefore = notWhoDid === undefined ? nobody : doer(notWhoDid, by)
  const [one = '', other = '', ...more] = [...spare.good, ...spare.hindered]
  const results = await alike(shop, bringingOn(of, verb), [
    ...[...good.good, ...good.hindered].map((id) => ({ id, actor })),
    { id: one, actor: doneBefore },
    { id: other, actor, version: 99 },
    ...more.flatMap((id) => [id, id]).map((id) => ({ id, actor })),
    { id: newId(0), actor },
  ])
  const done = good.good.map(() => 'done')
  assert.deepEqual(outcomes(results).slice(0, done.length), done, spelled(results))
  assert.ok(outcomes(results.slice(done.length)).every((outcome) => outcome === 'refused'))
}

/** Writes papers and brings them on in one act; what may not go on is not written either. */
async function entered(shop: Shop, { of, make }: PaperSample, verb: string): Promise<void> {
  const { good, hindered } = await make(shop)
  const by = of.transitions[verb]?.by ?? ''
  // Four eyes need two persons, whom one act does not have.
  const isOfTwo = of.transitions[verb]?.notWhoDid === 'write'
  const actor = someone('writer', of.write, by)
  const results = await alike(shop, writing(of, verb), [
    ...good.map((values) => ({ values, actor })),
    ...hindered.map((values) => ({ values, actor })),
    { values: good[0], actor: nobody },
    { values: {}, actor },
  ])
  const refused = [...hindered, 1, 2].map(() => 'refused')
  const expected = [...good.map(() => (isOfTwo ? 'refused' : 'done')), ...refused]
  assert.deepEqual(outcomes(results), expected, spelled(results))
}

/** Undoes papers as one act; one that cannot be undone as it stands is refused. */
async function undone(shop: Shop, sample: PaperSample): Promise<void> {
  const { of } = sample
  const verb = undoingVerbOf(of) ?? ''
  const { good, hindered } = await ready(shop, sample, verb)
  const actor = doer('undo', ...everyRole)
  const members = [
    { actor, papers: hindered.map((id) => ({ id, version: 1 })) },
    { actor, papers: good.map((id) => ({ id, version: 99 })) },
    { actor, papers: good.map((id) => ({ id, version: pathTo(of, verb).length + 1 })) },
  ]
  const results = await alike(shop, undoing(of), members, ({ plan, undone: what }) => ({
    steps: plan.steps.map(({ document, papers, ...step }) => [document.name, step, papers]),
    problems: plan.problems,
    what,
  }))
  assert.deepEqual(
    results.map(({ undone: { outcome } }) => outcome),
    ['refused', 'refused', 'done'],
    spelled(results[2]?.undone),
  )
}

/** Adds rows to a register and changes them. */
async function rows(shop: Shop, { of, good, hindered }: RowSample): Promise<void> {
  const actor = someone('writer', of.write)
  const dated = of.target.dated ? { goodFrom: '2026-03-01' } : {}
  const sent = Object.entries({ ...good, ...hindered }).map(([code, values]) => {
    return { code, values, actor, ...dated }
  })
  const [first] = sent
  assert.ok(first !== undefined)
  const added = await alike(shop, adding(of), [
    ...sent,
    { ...first, code: ' x' },
    { ...first, code: 'by nobody', actor: nobody },
  ])
  const expected = sent.map(({ code }) => Object.hasOwn(good, code))
  assert.deepEqual(
    added.map(({ ok }) => ok),
    [...expected, false, false],
    spelled(added),
  )
  const [, second] = sent
  const changed = await alike(shop, changingRows(of), [
    { ...first, version: 1 },
    { ...(second ?? first), version: 7 },
    { ...first, code: 'unknown', version: 1 },
  ])
  assert.deepEqual(
    changed.map(({ ok }) => ok),
    [true, false, false],
    spelled(changed),
  )
}

function outcomes(results: readonly { readonly outcome: string }[]): string[] {
  return results.map(({ outcome }) => outcome)
}

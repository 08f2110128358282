/** Fills a house with canaries: rows of all registers, papers of all kinds, what hangs on them. */
import assert from 'node:assert/strict'
import type { Books } from '#kit/books.ts'
import type { Content } from '#kit/erased.ts'
import { preview } from '#kit/preview.ts'
import { perform } from '#kit/perform.ts'
import { addRows } from '#kit/registers.ts'
import type { Register } from '#kit/register.ts'
import type { Document } from '#kit/document.ts'
import { create } from '#kit/write.ts'
import type { Sent } from '#kit/write.ts'
import { someone } from '#test/kit-books.ts'
import { paperSamples } from '#test/samples/papers.ts'
import { rowSamples } from '#test/samples/rows.ts'
import type { PaperSample, RowSample } from '#test/samples/sample.ts'
import { doer, firstVerbs } from '#test/samples/ways.ts'
import { spelled } from '#test/spelled.ts'
import { fill } from '#test/stories/shop.ts'
import type { Cage } from './canary.ts'
import type { Asker, House } from './house.ts'
import { libraryPapers, libraryRows } from './library-samples.ts'
import { bare, planted, renewed } from './planting.ts'
import type { Planted } from './planting.ts'

/** Rows for papers that go on, and others for drafts, which freeze nothing of them. */
interface RowsPlanted {
  readonly forGood: Planted
  readonly forDrafts: Planted
}

/** Who writes papers, and who brings them on: four eyes are two persons. */
export interface Writers {
  readonly author: Asker
  readonly second: Asker
}

/** Of each document, by its name, what somebody sends who leaves out all that links fill in. */
export type Sendable = ReadonlyMap<string, Content>

/** Own fields, rows, drafts and papers that went on, with a canary wherever there can be one. */
export async function fillHouse(house: House, cage: Cage, writers: Writers): Promise<Sendable> {
  await addOwnFields(house)
  for (const { of, good } of libraryRows) {
    await house.shop.inBooks((books) => fill(books, of, good, of.target.dated ? first : undefined))
  }
  const rows: Record<keyof RowsPlanted, Map<string, string>> = {
    forGood: new Map([['own field', 'slip']]),
    forDrafts: new Map([['own field', 'slip']]),
  }
  for (const sample of [...rowSamples, ...libraryRows]) {
    for (const which of ['forGood', 'forDrafts'] as const) {
      const code = await plantRow(house, cage, sample, rows[which])
      if (!rows[which].has(sample.of.name)) rows[which].set(sample.of.name, code)
    }
  }
  const sendable = new Map<string, Content>()
  for (const sample of [...paperSamples, ...libraryPapers]) {
    sendable.set(sample.of.name, await plantPapers(house, cage, sample, { ...rows, ...writers }))
  }
  return sendable
}

const first = '2026-01-01'
const everything = (of: Register | Document): string[] => [
  of.write,
  ...(of.noun === 'document' ? Object.values(of.transitions).map(({ by }) => by) : []),
]

async function addOwnFields({ shop, catalogue }: House): Promise<void> {
  const of = catalogue.register('own field') ?? assert.fail()
  const kinds = catalogue.all.filter((one) => one.noun === 'document' || !one.isLedgers)
  await shop.inBooks(async (books) => {
    const set = kinds.map(({ name }, at) => ({
      code: `slip${at}`,
      values: { belongsTo: name, label: 'Slip', holds: 'text' },
      actor: doer('fields', of.write),
    }))
    for (const kept of await addRows(books, of, set)) assert.ok(kept.ok, spelled(kept))
  })
}

/** The organization's own field of a kind. */
function ownFieldOf({ catalogue }: House, name: string): string {
  const kinds = catalogue.all.filter((one) => one.noun === 'document' || !one.isLedgers)
  return `slip${kinds.findIndex((of) => of.name === name)}`
}

async function plantRow(
  house: House,
  cage: Cage,
  sample: RowSample,
  rows: Planted,
): Promise<string> {
  const of = house.catalogue.register(sample.of.name) ?? assert.fail()
  // Numberings and templates are known by the kinds of paper, so each of a kind is planted once.
  const isOfKind = of.name === 'numbering' || of.name === 'print template'
  const there = isOfKind ? await codesIn(house, of) : new Set<string>()
  const [own, values] = Object.entries(sample.good).find(([one]) => !there.has(one)) ?? []
  assert.ok(own !== undefined && values !== undefined)
  // The codes of rates and limits are those of currencies and customers.
  const isLinked = of.target.dated && of.name !== 'tax code'
  const code = isOfKind ? own : isLinked ? (rows.get('party') ?? '') : cage.word()
  const extra = { [ownFieldOf(house, of.name)]: cage.word() }
  const dated = of.target.dated ? { goodFrom: first } : {}
  const row = (content: Content) => ({
    code: code === '' ? cage.word() : code,
    values: { ...content, extra },
    actor: doer('fill', of.write),
    ...dated,
  })
  // With what a series begins is told by the numbers themselves, and is no secret.
  const best = isOfKind
    ? values
    : await planted(of, values, {
        cage,
        rows,
        accepts: (content) =>
          house.shop.inBooks(async (books) => {
            const { answer } = await preview(books, (inside) => addRows(inside, of, [row(content)]))
            return answer.every(({ ok }) => ok)
          }),
      })
  const sent = row(best)
  const [kept] = await house.shop.inBooks((books) => addRows(books, of, [sent]))
  assert.ok(kept?.ok === true, spelled(kept))
  return sent.code
}

/** The codes of a register's rows that are there already. */
async function codesIn({ shop }: House, { target }: Register): Promise<Set<string>> {
  const rows = await shop.inBooks(({ query, organization }) =>
    query<{ code: string }>({
      text: `select code from ${target.table} where organization = $1`,
      values: [organization],
    }),
  )
  return new Set(rows.map(({ code }) => code))
}

async function plantPapers(
  house: House,
  cage: Cage,
  { of: sampled, make }: PaperSample,
  { forGood, forDrafts, author, second }: RowsPlanted & Writers,
): Promise<{ readonly id: string; readonly sent: Content }> {
  const of = house.catalogue.document(sampled.name) ?? assert.fail()
  const { good } = await make(house.shop)
  const [values] = good
  assert.ok(values !== undefined)
  const [verb] = firstVerbs(of)
  const number = () => (of.number === null ? {} : { number: cage.word() })
  const whole = (content: Content, own = {}) => ({
    values: { ...content, extra: { [ownFieldOf(house, of.name)]: cage.word() } },
    actor: someone(author.person, ...everything(of)),
    ...own,
  })
  /** Writes a paper and brings it on; answers its identifier, or null where it does not go on. */
  const goesOn = async (books: Books, content: Content): Promise<string | null> => {
    const [made] = await create(books, of, [whole(content, number())])
    if (made?.ok !== true) return null
    const actor = someone(second.person, ...everything(of))
    const { id } = made.value
    const [done] = verb === undefined ? [] : await perform(books, of, verb, [{ id, actor }])
    return verb === undefined || done?.outcome === 'done' ? id : null
  }
  const { inBooks } = house.shop
  const best = await planted(of, values, {
    cage,
    rows: forGood,
    accepts: (content) =>
      inBooks(async (books) => {
        const { answer } = await preview(books, (inside) => goesOn(inside, content))
        return answer !== null
      }),
  })
  const id = await inBooks((books) => goesOn(books, best))
  assert.ok(id !== null, `a ${of.name} does not go on`)
  // Another one, where the same can go on twice, so that no total is that of a single paper.
  await inBooks(async (books) => {
    const again = renewed(of, best, cage)
    const { answer } = await preview(books, (inside) => goesOn(inside, again))
    if (answer !== null) await goesOn(books, again)
  })
  return { id, sent: await plantDraft(house, cage, of, values, forDrafts, whole) }
}

/** A paper that stays a draft; answers what somebody sends who leaves out what links fill in. */
async function plantDraft(
  house: House,
  cage: Cage,
  of: Document,
  values: Content,
  rows: Planted,
  whole: (content: Content) => Sent,
): Promise<Content> {
  const { inBooks } = house.shop
  const accepts = (content: Content): Promise<boolean> =>
    inBooks(async (books) => {
      const { answer } = await preview(books, (inside) => create(inside, of, [whole(content)]))
      return answer.every(({ ok }) => ok)
    })
  const drafted = await planted(of, values, { cage, rows, accepts })
  const [draft] = await inBooks((books) => create(books, of, [whole(drafted)]))
  assert.ok(draft?.ok === true, spelled(draft))
  return await bare(of, values, { rows, accepts })
}

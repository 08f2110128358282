/** The operation that tells what stands before and after a paper, and the file that it came in. */
import { z } from 'zod'
import type { Query } from '#base/query.ts'
import { whereabouts } from '#kit/decide.ts'
import type { AnyPaper, Document } from '#kit/document.ts'
import { asDescribed } from '#kit/erased.ts'
import { aOrAn } from '#kit/naming.ts'
import { linksOf, linkingTo, linkedFrom } from '#kit/chain.ts'
import type { ChainLink } from '#kit/chain.ts'
import { addressName, joinedName } from '#kit/spelling.ts'
import { loadPapers } from '#kit/store.ts'
import { json, notFound } from '#server/http/answer.ts'
import { identifier } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call, Operation } from '#server/http/operation.ts'
import {
  addressOf,
  isSeen,
  keyShape,
  openCounter,
  placeOf,
  sightAt,
} from '#server/http/papers/counter.ts'
import type { Counter, Placed } from '#server/http/papers/counter.ts'
import { readImport } from '#server/transfer/import.ts'
import { originOf } from '#server/transfer/origin.ts'
import type { ImportReader } from '#server/transfer/rights.ts'
import { maySee } from '#server/transfer/rights.ts'

/** So far a chain is followed, paper by paper. */
const furthest = 3

const link = z.strictObject({
  kind: z.string().meta({ description: 'The kind of the paper, by its plural: sales-invoices.' }),
  name: z.string().meta({ description: 'The kind of the paper: sales invoice.' }),
  id: identifier('The identifier.'),
  number: z.string().nullable(),
  state: z.string(),
  distance: z.int().meta({ description: 'How many papers away it is: 1 is the next.' }),
})

const file = z
  .strictObject({
    import: identifier('The import.'),
    file: z.string().meta({ description: 'The name of the file.' }),
    line: z.int().meta({ description: 'The line of its first row, counted from 1.' }),
    rows: z.int().meta({ description: 'How many rows they are.' }),
    opens: z.boolean().meta({ description: 'Whether you see the import as a whole.' }),
  })
  .nullable()
  .meta({ description: 'The rows of an imported file; null where it came by none.' })

/** The papers before and after one. */
export function chaining(of: Document): Operation {
  return operation({
    id: `get${joinedName(of.name)}Chain`,
    method: 'get',
    address: `${addressOf(of)}/{id}/chain`,
    summary: `See what stands before and after ${aOrAn(of.name)}`,
    description:
      'The papers that it links to, and those that link to it, as far as you see them: at most ' +
      `${furthest} papers away in each direction; and the rows of the file that it was made of.`,
    tag: of.plural,
    scope: 'papers:read',
    path: placeOf(of, keyShape(of)),
    query: nothing,
    body: nothing,
    successes: {
      200: {
        description: 'The chain, the nearest first.',
        schema: z.strictObject({ before: z.array(link), after: z.array(link), file }),
      },
    },
    problems: [],
    handle: async (call) => {
      const counter = await openCounter(call, of)
      if (counter === null) return notFound('company')
      const found = await call.services.database.transaction(
        counter.desk.organization,
        async (query) => {
          const walk = { call, counter, query }
          const [start] = await seenPapers(walk, of, [call.path['id'] ?? ''])
          if (start === undefined) return null
          const [before, after] = [
            await follow(walk, start, earlier),
            await follow(walk, start, later),
          ]
          return { before, after, file: await fileOf(walk, start) }
        },
        { mode: 'snapshot' },
      )
      return found === null ? notFound('paper') : json(200, found)
    },
  })
}

/** The rows of a file that became a paper, and whether the one who asks sees the whole import. */
async function fileOf({ call, counter, query }: Walk, { paper }: Seen): Promise<object | null> {
  const { organization, catalogue } = counter.desk
  const found = await originOf(query, organization, paper.id)
  const one = found === null ? null : await readImport(query, organization, found.import)
  if (one === null) return null
  const { actor } = counter
  const { permissions } = call.services
  const readableAt: ImportReader['readableAt'] = (of) => permissions.readableAt(of, actor)
  return { ...found, opens: maySee({ catalogue, actor, readableAt }, one) }
}

/** Who asks, and where it is read. */
interface Walk {
  readonly call: Call<Placed, unknown, unknown>
  readonly counter: Counter
  readonly query: Query
}

/** A paper that is seen, with the fields of it that are. */
interface Seen {
  readonly of: Document
  readonly paper: AnyPaper
  readonly fields: ReadonlySet<string>
}

type Next = (walk: Walk, from: readonly Seen[]) => Promise<Seen[]>

/** The papers in one direction, step by step; none is told twice. */
async function follow(walk: Walk, start: Seen, next: Next): Promise<object[]> {
  const told = new Set([start.paper.id])
  const chain: object[] = []
  let from: readonly Seen[] = [start]
  for (let distance = 1; distance <= furthest && from.length > 0; distance += 1) {
    const found = await next(walk, from)
    from = found.filter(({ paper }) => !told.has(paper.id))
    for (const { of, paper } of from) {
      if (told.has(paper.id)) continue
      told.add(paper.id)
      const { id, number, state } = paper
      const kind = addressName(of.plural)
      chain.push({ kind, name: of.name, id, number: number ?? null, state, distance })
    }
  }
  return chain
}

/** The papers to which these link by fields that are seen. */
async function earlier(walk: Walk, from: readonly Seen[]): Promise<Seen[]> {
  const { catalogue } = walk.call.services
  const wanted = new Map<string, Set<string>>()
  for (const { of, paper, fields } of from) {
    for (const one of linksOf(of)) {
      if (!isFieldSeen(one, fields)) continue
      const ids = wanted.get(one.to) ?? new Set()
      for (const id of linkedFrom(paper, one)) ids.add(id)
      wanted.set(one.to, ids)
    }
  }
  const found: Seen[] = []
  for (const [name, ids] of wanted) {
    const of = catalogue.document(name)
    if (of !== undefined) found.push(...(await seenPapers(walk, of, [...ids])))
  }
  return found
}

/** The papers that link to these by fields that are seen. */
async function later(walk: Walk, from: readonly Seen[]): Promise<Seen[]> {
  const { catalogue } = walk.call.services
  const found: Seen[] = []
  for (const [of, some] of Map.groupBy(from, (one) => one.of)) {
    const ids = some.map(({ paper }) => paper.id)
    for (const one of catalogue.all) {
      if (one.noun !== 'document') continue
      for (const way of linksOf(one).filter(({ to }) => to === of.name)) {
        const linking = await linkingTo({ ...walk.counter.desk, query: walk.query }, one, way, ids)
        const seen = await seenPapers(walk, one, linking)
        found.push(...seen.filter(({ fields }) => isFieldSeen(way, fields)))
      }
    }
  }
  return found
}

function isFieldSeen({ rows, name }: ChainLink, seen: ReadonlySet<string>): boolean {
  return rows === null ? seen.has(name) : seen.has(rows) && seen.has(`${rows}.${name}`)
}

/** Of these papers those that are there for the one who asks. */
async function seenPapers(
  { call, counter, query }: Walk,
  of: Document,
  ids: readonly string[],
): Promise<Seen[]> {
  const sight = ids.length === 0 ? null : sightAt(call, counter, of)
  if (sight === null) return []
  const loaded = asDescribed<AnyPaper[]>(await loadPapers(query, of, counter.desk, ids))
  return loaded.flatMap((paper) => {
    const where = whereabouts(of, paper)
    return isSeen(sight, where) ? [{ of, paper, fields: sight.at(where) }] : []
  })
}

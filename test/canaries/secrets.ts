/** What is in the books of a house: each canary, and of what it tells. */
import { toJson } from '#kit/derive/schema.ts'
import type { Content } from '#kit/erased.ts'
import type { Described } from '#kit/key.ts'
import { asDescribed } from '#kit/erased.ts'
import { loadPapers, loadRows } from '#kit/store.ts'
import { tokenOf } from './canary.ts'
import type { House } from './house.ts'

/** Where a canary stands. */
export interface Place {
  /** The kind of paper or register. */
  readonly kind: string
  /**
   * `head`: a number or a code; `own`: a field that the organization added; `hanging`: a comment or
   * an attachment; `file`: the name of a file that was imported.
   */
  readonly part: 'field' | 'head' | 'own' | 'hanging' | 'file'
  /** "lines.unitPrice". */
  readonly path: string
}

/** All places of each canary. */
export type Secrets = ReadonlyMap<string, readonly Place[]>

/** Reads everything back as the books have it, what transitions filled in among it. */
export async function secretsIn(house: House): Promise<Secrets> {
  const secrets = new Map<string, Place[]>()
  const note = (value: unknown, place: Place): void => {
    const token = tokenOf(value)
    if (token !== null) secrets.set(token, [...(secrets.get(token) ?? []), place])
  }
  for (const of of house.catalogue.all) {
    if (of.noun === 'register' && of.isLedgers) continue
    for (const content of await contentsOf(house, of)) {
      const kind = of.name
      note(content['number'] ?? content['code'], { kind, part: 'head', path: 'number' })
      for (const [path, value] of leaves('', toJson(of.fields, content))) {
        note(value, { kind, part: 'field', path })
      }
      for (const [path, value] of leaves('extra', content['extra'])) {
        note(value, { kind, part: 'own', path })
      }
    }
  }
  for (const { kind, text } of await house.sql<{ kind: string; text: string }>(
    `select kind, text from paper.comment where organization = $1 union all
      select kind, text from paper.task where organization = $1 union all
      select kind, file_name from paper.attachment where organization = $1 union all
      select a.kind, convert_from(p.bytes, 'UTF8') from paper.attachment a
        join paper.blob_piece p on p.organization = a.organization and p.hash = a.hash
        where a.organization = $1`,
  )) {
    note(text, { kind, part: 'hanging', path: 'comments, tasks and files' })
  }
  // Under an item's code the ledger counts it for all companies, and tells what it is called.
  for (const { code, name } of await house.sql<{ code: string; name: string }>(
    'select code, name from ledger.commodity where organization = $1',
  )) {
    for (const value of [code, name]) note(value, { kind: '', part: 'head', path: 'commodity' })
  }
  return secrets
}

/** All papers or rows of a kind, whole. */
async function contentsOf(house: House, of: Described): Promise<Content[]> {
  const { shop, sql } = house
  const columns = of.noun === 'document' ? 'id' : of.target.dated ? 'code, good_from' : 'code'
  const place = of.target.of === 'company' ? "and company = 'store'" : ''
  const found = await sql<Record<string, unknown>>(
    `select ${columns.replace('good_from', 'good_from::text')} from ${of.target.table}
      where organization = $1 ${place}`,
  )
  const keys = found.map((row) => Object.values(row).map(String))
  return await shop.inBooks(async (books) =>
    asDescribed<Content[]>(
      of.noun === 'document'
        ? await loadPapers(books.query, of, books, keys.flat())
        : await loadRows(books.query, of, books, keys),
    ),
  )
}

/** The values of JSON with their paths; rows without their places. */
function leaves(path: string, value: unknown): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  if (Array.isArray(value)) return value.flatMap((one: unknown) => leaves(path, one))
  return Object.entries(value).flatMap(([name, inner]) =>
    leaves(path === '' ? name : `${path}.${name}`, inner),
  )
}

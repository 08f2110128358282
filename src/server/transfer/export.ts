/** Lists as tables: all papers that a question finds, whole, page by page as of one moment. */
import type { Query } from '#base/query.ts'
import type { Cell, Sheet } from '#kit/cell.ts'
import { seenOf } from '#kit/derive/shown.ts'
import { flatRows, transferColumns } from '#kit/derive/transfer.ts'
import type { TransferColumn } from '#kit/derive/transfer.ts'
import { keyIn } from '#kit/acts.ts'
import type { Catalogue } from '#kit/catalogue.ts'
import { whereabouts } from '#kit/decide.ts'
import type { AnyPaper, Document } from '#kit/document.ts'
import { asDescribed } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import type { Columns } from '#kit/field.ts'
import type { Described } from '#kit/key.ts'
import type { Question } from '#lists/list.ts'
import { readPage } from '#lists/page.ts'
import type { Sight } from '#kit/sight.ts'
import { placeOf } from '#kit/standing.ts'
import type { Placed } from '#kit/standing.ts'
import { loadPapers, loadRows } from '#kit/store.ts'
import type { Place } from '#kit/store.ts'
import { sees } from '#kit/topic.ts'
import type { Wording } from '#kit/wording.ts'
import { withNumbers } from '#server/transfer/numbered-links.ts'

/** What is exported, for whom. */
export interface ExportWish {
  readonly of: Described
  readonly catalogue: Catalogue
  readonly place: Place
  readonly sight: Sight
  /** What somebody sees of papers that are linked to; null where that is nothing. */
  readonly sightOf: (of: Described) => Sight | null
  readonly question: Omit<Question, 'limit' | 'after'>
  /** The organization's own fields. */
  readonly own: Columns
  /** The columns by their paths, in their order; all that are seen unless they are named. */
  readonly columns?: readonly string[]
  /** In which words the columns are called; ours where left out. */
  readonly told?: Wording['told']
}

const pageOf = 500

/** The columns that the one who asks may see of one paper at least. */
export function seenColumns({ of, sight, own, told }: ExportWish): TransferColumn[] {
  return transferColumns(of, own, told).filter(
    ({ field, isOwn, list, path }) =>
      field === null ||
      isOwn ||
      !Object.hasOwn(of.fields, list ?? path) ||
      (sight.somewhere.has(path) && (list === null || sight.somewhere.has(list))),
  )
}

/** Of these the ones that were named, in that order. */
function wishedColumns(wish: ExportWish): TransferColumn[] {
  const all = seenColumns(wish)
  const { columns } = wish
  if (columns === undefined) return all
  return columns.flatMap((path) => all.find((one) => one.path === path) ?? [])
}

/** The names among the wished columns that are none, or none for the one who asks. */
export function unknownColumns(wish: ExportWish): string[] {
  const known = new Set(seenColumns(wish).map(({ path }) => path))
  return (wish.columns ?? []).filter((path) => !known.has(path))
}

/** The table of all that is found. That the first page can be read is known before. */
export function exportSheet(query: Query, wish: ExportWish): Sheet {
  const columns = wishedColumns(wish)
  const { plural } = wish.of
  return { name: wish.told?.(plural) ?? plural, columns, rows: exportedRows(query, wish, columns) }
}

async function* exportedRows(
  query: Query,
  wish: ExportWish,
  columns: readonly TransferColumn[],
): AsyncGenerator<readonly Cell[]> {
  for await (const page of exportedPages(query, wish)) yield* flatRows(columns, page)
}

/** What is found, whole and in its order, as far as it is seen; links to papers by number. */
export async function* exportedPages(
  query: Query,
  { of, catalogue, place, sight, sightOf, question }: ExportWish,
  atOnce = pageOf,
): AsyncGenerator<readonly Content[]> {
  const isThere = (document: Document, paper: Placed): boolean => {
    const own = sightOf(document)
    return own !== null && sees(own, { company: place.company, ...placeOf(paper) })
  }
  for (let after: string | null = ''; after !== null;) {
    const asked = { ...question, limit: atOnce, ...(after === '' ? {} : { after }) }
    const page = await readPage(query, of, place, sight, asked)
    if (!page.ok) throw new Error(`An export stopped: ${page.problems[0]?.message}`)
    const keys = page.value.rows.map(({ json }) => keyIn(of, asDescribed(JSON.parse(json))))
    const contents = await load(query, of, place, keys)
    const seen = contents.map((content) => asSeen(of, place, sight, content))
    yield await withNumbers({ ...place, query, catalogue, isThere }, of, seen)
    after = page.value.next
  }
}

/** The contents of these keys, in their order. */
async function load(
  query: Query,
  of: Described,
  place: Place,
  keys: readonly (readonly string[])[],
): Promise<Content[]> {
  const found = asDescribed<Content[]>(
    of.noun === 'document'
      ? await loadPapers(query, of, place, keys.flat())
      : await loadRows(query, of, place, keys),
  )
  const byKey = new Map(found.map((content) => [keyIn(of, content).join('\n'), content]))
  return keys.flatMap((key) => {
    const content = byKey.get(key.join('\n'))
    return content === undefined ? [] : [content]
  })
}

/** Without what is not seen of it where it belongs. */
function asSeen(of: Described, { company }: Place, sight: Sight, content: Content): Content {
  if (sight.everywhere.size === sight.somewhere.size) return content
  const madeBy = String(content['madeBy'])
  const where =
    of.noun === 'document'
      ? whereabouts(of, asDescribed<AnyPaper>(content))
      : {
          company: of.target.of === 'company' ? company : null,
          site: null,
          department: null,
          madeBy,
        }
  const head = Object.entries(content).filter(([name]) => !Object.hasOwn(of.fields, name))
  return { ...Object.fromEntries(head), ...seenOf(of.fields, content, sight.at(where)) }
}

/** What forbids a template of prints: papers, fields, holes or a logo that are none. */
import type { Problem } from '#base/problem.ts'
import { asDescribed } from '#kit/erased.ts'
import { allOwnColumns } from '#kit/own-fields.ts'
import { pictureProblems, largestPicture } from '#kit/picture.ts'
import { holesIn, pathsIn } from '#kit/print-texts.ts'
import type { PrintedKind } from '#kit/prints.ts'
import type { Around } from '#kit/register.ts'

/** A row as it is to be kept. */
export interface TemplateRow {
  /** The name of the kind of paper. */
  readonly code: string
  readonly logo: string | null
  readonly aboveEnglish: string | null
  readonly aboveGerman: string | null
  readonly belowEnglish: string | null
  readonly belowGerman: string | null
  readonly facts: string | null
  readonly tableColumns: string | null
}

type Asking = Pick<Around, 'query' | 'organization' | 'company' | 'printed'>

/**
 * What is wrong with each row, in the set's order. Problems: `print-kind`, `print-field`,
 * `print-field-twice`, `print-hole`, `logo-unknown`, and those of `pictureProblems`.
 */
export async function printTemplateProblems(
  around: Asking,
  rows: readonly object[],
): Promise<Problem[][]> {
  const wished = rows.map((row) => asDescribed<TemplateRow>(row))
  const own = await allOwnColumns(around)
  const pictures = await picturesOf(around, wished)
  return await Promise.all(
    wished.map(async (row) => {
      const kind = around.printed.find(({ name }) => name === row.code)
      if (kind === undefined) return [kindUnknown(around.printed, row.code)]
      const ownPaths = own.flatMap(({ belongsTo, code }) =>
        belongsTo === kind.name ? [`extra.${code}`] : [],
      )
      return [...templateWrong(row, kind, ownPaths), ...(await logoWrong(row, pictures))]
    }),
  )
}

/** What is wrong with the words of a template. Problems: `print-field…`, `print-hole`. */
export function templateWrong(
  row: Omit<TemplateRow, 'logo'>,
  kind: PrintedKind,
  own: readonly string[],
): Problem[] {
  const once = new Set([...kind.once, ...own])
  const texts = ['aboveEnglish', 'aboveGerman', 'belowEnglish', 'belowGerman'] as const
  return [
    ...texts.flatMap((field) =>
      holesIn(row[field] ?? '')
        .filter((path) => !once.has(path))
        .map((path) => holeUnknown(kind.name, field, path)),
    ),
    ...pathsWrong(kind.name, 'facts', pathsIn(row.facts), once),
    ...pathsWrong(kind.name, 'tableColumns', pathsIn(row.tableColumns), new Set(kind.inRows)),
  ]
}

function pathsWrong(
  kind: string,
  field: 'facts' | 'tableColumns',
  paths: readonly string[],
  known: ReadonlySet<string>,
): Problem[] {
  const place = field === 'facts' ? 'beside the address' : 'in the table'
  return paths.flatMap((path, at): Problem[] => {
    if (!known.has(path)) {
      const message =
        `“${path}” is no field of the ${kind} that stands ${place}. Take it out, or choose ` +
        'another one.'
      return [{ rule: 'print-field', field, message }]
    }
    if (paths.indexOf(path) === at) return []
    const message = `“${path}” is chosen twice. Take one of them out.`
    return [{ rule: 'print-field-twice', field, message }]
  })
}

function holeUnknown(kind: string, field: string, path: string): Problem {
  const message =
    `“{${path}}” is no field of the ${kind}. Take it out, or choose a field that it has once, ` +
    'such as {number}.'
  return { rule: 'print-hole', field, message }
}

function kindUnknown(printed: readonly PrintedKind[], code: string): Problem {
  const kinds = printed.map(({ name }) => name)
  const message = `There is no paper “${code}” that goes out. There is: ${kinds.join(', ')}.`
  return { rule: 'print-kind', field: 'code', message }
}

/** The bytes of the logos that hang on their rows, by row and hash. */
type Pictures = ReadonlyMap<string, Uint8Array>

async function logoWrong({ code, logo }: TemplateRow, pictures: Pictures): Promise<Problem[]> {
  if (logo === null) return []
  const bytes = pictures.get(`${code}\n${logo}`)
  if (bytes === undefined) return [logoUnknown]
  return (await pictureProblems(bytes)).map(({ rule, message }) => {
    return { rule, field: 'logo', message }
  })
}

const logoUnknown: Problem = {
  rule: 'logo-unknown',
  field: 'logo',
  message:
    `No picture of at most ${largestPicture / 1000} kB with this SHA-256 is attached to the ` +
    'template. Attach it, and choose it again.',
}

async function picturesOf(
  { query, organization, company }: Asking,
  rows: readonly TemplateRow[],
): Promise<Pictures> {
  const wanted = rows.filter(({ logo }) => logo !== null && /^[0-9a-f]{64}$/.test(logo))
  if (wanted.length === 0) return new Map()
  const found = await query<{ key: string; hash: string; bytes: Uint8Array }>({
    name: 'print template logos',
    // What is small enough lies in one piece.
    text: `select distinct on (a.key, a.hash) a.key, encode(a.hash, 'hex') as hash, p.bytes
      from paper.attachment a
      join paper.blob_piece p on p.organization = a.organization and p.hash = a.hash
        and p.piece = 0
      where a.organization = $1 and a.company = $2 and a.kind = 'print template'
        and a.size <= $3 and (a.key, encode(a.hash, 'hex')) in (
          select * from unnest($4::text[], $5::text[]))
      order by a.key, a.hash`,
    values: [
      organization,
      company,
      largestPicture,
      wanted.map(({ code }) => code),
      wanted.map(({ logo }) => logo),
    ],
  })
  return new Map(found.map(({ key, hash, bytes }) => [`${key}\n${hash}`, bytes]))
}

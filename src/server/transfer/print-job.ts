/** The job that prints many papers into one file: it lays them out in steps, then sets the file. */
import { gunzipSync, gzipSync } from 'node:zlib'
import { z } from 'zod'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Document } from '#kit/document.ts'
import { asDescribed } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import type { Described } from '#kit/key.ts'
import type { PrintLayout } from '#kit/layout.ts'
import { ownColumnsOf } from '#kit/own-fields.ts'
import type { Sight } from '#kit/sight.ts'
import { roleMissing } from '#kit/role-problem.ts'
import { wordingOf } from '#languages/wording.ts'
import { sightIn } from '#server/access/permissions.ts'
import { packed, unpacked } from '#server/files/carried.ts'
import type { Load } from '#server/files/carried.ts'
import { printedAside } from '#server/files/printing.ts'
import { addPieces, readPieces, removePieces } from '#server/jobs/made-file.ts'
import { jobKind } from '#server/jobs/kind.ts'
import type { Step, Stepped } from '#server/jobs/kind.ts'
import { deskOf } from '#server/paper-books.ts'
import { exportedPages } from '#server/transfer/export.ts'
import type { ExportWish } from '#server/transfer/export.ts'
import { laidOut, mostPrinted, printEmpty } from '#server/transfer/print.ts'

/** So many papers are laid out in a step. */
const atOnce = 50

const inputSchema = z.strictObject({
  /** The name of the kind of paper. */
  paper: z.string(),
  /** What many of them are called, for the job's title. */
  plural: z.string(),
  ids: z.array(z.uuid()).min(1).max(mostPrinted),
  language: z.string(),
  paperSize: z.enum(['A4', 'Letter']).exactOptional(),
})
/** How many of the papers are laid out, in how many pieces. */
const cursorSchema = z.strictObject({ laid: z.int(), pieces: z.int() })

type PrintStep = Step<z.output<typeof inputSchema>, z.output<typeof cursorSchema>>

/** What came of it. */
export const printResult = z.strictObject({
  name: z.string(),
  /** The name of the kind of paper. */
  kind: z.string(),
  papers: z.int(),
})

export const printJob = jobKind({
  kind: 'print',
  title: ({ plural }) => `Print of ${plural}`,
  input: inputSchema,
  cursor: cursorSchema,
  step: async (at: PrintStep): Promise<Outcome<Stepped<z.input<typeof cursorSchema>>>> => {
    const { ids } = at.input
    const { laid, pieces } = at.cursor ?? { laid: 0, pieces: 0 }
    if (laid >= ids.length) return await setFile(at, pieces)
    const wanted = ids.slice(laid, laid + atOnce)
    const found = await layOut(at, wanted)
    if (!found.ok) return found
    const written = gzipSync(`${JSON.stringify(packed(found.value))}\n`)
    const next = pieces + (await addPieces(at.query, at, 'pages', written, pieces))
    const goOn = { laid: laid + wanted.length, pieces: next }
    return fine({ goOn, did: wanted.length, total: ids.length })
  },
})

/** Lays papers out as whoever asked sees them now. Problem: `role-missing`. */
async function layOut(
  {
    services,
    query,
    organization,
    company: code,
    asOf,
    input,
    person,
    run,
    askedBy,
    log,
  }: PrintStep,
  ids: readonly string[],
): Promise<Outcome<PrintLayout[]>> {
  const { catalogue, permissions, directory } = services
  const of = catalogue.document(input.paper)
  const company = await directory.company(organization, code ?? '')
  if (of === undefined || company === null) throw new Error(`There is no ${input.paper}.`)
  const desk = deskOf(organization, company, catalogue, asOf)
  const who = { organization, person: person ?? run, actor: askedBy }
  const actor = await permissions.actorOf(who, desk.today)
  const sightOf = (one: Described): Sight | null =>
    sightIn(permissions, actor, one.target.of === 'company' ? company.code : null, one)
  const sight = sightOf(of)
  if (sight === null) {
    const where = { company: company.code, site: null, department: null, madeBy: null }
    return refused(roleMissing(`see ${of.plural}`, of.read, where, actor))
  }
  const place = { organization, company: company.code }
  const wish = {
    of,
    catalogue,
    place,
    sight,
    sightOf,
    question: questionOf(ids),
    own: await ownColumnsOf({ query, organization }, of.name),
  }
  const { paperSize } = input
  const form = {
    ...wordingOf(input.language),
    ...(paperSize === undefined ? {} : { paperSize }),
    madeAt: asOf,
  }
  const papers = await inOrder(query, wish, ids)
  const lost = ids.length - papers.length
  if (lost > 0) log('warning', `${lost} of the papers are no longer there to be seen.`)
  return fine(await laidOut(query, wish, form, papers))
}

function questionOf(ids: readonly string[]): ExportWish['question'] {
  return { filters: [{ name: 'id', operator: 'anyOf', written: [...ids] }], own: [], sort: [] }
}

/** What is found of these papers, in their order. */
async function inOrder(
  query: PrintStep['query'],
  wish: ExportWish & { readonly of: Document },
  ids: readonly string[],
): Promise<Content[]> {
  const found = new Map<string, Content>()
  for await (const page of exportedPages(query, wish)) {
    for (const paper of page) found.set(String(paper['id']), paper)
  }
  return ids.flatMap((id) => {
    const paper = found.get(id)
    return paper === undefined ? [] : [paper]
  })
}

/** Sets the file of all that was laid out. */
async function setFile(
  at: PrintStep,
  pieces: number,
): Promise<Outcome<Stepped<z.input<typeof cursorSchema>>>> {
  const { query, input, asOf, company } = at
  const kept = await readPieces(query, at, 'pages')
  if (kept.length !== pieces) throw new Error('Pages of the print are missing.')
  const layouts = loadsIn(kept).flatMap(unpacked)
  if (layouts.length === 0) return refused(printEmpty)
  await addPieces(query, at, 'file', await printedAside(layouts), 0)
  await removePieces(query, at, 'pages')
  const { told } = wordingOf(input.language)
  const day = asOf.toZonedDateTimeISO('UTC').toPlainDate()
  const name = `${[company, told(input.plural), day.toString()].join(' ')}.pdf`
  return fine({
    did: 0,
    total: input.ids.length,
    result: { name, kind: input.paper, papers: layouts.length },
  })
}

/** The loads in what was kept: each is packed by itself, and a line of JSON. */
function loadsIn(pieces: readonly Uint8Array[]): Load[] {
  const lines = gunzipSync(Buffer.concat(pieces)).toString('utf8').trimEnd().split('\n')
  return lines.map((line) => asDescribed<Load>(JSON.parse(line)))
}

/** The operation that shows how a paper would look by a template that somebody thinks of. */
import { z } from 'zod'
import type { Query } from '#base/query.ts'
import { exampleLayout, outwardLayout } from '#kit/derive/print-outward.ts'
import type { Printing } from '#kit/derive/print.ts'
import type { TransferColumn } from '#kit/derive/transfer.ts'
import { printedKinds } from '#kit/derive/printed-kinds.ts'
import type { Document } from '#kit/document.ts'
import type { Content } from '#kit/erased.ts'
import type { PrintLayout } from '#kit/layout.ts'
import type { Prints } from '#kit/prints.ts'
import { ownColumnsOf } from '#kit/own-fields.ts'
import { printTemplate } from '#kit/print-template.ts'
import type { PrintTemplate } from '#kit/print-template.ts'
import { printTemplateProblems } from '#kit/print-template-rules.ts'
import type { Described } from '#kit/key.ts'
import type { Sight } from '#kit/sight.ts'
import { wordingOf } from '#languages/wording.ts'
import { json, notFound, oneProblem } from '#server/http/answer.ts'
import { languageOfFiles, text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call } from '#server/http/operation.ts'
import { companyPath } from '#server/http/operations/post-entry.ts'
import { problemsAnswer } from '#server/http/operations/sets.ts'
import { openCounter, sightAt } from '#server/http/papers/counter.ts'
import type { Counter } from '#server/http/papers/counter.ts'
import { nothingSeen } from '#server/http/papers/listing.ts'
import { exportedPages, seenColumns } from '#server/transfer/export.ts'
import type { ExportWish } from '#server/transfer/export.ts'
import { logosOf } from '#server/transfer/logos.ts'
import { companyName } from '#server/transfer/print.ts'

const told = (most: number) => z.string().max(most).nullable().default(null)

const templateBody = z.strictObject({
  letterhead: told(1000),
  logo: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'It is no SHA-256 in hexadecimal.')
    .nullable()
    .default(null),
  aboveEnglish: told(2000),
  aboveGerman: told(2000),
  belowEnglish: told(2000),
  belowGerman: told(2000),
  facts: told(2000),
  tableColumns: told(2000),
  footer: told(1000),
  paperSize: z.enum(['A4', 'Letter']).nullable().default(null),
})

const choice = z.strictObject({
  path: z.string(),
  label: z.string(),
  isUsual: z.boolean().meta({ description: 'Whether it is printed where nothing is chosen.' }),
})
const lines = z.array(z.string())
const layoutAnswer = z.strictObject({
  language: z.string(),
  paperSize: z.enum(['A4', 'Letter']),
  heading: z.string(),
  from: lines,
  logo: z.strictObject({ width: z.int(), height: z.int(), url: z.string() }).nullable(),
  to: lines,
  facts: z.array(z.strictObject({ label: z.string(), value: z.string() })),
  above: lines,
  tables: z.array(
    z.strictObject({
      heading: z.string().nullable(),
      columns: z.array(
        z.strictObject({
          title: z.string(),
          side: z.enum(['start', 'end']),
          width: z.enum(['fit', 'fill']),
        }),
      ),
      rows: z.array(lines),
      totals: z.array(lines),
    }),
  ),
  closing: lines,
  footer: lines,
  pageWords: z.string(),
})

export const previewPrint = operation({
  id: 'previewPrint',
  method: 'post',
  address: '/companies/{company}/print-previews',
  summary: 'See how a paper would look by a template',
  description:
    'The newest paper of the kind that the one who asks may see, or an example where there is ' +
    'none; laid out as the print and the PDF are. With what can be chosen, and what is wrong ' +
    'with the template. Nothing is kept.',
  tag: 'prints',
  scope: 'papers:read',
  path: companyPath,
  query: nothing,
  body: z.strictObject({
    kind: text(60, 'The name of the kind of paper: “sales invoice”.'),
    printLanguage: languageOfFiles.optional(),
    template: templateBody,
  }),
  successes: {
    200: {
      description: 'The paper, what can be chosen, and what is wrong.',
      schema: z.strictObject({
        layout: layoutAnswer,
        number: z.string().nullable().meta({ description: 'Of the paper; null of an example.' }),
        isExample: z.boolean(),
        once: z.array(choice).meta({ description: 'What a paper has once.' }),
        inRows: z.array(choice).meta({ description: 'What its rows have.' }),
        problems: problemsAnswer,
      }),
    },
  },
  problems: ['refused', 'role-missing'],
  handle: async (call) => {
    const counter = await openCounter(call, { target: { of: 'company' } })
    if (counter === null || counter.company === null) return notFound('company')
    const of = call.services.catalogue.document(call.body.kind)
    if (of === undefined || of.prints === null)
      return oneProblem('refused', 'print-kind', noKind, 'kind')
    const sight = sightAt(call, counter, of)
    if (sight === null) return nothingSeen(of, counter)
    if (sightAt(call, counter, printTemplate) === null) return nothingSeen(printTemplate, counter)
    const { organization } = counter.desk
    return await call.services.database.transaction(
      organization,
      async (query) => json(200, await previewed(call, counter, of, sight, query)),
      { mode: 'snapshot' },
    )
  },
})

type PreviewCall = Call<
  unknown,
  unknown,
  {
    readonly kind: string
    readonly printLanguage?: string | undefined
    readonly template: PrintTemplate
  }
>

async function previewed(
  call: PreviewCall,
  counter: Counter,
  of: Document,
  sight: Sight,
  query: Query,
): Promise<object> {
  const { services, body } = call
  const { organization, company, catalogue } = counter.desk
  const place = { organization, company }
  const own = await ownColumnsOf({ query, organization }, of.name)
  const wording = wordingOf(body.printLanguage ?? 'en')
  const sightOf = (one: Described): Sight | null => sightAt(call, counter, one)
  const question = { filters: [], own: [], sort: [] }
  const wish = { of, catalogue, place, sight, sightOf, question, own, told: wording.told }
  const printed = printedKinds(catalogue)
  const row = { code: of.name, ...body.template }
  const [problems = []] = await printTemplateProblems({ query, ...place, printed }, [row])
  const { logo: hash, ...template } = body.template
  const hasLogo = hash !== null && !problems.some(({ field }) => field === 'logo')
  const logos = await logosOf(query, organization, new Set(hasLogo ? [hash] : []))
  const paper = await newest(query, wish)
  const printing: Printing = {
    ...wording,
    madeAt: services.now(),
    company: await companyName(query, organization, company),
    template: { ...template, logo: logos.get(hash ?? '') ?? null },
  }
  const columns = seenColumns(wish)
  const prints = of.prints ?? { to: [], facts: [], tables: [], totals: [], closing: [] }
  const layout =
    paper === null
      ? exampleLayout(of, prints, columns, printing)
      : outwardLayout(of, prints, columns, paper, printing)
  const number = paper?.['number']
  return {
    layout: layoutJson(layout),
    number: typeof number === 'string' ? number : null,
    isExample: paper === null,
    ...choicesOf(prints, columns),
    problems,
  }
}

/** What can be chosen, with what is printed where nothing is. */
function choicesOf(prints: Prints, columns: readonly TransferColumn[]) {
  const inTables = prints.tables.flatMap((table) => table.columns.map(({ path }) => path))
  const usual = new Set([...prints.facts, ...inTables])
  const choices = (isOnce: boolean) =>
    columns
      .filter(({ list }) => (list === null) === isOnce)
      .map(({ path, title }) => ({ path, label: title, isUsual: usual.has(path) }))
  return { once: choices(true), inRows: choices(false) }
}

/** The newest paper that is seen, one that went out before a draft; null where there is none. */
async function newest(
  query: Query,
  wish: ExportWish & { readonly of: Document },
): Promise<Content | null> {
  const gone = { name: 'state', operator: 'anyOf', written: wish.of.states.slice(1) } as const
  for (const filters of [[gone], []]) {
    const asked = { ...wish, question: { filters, own: [], sort: [] } }
    for await (const [paper] of exportedPages(query, asked, 1)) if (paper) return paper
  }
  return null
}

function layoutJson(layout: PrintLayout): object {
  const { title: _title, madeAt: _madeAt, logo, above = [], footer = [], ...rest } = layout
  const bytes = Buffer.from(logo?.bytes ?? []).toString('base64')
  return {
    ...rest,
    above,
    footer,
    logo:
      logo === undefined
        ? null
        : { width: logo.width, height: logo.height, url: `data:${logo.type};base64,${bytes}` },
  }
}

const noKind = 'There is no paper of this name that goes out. Take one of those that do.'

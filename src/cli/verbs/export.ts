/** `backstay export`: takes papers and registers out as files. */
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { refused, fine, type Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { answerTo, misuse, said, stopped, type Answer } from '#cli/answer.ts'
import { inCompany, type CompanyPlacing } from '#cli/placing.ts'
import type { Session } from '#cli/session.ts'
import { all } from '#departments/all.ts'
import type { Described } from '#kit/key.ts'
import type { Question } from '#kit/list.ts'
import { ownColumnsOf } from '#kit/own-fields.ts'
import { readPage } from '#kit/page.ts'
import { everywhere } from '#kit/role.ts'
import { allFields, type Sight } from '#kit/sight.ts'
import { csvOf } from '#server/files/csv.ts'
import { printed } from '#server/files/pdf.ts'
import { xlsxOf } from '#server/files/xlsx.ts'
import { questionOf } from '#server/http/papers/asking.ts'
import { exportSheet, type ExportWish } from '#server/transfer/export.ts'
import { layoutsOf } from '#server/transfer/print.ts'

export interface ExportOptions extends CompanyPlacing {
  readonly kind: string
  readonly as: string
  readonly filter?: readonly string[]
  readonly sort?: string
  readonly to?: string
  readonly language: string
  readonly paper: string
}

const formats = ['csv', 'xlsx', 'pdf'] as const

/** Writes all that the filters find to a file, or to standard output. */
export async function exportPapers(session: Session, options: ExportOptions): Promise<Answer> {
  const of = all.document(options.kind) ?? all.register(options.kind)
  if (of === undefined) {
    const kinds = all.all.map(({ name }) => name).join(', ')
    return stopped('usage', [misuse('--kind', `There is no such kind. There is: ${kinds}.`)])
  }
  const format = formats.find((one) => one === options.as)
  if (format === undefined) {
    const message = `The formats are ${formats.join(', ')}.`
    return stopped('usage', [misuse('--as', message)])
  }
  if (format !== 'csv' && options.to === undefined) {
    const message = `Only CSV goes to standard output. Name a file: --to list.${format}.`
    return stopped('usage', [misuse('--to', message)])
  }
  const question = asked(options)
  if (!question.ok) return answerTo(question, nothingSaid)
  return await inCompany(session, options, async ({ database }, { id: organization }, company) => {
    const outcome = await database.transaction(
      organization,
      async (query) => {
        const wish: ExportWish = {
          of,
          catalogue: all,
          place: { organization, company: company.code },
          sight: wholeSight(of),
          question: question.value,
          own: await ownColumnsOf({ query, organization }, of.name),
        }
        return await written(session, query, wish, { ...options, as: format })
      },
      { mode: 'snapshot' },
    )
    return answerTo(outcome, nothingSaid)
  })
}

/** Whoever has the login to the whole database sees all of it. */
function wholeSight({ fields }: Described): Sight {
  const seen = allFields(fields)
  return { person: '', scopes: [everywhere], everywhere: seen, somewhere: seen, at: () => seen }
}

/** The question of the words. Problems: `usage` for a filter without a field or value. */
function asked({ filter = [], sort }: ExportOptions): Outcome<Question> {
  const named = filter.map((word) => /^([^=]+)=(.*)$/s.exec(word))
  const wrong = filter.find((_, at) => named[at] === null)
  if (wrong !== undefined) {
    return refused(misuse('--filter', `Write “${wrong}” as field=value: state=issued.`))
  }
  const filters = Object.fromEntries(named.map((found) => [found?.[1] ?? '', found?.[2] ?? '']))
  return questionOf({ ...filters, ...(sort === undefined ? {} : { sort }) })
}

/** Problems: those of the list, and of printing. */
async function written(
  session: Session,
  query: Query,
  wish: ExportWish,
  options: ExportOptions & { readonly as: (typeof formats)[number] },
): Promise<Outcome<null>> {
  const { of, place, sight, question } = wish
  const first = await readPage(query, of, place, sight, { ...question, limit: 1 })
  if (!first.ok) return first
  const bytes = await bytesOf(query, wish, options)
  if (!bytes.ok) return bytes
  const { to } = options
  if (to !== undefined) {
    await pipeline(Readable.from(bytes.value), createWriteStream(to))
    return fine(null)
  }
  // Letters that begin in one piece of bytes may end in the next.
  const decoder = new TextDecoder()
  for await (const chunk of bytes.value) session.world.out(decoder.decode(chunk, { stream: true }))
  return fine(null)
}

async function bytesOf(
  query: Query,
  wish: ExportWish,
  { as, language, paper }: ExportOptions,
): Promise<Outcome<AsyncIterable<Uint8Array>>> {
  if (as === 'csv') return fine(csvOf(exportSheet(query, wish)))
  if (as === 'xlsx') return fine(xlsxOf(exportSheet(query, wish)))
  const paperSize = paper === 'Letter' ? 'Letter' : 'A4'
  const form = { language, paperSize, madeAt: Temporal.Now.instant() } as const
  const layouts = await layoutsOf(query, wish, form)
  if (!layouts.ok) return layouts
  return fine(Readable.from([await printed(...layouts.value)]))
}

function nothingSaid(): Answer {
  return said('', {})
}

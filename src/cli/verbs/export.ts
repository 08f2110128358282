/** `backstay export`: takes papers and registers out as files, as far as the key’s person sees. */
import { pathPart } from '#base/path-part.ts'
import type { Outcome } from '#base/problem.ts'
import { misuse, said, stopped, type Answer } from '#cli/answer.ts'
import { companyOf, replyAnswer, withApi } from '#cli/api.ts'
import type { Api, Reply } from '#cli/api.ts'
import { writeTo } from '#cli/files.ts'
import type { Session } from '#cli/session.ts'
import { queryOf, type PaperOptions } from '#cli/verbs/paper.ts'
import { all } from '#departments/all.ts'
import type { Described } from '#kit/key.ts'
import { addressName } from '#kit/spelling.ts'

export interface ExportOptions extends PaperOptions {
  readonly kind: string
  readonly as: string
  readonly to?: string
  readonly language?: string
  readonly paper?: string
}

const formats = ['csv', 'xlsx', 'pdf'] as const

/** Writes all that the conditions find to a file, or to standard output. */
export async function exportPapers(session: Session, options: ExportOptions): Promise<Answer> {
  const catalogue = session.world.house?.catalogue ?? all
  const of = catalogue.document(options.kind) ?? catalogue.register(options.kind)
  if (of === undefined || (of.noun === 'register' && of.isLedgers)) {
    const kinds = catalogue.all.map(({ name }) => name).join(', ')
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
  const query = queryOf(options)
  if (!query.ok) return stopped('usage', query.problems)
  const { sort, language, paper } = options
  const wishes = Object.entries({ sort, printLanguage: language, printPaper: paper, as: format })
  const asked = { ...query.value }
  for (const [name, value] of wishes) if (value !== undefined) asked[name] = value
  return await withApi(session, options, 'command line', async (api) => {
    const taken = await takenFrom(api, of, options.company, asked)
    if ('status' in taken) return replyAnswer(taken)
    if (!taken.ok) return stopped('usage', taken.problems)
    if (options.to !== undefined) await writeTo(options.to, taken.value)
    else await writeOut(session, taken.value)
    return said('', {})
  })
}

async function takenFrom(
  api: Api,
  of: Described,
  named: string | undefined,
  query: Readonly<Record<string, string>>,
): Promise<Outcome<AsyncIterable<Uint8Array>> | Reply> {
  const word = addressName(of.plural)
  if (of.target.of === 'organization') return await api.take(`/exports/${word}`, query)
  const company = await companyOf(api, named)
  if ('status' in company || !company.ok) return company
  return await api.take(`/companies/${pathPart(company.value)}/exports/${word}`, query)
}

/** Text that is written as it comes; letters that begin in one piece may end in the next. */
async function writeOut({ world }: Session, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const decoder = new TextDecoder()
  for await (const chunk of bytes) world.out(decoder.decode(chunk, { stream: true }))
}

/** All questions of reports: with their parameters, in each form, and the lines behind figures. */
import type { Asked, Answered } from './asking.ts'
import type { Known } from './known.ts'
import type { ApiParameter, Read } from './reading.ts'

/** The reports among what is read. */
export function isReport({ operationId }: Read): boolean {
  return operationId.startsWith('report-')
}

/** The requests of a report itself, in each company. */
export function reportRequests(read: Read, known: Known): Asked[] {
  return ['store', 'works'].flatMap((company) => {
    const path = read.address.replace('{company}', company)
    return questionsOf(read, company, known).map((query) => {
      return { id: read.operationId, path: `${path}?${query.toString()}` }
    })
  })
}

/** So many rows of an answer are explained. */
const mostRows = 8

/** The requests for the lines behind the figures of an answer, and for these as files. */
export function lineRequests(read: Read, answered: Answered): Asked[] {
  if (answered.status !== 200 || !answered.type.includes('json')) return []
  const { rows } = JSON.parse(answered.text) as { rows: Record<string, unknown>[] }
  const figures = read.parameters.find(({ name }) => name === 'figure')?.description ?? ''
  const coordinates = read.parameters.flatMap(({ name }) =>
    name.startsWith('of-') ? [name.slice(3)] : [],
  )
  const [path = '', query = ''] = answered.path.split('?')
  const requests = rows.slice(0, mostRows).flatMap((row) =>
    figures
      .replace(/^The column: /, '')
      .replace(/\.$/, '')
      .split(', ')
      .map((figure) => {
        const asked = new URLSearchParams(query)
        asked.set('figure', figure)
        for (const name of coordinates) {
          const cell = row[name]
          if (typeof cell === 'string' || typeof cell === 'number')
            asked.set(`of-${name}`, `${cell}`)
        }
        return asked
      }),
  )
  const files = ['csv', 'xlsx', 'pdf'].flatMap((format) =>
    requests.slice(0, 2).map((asked) => {
      const inFile = new URLSearchParams(asked)
      inFile.set('format', format)
      return inFile
    }),
  )
  return [...requests, ...files].map((asked) => {
    return { id: read.operationId, path: `${path}/lines?${asked.toString()}` }
  })
}

function questionsOf(read: Read, company: string, known: Known): URLSearchParams[] {
  const of = (name: string): ApiParameter | undefined =>
    read.parameters.find((parameter) => parameter.in === 'query' && parameter.name === name)
  const span: Record<string, string> = {}
  for (const [name, value] of Object.entries(spans)) if (of(name) !== undefined) span[name] = value
  const accounts = known.accounts.filter((one) => one.company === company)
  const subjects: Record<string, string>[] =
    of('account')?.required === true
      ? accounts.map(({ code }) => ({ account: code }))
      : of('party')?.required === true
        ? known.parties.map((party) => ({ party }))
        : [{}]
  const plain = subjects.map((subject) => ({ ...span, ...subject }))
  const [first = {}] = plain
  const more = read.parameters
    .filter((parameter) => parameter.in === 'query' && !parameter.required)
    .filter(({ name }) => name !== 'format')
    .flatMap(({ name, schema }) => {
      const values = schema.enum ?? own(known, accounts)[name] ?? []
      return values.map((value) => ({ ...first, [name]: value }))
    })
  const split = more.filter(({ by }) => by !== undefined)
  const formats = ['csv', 'xlsx', 'pdf'].flatMap((format) =>
    // Setting a page takes its time: of many accounts and parties the first few are printed.
    [...plain.slice(0, 3), ...split].map((one) => ({ ...one, format })),
  )
  return [...plain, ...more, ...formats].map((query) => new URLSearchParams(query))
}

const spans: Readonly<Record<string, string>> = {
  from: '2026-01-01',
  until: '2026-12-31',
  'as-of': '2026-12-31',
  places: 'all',
}

function own(
  { parties }: Known,
  accounts: Known['accounts'],
): Readonly<Record<string, readonly string[]>> {
  return {
    by: ['department', 'project', 'country'],
    party: parties,
    account: accounts.map(({ code }) => code),
    period: ['202601', '202602', '202611'],
    limit: ['2'],
    journal: ['general', 'sales'],
    until: ['2026-01-31'],
    from: ['2026-02-01'],
    'as-of': ['2026-02-28'],
  }
}

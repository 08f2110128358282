/** All requests that read, made from the description of the API and from what is there. */
import type { Described } from '#kit/key.ts'
import { addressName } from '#kit/spelling.ts'
import type { Asked } from './asking.ts'
import { topicAddress } from './known.ts'
import type { Known, Topic } from './known.ts'

/** The description of the API, as far as it is read here. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>
}

export interface ApiOperation {
  readonly operationId: string
  readonly parameters: readonly ApiParameter[]
}

export interface ApiParameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly description?: string
  readonly schema: {
    readonly enum?: readonly string[]
    readonly pattern?: string
    readonly format?: string
  }
}

/** An operation of the description, by its address. */
export interface Read extends ApiOperation {
  readonly address: string
}

/** The operations that are asked with GET. */
export function readsOf({ paths }: ApiDocument): Read[] {
  return Object.entries(paths).flatMap(([path, { get }]) =>
    get === undefined ? [] : [{ ...get, address: path.replace('/api/v1', '') }],
  )
}

/** All requests of one operation: each thing that is there, and each parameter by itself. */
export function requestsOf(
  read: Read,
  known: Known,
  kinds: readonly Described[],
  { withFilters }: { readonly withFilters: boolean },
): Asked[] {
  const places = placesOf(read, known, kinds)
  const isList = /^(?:list|count)/.test(read.operationId)
  const questions = questionsOf(read, known)
  const asked = isList && !withFilters ? questions.slice(0, 1) : questions
  const id = read.operationId
  return places.flatMap((place, at) =>
    // What may be asked of one thing is asked of the first two of them only.
    (at < 2 || read.operationId === 'search' ? asked : asked.slice(0, 1)).map((query) => ({
      id,
      path: query === '' ? place : `${place}${place.includes('?') ? '&' : '?'}${query}`,
    })),
  )
}

/** The addresses of an operation with what is there in place of its parameters. */
function placesOf({ address }: Read, known: Known, kinds: readonly Described[]): string[] {
  const companies = address.includes('{company}') ? ['store', 'works'] : ['']
  if (address.includes('{kind}')) return hangingPlaces(address, known, kinds)
  if (address.includes('{webhook}')) {
    return known.webhooks.map((id) => address.replace('{webhook}', id))
  }
  if (address.includes('{job}')) {
    const here = address.replace('{company}', 'store')
    return known.jobs.map((job) => here.replace('{job}', job))
  }
  return companies.flatMap((company) => {
    const here = address.replace('{company}', company)
    const things = thingsAt(here, company, known)
    return things === null ? [here] : things
  })
}

/** Null where an address names no thing. */
function thingsAt(here: string, company: string, known: Known): string[] | null {
  if (here.includes('{entry}')) {
    return known.entries
      .filter((entry) => entry.company === company)
      .map(({ id }) => here.replace('{entry}', id))
  }
  if (here.includes('{import}')) {
    return known.imports.map((id) => here.replace('{import}', id).replace('{place}', '1'))
  }
  if (here.includes('{print}')) return known.jobs.map((id) => here.replace('{print}', id))
  const [list = '', ...tail] = here.split(/\{(?:id|code)\}/)
  if (tail.length === 0) return null
  const things = known.topics.filter(({ at }) => `${at}/` === list)
  return things.map(({ code, goodFrom }) => {
    // Each row of a dated register has a history of its own.
    const day = goodFrom !== null && here.endsWith('/history') ? `?goodFrom=${goodFrom}` : ''
    return `${list}${encodeURIComponent(code)}${tail.join('')}${day}`
  })
}

function hangingPlaces(address: string, known: Known, kinds: readonly Described[]): string[] {
  const whole = address.includes('{company}') ? 'company' : 'organization'
  const plurals = new Map(kinds.map((of) => [of.name, of]))
  const topics = known.topics.filter(({ kind }) => plurals.get(kind)?.target.of === whole)
  return topics.flatMap((topic) => {
    const tail = address.split('{key}')[1] ?? ''
    const at = `${topicAddress(topic)}${tail}`
    if (!tail.includes('{attachment}')) return [at]
    return topic.attachments.map((id) => at.replace('{attachment}', id))
  })
}

/** The queries of an operation: without anything that may be left out, then each by itself. */
function questionsOf(read: Read, known: Known): string[] {
  const own = ownQuestions(read, known)
  if (own !== null) return own
  const inQuery = read.parameters.filter((parameter) => parameter.in === 'query')
  const needed = inQuery.filter(({ required }) => required)
  const wanted = needed.map((one) => `${one.name}=${encodeURIComponent(valuesOf(one)[0] ?? '')}`)
  const optional = inQuery
    .filter(({ required }) => !required)
    .flatMap((one) => valuesOf(one).map((value) => `${one.name}=${encodeURIComponent(value)}`))
  return ['', ...optional].map((more) => [...wanted, ...(more === '' ? [] : [more])].join('&'))
}

/** What may be asked with a parameter. */
function valuesOf({ name, schema }: ApiParameter): readonly string[] {
  const known = answers[name]
  if (known !== undefined) return known
  if (schema.enum !== undefined) return schema.enum
  // Any field of the list, of which the pattern tells the names.
  if (name === 'sort') return /\^-\?\(([\w|]+)\)/.exec(schema.pattern ?? '')?.[1]?.split('|') ?? []
  if (schema.format === 'date') return ['2999-01-01']
  return schema.pattern?.includes('d') === true ? ['9999999'] : ['kanari']
}

const answers: Readonly<Record<string, readonly string[]>> = {
  limit: ['2'],
  after: [],
  until: ['2026-12-31'],
  from: ['2026-01-01'],
  to: ['2026-12-31'],
  'as-of': ['2026-12-31'],
  period: ['202611'],
  goodOn: ['2026-11-22'],
  goodFrom: ['2026-01-01'],
  extra: ['{"slip0":{"startsWith":"kanari"}}'],
  version: ['1'],
  printLanguage: ['de-AT'],
  printPaper: ['Letter'],
}

/** Questions that cannot be made of single parameters. */
function ownQuestions({ operationId, address }: Read, known: Known): string[] | null {
  if (operationId === 'search') return ['q=kanari', 'q=a', 'q=2026', 'q=INV']
  if (address.endsWith('/drafts') && !address.includes('{import}')) {
    return draftQuestions(known)
  }
  if (operationId === 'simulateApprovalPolicy') {
    return ['kind=sales%20invoice&verb=issue', 'kind=receipt&verb=post&from=1']
  }
  if (operationId === 'getImportTemplate') {
    const some = [...new Set(known.topics.map(({ kind }) => kind))]
    return some.map((kind) => `kind=${encodeURIComponent(kind)}`)
  }
  if (address.endsWith('/why')) return figures.map((one) => `figure=${encodeURIComponent(one)}`)
  if (address.endsWith('/history')) return ['', 'limit=1']
  // A list out is filtered as the list itself.
  if (address.includes('/exports/')) return ['', 'as=csv', 'as=xlsx', 'as=pdf', 'sort=version']
  return null
}

/** Figures that papers explain, each on some of them. */
const figures =
  'total worth taxes[1].tax reckoned[1].net reliefs[1].tax pieces[1].worth rest settled'.split(' ')

/** What each paper of another kind proposes. */
function draftQuestions({ topics }: Known): string[] {
  return topics
    .filter(({ state }) => state !== null)
    .map(({ kind, key }) => `from=${encodeURIComponent(kind)}&ids=${key}`)
}

/** The plural of a kind as it stands in addresses. */
export function pluralOf({ plural }: Pick<Described, 'plural'>): string {
  return addressName(plural)
}

export type { Topic }

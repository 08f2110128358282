/** `backstay paper KIND list|count|show|timeline`, and the same of `register`: what there is. */
import { pathPart } from '#base/path-part.ts'
import { z } from 'zod'
import { isId } from '#base/id.ts'
import { fine, refused, type Outcome, type Problem } from '#base/problem.ts'
import type { Described } from '#kit/key.ts'
import { addressName } from '#kit/spelling.ts'
import { misuse, said, stopped, type Answer } from '#cli/answer.ts'
import { companyOf, isFine, replyAnswer, withApi } from '#cli/api.ts'
import type { Api, ApiOptions, Reply } from '#cli/api.ts'
import type { Session } from '#cli/session.ts'
import {
  cellText,
  happeningText,
  isShown,
  listText,
  oneText,
  type Shown,
} from '#cli/verbs/shown.ts'

export interface PaperOptions extends ApiOptions {
  /** Conditions as in the API: "state=lent", "lentOn.from=2026-11-01". */
  readonly where?: readonly string[]
  readonly sort?: string
  readonly limit?: string
  readonly after?: string
  /** The fields that are shown, with commas between them. */
  readonly columns?: string
  /** Of a dated register: the day on which a row is good. */
  readonly goodOn?: string
}

/** Where the papers or rows of a description are, for the one with the key. */
export interface Shelf {
  readonly api: Api
  readonly of: Described
  /** The address of the list; and that of the count. */
  readonly list: string
  readonly counts: string
}

/** Lists papers or rows. */
export async function list(session: Session, of: Described, options: PaperOptions) {
  return await atShelf(session, of, options, async ({ api, list: address }) => {
    const query = queryOf(options)
    if (!query.ok) return stopped('usage', query.problems)
    const { sort, limit, after } = options
    const page = Object.entries({ sort, limit, after }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    )
    const reply = await api.get(address, { ...query.value, ...Object.fromEntries(page) })
    if (!isFine(reply)) return replyAnswer(reply)
    const rows = rowsIn(reply.json)
    const columns = options.columns?.split(',') ?? []
    return said(listText(of, rows, columns) + moreText(reply.json), objectOf(reply.json))
  })
}

/** Counts papers or rows. */
export async function count(session: Session, of: Described, options: PaperOptions) {
  return await atShelf(session, of, options, async ({ api, counts }) => {
    const query = queryOf(options)
    if (!query.ok) return stopped('usage', query.problems)
    const reply = await api.get(counts, query.value)
    if (!isFine(reply)) return replyAnswer(reply)
    return said(`${cellText(memberOf(reply.json, 'text'))}\n`, objectOf(reply.json))
  })
}

/** Shows one paper by its number or identifier, or a register's row by its code. */
export async function show(session: Session, of: Described, word: string, options: PaperOptions) {
  const { goodOn } = options
  const query = goodOn === undefined ? {} : { goodOn }
  return await one(session, of, word, query, '', options, (reply) => {
    const rows = of.noun === 'register' && of.target.dated ? rowsIn(reply.json) : [reply.json]
    const text = rows.flatMap((row) => (isShown(row) ? [oneText(of, row)] : [])).join('\n')
    return text + nextText(reply.json)
  })
}

/** Shows what happened to a paper or row: acts, comments and files, the newest first. */
export async function timeline(
  session: Session,
  of: Described,
  word: string,
  options: PaperOptions,
) {
  const { limit, after } = options
  const page = {
    ...(limit === undefined ? {} : { limit }),
    ...(after === undefined ? {} : { after }),
  }
  return await one(session, of, word, page, '/timeline', options, ({ json }) => {
    const happenings = memberOf(json, 'happenings')
    const all = Array.isArray(happenings) ? happenings.filter((row: unknown) => isShown(row)) : []
    return all.map((happening) => happeningText(happening)).join('\n') + moreText(json)
  })
}

/** Reaches the API and finds where a description's papers are. */
export async function atShelf(
  session: Session,
  of: Described,
  options: PaperOptions,
  work: (shelf: Shelf) => Promise<Answer>,
): Promise<Answer> {
  return await withApi(session, options, 'command line', async (api) => {
    const plural = addressName(of.plural)
    if (of.target.of === 'organization') {
      return await work({ api, of, list: `/${plural}`, counts: `/counts/${plural}` })
    }
    const company = await companyOf(api, options.company)
    if ('status' in company) return replyAnswer(company)
    if (!company.ok) return stopped('usage', company.problems)
    const at = `/companies/${pathPart(company.value)}`
    return await work({ api, of, list: `${at}/${plural}`, counts: `${at}/counts/${plural}` })
  })
}

/** A paper that was named on the command line, as it is now. */
export interface Named {
  readonly id: string
  readonly version: number
}

const paperSchema = z.looseObject({
  id: z.string(),
  version: z.number(),
  number: z.string().nullish(),
})

/** The papers of numbers or identifiers, in their order. Problem: `paper-unknown`. */
export async function papersOf(
  { api, of, list: address }: Shelf,
  words: readonly string[],
): Promise<Outcome<Named[]> | Reply> {
  const found = new Map<string, Named>()
  for (const [name, all] of [
    ['id.anyOf', words.filter(isId)],
    ['number.anyOf', words.filter((word) => !isId(word))],
  ] as const) {
    for (let from = 0; from < all.length; from += 100) {
      const some = all.slice(from, from + 100).map((word) => `"${word.replaceAll('"', '""')}"`)
      const reply = await api.get(address, { [name]: some.join(','), limit: '500' })
      if (!isFine(reply)) return reply
      for (const row of rowsIn(reply.json)) {
        const paper = paperSchema.safeParse(row)
        if (!paper.success) continue
        const { id, number, version } = paper.data
        found.set(name === 'id.anyOf' ? id : (number ?? ''), { id, version })
      }
    }
  }
  const unknown = words.filter((word) => !found.has(word))
  if (unknown.length > 0) return refused(...unknown.map((word) => paperUnknown(of, word)))
  return fine(words.flatMap((word) => found.get(word) ?? []))
}

/** What is given as --after to see what comes behind a page. */
function moreText(json: unknown): string {
  const next = memberOf(json, 'next')
  return typeof next === 'string' ? `More: --after ${next}\n` : ''
}

/** The rows of a list in JSON. */
export function rowsIn(json: unknown): Shown[] {
  const rows = memberOf(json, 'papers') ?? memberOf(json, 'rows')
  return Array.isArray(rows) ? rows.filter((row: unknown) => isShown(row)) : []
}

export function memberOf(json: unknown, name: string): unknown {
  return isShown(json) ? json[name] : undefined
}

export function objectOf(json: unknown): object {
  return isShown(json) ? json : {}
}

/** What stands behind each `--where`. Problem: `usage`. */
export function queryOf({ where = [], goodOn }: PaperOptions): Outcome<Record<string, string>> {
  const query: Record<string, string> = goodOn === undefined ? {} : { goodOn }
  for (const word of where) {
    const at = word.indexOf('=')
    const name = word.slice(0, at)
    if (at < 1 || Object.hasOwn(query, name) || !/^[\w.]+$/.test(name)) {
      const message = 'Write each condition once, as --where state=draft or dueOn.to=2026-12-31.'
      return refused(misuse('--where', message))
    }
    query[name] = word.slice(at + 1)
  }
  return fine(query)
}

async function one(
  session: Session,
  of: Described,
  word: string,
  query: Readonly<Record<string, string>>,
  tail: string,
  options: PaperOptions,
  write: (reply: Reply) => string,
): Promise<Answer> {
  return await atShelf(session, of, options, async (shelf) => {
    const key = of.noun === 'register' ? word : await idOf(shelf, word)
    if (typeof key !== 'string') return key
    const reply = await shelf.api.get(`${shelf.list}/${pathPart(key)}${tail}`, query)
    return isFine(reply) ? said(write(reply), objectOf(reply.json)) : replyAnswer(reply)
  })
}

async function idOf(shelf: Shelf, word: string): Promise<string | Answer> {
  if (isId(word)) return word
  const found = await papersOf(shelf, [word])
  if ('status' in found) return replyAnswer(found)
  return found.ok ? (found.value[0]?.id ?? '') : stopped('refused', found.problems)
}

/** "next: lend (librarian)": what leads on, and what hinders. */
function nextText(json: unknown): string {
  const steps = memberOf(json, 'nextSteps')
  if (!Array.isArray(steps)) return ''
  const lines = steps.flatMap((step: unknown) => {
    const problems = memberOf(step, 'problems')
    const first: unknown = Array.isArray(problems) ? problems[0] : undefined
    const hindered = first === undefined ? '' : `: ${cellText(memberOf(first, 'message'))}`
    return [`Next: ${cellText(memberOf(step, 'verb'))}${hindered}\n`]
  })
  return lines.length === 0 ? '' : `\n${lines.join('')}`
}

function paperUnknown({ name }: Described, word: string): Problem {
  const message = `There is no ${name} ${word} here. Take one from the list.`
  return { rule: 'paper-unknown', field: '', message }
}

/** Imports as they are kept: which file, for what, asked for by whom, and how far it is. */
import { z } from 'zod'
import type { Instant } from '#base/date.ts'
import type { Problem } from '#base/problem.ts'
import { isId } from '#base/id.ts'
import type { Query } from '#base/query.ts'
import { partSchema } from '#server/transfer/part.ts'
import type { Part } from '#server/transfer/part.ts'

/** How an import stands. While work is asked for, it is that of the last job. */
export const states = [
  'refused',
  'checking',
  'staged',
  'trying',
  'posting',
  'posted',
  'undoing',
  'undone',
  'thrown away',
] as const
export type State = (typeof states)[number]

/** Debits and credits of an account in minor units, as text. */
const total = {
  account: z.string(),
  currency: z.string(),
  debit: z.string(),
  credit: z.string(),
}

const tried = {
  /** How many papers would be posted, and how many were refused. */
  papers: z.int(),
  refused: z.int(),
  /** How many entries they would record. */
  entries: z.int(),
}

/** What an import would post, by account, currency and class; 6 where no class was kept. */
export const trialSchema = z.strictObject({
  ...tried,
  totals: z.array(z.strictObject({ ...total, readClass: z.int().min(0).max(6).default(6) })),
})
export type Trial = z.infer<typeof trialSchema>

/** The same as it is told: sums by account and currency. */
export const toldTrialSchema = z.strictObject({ ...tried, totals: z.array(z.strictObject(total)) })

/** A trial as somebody sees it who sees lines up to a class. */
export function seenTrial(
  { totals, ...counts }: Trial,
  readableClass: number,
): z.infer<typeof toldTrialSchema> {
  const sums = new Map<string, { account: string; currency: string; of: [bigint, bigint] }>()
  for (const { account, currency, debit, credit, readClass } of totals) {
    if (readClass > readableClass) continue
    const key = `${account}\n${currency}`
    const [debits, credits] = sums.get(key)?.of ?? [0n, 0n]
    sums.set(key, { account, currency, of: [debits + BigInt(debit), credits + BigInt(credit)] })
  }
  return {
    ...counts,
    totals: [...sums.values()].map(({ account, currency, of: [debit, credit] }) => {
      return { account, currency, debit: String(debit), credit: String(credit) }
    }),
  }
}

/** An import. */
export interface Import {
  readonly id: string
  readonly company: string
  /** What the file holds: a kind of paper or register, or a format that holds several. */
  readonly kind: string
  readonly parts: readonly Part[]
  readonly fileName: string
  /** SHA-256 of the file, as hexadecimal digits. */
  readonly fileHash: string
  readonly columns: readonly string[]
  readonly rows: number
  readonly papers: number
  readonly state: State
  readonly again: boolean
  readonly problems: readonly Problem[]
  readonly trial: Trial | null
  readonly job: string | null
  readonly askedBy: string
  readonly person: string
  readonly askedAt: Instant
}

/** What is known of an import before its file is read. */
export type NewImport = Pick<
  Import,
  'id' | 'company' | 'kind' | 'fileName' | 'fileHash' | 'again' | 'askedBy' | 'person'
>

/** What was read of its file. */
export type Staging = Pick<Import, 'parts' | 'columns' | 'rows' | 'papers' | 'state' | 'problems'>

/** Writes an import down. */
export async function addImport(
  query: Query,
  organization: string,
  one: NewImport & Staging,
): Promise<void> {
  await query({
    text: `insert into transfer.import (organization, id, company, kind, parts, file_name,
        file_hash, columns, rows, papers, state, again, problems, asked_by, person)
      values ($1, $2, $3, $4, $5, $6, decode($7, 'hex'), $8, $9, $10, $11, $12, $13, $14, $15)`,
    values: [
      organization,
      one.id,
      one.company,
      one.kind,
      JSON.stringify(one.parts),
      one.fileName,
      one.fileHash,
      one.columns,
      one.rows,
      one.papers,
      one.state,
      one.again,
      JSON.stringify(one.problems),
      one.askedBy,
      one.person,
    ],
  })
}

const columns = `id, company, kind, parts, file_name as "fileName",
  encode(file_hash, 'hex') as "fileHash", columns, rows, papers, state, again, problems, trial, job,
  asked_by as "askedBy", person, asked_at as "askedAt"`

/** One import, or null; locked until the transaction ends where it is to be changed. */
export async function readImport(
  query: Query,
  organization: string,
  id: string,
  lock?: 'change',
): Promise<Import | null> {
  if (!isId(id)) return null
  const [found] = await query<Import>({
    name: `transfer.import ${lock ?? ''}`,
    text:
      `select ${columns} from transfer.import where organization = $1 and id = $2` +
      (lock === undefined ? '' : ' for update'),
    values: [organization, id],
  })
  return found === undefined ? null : asRead(found)
}

/** Which imports, from where, and how many. */
export interface ImportPage {
  readonly company: string
  readonly kind?: string
  /** The last import of the page before. */
  readonly after?: string
  readonly limit: number
}

/** The imports of a company, the newest first. */
export async function listImports(
  query: Query,
  organization: string,
  { company, kind, after, limit }: ImportPage,
): Promise<Import[]> {
  const found = await query<Import>({
    text: `select ${columns} from transfer.import
      where organization = $1 and company = $2 and ($3::text is null or kind = $3)
        and ($4::uuid is null or id < $4)
      order by id desc limit $5`,
    values: [organization, company, kind ?? null, after ?? null, limit],
  })
  return found.map(asRead)
}

/** The imports of the same file for the same company and kind of which something is posted. */
export async function importsOfFile(
  query: Query,
  organization: string,
  { id, company, kind, fileHash }: Pick<Import, 'id' | 'company' | 'kind' | 'fileHash'>,
): Promise<Import[]> {
  const found = await query<Import>({
    text: `select ${columns} from transfer.import i
      where organization = $1 and company = $2 and kind = $3 and file_hash = decode($4, 'hex')
        and id <> $5 and (state = 'posting' or state in ('posted', 'undoing') and exists (
          select from transfer.staged s
          where s.organization = i.organization and s.import = i.id and s.state = 'posted'))
      order by id`,
    values: [organization, company, kind, fileHash, id],
  })
  return found.map(asRead)
}

/** What changes of an import; what is left out stays. */
export interface ImportChange {
  readonly rows?: number
  readonly papers?: number
  readonly state?: State
  readonly again?: boolean
  readonly problems?: readonly Problem[]
  readonly trial?: Trial | null
  readonly job?: string
}

/** Changes an import that is not over. */
export async function changeImport(
  query: Query,
  organization: string,
  id: string,
  { rows, papers, state, again, problems, trial, job }: ImportChange,
): Promise<void> {
  await query({
    name: 'transfer.change import',
    text: `update transfer.import set state = coalesce($3, state), again = coalesce($4, again),
        problems = coalesce($5::jsonb, problems), job = coalesce($6::uuid, job),
        trial = case when $7 then $8::jsonb else trial end, rows = coalesce($9, rows),
        papers = coalesce($10, papers)
      where organization = $1 and id = $2`,
    values: [
      organization,
      id,
      state ?? null,
      again ?? null,
      problems === undefined ? null : JSON.stringify(problems),
      job ?? null,
      trial !== undefined,
      trial === undefined || trial === null ? null : JSON.stringify(trial),
      rows ?? null,
      papers ?? null,
    ],
  })
}

/** What is kept as JSON, read again by its schema. */
function asRead(found: Import): Import {
  return {
    ...found,
    parts: z.array(partSchema).parse(found.parts),
    trial: found.trial === null ? null : trialSchema.parse(found.trial),
  }
}

/** Entries of the books as the server answers them, and the paper and file that they came from. */
import { queryOptions } from '@tanstack/react-query'
import { Refused, get } from '#web/api.ts'
import { apiPath } from '#web/screens.ts'
import type { Described, Screens } from '#web/screens.ts'

export interface EntryLine {
  readonly line: number
  readonly account: string
  readonly currency: string
  readonly amount: string
  readonly base: string
  readonly item?: string
  readonly quantity?: string
  readonly subject?: {
    readonly kind: string
    readonly paper: string
    readonly row?: number
    readonly dueOn?: string
  }
  readonly dimensions?: Readonly<Record<string, string>>
  readonly party?: string
  readonly taxCode?: string
  readonly taxBase?: string
  readonly sourceRow?: number
  readonly text?: string
}

export interface Entry {
  readonly id: string
  readonly key: string
  readonly kind: string
  readonly journal: string
  readonly postedOn: string
  readonly documentDate?: string
  readonly reason: string
  readonly source?: { readonly paper: string; readonly number: string }
  readonly batch?: string
  readonly rule?: string
  readonly period: number
  readonly late: boolean
  readonly reversedEntry?: string
  readonly pendingEntry?: string
  readonly reversedBy?: string
  readonly actor: string
  readonly recordedAt: string
  readonly lines: readonly EntryLine[]
}

export function entryQuery(company: string, id: string) {
  return queryOptions({
    queryKey: ['entry', company, id],
    queryFn: ({ signal }) =>
      get<Entry>(`${companyPath(company)}/entries/${encodeURIComponent(id)}`, {}, signal),
    staleTime: 60_000,
  })
}

/** A paper that an entry came from, found by its number. */
export interface SourcePaper {
  readonly of: Described
  readonly id: string
  readonly state: string | null
}

/** The paper of an entry; null where it cannot be seen, or is of no kind that screens know. */
export function sourceQuery(screens: Screens, source: NonNullable<Entry['source']>) {
  const company = screens.company.code
  return queryOptions({
    queryKey: ['source', company, source.paper, source.number],
    queryFn: async ({ signal }): Promise<SourcePaper | null> => {
      const of = screens.descriptions.find(({ name }) => name === source.paper)
      if (of === undefined || !of.numbered) return null
      const asked = { number: source.number, limit: 1 }
      const { papers } = await get<{ papers: readonly Found[] }>(
        apiPath(of, company),
        asked,
        signal,
      )
      const [paper] = papers
      return paper === undefined ? null : { of, id: paper.id, state: paper.state ?? null }
    },
    staleTime: 60_000,
  })
}

interface Found {
  readonly id: string
  readonly state?: string
}

export interface Attachment {
  readonly attachment: string
  readonly fileName: string
  readonly mediaType: string
  readonly size: number
  readonly category: string | null
}

/** Where the files of a paper stand. */
export function attachmentsPath(company: string, { of, id }: SourcePaper): string {
  return `${apiPath(of, company)}/${encodeURIComponent(id)}/attachments`
}

export function attachmentsQuery(company: string, paper: SourcePaper) {
  return queryOptions({
    queryKey: ['attachments', company, paper.of.name, paper.id],
    queryFn: async ({ signal }) =>
      (await get<{ attachments: Attachment[] }>(attachmentsPath(company, paper), {}, signal))
        .attachments,
    staleTime: 30_000,
  })
}

/** Where in a file a paper stood. */
export interface FilePlace {
  readonly file: string
  /** The first of its rows in the file, and how many they are; null where that is not known. */
  readonly line: number | null
  readonly rows: number
  /** Whether the import may be seen as a whole. */
  readonly opens: boolean
}

interface Origin extends FilePlace {
  readonly import: string
}

/**
 * The file that a batch is, and where the paper stood in it; null where the batch is no import, or
 * neither it nor the paper can be seen.
 */
export function filePlaceQuery(company: string, batch: string, paper: SourcePaper | null) {
  return queryOptions({
    queryKey: ['file place', company, batch, paper?.id ?? null],
    queryFn: async ({ signal }): Promise<FilePlace | null> => {
      const origin = paper === null ? null : await seen(originOf(company, paper, signal))
      if (origin !== null && origin.import === batch) return origin
      const path = `${companyPath(company)}/imports/${encodeURIComponent(batch)}`
      const one = await seen(get<{ file: string }>(path, {}, signal))
      return one === null ? null : { file: one.file, line: null, rows: 0, opens: true }
    },
    staleTime: 300_000,
  })
}

async function originOf(
  company: string,
  { of, id }: SourcePaper,
  signal: AbortSignal,
): Promise<Origin | null> {
  const path = `${apiPath(of, company)}/${encodeURIComponent(id)}/chain`
  return (await get<{ file: Origin | null }>(path, {}, signal)).file
}

/** What may be seen; null where it may not, or is not there. */
async function seen<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Refused && [400, 403, 404].includes(error.status)) return null
    throw error
  }
}

function companyPath(company: string): string {
  return `/companies/${encodeURIComponent(company)}`
}

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
}

interface Draft {
  readonly line: number
  readonly rows: number
}

/** The file that a batch is, and where the paper stood in it; null where the batch is no import. */
export function filePlaceQuery(company: string, batch: string, paper: string | null) {
  const path = `${companyPath(company)}/imports/${encodeURIComponent(batch)}`
  return queryOptions({
    queryKey: ['file place', company, batch, paper],
    queryFn: async ({ signal }): Promise<FilePlace | null> => {
      try {
        const { file } = await get<{ file: string }>(path, {}, signal)
        const none = { file, line: null, rows: 0 }
        if (paper === null) return none
        const { drafts } = await get<{ drafts: readonly Draft[] }>(
          `${path}/drafts`,
          { paper },
          signal,
        )
        const [draft] = drafts
        return draft === undefined ? none : { file, line: draft.line, rows: draft.rows }
      } catch (error) {
        if (error instanceof Refused && [400, 403, 404].includes(error.status)) return null
        throw error
      }
    },
    staleTime: 300_000,
  })
}

function companyPath(company: string): string {
  return `/companies/${encodeURIComponent(company)}`
}

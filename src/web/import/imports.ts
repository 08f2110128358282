/** Imports as the server tells them, and which fields of a description a file may fill. */
import { queryOptions } from '@tanstack/react-query'
import { addressOf, get } from '#web/api.ts'
import type { Problem } from '#web/api.ts'
import type { FieldPage } from '#kit/derive/page.ts'
import { isRows } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'
import type { Word } from '#web/words/en.ts'

export interface ImportLine {
  readonly id: string
  readonly kind: string
  readonly file: string
  readonly rows: number
  readonly papers: number
  readonly state: string
  readonly problems: readonly Problem[]
  readonly askedBy: string
  readonly askedAt: string
}

export interface Trial {
  readonly papers: number
  readonly refused: number
  readonly entries: number
  readonly totals: readonly {
    readonly account: string
    readonly currency: string
    /** In minor units. */
    readonly debit: string
    readonly credit: string
  }[]
}

export interface OneImport extends ImportLine {
  readonly parts: readonly {
    readonly kind: string
    /** What becomes of its papers besides drafts: "issue"; null where nothing does. */
    readonly verb: string | null
    readonly mapping: Mapping
  }[]
  readonly counts: Readonly<Record<string, number>>
  readonly trial: Trial | null
  readonly job: {
    readonly id: string
    readonly state: string
    readonly done: number
    readonly total: number | null
    readonly problems: readonly Problem[]
  } | null
}

/** A draft of an import that is not in the books yet. */
export interface Draft {
  readonly place: number
  readonly key: string | null
  readonly goodFrom: string | null
  readonly line: number
  readonly values: Readonly<Record<string, unknown>> | null
  readonly problems: readonly Problem[]
}

/** How a file's columns fill fields. */
export interface Mapping {
  readonly key: string | null
  readonly fields: Readonly<Record<string, MappedField>>
  readonly habits: {
    readonly decimal?: string | null
    readonly dayOrder?: string | null
  }
}

export interface MappedField {
  readonly column: string | null
  readonly otherwise: string | number | boolean | null
}

/** What is chosen before a file is looked into. */
export interface Purpose {
  readonly of: Described
  readonly verb: string
  readonly numbers: 'kept' | 'given'
}

/** A field that a column may fill. */
export interface Target {
  readonly path: string
  readonly label: string
  readonly needed: boolean
  readonly type: JsonType
}

/** What the JSON of a field is, as far as typing it into a cell asks. */
export type JsonType = 'text' | 'number' | 'boolean'

/** The fields of a description that a file may fill; each of its lists as "Lines: Quantity". */
export function targetsOf(of: Described, told: (text: string) => string): Target[] {
  const dated = of.dated
    ? [{ path: 'goodFrom', label: 'Good from', needed: true, type: 'text' as const }]
    : []
  const fields = of.fields.flatMap((field): Target[] => {
    if (field.taken) return []
    if (!isRows(field)) {
      const { name: path, label, optional } = field
      return [{ path, label: told(label), needed: !optional, type: typeOf(field) }]
    }
    return field.rows
      .filter(({ taken }) => !taken)
      .map((column) => ({
        path: `${field.name}.${column.name}`,
        label: `${told(field.label)}: ${told(column.label)}`,
        needed: !column.optional,
        type: typeOf(column),
      }))
  })
  return [...dated, ...fields]
}

function typeOf({ schema }: FieldPage): JsonType {
  const type = schema['type']
  if (type === 'boolean') return 'boolean'
  return type === 'integer' || type === 'number' ? 'number' : 'text'
}

/** Where a file with the titles of all columns is, that an import of this kind finds by itself. */
export function templateAddress(
  company: string,
  { name: kind }: Described,
  as: 'csv' | 'xlsx',
  printLanguage: string,
): string {
  const path = `/companies/${encodeURIComponent(company)}/import-templates`
  return addressOf(path, { kind, as, printLanguage })
}

/** Whether a job still works on it. */
export function isRunning({ job, state }: OneImport): boolean {
  if (['checking', 'trying', 'posting', 'undoing'].includes(state)) {
    return job === null || ['waiting', 'running'].includes(job.state)
  }
  return job !== null && ['waiting', 'running'].includes(job.state)
}

/** The word for a state. */
export function stateWord(state: string): Word {
  return stateWords[state] ?? 'import.state.staged'
}

const stateWords: Readonly<Record<string, Word>> = {
  refused: 'import.state.refused',
  checking: 'import.state.checking',
  staged: 'import.state.staged',
  trying: 'import.state.trying',
  posting: 'import.state.posting',
  posted: 'import.state.posted',
  undoing: 'import.state.undoing',
  undone: 'import.state.undone',
  'thrown away': 'import.state.thrown',
}

/** Asked for again each second while a job works on it. */
export function importQuery(company: string, id: string) {
  return queryOptions({
    queryKey: ['import', company, id],
    queryFn: () => get<OneImport>(`/companies/${company}/imports/${id}`),
    refetchInterval: ({ state: { data } }) => (data !== undefined && isRunning(data) ? 700 : false),
  })
}

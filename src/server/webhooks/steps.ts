/** What a webhook can hear: the steps of all kinds of papers, from their descriptions. */
import type { Catalogue } from '#kit/catalogue.ts'
import { columnName, tableName } from '#kit/spelling.ts'

/** A step of a kind of papers. */
export interface HeardStep {
  /** As it is asked for and told: "sales_invoice.issue". */
  readonly type: string
  /** "sales invoice" */
  readonly kind: string
  /** What is done with it: "issue". */
  readonly step: string
}

/** What can be done with every paper before its own steps begin, as its acts are noted. */
const first = ['write', 'change', 'throw away'] as const

/** All steps, by kinds in the order of the catalogue. */
export function stepsOf({ all }: Pick<Catalogue, 'all'>): HeardStep[] {
  return all.flatMap((of) =>
    of.noun === 'register'
      ? []
      : [...new Set([...first, ...Object.keys(of.transitions)])].map((step) => ({
          type: typeOf(of.name, step),
          kind: of.name,
          step,
        })),
  )
}

/** The type of what is sent to try a webhook. */
export const testType = 'webhook.test'

/** How a step is called outside: words with points and underlines, as the specification asks. */
export function typeOf(kind: string, step: string): string {
  return kind === '' ? testType : `${tableName(kind)}.${tableName(columnName(step))}`
}

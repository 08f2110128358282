/** The verifier as tests call it: plain JavaScript of its own, typed here. */
import type pg from 'pg'

export interface Finding {
  readonly rule: string
  readonly message: string
  readonly position?: number
  readonly company?: string
  readonly journalNumber?: number
  readonly entry?: string
  readonly seal?: number
}

export interface Verdict {
  readonly ok: boolean
  readonly sealed: number
  readonly unsealed: number
  readonly lines: number
  readonly seals: number
  readonly findings: readonly Finding[]
  readonly warnings: readonly string[]
}

interface Question {
  readonly organization: string
  readonly anchor?: string
}

interface Verifier {
  readonly verify: (
    question: Question & { readonly connection: string | object },
  ) => Promise<Verdict>
  /** Inside a transaction that is open on the client. */
  readonly examine: (client: pg.Client, question: Question) => Promise<Verdict>
}

const folder = new URL('../verifier/', import.meta.url)

export const verifierPath = new URL('verify.mjs', folder)
export const { verify, examine } = (await import(verifierPath.href)) as Verifier

/** The columns that the verifier spells out, by table, without their marks. */
export async function verifiedColumns(): Promise<Record<string, string[]>> {
  const { columns } = (await import(new URL('chain.mjs', folder).href)) as {
    columns: Record<string, string>
  }
  return Object.fromEntries(
    Object.entries(columns).map(([table, list]) => [
      table,
      list.replaceAll(/[:@#]/g, '').split(' '),
    ]),
  )
}

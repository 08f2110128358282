/** What the verifier's functions take and answer, for callers in TypeScript. */

export interface Finding {
  readonly rule: string
  readonly message: string
  readonly [fact: string]: unknown
}

export interface Verdict {
  readonly ok: boolean
  readonly sealed: number
  readonly unsealed: number
  readonly lines: number
  readonly seals: number
  readonly findings: readonly Finding[]
  readonly warnings: readonly unknown[]
}

export function verify(question: {
  readonly connection: string | object
  readonly organization: string
  readonly anchor?: string
  readonly onProgress?: (progress: { readonly sealed: number; readonly lines: number }) => void
}): Promise<Verdict>

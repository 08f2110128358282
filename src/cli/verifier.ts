/** The verifier of seals: a program of its own that shares no code with the server. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Address } from '#server/database/database.ts'

/** What the verifier, a program of its own that shares no code with the server, answers. */
export interface Verdict {
  readonly ok: boolean
  readonly sealed: number
  readonly unsealed: number
  readonly lines: number
  readonly seals: number
  readonly findings: readonly {
    readonly rule: string
    readonly message: string
    readonly position?: number
    readonly seal?: number
  }[]
  readonly warnings: readonly string[]
}

export type Verify = (look: {
  readonly connection: Address
  readonly organization: string
  readonly anchor?: string
  readonly onProgress: (done: { readonly sealed: number }) => void
}) => Promise<Verdict>

/** Loads the verifier; it is plain JavaScript, whose answer is described above. */
export async function verifier(): Promise<Verify> {
  const path = join(import.meta.dirname, '../../verifier/verify.mjs')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- JavaScript has no types
  const module = (await import(pathToFileURL(path).href)) as { readonly verify: Verify }
  return module.verify
}

/** What is wrong with something a person or a program asked for: a value, never an exception. */

/** One thing that is wrong: where, by which rule, in a sentence for the one who must act. */
export interface Problem {
  /** The rule that was broken, a stable word for programs: "unbalanced", "period-closed". */
  readonly rule: string
  /** The field, row or line it concerns: "lines[2].account", "line 17", or "" for the whole. */
  readonly field: string
  /** What is wrong and what to do now, as a sentence. */
  readonly message: string
}

/** A value, or what stands in its way. */
export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly Problem[] }

export function fine<Value>(value: Value): Outcome<Value> {
  return { ok: true, value }
}

export function refused(...problems: Problem[]): { ok: false; problems: Problem[] } {
  return { ok: false, problems }
}

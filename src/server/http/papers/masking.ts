/** Problems as they are told to who may not read every field: what stands in one is not said. */
import type { Problem } from '#base/problem.ts'
import type { Content } from '#kit/erased.ts'
import { isRows } from '#kit/field.ts'
import type { Fields } from '#kit/field.ts'
import type { Described } from '#kit/key.ts'
import type { Sight } from '#kit/sight.ts'
import { labelText } from '#kit/spelling.ts'

/** What of a result's problems is told, by what its member sent. */
export type Masks = (problems: readonly Problem[], sent: Content) => Problem[]

/**
 * Leaves problems as they are but for those of fields that are hidden somewhere from the one who
 * asks and were not sent by that one: of these only the field and the rule are told. Their
 * sentences may say what stands in the paper, or what was filled in.
 */
export function maskingOf(of: Described, sight: Sight | null): Masks {
  const readable = sight?.everywhere ?? new Set<string>()
  return (problems, sent) =>
    problems.map((problem) => {
      const path = problem.field.split('.').map((part) => part.replace(/\[\d+\]$/, ''))
      const name = path.join('.')
      const isTold = !isField(of.fields, path) || readable.has(name) || isSent(sent, problem.field)
      return isTold ? problem : { ...problem, message: hidden(name) }
    })
}

function isField(fields: Fields, [first = '', inner]: readonly string[]): boolean {
  const of = Object.hasOwn(fields, first) ? fields[first] : undefined
  if (of === undefined) return false
  return isRows(of) ? inner !== undefined && Object.hasOwn(of.rows, inner) : true
}

/** Whether a member said something of a field itself: "lines[2].item". */
function isSent(sent: Content, field: string): boolean {
  const [, first = '', at, inner] = /^(\w+)(?:\[(\d+)\])?(?:\.(\w+))?$/.exec(field) ?? []
  if (!Object.hasOwn(sent, first)) return false
  if (inner === undefined) return true
  const rows: unknown = sent[first]
  const row: unknown = Array.isArray(rows) ? rows[Number(at ?? '1') - 1] : undefined
  return typeof row === 'object' && row !== null && Object.hasOwn(row, inner)
}

function hidden(name: string): string {
  return (
    `“${labelText(name)}” is in the way, and you may not see what stands there. ` +
    'Ask somebody who may.'
  )
}

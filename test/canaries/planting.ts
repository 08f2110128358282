/** Plants canaries: every field of a sample that can hold one gets one, as far as rules let it. */
import { rowsIn } from '#kit/erased.ts'
import type { Content } from '#kit/erased.ts'
import { isRows, writtenFields } from '#kit/field.ts'
import type { Field } from '#kit/field.ts'
import type { Described } from '#kit/key.ts'
import { validated } from '#kit/validation.ts'
import { tokenOf } from './canary.ts'
import type { Cage } from './canary.ts'

/** Whether books would take values as they are. */
export type Accepts = (values: Content) => Promise<boolean>

/** By the names of registers, the codes of the rows that have canaries. */
export type Planted = ReadonlyMap<string, string>

/**
 * The values with a canary in each field that can hold one, and with links to rows that have
 * canaries; a field in which the books refuse it stays as it is.
 */
export async function planted(
  of: Described,
  values: Content,
  {
    cage,
    rows,
    accepts,
  }: {
    readonly cage: Cage
    readonly rows: Planted
    readonly accepts: Accepts
  },
): Promise<Content> {
  let best = values
  const attempt = async (next: Content): Promise<boolean> => {
    const isTaken = await accepts(next)
    if (isTaken) best = next
    return isTaken
  }
  for (const [name, field] of Object.entries(writtenFields(of.fields))) {
    if (!isRows(field)) {
      for (const candidate of candidates(field, cage, rows)) {
        if (await attempt({ ...best, [name]: candidate })) break
      }
      continue
    }
    for (const [inner, column] of Object.entries(field.rows)) {
      for (const [at] of rowsIn(best, name).entries()) {
        for (const candidate of candidates(column, cage, rows)) {
          if (
            await attempt({ ...best, [name]: withCell(rowsIn(best, name), at, inner, candidate) })
          )
            break
        }
      }
    }
  }
  return best
}

/**
 * The values without all that may be left out, and with links to rows that have canaries: what
 * these rows propose is filled in. Rules are asked again for each field that goes.
 */
export async function bare(
  of: Described,
  values: Content,
  { rows, accepts }: { readonly rows: Planted; readonly accepts: Accepts },
): Promise<Content> {
  let best = values
  const attempt = async (next: Content): Promise<void> => {
    if (await accepts(next)) best = next
  }
  for (const [name, field] of Object.entries(writtenFields(of.fields))) {
    const code = isRows(field) ? undefined : rows.get(field.kind.target?.name ?? '')
    if (code !== undefined) await attempt({ ...best, [name]: code })
    else await attempt(without(best, name))
    if (!isRows(field)) continue
    for (const [inner, column] of Object.entries(field.rows)) {
      const to = rows.get(column.kind.target?.name ?? '')
      const list = rowsIn(best, name)
      const next = list.map((row) =>
        to === undefined ? without(row, inner) : { ...row, [inner]: to },
      )
      await attempt({ ...best, [name]: next })
    }
  }
  return best
}

function without(values: Content, name: string): Content {
  return Object.fromEntries(Object.entries(values).filter(([one]) => one !== name))
}

/** The same values with other canaries: another paper that the same rules let pass. */
export function renewed(of: Described, values: Content, cage: Cage): Content {
  const columns = writtenFields(of.fields)
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const field = columns[name]
      if (field === undefined || !isRows(field)) return [name, otherOf(field, value, cage)]
      const rows = rowsIn(values, name).map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([inner, one]) => [inner, otherOf(field.rows[inner], one, cage)]),
        ),
      )
      return [name, rows]
    }),
  )
}

function otherOf(field: Field | undefined, value: unknown, cage: Cage): unknown {
  const token = tokenOf(value)
  if (token === null || field === undefined || field.kind.target !== null) return value
  const [same] = candidates(field, cage, new Map()).filter((one) => typeof one === typeof value)
  return same ?? value
}

/** What a field might hold, the most telling first. */
function candidates({ kind }: Field, cage: Cage, rows: Planted): unknown[] {
  if (kind.target !== null) {
    const code = rows.get(kind.target.name)
    return code === undefined ? [] : [code]
  }
  const tried: readonly (() => unknown)[] = [
    () => cage.figure(2),
    () => cage.figure(0),
    cage.day,
    cage.whole,
    cage.word,
    () => `${cage.word()}@example.com`,
    () => ({ [`x${cage.word()}`]: cage.word() }),
  ]
  const fitting = tried.map((make) => make()).filter((one) => validated(kind.codec, one).ok)
  // A text takes anything; a word is what people search for.
  return kind.isSearched === undefined ? fitting : fitting.toReversed()
}

function withCell(rows: readonly Content[], at: number, name: string, value: unknown): Content[] {
  return rows.map((row, place) => (place === at ? { ...row, [name]: value } : row))
}

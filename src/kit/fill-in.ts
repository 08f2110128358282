/** Fills in what people left out, from the rows that their links name. */
import { z } from 'zod'
import type { Content } from '#kit/erased.ts'
import { isRows } from '#kit/field.ts'
import type { Columns, Fields } from '#kit/field.ts'
import type { Filling } from '#kit/filling.ts'
import { rowsByCode } from '#kit/lookup.ts'
import type { Moment } from '#kit/moment.ts'

/**
 * What was sent as JSON, with what its links propose for fields that it leaves out; what was
 * written stays. One question for each filling.
 */
export async function fillIn(
  moment: Moment,
  fillings: readonly Filling[],
  fields: Fields,
  set: readonly Content[],
): Promise<Content[]> {
  let filled = [...set]
  for (const { rows, link, register, proposes } of fillings) {
    const owners = filled.flatMap((sent) => (rows === null ? [sent] : objectsIn(sent[rows])))
    const codes = owners.map((owner) => owner[link]).filter((code) => typeof code === 'string')
    const found = await rowsByCode(moment, register, codes)
    const columns = rows === null ? fields : columnsOf(fields, rows)
    const fill = (owner: Content): Content => {
      const row = found.get(String(owner[link]))
      return row === undefined ? owner : { ...toJson(columns, proposes(row, owner)), ...owner }
    }
    filled = filled.map((sent) => {
      if (rows === null) return fill(sent)
      const list = sent[rows]
      if (!Array.isArray(list)) return sent
      return { ...sent, [rows]: list.map((row: unknown) => (isContent(row) ? fill(row) : row)) }
    })
  }
  return filled
}

/** What is proposed, as JSON: the same way in as for what people write. */
function toJson(fields: Fields, proposed: Content): Content {
  return Object.fromEntries(
    Object.entries(proposed).flatMap(([name, value]) => {
      const of = fields[name]
      if (of === undefined || isRows(of) || value === null || value === undefined) return []
      return [[name, z.encode(of.kind.codec, value)]]
    }),
  )
}

function columnsOf(fields: Fields, rows: string): Columns {
  const of = fields[rows]
  return of !== undefined && isRows(of) ? of.rows : {}
}

function objectsIn(value: unknown): Content[] {
  return Array.isArray(value) ? value.filter(isContent) : []
}

function isContent(value: unknown): value is Content {
  return typeof value === 'object' && value !== null
}

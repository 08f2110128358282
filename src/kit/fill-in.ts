/** Fills in what people left out, from what their links name. */
import { z } from 'zod'
import type { Content } from '#kit/erased.ts'
import { isRows } from '#kit/field.ts'
import type { Columns, Fields } from '#kit/field.ts'
import type { Beside, Filling } from '#kit/filling.ts'
import { rowsByCode } from '#kit/lookup.ts'
import type { Moment } from '#kit/moment.ts'

/**
 * What was sent as JSON, with what its links propose for fields that it leaves out; what was
 * written stays. As many questions for one paper as for all.
 */
export async function fillIn(
  moment: Moment,
  fillings: readonly Filling[],
  fields: Fields,
  set: readonly Content[],
): Promise<Content[]> {
  let filled = [...set]
  for (const filling of fillings) {
    const { rows, link } = filling
    const all = filled.flatMap((paper) => besidesIn(paper, filling))
    const proposes = await asked(moment, filling, all)
    const columns = rows === null ? fields : columnsOf(fields, rows)
    const fill = (beside: Content, paper: Content): Content =>
      typeof beside[link] === 'string'
        ? { ...toJson(columns, proposes({ beside, paper })), ...beside }
        : beside
    filled = filled.map((paper) => {
      if (rows === null) return fill(paper, paper)
      const list = paper[rows]
      if (!Array.isArray(list)) return paper
      const full = list.map((row: unknown) => (isContent(row) ? fill(row, paper) : row))
      return { ...paper, [rows]: full }
    })
  }
  return filled
}

/** What a filling proposes beside each link, asked once for all. */
async function asked(
  moment: Moment,
  filling: Filling,
  all: readonly Beside[],
): Promise<(one: Beside) => Content> {
  if ('asks' in filling) return await filling.asks(moment, all)
  const { link, register, proposes } = filling
  const found = await rowsByCode(
    moment,
    register,
    all.map(({ beside }) => String(beside[link])),
  )
  return ({ beside }) => {
    const row = found.get(String(beside[link]))
    return row === undefined ? {} : proposes(row, beside)
  }
}

/** Where a paper has the link of a filling. */
function besidesIn(paper: Content, { rows, link }: Filling): Beside[] {
  const owners = rows === null ? [paper] : objectsIn(paper[rows])
  return owners.flatMap((beside) => (typeof beside[link] === 'string' ? [{ beside, paper }] : []))
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

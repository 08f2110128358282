/**
 * Two people on one paper: what each changed, field by field. What only one of them changed is
 * taken as it is; what both changed differently is for the person to decide.
 */
import { ownIn } from '#web/controls/own-values.ts'
import { isRows } from '#web/screens.ts'
import { isSame, rowsIn } from '#web/paper/typed.ts'
import type { Content, Part } from '#web/paper/typed.ts'

/** A value that both changed, and differently. */
export interface Clash {
  readonly part: Part
  /** The row, from 0, and its field; null of a whole part. */
  readonly row: number | null
  readonly inner: string | null
  readonly was: unknown
  readonly mine: unknown
  readonly theirs: unknown
}

export interface Merged {
  /** With all that is clear, and mine where it is not. */
  readonly content: Content
  readonly clashes: readonly Clash[]
}

/** Merges what I typed with what is there now, both begun from the same. */
export function merged(
  parts: readonly Part[],
  was: Content,
  mine: Content,
  theirs: Content,
): Merged {
  const clashes: Clash[] = []
  const content: Record<string, unknown> = { ...ownIn(theirs) }
  for (const part of parts) {
    const { name } = part
    const three = { was: was[name], mine: mine[name], theirs: theirs[name] }
    if (isRows(part) && isAlike(name, was, mine, theirs)) {
      content[name] = rowsIn(mine, name).map((_, row) => {
        const pick = (of: Content): Content => rowsIn(of, name)[row] ?? {}
        const inners = { was: pick(was), mine: pick(mine), theirs: pick(theirs) }
        const names = Object.keys({ ...inners.was, ...inners.mine, ...inners.theirs })
        return Object.fromEntries(
          names.map((inner) => {
            const [w, m, t] = [inners.was[inner], inners.mine[inner], inners.theirs[inner]]
            const one = { part, row, inner, was: w, mine: m, theirs: t }
            return [inner, decided(one, clashes)]
          }),
        )
      })
    } else content[name] = decided({ part, row: null, inner: null, ...three }, clashes)
  }
  return { content, clashes }
}

/** Whether nobody added a row or took one away, so that they can be laid on each other. */
function isAlike(name: string, ...all: readonly Content[]): boolean {
  return new Set(all.map((one) => rowsIn(one, name).length)).size === 1
}

function decided(one: Clash, clashes: Clash[]): unknown {
  const { was, mine, theirs } = one
  if (isSame(mine, was)) return theirs
  if (!isSame(theirs, was) && !isSame(mine, theirs)) clashes.push(one)
  return mine
}

/** The merged content with theirs taken at some clashes. */
export function withTheirs({ content }: Merged, taken: readonly Clash[]): Content {
  return taken.reduce<Content>((all, { part: { name }, row, inner, theirs }) => {
    if (row === null || inner === null) return { ...all, [name]: theirs }
    const rows = rowsIn(all, name).map((one, at) =>
      at === row ? { ...one, [inner]: theirs } : one,
    )
    return { ...all, [name]: rows }
  }, content)
}

/** How samples get from state to state, each step done by another person. */
import assert from 'node:assert/strict'
import { all } from '#departments/all.ts'
import { countingStates, isUndoing } from '#kit/document.ts'
import type { Document } from '#kit/document.ts'
import type { Actor } from '#kit/role.ts'
import { someone } from '#test/kit-books.ts'
import { spelled } from '#test/spelled.ts'
import type { Shop } from '#test/stories/shop.ts'
import type { PaperSample } from './sample.ts'

/** Whoever does one thing and nothing else. */
export function doer(what: string, ...roles: readonly string[]): Actor {
  return someone(`doer of ${what}`, ...roles)
}

/** All roles that write anything or bring it on. */
export const everyRole: readonly string[] = all.all.flatMap((of) => [
  of.write,
  ...(of.noun === 'document' ? Object.values(of.transitions).map(({ by }) => by) : []),
])

/** The verbs that lead on from the first state. */
export function firstVerbs({ states, transitions }: Document): string[] {
  return Object.entries(transitions).flatMap(([verb, { from }]) =>
    [from].flat().includes(states[0]) ? [verb] : [],
  )
}

/** The verb that takes back a paper that counts; null where there is none. */
export function undoingVerbOf(of: Document): string | null {
  const counting = countingStates(of)
  const found = Object.entries(of.transitions).find(
    ([, way]) => isUndoing(way) && [way.from].flat().some((state) => counting.includes(state)),
  )
  return found?.[0] ?? null
}

/** The verbs that bring a draft into a state from which a verb leads on, the shortest way. */
export function pathTo({ states, transitions }: Document, verb: string): string[] {
  const wanted = [transitions[verb]?.from ?? []].flat()
  const paths = new Map<string, string[]>([[states[0], []]])
  for (const [state, path] of paths) {
    if (wanted.includes(state)) return path
    for (const [next, { from, to }] of Object.entries(transitions)) {
      if ([from].flat().includes(state) && !paths.has(to)) paths.set(to, [...path, next])
    }
  }
  return assert.fail(`no way leads to “${verb}”`)
}

/** Papers of a sample in the books. */
export interface Ready {
  /** In a state from which the verb leads on. */
  readonly good: readonly string[]
  /** Drafts that go no further. */
  readonly hindered: readonly string[]
}

/** Papers of a sample, made anew, and brought on as far as a verb needs. */
export async function ready(shop: Shop, { of, make }: PaperSample, verb: string): Promise<Ready> {
  const { good, hindered } = await make(shop)
  const writer = doer('write', of.write)
  const drafted = await shop.write(of, good, writer)
  for (const step of pathTo(of, verb)) {
    const { by } = of.transitions[step] ?? assert.fail()
    const answers = await shop.act(of, step, drafted, doer(step, by))
    assert.ok(
      answers.every(({ outcome }) => outcome === 'done'),
      spelled(answers),
    )
  }
  return { good: drafted, hindered: await shop.write(of, hindered, writer) }
}

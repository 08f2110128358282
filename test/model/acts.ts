/** Random acts, as small numbers that a story makes entries of when its turn comes. */
import fc from 'fast-check'
import { damages } from '#test/model/damages.ts'
import type { DamageName } from '#test/model/damages.ts'
import type { Choices } from '#test/model/scene.ts'
import { stories } from '#test/model/stories.ts'
import type { StoryName } from '#test/model/stories.ts'

/** One entry to be: which story, with which choices, and what is then damaged. */
export interface EntryPlan extends Choices {
  readonly story: StoryName
  readonly damage: DamageName | null
}

/** What happens to the books at once: a set is recorded, or a period changes its state. */
export type Act =
  | { readonly act: 'record'; readonly entries: readonly EntryPlan[] }
  | {
      readonly act: 'period'
      readonly company: number
      readonly period: number
      readonly to: 'open' | 'locked' | 'closed'
    }

const entryPlan: fc.Arbitrary<EntryPlan> = fc.record({
  story: fc.oneof(
    ...Object.entries(stories).map(([story, { weight }]) => ({
      arbitrary: fc.constant(story as StoryName),
      weight,
    })),
  ),
  company: fc.constantFrom(0, 0, 0, 1),
  day: fc.nat(400),
  picks: fc.array(fc.nat(60), { minLength: 6, maxLength: 6 }),
  figures: fc.array(fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 2000 })), {
    minLength: 6,
    maxLength: 6,
  }),
  damage: fc.oneof(
    { arbitrary: fc.constant(null), weight: 6 },
    { arbitrary: fc.constantFrom(...(Object.keys(damages) as DamageName[])), weight: 1 },
  ),
})

/** Mostly small sets, for the order within a set to matter; now and then a period's turn. */
export const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 14,
    arbitrary: fc.record({
      act: fc.constant('record' as const),
      entries: fc.oneof(
        fc.array(entryPlan, { minLength: 1, maxLength: 2 }),
        fc.array(entryPlan, { minLength: 2, maxLength: 12 }),
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('period' as const),
      company: fc.nat(1),
      period: fc.nat(60),
      to: fc.constantFrom('open', 'open', 'locked', 'closed', 'closed'),
    }),
  },
)

/** A history of so many acts, the same for the same seed. */
export function historyOf(seed: number, acts: number): readonly Act[] {
  const history = fc.array(act, { minLength: acts, maxLength: acts, size: 'max' })
  return fc.sample(history, { seed, numRuns: 1 })[0] ?? []
}

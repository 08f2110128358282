/** The stories that random acts tell: each makes one entry of what stands in the books. */
import { goodsStories } from '#test/model/goods-stories.ts'
import { moneyStories } from '#test/model/money-stories.ts'
import type { Story } from '#test/model/scene.ts'
import { undoingStories } from '#test/model/undoing-stories.ts'

export const stories = { ...moneyStories, ...goodsStories, ...undoingStories } satisfies Record<
  string,
  Story
>

export type StoryName = keyof typeof stories

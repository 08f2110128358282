/** Does what a request asks for once, whatever comes of the line, in a transaction of its own. */
import type { Query } from '#base/query.ts'
import type { Database } from '#server/database/database.ts'
import type { Answer } from '#server/http/answer.ts'
import { earlierAnswers, keepAnswers, keyName } from '#server/papers/requests.ts'
import type { Keyed } from '#server/papers/requests.ts'

/** What came of a request, and whether something was done that must not be done again. */
export interface Done {
  readonly answer: Answer
  readonly isDone: boolean
}

/** Does it; what was done under the same key before is answered as it was then. */
export async function once(
  database: Database,
  organization: string,
  asked: Keyed | null,
  work: (query: Query) => Promise<Done>,
): Promise<Answer> {
  return await database.transaction(
    organization,
    async (query) => {
      if (asked === null) return (await work(query)).answer
      const earlier = await earlierAnswers(query, organization, [asked])
      const before = earlier.get(keyName(asked))
      if (before !== undefined) return before
      const { answer, isDone } = await work(query)
      if (isDone) await keepAnswers(query, organization, [{ asked, answer }])
      return answer
    },
    { repeatable: asked !== null },
  )
}

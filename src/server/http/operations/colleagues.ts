/** The operation that lists the people of the house by name, for whoever names one of them. */
import { z } from 'zod'
import { json } from '#server/http/answer.ts'
import { identifier } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'

export const listColleagues = operation({
  id: 'listColleagues',
  method: 'get',
  address: '/colleagues',
  summary: 'List the people of the house by name',
  description: 'Humans who have not left, by number and name alone: who stands in for whom.',
  scope: 'access:read',
  path: nothing,
  query: nothing,
  body: nothing,
  successes: {
    200: {
      description: 'At most a thousand, by name.',
      schema: z.strictObject({
        colleagues: z.array(
          z.strictObject({ id: identifier('The number of the person.'), name: z.string() }),
        ),
      }),
    },
  },
  problems: [],
  handle: async ({ services, caller: { organization } }) => {
    const colleagues = await services.database.transaction(
      organization,
      (query) =>
        query<{ id: string; name: string }>({
          text: `select id, name from access.person
            where organization = $1 and kind = 'human' and left_at is null
            order by name, id limit 1000`,
          values: [organization],
        }),
      { mode: 'snapshot' },
    )
    return json(200, { colleagues })
  },
})

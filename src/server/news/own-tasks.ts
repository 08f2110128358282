/** What a person is to do, of all papers that the person may read. */
import type { PlainDate } from '#base/date.ts'
import type { Query } from '#base/query.ts'
import { contentsOf } from '#server/news/content.ts'
import type { KeptNews } from '#server/news/content.ts'
import type { Sights } from '#server/news/eyes.ts'

/** A task of one's own. */
export interface OwnTask extends KeptNews {
  readonly version: number
  readonly text: string
  readonly dueOn: PlainDate | null
  /** Who gave it. */
  readonly by: string
  /** A paper's number, a row's code; null where it has none. */
  readonly number: string | null
}

/** So many tasks of one person are listed at most. */
const mostTasks = 200

/** A person's open tasks, what is due first before the others; nothing that may not be read. */
export async function ownTasks(query: Query, sights: Sights, person: string): Promise<OwnTask[]> {
  const found = await query<Omit<OwnTask, 'number'>>({
    name: 'paper.own tasks',
    text: `select t.task as id, t.task as about, 'task' as what, t.assignee as person, t.company,
        t.kind, t.key, t.version, t.text, t.due_on as "dueOn",
        coalesce((select p.name from access.person p
          where p.organization = t.organization and p.id::text = first.person), first.name) as "by"
      from paper.task t
      join paper.task first on first.organization = t.organization and first.company = t.company
        and first.kind = t.kind and first.key = t.key and first.task = t.task and first.version = 1
      where t.organization = $1 and t.assignee = $2 and not t.is_done
        and not exists (select from paper.task later
          where later.organization = t.organization and later.company = t.company
            and later.kind = t.kind and later.key = t.key and later.task = t.task
            and later.version = t.version + 1)
      order by t.due_on nulls last, t.task limit $3`,
    values: [sights.organization, person, mostTasks],
  })
  const contents = await contentsOf(query, sights, found)
  return found.flatMap((one) => {
    const content = contents.get(one.id)
    return content === undefined ? [] : [{ ...one, number: content.number }]
  })
}

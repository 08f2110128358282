/** The papers that a job works on: noted when it is asked for, each with what became of it. */
import { z } from 'zod'
import type { Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { column } from '#kit/columns.ts'

/** A paper as the one who asked saw it. */
export interface SeenPaper {
  readonly id: string
  readonly version: number
}

/** A paper at its place in the job. */
export interface Waiting {
  readonly place: number
  readonly paper: string
  readonly version: number
}

/** What became of a paper; nothing is wrong where it is done. */
export interface Fate {
  readonly place: number
  readonly number: string | null
  readonly problems: readonly Problem[]
}

/** A paper that was refused. */
export interface Refused extends Fate {
  readonly paper: string
}

/** How the papers of a job stand. */
export interface Counts {
  readonly papers: number
  readonly done: number
  readonly refused: number
  readonly waiting: number
}

/** Notes the papers of a job, in their order. */
export async function addMembers(
  query: Query,
  organization: string,
  run: string,
  papers: readonly SeenPaper[],
): Promise<void> {
  await query({
    name: 'bulk.add',
    text: `insert into job.member (organization, run, place, paper, version)
      select $1, $2, u.place, u.paper, u.version
      from unnest($3::uuid[], $4::integer[]) with ordinality u (paper, version, place)`,
    values: [
      organization,
      run,
      column(papers, ({ id }) => id),
      column(papers, ({ version }) => String(version)),
    ],
  })
}

/** The next papers behind a place. */
export async function nextMembers(
  query: Query,
  organization: string,
  run: string,
  { after, most }: { readonly after: number; readonly most: number },
): Promise<Waiting[]> {
  return await query<Waiting>({
    name: 'bulk.next',
    text: `select place, paper, version from job.member
      where organization = $1 and run = $2 and place > $3 order by place limit $4`,
    values: [organization, run, after, most],
  })
}

/** Notes what became of papers. */
export async function noteFates(
  query: Query,
  organization: string,
  run: string,
  fates: readonly Fate[],
): Promise<void> {
  await query({
    name: 'bulk.note',
    text: `update job.member m set number = u.number, problems = u.problems,
        fate = case when u.problems is null then 'done' else 'refused' end
      from unnest($3::integer[], $4::text[], $5::jsonb[]) u (place, number, problems)
      where m.organization = $1 and m.run = $2 and m.place = u.place`,
    values: [
      organization,
      run,
      column(fates, ({ place }) => String(place)),
      column(fates, ({ number }) => number),
      column(fates, ({ problems }) => (problems.length === 0 ? null : JSON.stringify(problems))),
    ],
  })
}

/** How many papers stand how. */
export async function countMembers(
  query: Query,
  organization: string,
  run: string,
): Promise<Counts> {
  const [found] = await query<Counts>({
    name: 'bulk.count',
    text: `select count(*)::integer as papers,
        (count(*) filter (where fate = 'done'))::integer as done,
        (count(*) filter (where fate = 'refused'))::integer as refused,
        (count(*) filter (where fate = 'waiting'))::integer as waiting
      from job.member where organization = $1 and run = $2`,
    values: [organization, run],
  })
  return found ?? { papers: 0, done: 0, refused: 0, waiting: 0 }
}

const problemsSchema = z.array(
  z.strictObject({ rule: z.string(), field: z.string(), message: z.string() }),
)

/** The papers that were refused, behind a place. */
export async function refusedMembers(
  query: Query,
  organization: string,
  run: string,
  { after, most }: { readonly after: number; readonly most: number },
): Promise<Refused[]> {
  const found = await query<Omit<Refused, 'problems'> & { readonly problems: unknown }>({
    name: 'bulk.refused',
    text: `select place, paper, number, problems from job.member
      where organization = $1 and run = $2 and fate = 'refused' and place > $3
      order by place limit $4`,
    values: [organization, run, after, most],
  })
  return found.map((one) => ({ ...one, problems: problemsSchema.parse(one.problems) }))
}

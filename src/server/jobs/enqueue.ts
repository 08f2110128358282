/** Asks for jobs, in the transaction of the act that wants them: a job exists when that does. */
import type { Instant } from '#base/date.ts'
import { newId } from '#base/id.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import type { Asked, JobKind } from '#server/jobs/kind.ts'
import { readable } from '#server/jobs/log.ts'

/** Who asks, and what besides the input. */
export interface Order {
  /** The company's code, where the job is one company's. */
  readonly company?: string
  /** As it stands in entries. */
  readonly askedBy: string
  /** The person in whose name the job acts. */
  readonly person?: string
  /** What is asked for twice under one such word, in the organization, is done once. */
  readonly once?: string
  /** The moment that the job stands for; now unless said otherwise. */
  readonly asOf?: Instant
  /** Not taken up before; at once unless said otherwise. */
  readonly notBefore?: Instant
}

/**
 * Asks for one job and answers its number; under a `once` that was used before for the same, the
 * number of that job, however it stands. Problems: those of the kind's input; `once-reused`.
 */
export async function enqueue<Input>(
  query: Query,
  organization: string,
  kind: JobKind<Input>,
  input: NoInfer<Input>,
  order: Order,
): Promise<Outcome<string>> {
  const asked = kind.ask(input)
  if (!asked.ok) return asked
  const [made] = await enqueueAll(query, organization, [{ ...order, ...asked.value }])
  if (made !== undefined) return fine(made)
  const [before] = await query<{ id: string; same: boolean }>({
    text: `select id, kind = $3 and input = $4::jsonb and company is not distinct from $5 as same
      from job.run where organization = $1 and once = $2`,
    values: [
      organization,
      order.once,
      asked.value.kind,
      JSON.stringify(asked.value.input),
      order.company ?? null,
    ],
  })
  if (before === undefined) throw new Error('A job is neither new nor there.')
  if (before.same) return fine(before.id)
  const message = `Under “${order.once}” another job was asked for. Ask under a new word.`
  return refused({ rule: 'once-reused', field: 'once', message })
}

/** Asks for a set of jobs at once; answers the numbers of those that are new. */
export async function enqueueAll(
  query: Query,
  organization: string,
  orders: readonly (Order & Asked)[],
): Promise<string[]> {
  if (orders.length === 0) return []
  const made = await query<{ id: string }>({
    name: 'job.enqueue',
    text: enqueueText,
    values: [
      organization,
      orders.map(() => newId(Date.now())),
      orders.map(({ kind }) => kind),
      orders.map(({ title }) => readable(title, 200)),
      orders.map(({ company }) => company ?? null),
      orders.map(({ input }) => JSON.stringify(input)),
      orders.map(({ once }) => once ?? null),
      orders.map(({ askedBy }) => askedBy.slice(0, 200)),
      orders.map(({ person }) => person ?? null),
      orders.map(({ asOf }) => asOf?.toString() ?? null),
      orders.map(({ notBefore }) => notBefore?.toString() ?? null),
    ],
  })
  return made.map(({ id }) => id)
}

const enqueueText = `insert into job.run (organization, id, kind, title, company, input, once,
    asked_by, person, as_of, not_before)
  select $1, id, kind, title, company, input::jsonb, once, asked_by, person,
    coalesce(as_of, clock_timestamp()), coalesce(not_before, clock_timestamp())
  from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::uuid[], $10::timestamptz[], $11::timestamptz[])
    as asked (id, kind, title, company, input, once, asked_by, person, as_of, not_before)
  on conflict (organization, once) do nothing
  returning id`

/** What needs somebody: drafts to finish, approvals, refused imports, jobs that stopped. */
import { useQueries, useQuery } from '@tanstack/react-query'
import { Refused, get } from '#web/api.ts'
import { ownTasksQuery } from '#web/paper/tasks.ts'
import type { OwnTask } from '#web/paper/tasks.ts'
import type { Described, DeskPage, Screens } from '#web/screens.ts'

/** Papers that stand in their first state and wait for the one who is signed in. */
export interface Drafts {
  readonly of: Described
  readonly state: string
  /** "3", or "10,000+". */
  readonly count: string
}

export interface Request {
  readonly id: string
  readonly company: string
}

/** A file that was brought along. */
export interface Import {
  readonly id: string
  readonly kind: string
  readonly file: string
  readonly state: string
}

export interface Parked {
  readonly id: string
  readonly title: string
  readonly company: string | null
}

export interface Needs {
  readonly drafts: readonly Drafts[]
  readonly approvals: readonly Request[]
  /** Refused as a whole. */
  readonly refused: readonly Import[]
  /** Checked, and not posted yet. */
  readonly staged: readonly Import[]
  readonly jobs: readonly Parked[]
  readonly tasks: readonly OwnTask[]
  readonly isKnown: boolean
}

/** What needs the one who is signed in at some desks; jobs and approvals only where all are. */
export function useNeeds(screens: Screens, desks: readonly DeskPage[], isMine: boolean): Needs {
  const company = screens.company.code
  const path = `/companies/${encodeURIComponent(company)}`
  const names = new Set(desks.flatMap(({ papers, registers }) => [...papers, ...registers]))
  const papers = screens.descriptions.filter((of) => names.has(of.name) && isMeant(of))
  const counts = useQueries({
    queries: papers.map((of) => ({
      queryKey: ['count', company, of.address, of.states[0]],
      queryFn: () => draftsOf(company, of),
    })),
  })
  const approvals = useQuery({
    queryKey: ['approval-requests'],
    queryFn: () => listed<Request>('/approval-requests', 'requests'),
    enabled: isMine,
  })
  const tasks = useQuery({ ...ownTasksQuery, enabled: isMine })
  const imports = useQuery({
    queryKey: ['imports', company],
    queryFn: () => listed<Import>(`${path}/imports`, 'imports'),
  })
  const jobs = useQuery({
    queryKey: ['jobs', 'parked'],
    queryFn: () => listed<Parked>('/jobs?state=parked', 'jobs'),
    enabled: isMine,
  })
  const files = (imports.data ?? []).filter(({ kind }) => isMine || names.has(kind))
  return {
    drafts: counts.flatMap(({ data }) => (data === undefined || data === null ? [] : [data])),
    approvals: (approvals.data ?? []).filter((one) => one.company === company),
    refused: files.filter(({ state }) => state === 'refused'),
    staged: files.filter(({ state }) => state === 'staged'),
    jobs: (jobs.data ?? []).filter((one) => one.company === null || one.company === company),
    tasks: tasks.data ?? [],
    isKnown: counts.every(({ isPending }) => !isPending) && !imports.isPending,
  }
}

/** Whether the one who is signed in may finish papers of the kind. */
function isMeant({ states, mayWrite, steps }: Described): boolean {
  const [first] = states
  if (first === undefined) return false
  return mayWrite || steps.some(({ from }) => from.includes(first))
}

async function draftsOf(company: string, of: Described): Promise<Drafts | null> {
  const [state = ''] = of.states
  const inCompany = of.ofCompany ? `/companies/${encodeURIComponent(company)}` : ''
  const found = await orNothing(
    get<{ count: number; text: string }>(`${inCompany}/counts/${of.address}`, { state }),
  )
  return found === null || found.count === 0 ? null : { of, state, count: found.text }
}

async function listed<One>(path: string, name: string): Promise<readonly One[]> {
  const found = await orNothing(get<Readonly<Record<string, readonly One[]>>>(path))
  return found?.[name] ?? []
}

/** What one may not see does not wait for one. */
async function orNothing<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Refused && [403, 404].includes(error.status)) return null
    throw error
  }
}

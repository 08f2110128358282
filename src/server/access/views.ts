/** Views of lists and reports, kept under names: a person's own, and those of the whole team. */
import { newId } from '#base/id.ts'
import type { Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { column } from '#kit/columns.ts'

/** What stands behind the question mark of an address: filters, columns, order. */
export type ViewSettings = Readonly<Record<string, string>>

/** A view that is to be kept. */
export interface NewView {
  /** The list's part of an address: "sales-invoices", "reports/open-items". */
  readonly list: string
  readonly name: string
  readonly settings: ViewSettings
  /** Whether it is everybody's who sees the list. */
  readonly forTeam: boolean
  /** Whether the list opens with it. */
  readonly isDefault: boolean
}

export interface View extends NewView {
  readonly id: string
}

/** Where views are kept, and for whom. */
export interface ViewOwner {
  readonly organization: string
  readonly company: string
  readonly person: string
}

/** So many views one person, or a team, keeps in a company. */
export const mostViews = 500

/** A person's own views and the team's, by list and name. */
export async function listViews(query: Query, owner: ViewOwner): Promise<View[]> {
  return await query<View>({
    name: 'access.views',
    text: `select id, list, name, settings, person is null as "forTeam",
        is_default as "isDefault"
      from access.view
      where organization = $1 and company = $2 and (person is null or person = $3)
      order by list, person is null, name`,
    values: [owner.organization, owner.company, owner.person],
  })
}

/**
 * Keeps views; what stood under the same name before is replaced. Of several defaults of a list the
 * last one is it. Answers why they cannot be kept, or nothing. Problem: `views-many`.
 */
export async function saveViews(
  query: Query,
  owner: ViewOwner,
  wanted: readonly NewView[],
): Promise<Problem[]> {
  const { organization, company, person } = owner
  // The last one of a name stands.
  const set = [...new Map(wanted.map((one) => [placeOf(one), one])).values()]
  const defaults = new Map(
    set.flatMap((one) => (one.isDefault ? [[`${one.forTeam} ${one.list}`, one] as const] : [])),
  )
  const isDefault = (one: NewView): boolean => defaults.get(`${one.forTeam} ${one.list}`) === one
  const kept = new Map((await listViews(query, owner)).map((one) => [placeOf(one), one.forTeam]))
  for (const one of set) kept.set(placeOf(one), one.forTeam)
  const team = [...kept.values()].filter((forTeam) => forTeam).length
  if (Math.max(team, kept.size - team) > mostViews) return [viewsMany]
  await endDefaults(query, owner, [...defaults.values()])
  await query({
    name: 'access.save views',
    text: `insert into access.view (organization, company, id, list, person, name, settings,
        is_default, changed_by)
      select $1, $2, w.id, w.list, case when w.for_team then null else $9::uuid end, w.name,
        w.settings, w.is_default, $9
      from unnest($3::uuid[], $4::text[], $5::boolean[], $6::text[], $7::jsonb[], $8::boolean[])
        as w (id, list, for_team, name, settings, is_default)
      on conflict (organization, company, list, person, name) do update set
        settings = excluded.settings, is_default = excluded.is_default,
        changed_by = excluded.changed_by, changed_at = clock_timestamp()`,
    values: [
      organization,
      company,
      column(set, () => newId(Date.now())),
      column(set, ({ list }) => list),
      column(set, ({ forTeam }) => String(forTeam)),
      column(set, ({ name }) => name),
      column(set, ({ settings }) => JSON.stringify(settings)),
      column(set, (one) => String(isDefault(one))),
      person,
    ],
  })
  return []
}

/** What the lists of these opened with until now, is the default no more. */
async function endDefaults(
  query: Query,
  { organization, company, person }: ViewOwner,
  led: readonly NewView[],
): Promise<void> {
  await query({
    name: 'access.end default views',
    text: `update access.view v set is_default = false
      from unnest($3::text[], $4::boolean[]) as d (list, for_team)
      where v.organization = $1 and v.company = $2 and v.is_default and v.list = d.list
        and v.person is not distinct from case when d.for_team then null else $5::uuid end`,
    values: [
      organization,
      company,
      column(led, ({ list }) => list),
      column(led, ({ forTeam }) => String(forTeam)),
      person,
    ],
  })
}

/** What became of a view that was to go. */
export interface ViewGone {
  readonly id: string
  readonly problems: readonly Problem[]
}

/**
 * Throws views away: one's own, and those of the team where `mayShare` allows it for its list.
 * Problems: `view-unknown`, and the one of `mayShare`.
 */
export async function removeViews(
  query: Query,
  owner: ViewOwner,
  ids: readonly string[],
  mayShare: (list: string) => Problem | null,
): Promise<ViewGone[]> {
  const all = new Map((await listViews(query, owner)).map((one) => [one.id, one]))
  const answers = ids.map((id): ViewGone => {
    const view = all.get(id)
    if (view === undefined) return { id, problems: [viewUnknown] }
    const problem = view.forTeam ? mayShare(view.list) : null
    return { id, problems: problem === null ? [] : [problem] }
  })
  const good = answers.filter(({ problems }) => problems.length === 0).map(({ id }) => id)
  await query({
    name: 'access.remove views',
    text: 'delete from access.view where organization = $1 and id = any ($2::uuid[])',
    values: [owner.organization, column(good, (id) => id)],
  })
  return answers
}

function placeOf({ list, name, forTeam }: NewView): string {
  return JSON.stringify([list, forTeam, name])
}

const viewsMany: Problem = {
  rule: 'views-many',
  field: 'views',
  message: `More than ${mostViews} views would be kept here. Throw some away first.`,
}

const viewUnknown: Problem = {
  rule: 'view-unknown',
  field: 'id',
  message: 'There is no such view. It may have been thrown away meanwhile: read the list again.',
}

/** The operations on views of lists and reports: list them, keep them, throw them away. */
import { z } from 'zod'
import { reports } from '#departments/reports.ts'
import type { Problem } from '#base/problem.ts'
import { holds } from '#kit/role.ts'
import { roleMissing } from '#kit/role-problem.ts'
import { addressName } from '#kit/spelling.ts'
import { roles } from '#departments/roles.ts'
import { whyNotOversee } from '#permissions/why-not.ts'
import { listViews, removeViews, saveViews } from '#server/access/views.ts'
import type { View, ViewOwner } from '#server/access/views.ts'
import { json, notFound, problemAnswer } from '#server/http/answer.ts'
import { identifier, text } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Call } from '#server/http/operation.ts'
import { companyPath } from '#server/http/operations/post-entry.ts'
import { numbers, placed, setAnswer, setJson } from '#server/http/operations/sets.ts'
import { openCounter, sightAt } from '#server/http/papers/counter.ts'
import type { Counter } from '#server/http/papers/counter.ts'

const settings = z
  .record(z.string().min(1).max(100), z.string().max(2000))
  .refine((given) => JSON.stringify(given).length <= 8000, 'The view is too long. Filter less.')
  .meta({ description: 'What stands behind the question mark of the address, by name.' })

const listName = text(
  120,
  'The list’s part of an address: `sales-invoices`; of a report `reports/open-items`.',
)

const viewAnswer = z.strictObject({
  id: identifier('The number of the view.'),
  list: z.string(),
  name: z.string(),
  settings,
  forTeam: z.boolean(),
  isDefault: z.boolean(),
  mayChange: z.boolean().meta({ description: 'Whether the one who asks may replace it.' }),
})
const viewsAnswer = z.strictObject({ views: z.array(viewAnswer) })

export const listOfViews = operation({
  id: 'listViews',
  method: 'get',
  address: '/companies/{company}/views',
  summary: 'List the views of lists and reports',
  description: 'One’s own and the team’s, of what the one who asks may see.',
  scope: 'papers:read',
  path: companyPath,
  query: z.strictObject({ list: listName.optional() }),
  body: nothing,
  successes: { 200: { description: 'The views, by list and name.', schema: viewsAnswer } },
  problems: [],
  handle: async (call) => {
    const counter = await openCounter(call, { target: { of: 'company' } })
    if (counter === null || counter.company === null) return notFound('company')
    const all = await call.services.database.transaction(
      call.caller.organization,
      (query) => listViews(query, ownerOf(call, counter)),
      { mode: 'snapshot' },
    )
    const { list = null } = call.query
    const wanted = list === null ? all : all.filter((one) => one.list === list)
    return json(200, { views: wanted.flatMap((one) => told(call, counter, one)) })
  },
})

export const saveOfViews = operation({
  id: 'saveViews',
  method: 'post',
  address: '/companies/{company}/views',
  summary: 'Keep views of lists and reports',
  description:
    'Each under a name; what stood under it before is replaced. One’s own need no more than ' +
    'seeing the list; the team’s are kept by who may write its papers, a report’s by who sees ' +
    'everything.',
  scope: 'papers:read',
  path: companyPath,
  query: nothing,
  body: z.strictObject({
    views: z
      .array(
        z.strictObject({
          list: listName,
          name: text(100, 'The name, as it stands on its tab.'),
          settings,
          forTeam: z.boolean().optional().meta({ description: 'Whether it is everybody’s.' }),
          isDefault: z.boolean().optional().meta({ description: 'Whether the list opens so.' }),
        }),
      )
      .min(1, 'Name at least one view.')
      .max(50, 'Name at most 50 views at once.'),
  }),
  successes: { 200: { description: 'The views of these lists now.', schema: viewsAnswer } },
  problems: ['refused', 'role-missing'],
  handle: async (call) => {
    const counter = await openCounter(call, { target: { of: 'company' } })
    if (counter === null || counter.company === null) return notFound('company')
    const wanted = call.body.views.map(({ forTeam = false, isDefault = false, ...one }) => ({
      ...one,
      forTeam,
      isDefault,
    }))
    const unknown = wanted.flatMap(({ list }, at) =>
      isSeenList(call, counter, list) ? [] : placed([listUnknown], 'views', at),
    )
    if (unknown.length > 0) return problemAnswer('refused', unknown)
    const missing = wanted.flatMap(({ list, forTeam }, at) => {
      const problem = forTeam ? whyNotShare(call, counter, list) : null
      return problem === null ? [] : placed([problem], 'views', at)
    })
    if (missing.length > 0) return problemAnswer('role-missing', missing)
    const owner = ownerOf(call, counter)
    const { problems, all } = await call.services.database.transaction(
      owner.organization,
      async (query) => {
        const found = await saveViews(query, owner, wanted)
        return { problems: found, all: await listViews(query, owner) }
      },
    )
    if (problems.length > 0) return problemAnswer('refused', problems)
    const lists = new Set(wanted.map(({ list }) => list))
    const shown = all.filter(({ list }) => lists.has(list))
    return json(200, { views: shown.flatMap((one) => told(call, counter, one)) })
  },
})

export const removalOfViews = operation({
  id: 'removeViews',
  method: 'post',
  address: '/companies/{company}/views/removals',
  summary: 'Throw views of lists and reports away',
  scope: 'papers:read',
  path: companyPath,
  query: nothing,
  body: z.strictObject({ views: numbers }),
  successes: { 200: { description: 'What became of each.', schema: setAnswer } },
  problems: [],
  handle: async (call) => {
    const counter = await openCounter(call, { target: { of: 'company' } })
    if (counter === null || counter.company === null) return notFound('company')
    const answers = await call.services.database.transaction(call.caller.organization, (query) =>
      removeViews(query, ownerOf(call, counter), call.body.views, (list) =>
        whyNotShare(call, counter, list),
      ),
    )
    return setJson('views', answers)
  },
})

type Asking = Pick<Call<unknown, unknown, unknown>, 'services' | 'caller'>

function ownerOf({ caller }: Asking, { company }: Counter): ViewOwner {
  const { organization, person } = caller
  return { organization, company: company?.code ?? '', person }
}

/** A view as the one who asks sees it; nothing where its list is not seen. */
function told(call: Asking, counter: Counter, view: View): object[] {
  if (!isSeenList(call, counter, view.list)) return []
  return [{ ...view, mayChange: !view.forTeam || whyNotShare(call, counter, view.list) === null }]
}

const ofReports = 'reports/'

function isSeenList(call: Asking, counter: Counter, list: string): boolean {
  if (list.startsWith(ofReports)) {
    const name = list.slice(ofReports.length)
    return call.caller.scopes.has('reports:read') && reports.some((one) => one.name === name)
  }
  const of = describedAt(call, list)
  return of !== undefined && sightAt(call, counter, of) !== null
}

/** Why the one who asks may not set the team’s views of a list; null if they may. */
function whyNotShare(call: Asking, { actor, company }: Counter, list: string): Problem | null {
  const of = describedAt(call, list)
  if (of === undefined) return whyNotOversee(roles, actor)
  const where = { company: company?.code ?? null, site: null, department: null, madeBy: null }
  if (holds(actor, of.write, where)) return null
  return roleMissing(`set the team’s views of ${of.plural}`, of.write, where, actor)
}

function describedAt({ services }: Asking, list: string) {
  return services.catalogue.all.find(({ plural }) => addressName(plural) === list)
}

const listUnknown: Problem = {
  rule: 'list-unknown',
  field: 'list',
  message: 'There is no such list or report here. Name it as it stands in its address.',
}

/** The operation that tells a browser what there is to draw, for the one who is signed in. */
import { z } from 'zod'
import { desks } from '#departments/desks.ts'
import { reports } from '#departments/reports.ts'
import { isExample } from '#server/access/example-end.ts'
import { settingsSeen } from '#server/access/settings-seen.ts'
import { roles } from '#departments/roles.ts'
import { ownFieldPage, pageOf } from '#kit/derive/page.ts'
import type { DescriptionPage, FieldPage, RowsPage } from '#kit/derive/page.ts'
import type { Described } from '#kit/key.ts'
import { placedFields } from '#kit/field.ts'
import type { Field } from '#kit/field.ts'
import { allOwnColumns, ownField } from '#kit/own-fields.ts'
import type { OwnColumn } from '#kit/own-fields.ts'
import { labelText } from '#kit/spelling.ts'
import type { Actor } from '#kit/role.ts'
import type { Sight } from '#kit/sight.ts'
import type { Report } from '#ledger/reports/report.ts'
import { whyNotOversee } from '#permissions/why-not.ts'
import { json, notFound } from '#server/http/answer.ts'
import { nothing, operation } from '#server/http/operation.ts'
import type { Services } from '#server/http/operation.ts'
import { fiscalYearStart } from '#server/fiscal-start.ts'
import { lastPostedDay } from '#server/last-posted.ts'
import { openCounter, sightAt, whereaboutsOfRow } from '#server/http/papers/counter.ts'
import type { Counter } from '#server/http/papers/counter.ts'
import { companyPath } from '#server/http/operations/post-entry.ts'

const object = z.record(z.string(), z.unknown())

export const describeScreens = operation({
  id: 'describeScreens',
  method: 'get',
  address: '/companies/{company}/screens',
  summary: 'See what there is to work with',
  description:
    'The desks, papers, registers and reports that the one who asks may see in the company, with ' +
    'their fields, their states and what leads on: everything from which a screen is drawn.',
  scope: 'papers:read',
  path: companyPath,
  query: nothing,
  body: nothing,
  successes: {
    200: {
      description: 'The descriptions.',
      schema: z.strictObject({
        company: object,
        currencies: z
          .record(z.string(), z.int())
          .meta({ description: 'The digits behind the point of each currency.' }),
        isExample: z.boolean().meta({
          description: 'Whether the organization is an example, in which nothing is real.',
        }),
        person: z.strictObject({
          id: z.string(),
          name: z.string(),
          roles: z.array(z.string()),
          settings: z.array(z.string()).meta({
            description: 'The parts of the settings in which there is something for this person.',
          }),
        }),
        desks: z.array(object),
        descriptions: z.array(object),
        reports: z.array(object),
      }),
    },
  },
  problems: [],
  handle: async (call) => {
    const { services, caller } = call
    const counter = await openCounter(call, { target: { of: 'company' } })
    if (counter === null || counter.company === null) return notFound('company')
    const seen = await seenPages(services, counter)
    const shown = caller.scopes.has('reports:read') ? reports : []
    const names = new Set([...seen, ...shown].map(({ name }) => name))
    const { actor, company, desk } = counter
    const mayShare = whyNotOversee(roles, actor) === null
    const settings = settingsSeen(caller.scopes, mayShare)
    const example = await services.database.transaction(
      caller.organization,
      (query) => isExample(query, caller.organization),
      { mode: 'snapshot' },
    )
    const lastPosted = caller.scopes.has('reports:read')
      ? await lastPostedDay(services.database, caller.organization, company.code)
      : null
    const { organization } = caller
    const fiscalYearFrom = await fiscalYearStart(
      services.database,
      organization,
      company.code,
      desk.today,
    )
    return json(200, {
      company: { ...company, today: desk.today.toString(), lastPosted, fiscalYearFrom },
      currencies: await currencyDigits(services, caller.organization),
      isExample: example,
      person: { id: actor.person, name: actor.name, roles: rolesOf(actor), settings },
      desks: desks.flatMap((one) => deskSeen(one, names)),
      descriptions: seen,
      reports: shown.map((one) => ({ ...reportPage(one), mayShare })),
    })
  },
})

/** The digits of all currencies: as the ledger counts them, whatever a browser's tables say. */
async function currencyDigits({ database }: Services, organization: string) {
  const rows = await database.transaction(
    organization,
    (query) =>
      query<{ code: string; scale: number }>({
        name: 'screens.currencies',
        text: `select code, scale from ledger.commodity
          where organization = $1 and kind = 'currency' order by code`,
        values: [organization],
      }),
    { mode: 'snapshot' },
  )
  return Object.fromEntries(rows.map(({ code, scale }) => [code, scale]))
}

/** The descriptions that may be seen, each with the organization's own fields. */
async function seenPages(services: Services, counter: Counter) {
  const { organization } = counter.desk
  const added = await services.database.transaction(
    organization,
    (query) => allOwnColumns({ query, organization }),
    { mode: 'snapshot' },
  )
  const { actor, company } = counter
  const where = whereaboutsOfRow(company?.code ?? null, '')
  const read = services.permissions.readableAt(ownField, actor)(where)
  const told = added.map((one) => ({ ...one, field: toldAs(one, read) }))
  const own = Map.groupBy(told, ({ belongsTo }) => belongsTo)
  return services.catalogue.all.flatMap((of) =>
    seenPage(services, counter, of).map((page) => ({
      ...page,
      own: (page.isLedgers ? [] : (own.get(of.name) ?? [])).map(ownFieldPage),
    })),
  )
}

/** What stands before an own field, as far as it may be read; else it is called by its code. */
function toldAs({ code, field }: OwnColumn, read: ReadonlySet<string>): Field {
  const { label, help, ...rest } = field
  return {
    ...rest,
    label: label !== undefined && read.has('label') ? label : labelText(code),
    ...(help !== undefined && read.has('help') ? { help } : {}),
  }
}

function rolesOf({ grants }: Actor): string[] {
  return [...new Set(grants.map(({ role }) => role))]
}

/** A desk with what of it may be seen; none where that is nothing. */
function deskSeen({ name, title, ...of }: (typeof desks)[number], names: ReadonlySet<string>) {
  const seen = (all: readonly Described[]): string[] =>
    all.map((one) => one.name).filter((one) => names.has(one))
  const papers = seen(of.papers)
  const registers = seen(of.registers)
  const own = of.reports.filter((one) => names.has(one))
  return papers.length + registers.length + own.length === 0
    ? []
    : [{ name, title, papers, registers, reports: own }]
}

/** A description with the fields that may be seen and what the actor's roles allow somewhere. */
function seenPage(
  services: Services,
  counter: Counter,
  of: Described,
): (DescriptionPage & { readonly mayWrite: boolean })[] {
  const sight = sightAt({ services }, counter, of)
  if (sight === null) return []
  const plurals = new Map(services.catalogue.all.map(({ name, plural }) => [name, plural]))
  const page = pageOf(of, plurals)
  const held = new Set(rolesOf(counter.actor))
  return [
    {
      ...page,
      fields: page.fields.flatMap((one) => fieldSeen(one, sight)),
      steps: page.steps.filter(({ by }) => held.has(by)),
      // A sum would tell what is hidden of its parts: only who sees all of a paper asks why.
      explains: isSeenWhole(of, sight) ? page.explains : {},
      mayWrite: held.has(of.write) && !page.isLedgers,
    },
  ]
}

function isSeenWhole({ fields }: Described, { somewhere }: Sight): boolean {
  return placedFields(fields).every(({ rows, name }) =>
    somewhere.has(rows === null ? name : `${rows}.${name}`),
  )
}

function fieldSeen(of: FieldPage | RowsPage, sight: Sight): (FieldPage | RowsPage)[] {
  if (!sight.somewhere.has(of.name)) return []
  if (!('rows' in of)) return [of]
  const rows = of.rows.filter(({ name }) => sight.somewhere.has(`${of.name}.${name}`))
  return [{ ...of, rows, beside: of.beside.filter(({ name }) => sight.somewhere.has(name)) }]
}

/** "vat-return" is "VAT return". */
export function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ').replace(/^vat\b/, 'VAT')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function reportPage({ name, answers, parameters, explanation, comparison }: Report): object {
  return {
    name,
    title: titleOf(name),
    answers,
    parameters: parameters.map(({ type, name: parameter, meaning, otherwise, required }) => ({
      name: parameter,
      meaning,
      type: type.name,
      choices: type.choices ?? null,
      otherwise: otherwise ?? null,
      required: required ?? false,
    })),
    figures: explanation.figures,
    coordinates: explanation.coordinates.map((one) => one.name),
    compares: comparison !== undefined,
  }
}

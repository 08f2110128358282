/** The operations on a company's chart of accounts. */
import { z } from 'zod'
import type { Problem } from '#base/problem.ts'
import type { Query } from '#base/query.ts'
import { json, notFound, problemAnswer } from '#server/http/answer.ts'
import { dayOf } from '#server/http/entry-body.ts'
import { day, text, textOrNone, whole } from '#server/http/fields.ts'
import { nothing, operation } from '#server/http/operation.ts'
import { companyPath } from '#server/http/operations/post-entry.ts'
import { addAccounts as insertAccounts } from '#server/set-up.ts'
import type { NewAccount } from '#server/set-up.ts'

const rule = z.enum(['none', 'optional', 'required'])

const account = z.strictObject({
  code: text(400, 'The number or name of the account in the chart.'),
  name: textOrNone(500, 'The name.').exactOptional(),
  parent: text(
    400,
    'The code of the account above it, which exists or stands earlier.',
  ).exactOptional(),
  type: z
    .enum(['asset', 'liability', 'equity', 'income', 'expense', 'place', 'position', 'memo'])
    .meta({
      description:
        'place: where goods go or come from without money. position: where ' +
        'currencies meet. memo: outside the statements.',
    }),
  postable: z
    .boolean()
    .exactOptional()
    .meta({ description: 'false: a heading. true unless said.' }),
  goods: z.boolean().exactOptional().meta({ description: 'Whether its lines carry goods.' }),
  currency: text(100, 'The only commodity that it takes.').exactOptional(),
  subjectRule: rule.exactOptional().meta({ description: 'Whether lines name a subject.' }),
  partyRule: rule.exactOptional().meta({ description: 'Whether lines name a party.' }),
  dimensionRules: z
    .record(
      z.string().min(1).max(100),
      z
        .string()
        .max(151)
        .regex(/^(required|none|=.+)$/s, 'It is required, none or =value.'),
    )
    .exactOptional()
    .meta({ description: 'Dimension → required, none, or =value for always that value.' }),
  holdingSide: z
    .enum(['debit', 'credit'])
    .exactOptional()
    .meta({ description: 'The side on which each subject must stay.' }),
  readClass: whole(0, 6, 'The class that a reader needs; 1 unless said otherwise.').exactOptional(),
  openedOn: day('The first day on which it is used.').exactOptional(),
  closedOn: day('The last day on which it is used.').exactOptional(),
})

const accountAnswer = account.extend({
  name: z.string(),
  postable: z.boolean(),
  goods: z.boolean(),
  subjectRule: rule,
  partyRule: rule,
  readClass: z.int(),
})
const accountsAnswer = z.strictObject({ accounts: z.array(accountAnswer) })

export const listAccounts = operation({
  id: 'listAccounts',
  method: 'get',
  address: '/companies/{company}/accounts',
  summary: 'List the chart of accounts',
  scope: 'accounts:read',
  path: companyPath,
  query: nothing,
  body: nothing,
  successes: { 200: { description: 'All accounts, by code.', schema: accountsAnswer } },
  problems: [],
  handle: async ({ services, caller: { organization }, path }) => {
    const company = await services.directory.company(organization, path.company)
    if (company === null) return notFound('company')
    const accounts = await services.database.transaction(
      organization,
      (query) => chart(query, organization, company.code),
      { mode: 'snapshot' },
    )
    return json(200, { accounts })
  },
})

export const addAccounts = operation({
  id: 'addAccounts',
  method: 'post',
  address: '/companies/{company}/accounts',
  summary: 'Add accounts to the chart',
  description: 'All or none. Those that exist with the same type stay as they are.',
  scope: 'accounts:write',
  path: companyPath,
  query: nothing,
  body: z.strictObject({
    accounts: z
      .array(account)
      .min(1, 'Name at least one account.')
      .max(1000, 'Name at most 1,000 accounts.'),
  }),
  successes: {
    200: {
      description: 'How many were added; the others were there.',
      schema: z.strictObject({ added: z.int() }),
    },
  },
  problems: ['conflict', 'refused'],
  handle: async ({ services, caller: { organization }, path, body }) => {
    const company = await services.directory.company(organization, path.company)
    if (company === null) return notFound('company')
    const currencies = new Set(body.accounts.flatMap(({ currency }) => currency ?? []))
    const known = await services.directory.scales(organization, currencies)
    const outcome = await services.database.transaction(organization, async (query) => {
      const there = new Map(
        (await chart(query, organization, company.code)).map(({ code, type }) => [code, type]),
      )
      const before = there.size
      const problems = body.accounts.flatMap((one, place) => {
        const found = problemsOf(one, place, there, known)
        there.set(one.code, one.type)
        return found
      })
      if (problems.length > 0) return problems
      await insertAccounts(query, organization, company.code, body.accounts.map(newAccount))
      return there.size - before
    })
    if (typeof outcome === 'number') return json(200, { added: outcome })
    const conflict = outcome.some((problem) => problem.rule === 'account-exists')
    return problemAnswer(conflict ? 'conflict' : 'refused', outcome)
  },
})

type Written = z.output<typeof account>

function problemsOf(
  one: Written,
  place: number,
  there: ReadonlyMap<string, string>,
  currencies: ReadonlyMap<string, number>,
): Problem[] {
  const found: Problem[] = []
  const complain = (field: string, word: string, message: string): void => {
    found.push({ rule: word, field: `accounts[${place + 1}].${field}`, message })
  }
  const { code, type, parent, currency, goods, openedOn, closedOn } = one
  const was = there.get(code)
  if (was !== undefined && was !== type) {
    const message = `There is an account “${code}” of the type ${was} already. Use another code.`
    complain('code', 'account-exists', message)
  }
  if (parent !== undefined && !there.has(parent)) {
    const message = `There is no account “${parent}” to stand under. Put it earlier in the list.`
    complain('parent', 'parent-unknown', message)
  }
  if (currency !== undefined && !currencies.has(currency)) {
    const message = `There is no commodity “${currency}”. Add it first.`
    complain('currency', 'currency-unknown', message)
  }
  if (goods === true && !['asset', 'place', 'memo'].includes(type)) {
    const message = `An account of the type ${type} carries no goods. Leave out “goods”.`
    complain('goods', 'goods-not-allowed', message)
  }
  if (goods === false && type === 'place') {
    complain('goods', 'goods-missing', 'A place always carries goods. Leave out “goods”.')
  }
  if (openedOn !== undefined && closedOn !== undefined && closedOn < openedOn) {
    complain('closedOn', 'days-crossed', 'It is closed before it is opened. Correct the days.')
  }
  return found
}

function newAccount({ openedOn, closedOn, ...rest }: Written): NewAccount {
  return {
    ...rest,
    ...(openedOn === undefined ? {} : { openedOn: dayOf(openedOn) }),
    ...(closedOn === undefined ? {} : { closedOn: dayOf(closedOn) }),
  }
}

async function chart(
  query: Query,
  organization: string,
  company: string,
): Promise<{ readonly code: string; readonly type: string }[]> {
  const rows = await query<{ account: { readonly code: string; readonly type: string } }>({
    text: `select jsonb_strip_nulls(jsonb_build_object('code', a.code, 'name', a.name,
        'parent', p.code, 'type', a.type, 'postable', a.postable, 'goods', a.goods,
        'currency', a.currency, 'subjectRule', a.subject_rule, 'partyRule', a.party_rule,
        'dimensionRules', a.dimension_rules, 'holdingSide', a.holding_side,
        'readClass', a.read_class, 'openedOn', a.opened_on, 'closedOn', a.closed_on)) as account
      from ledger.account a
      left join ledger.account p on p.organization = a.organization and p.id = a.parent
      where a.organization = $1 and a.company = $2 order by a.code`,
    values: [organization, company],
  })
  return rows.map(({ account: found }) => found)
}

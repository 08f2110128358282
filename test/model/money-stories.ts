/** Stories of money: bills and payments, currencies, credit, limits, wages, year-end closing. */
import type { LineProposal } from '#ledger/entry.ts'
import { years } from '#test/model/ground.ts'
import {
  entry,
  figure,
  home,
  openHoldings,
  pick,
  pickMaybe,
  subject,
  subjectNamed,
} from '#test/model/scene.ts'
import type { Scene, Story } from '#test/model/scene.ts'

const plain = ['bank', 'cash', 'sales', 'cost', 'retained', 'payables', 'difference'] as const

/** Two to six lines over simple accounts; the last one balances. */
function money(scene: Scene) {
  const count = pick(scene, 0, 1, 1, 2, 3, 5)
  const lines = Array.from({ length: count }, (_, place) =>
    home(scene, pick(scene, place, ...plain), figure(scene, place) * (place % 2 === 0 ? 1n : -1n)),
  )
  const sum = lines.reduce((total, { amount }) => total + amount, 0n)
  return entry(scene, [...lines, home(scene, pick(scene, 5, ...plain), -sum)])
}

function bill(scene: Scene) {
  const amount = figure(scene, 0)
  const own = pick(scene, 2, true, false)
  return entry(
    scene,
    [
      home(scene, 'receivables', amount, { subject: subject(scene, 0, 'open item') }),
      home(scene, own ? 'brand' : 'sales', -amount, {
        dimensions: own
          ? pick(scene, 3, { brand: 'own', area: 'a' }, { area: 'a', brand: 'own' })
          : {},
        taxCode: 'S',
        taxBase: -amount,
      }),
    ],
    { journal: 'sales', source: { paper: 'sales invoice', number: scene.key } },
  )
}

/** Pays something open: in part, whole, or too much. */
function pay(scene: Scene) {
  const open = pickMaybe(
    scene,
    0,
    openHoldings(scene, 'receivables', 'received').filter(
      ({ currency }) => currency === scene.home,
    ),
  )
  if (open === undefined) return bill(scene)
  const amount = pick(scene, 1, open.amount, open.amount, open.amount / 2n, open.amount + 1n)
  return entry(scene, [
    home(scene, 'bank', amount),
    home(scene, open.account, -amount, { subject: subjectNamed(open.subject) }),
  ])
}

/** A bill in another currency; position accounts stand between the two. */
function exchange(scene: Scene) {
  const [amount, base] = [figure(scene, 0) + 1n, figure(scene, 1) + 1n]
  const foreign = pick(scene, 1, 'USD', 'USD', 'EUR', 'GBP', 'gold')
  if (foreign === scene.home) return bill(scene)
  return entry(scene, [
    {
      account: 'receivables',
      currency: foreign,
      amount,
      base,
      subject: subject(scene, 0, 'open item'),
    },
    { account: 'position', currency: foreign, amount: -amount, base: -base },
    home(scene, 'position', base),
    home(scene, 'sales', -base),
  ])
}

/** Settles a foreign holding with another worth than it has; the difference is a loss or a gain. */
function exchangePaid(scene: Scene) {
  const held = openHoldings(scene, 'receivables').filter(({ currency }) => currency !== scene.home)
  const open = pickMaybe(scene, 0, held)
  if (open === undefined) return exchange(scene)
  const whole = pick(scene, 1, true, true, false)
  const amount = whole ? open.amount : open.amount / 2n
  const base = whole && pick(scene, 2, true, true, true, false) ? open.base : open.base / 2n
  const paid = base - pick(scene, 3, 0n, 3n, -2n)
  const { currency } = open
  return entry(scene, [
    home(scene, 'bank', paid),
    home(scene, 'position', -paid),
    { account: 'position', currency, amount, base: paid },
    {
      account: 'receivables',
      currency,
      amount: -amount,
      base: -base,
      subject: subjectNamed(open.subject),
    },
    { account: 'difference', currency, amount: 0n, base: base - paid },
  ])
}

function revalue(scene: Scene) {
  const held = openHoldings(scene, 'receivables').filter(({ currency }) => currency !== scene.home)
  const open = pickMaybe(scene, 0, held)
  const change = figure(scene, 0) - 1000n
  const currency = open?.currency ?? 'USD'
  const on = open === undefined ? subject(scene, 0, 'open item') : subjectNamed(open.subject)
  return entry(
    scene,
    [
      { account: 'receivables', currency, amount: 0n, base: change, subject: on },
      { account: 'difference', currency, amount: 0n, base: -change },
    ],
    { kind: 'revaluation' },
  )
}

/** Customers' credit and advances, which must stay on their side. */
function credit(scene: Scene) {
  const amount = pick(scene, 1, figure(scene, 0), -figure(scene, 0), -figure(scene, 0) / 3n)
  const account = pick(scene, 2, 'credit', 'advances')
  return entry(scene, [
    home(scene, account, amount, { subject: subject(scene, 0, account) }),
    home(scene, 'bank', -amount),
  ])
}

/** A facility that may not be drawn beyond its limit, on two accounts; two lines of one holding. */
function facility(scene: Scene) {
  const amount = figure(scene, 0) * pick(scene, 1, 1n, -1n, -1n)
  const drawn = { ...subject(scene, 0, 'facility'), lowest: -2500n, highest: 500n }
  const account = pick(scene, 2, 'payables', 'payables', 'receivables')
  return entry(scene, [
    home(scene, account, amount, { subject: drawn }),
    home(scene, account, figure(scene, 1), { subject: drawn }),
    home(scene, 'bank', -amount - figure(scene, 1)),
  ])
}

function wages(scene: Scene) {
  const [amount, rent] = [figure(scene, 0), figure(scene, 1)]
  const department = pick(scene, 0, 'shop', 'office')
  const dimensions = pick(
    scene,
    1,
    { department, site: 'x' },
    { site: 'x', department },
    { department },
  )
  return entry(scene, [
    home(scene, 'wages', amount, { dimensions, partnerCompany: 'branch' }),
    home(scene, 'rent', rent, { party: 'landlord' }),
    home(scene, 'bank', -amount - rent, { text: 'Wages, rent', sourceRow: 3 }),
  ])
}

/** Moves an open item, or goods with their worth, from one subject to another. */
function allocate(scene: Scene) {
  const open = pickMaybe(scene, 0, openHoldings(scene, 'receivables', 'layers', 'received'))
  if (open === undefined) return bill(scene)
  const whole = pick(scene, 1, true, false)
  const amount = whole ? open.amount : open.amount / 2n
  const base = whole ? open.base : open.base / 2n
  const { account, currency } = open
  return entry(
    scene,
    [
      { account, currency, amount: -amount, base: -base, subject: subjectNamed(open.subject) },
      { account, currency, amount, base, subject: subject(scene, 2, 'open item') },
    ],
    { kind: 'allocation' },
  )
}

/** Takes a year's income and expense to retained earnings; again, whatever came in since. */
function closeYear(scene: Scene) {
  const year = pick(scene, 0, ...years)
  const sums = new Map<string, [bigint, bigint]>()
  for (const [key, sum] of scene.state.balances) {
    const [company, account, period, currency, layer, dimensions] = JSON.parse(key) as string[]
    const { type } = scene.state.account(company ?? '', account ?? '') ?? {}
    const result = type === 'income' || type === 'expense'
    if (!result || company !== scene.company || layer !== 'actual') continue
    if (Math.floor(Number(period) / 100) !== year) continue
    const place = JSON.stringify([account, currency, dimensions])
    const [amount, base] = sums.get(place) ?? [0n, 0n]
    sums.set(place, [amount + sum.debit - sum.credit, base + sum.baseDebit - sum.baseCredit])
  }
  const lines = [...sums].flatMap(([place, [amount, base]]): LineProposal[] => {
    const [account, currency, dimensions] = JSON.parse(place) as [string, string, string]
    if (amount === 0n && base === 0n) return []
    const named = Object.fromEntries(JSON.parse(dimensions) as [string, string][])
    const party = account === 'rent' ? { party: 'landlord' } : {}
    return [
      { account, currency, amount: -amount, base: -base, dimensions: named, ...party },
      { account: 'retained', currency, amount, base },
    ]
  })
  return entry(scene, lines, {
    kind: 'closing',
    postedOn: lastDay(scene, year),
    periodKind: 'closing',
  })
}

/** An adjustment, in the adjustment period or an ordinary one, locked or not. */
function adjust(scene: Scene) {
  const year = pick(scene, 0, ...years)
  const last = pick(scene, 1, true, false)
  const lines = [home(scene, 'cost', figure(scene, 0)), home(scene, 'bank', -figure(scene, 0))]
  return entry(scene, lines, {
    kind: pick(scene, 2, 'adjustment', 'adjustment', 'regular'),
    ...(last ? { postedOn: lastDay(scene, year), periodKind: 'adjustment' } : {}),
  })
}

function lastDay(scene: Scene, year: number): Temporal.PlainDate {
  const periods = scene.state.periods.get(scene.company) ?? []
  const closing = periods.find(
    ({ period, kind }) => kind === 'closing' && Math.floor(period / 100) === year,
  )
  return closing?.endsOn ?? scene.day
}

export const moneyStories = {
  money: { weight: 4, tell: money },
  bill: { weight: 5, tell: bill },
  pay: { weight: 5, tell: pay },
  exchange: { weight: 3, tell: exchange },
  exchangePaid: { weight: 3, tell: exchangePaid },
  revalue: { weight: 2, tell: revalue },
  credit: { weight: 4, tell: credit },
  facility: { weight: 4, tell: facility },
  wages: { weight: 2, tell: wages },
  allocate: { weight: 3, tell: allocate },
  closeYear: { weight: 1, tell: closeYear },
  adjust: { weight: 2, tell: adjust },
} satisfies Record<string, Story>

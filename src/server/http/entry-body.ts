/** How an entry is written in JSON, and its way from there to a proposal in whole units. */
import { z } from 'zod'
import type { PlainDate } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import type { EntryProposal, LineProposal, SubjectProposal } from '#ledger/entry.ts'
import { throughPosition } from '#ledger/position.ts'
import { refusalProblems } from '#ledger/refusal.ts'
import type { Refusal } from '#ledger/door.ts'
import type { CompanyFacts } from '#server/directory.ts'
import { day, decimal, moment, text, whole } from '#server/http/fields.ts'

export const subjectBody = z
  .strictObject({
    kind: text(100, 'The trade’s word: open item, order line, cost layer, asset, employee.'),
    paper: text(150, 'The number of the paper it stands for.'),
    row: whole(0, 2_147_483_647, 'The row of the paper.').exactOptional(),
    party: text(150, 'With whom.').exactOptional(),
    item: text(100, 'The item it concerns.').exactOptional(),
    openedOn: day('The day it was opened.').exactOptional(),
    dueOn: day('The day it falls due.').exactOptional(),
    lowest: decimal('The floor of its amount, in the currency of the line.').exactOptional(),
    highest: decimal('The ceiling of its amount, in the currency of the line.').exactOptional(),
  })
  .meta({ description: 'What explains the money; it is opened when it is named first.' })

export const unitBody = z
  .strictObject({
    place: text(150, 'The place.'),
    lot: text(150, 'The lot.').exactOptional(),
    owner: text(150, 'Whose goods they are, if not the company’s own.').exactOptional(),
  })
  .meta({ description: 'Where goods stand.' })

export const dimensionsBody = z
  .record(
    z.string().min(1).max(100, 'Names of dimensions have at most 100 characters.'),
    text(150, 'The value of the dimension.'),
  )
  .refine((named) => Object.keys(named).length <= 20, 'There are more than 20 dimensions.')
  .meta({ description: 'Dimension → value.', examples: [{ department: 'sales' }] })

const layer = z
  .enum(['actual', 'pending', 'commitment'])
  .meta({ description: 'actual: the books. pending: reserved. commitment: ordered, planned.' })

export const lineBody = z.strictObject({
  account: text(400, 'The code of the account.'),
  layer: layer.exactOptional(),
  currency: text(100, 'The currency.'),
  amount: decimal('Debit is positive, credit negative.'),
  base: decimal(
    'The worth in the company’s currency; needed in any other currency.',
  ).exactOptional(),
  unrounded: decimal('The amount before it was rounded, where it differs.').exactOptional(),
  item: text(100, 'The item that is moved or concerned.').exactOptional(),
  quantity: decimal('How much of the item; in is positive, out negative.').exactOptional(),
  subject: subjectBody.exactOptional(),
  unit: unitBody.exactOptional(),
  dimensions: dimensionsBody.exactOptional(),
  party: text(150, 'With whom, where no subject says it.').exactOptional(),
  partnerCompany: text(32, 'The company of this organization on the other side.').exactOptional(),
  taxCode: text(100, 'The tax code.').exactOptional(),
  taxBox: text(100, 'The role in the tax return: output tax, net sales.').exactOptional(),
  taxBase: decimal('What the tax was reckoned on, in the company’s currency.').exactOptional(),
  valueDate: day('The day on which the money is good.').exactOptional(),
  sourceRow: whole(0, 2_147_483_647, 'The row of the source.').exactOptional(),
  text: text(2000, 'A text of the line.').exactOptional(),
})

export const entryBody = z.strictObject({
  key: text(200, 'The idempotency key: posted once, however often it is sent.').exactOptional(),
  kind: z
    .enum(['regular', 'opening', 'adjustment', 'pending', 'allocation', 'revaluation'])
    .exactOptional()
    .meta({ description: 'What the entry is; regular unless said otherwise.' }),
  journal: text(100, 'The code of the journal.'),
  postedOn: day('The day in whose period it stands.'),
  periodKind: z
    .enum(['month', 'adjustment'])
    .exactOptional()
    .meta({ description: 'adjustment: the adjustment period of the year that ends this day.' }),
  documentDate: day('The day of the paper.').exactOptional(),
  reason: text(2000, 'Why it is made, in a few words.'),
  source: z
    .strictObject({
      paper: text(100, 'The kind of paper: sales invoice.'),
      number: text(150, 'Its number.'),
    })
    .exactOptional()
    .meta({ description: 'The paper that it comes from.' }),
  expiresAt: moment('When a pending entry lapses.').exactOptional(),
  batch: text(150, 'One act or import that many entries belong to.').exactOptional(),
  rule: text(150, 'The posting rule that made it.').exactOptional(),
  lines: z
    .array(lineBody)
    .min(1, 'An entry has at least one line.')
    .max(5000, 'An entry has at most 5,000 lines.')
    .meta({ description: 'They sum to zero: money per currency, worth, quantity per item.' }),
})

export type EntryBody = z.output<typeof entryBody>
type LineBody = z.output<typeof lineBody>

/** The codes of commodities whose scales the conversion needs. */
export function commoditiesOf(bodies: readonly EntryBody[]): Set<string> {
  const codes = new Set<string>()
  for (const { lines } of bodies) {
    for (const { currency, item } of lines) {
      codes.add(currency)
      if (item !== undefined) codes.add(item)
    }
  }
  return codes
}

/**
 * The entry in whole units, with the lines in which currencies meet added. Problems, each with the
 * field behind `prefix`: `currency-unknown`, `item-unknown`, `item-missing`, `too-many-digits`,
 * `figure-too-large`, `limits-crossed`.
 */
export function proposalOf(
  body: EntryBody,
  key: string,
  company: CompanyFacts,
  scales: ReadonlyMap<string, number>,
  prefix = '',
): Outcome<EntryProposal> {
  const reader = new FigureReader(company, scales)
  const { lines: written, key: _, postedOn, documentDate, expiresAt, ...rest } = body
  const lines = written.map((line, place) => lineOf(line, `${prefix}lines[${place + 1}]`, reader))
  if (reader.problems.length > 0) return refused(...reader.problems)
  const proposal: EntryProposal = {
    ...rest,
    key,
    postedOn: dayOf(postedOn),
    ...(documentDate === undefined ? {} : { documentDate: dayOf(documentDate) }),
    ...(expiresAt === undefined ? {} : { expiresAt: Temporal.Instant.from(expiresAt) }),
    lines,
  }
  return fine(throughPosition(proposal, company.currency, company.positionAccount))
}

function lineOf(line: LineBody, field: string, reader: FigureReader): LineProposal {
  const { amount, base, quantity, taxBase, valueDate, subject, ...rest } = line
  const { currency, item } = line
  return {
    ...rest,
    amount: reader.money(amount, currency, `${field}.amount`),
    ...(base === undefined ? {} : { base: reader.worth(base, `${field}.base`) }),
    ...(quantity === undefined ? {} : { quantity: reader.goods(quantity, item, field) }),
    ...(taxBase === undefined ? {} : { taxBase: reader.worth(taxBase, `${field}.taxBase`) }),
    ...(valueDate === undefined ? {} : { valueDate: dayOf(valueDate) }),
    ...(subject === undefined
      ? {}
      : { subject: subjectOf(subject, currency, `${field}.subject`, reader) }),
  }
}

function subjectOf(
  subject: z.output<typeof subjectBody>,
  currency: string,
  field: string,
  reader: FigureReader,
): SubjectProposal {
  const { openedOn, dueOn, lowest, highest, ...rest } = subject
  const floor = lowest === undefined ? null : reader.money(lowest, currency, `${field}.lowest`)
  const ceiling = highest === undefined ? null : reader.money(highest, currency, `${field}.highest`)
  if (floor !== null && ceiling !== null && ceiling < floor) {
    const message = 'The ceiling of the subject is below its floor. Exchange or correct them.'
    reader.problems.push({ rule: 'limits-crossed', field: `${field}.highest`, message })
  }
  return {
    ...rest,
    ...(openedOn === undefined ? {} : { openedOn: dayOf(openedOn) }),
    ...(dueOn === undefined ? {} : { dueOn: dayOf(dueOn) }),
    ...(floor === null ? {} : { lowest: floor }),
    ...(ceiling === null ? {} : { highest: ceiling }),
  }
}

const knownDays = new Map<string, PlainDate>()

/** The day of checked text; most entries of a moment name the same few days. */
export function dayOf(written: string): PlainDate {
  const known = knownDays.get(written)
  if (known !== undefined) return known
  const made = Temporal.PlainDate.from(written)
  if (knownDays.size >= 1_000) knownDays.clear()
  knownDays.set(written, made)
  return made
}

/** Reads figures into whole units and collects what is wrong with them. */
export class FigureReader {
  readonly problems: Problem[] = []
  private readonly company: CompanyFacts
  private readonly scales: ReadonlyMap<string, number>

  constructor(company: CompanyFacts, scales: ReadonlyMap<string, number>) {
    this.company = company
    this.scales = scales
  }

  money(written: string, currency: string, field: string): bigint {
    const own = currency === this.company.currency
    const scale = own ? this.company.scale : this.scales.get(currency)
    return scale === undefined
      ? this.unknown('currency-unknown', { currency }, field.replace(/\.\w+$/, ''))
      : this.units(written, scale, currency, field)
  }

  worth(written: string, field: string): bigint {
    return this.units(written, this.company.scale, this.company.currency, field)
  }

  /** A quantity of an item; `field` is the line's. */
  goods(written: string, item: string | undefined, field: string): bigint {
    if (item === undefined) return this.unknown('item-missing', {}, field)
    const scale = this.scales.get(item)
    return scale === undefined
      ? this.unknown('item-unknown', { item }, field)
      : this.units(written, scale, item, `${field}.quantity`)
  }

  private units(written: string, scale: number, commodity: string, field: string): bigint {
    const point = written.indexOf('.')
    const digits = point === -1 ? 0 : written.length - point - 1
    if (digits > scale) return this.tooManyDigits(digits, scale, commodity, field)
    const bare = point === -1 ? written : written.slice(0, point) + written.slice(point + 1)
    const units = BigInt(bare + '0'.repeat(scale - digits))
    if (units < largest && units > -largest) return units
    const message = 'A figure has at most 17 digits in its smallest unit. Correct it.'
    this.problems.push({ rule: 'figure-too-large', field, message })
    return 0n
  }

  private tooManyDigits(digits: number, scale: number, commodity: string, field: string): bigint {
    const most = scale === 0 ? 'no digits' : `at most ${scale} digits`
    const message =
      `${commodity} has ${most} behind the point, and ${digits} are given. ` +
      'Round it yourself, so that nothing is rounded unseen.'
    this.problems.push({ rule: 'too-many-digits', field, message })
    return 0n
  }

  /** The door would say the same, but a figure without a scale cannot even be sent there. */
  private unknown(rule: string, facts: Record<string, string>, field: string): bigint {
    const known = this.problems.some((problem) => problem.rule === rule && problem.field === field)
    if (!known)
      this.problems.push(...problemsOf([{ rule, field, facts }], this.company, this.scales))
    return 0n
  }
}

const largest = 10n ** 17n

/** The sentences of the door's refusals, with this company's currency and commodities. */
export function problemsOf(
  refusals: readonly Refusal[],
  { currency, scale }: CompanyFacts,
  scales: ReadonlyMap<string, number>,
): Problem[] {
  return refusalProblems(refusals, {
    companyCurrency: currency,
    scaleOf: (code) => (code === currency ? scale : scales.get(code)),
  })
}

/** What the papers of the rigs' store say: invoices, money for them, and what goes wrong. */
import type { Chance } from '#test/faults/chance.ts'
import type { Content } from '#test/faults/asking.ts'
import { shelves } from '#test/faults/entries.ts'
import type { KnownPaper } from '#test/faults/outside-log.ts'

/** The day of all papers. */
export const day = '2026-11-22'

/** The customers, each with the currency in which they are billed. */
export const customers = { ANN: 'GBP', BEN: 'GBP', HANS: 'EUR' } as const

type Customer = keyof typeof customers

/** A line of an invoice; what is left out is filled in from the item. */
interface Line {
  readonly item: string
  readonly quantity: string
  readonly unitPrice: string
  readonly leaves?: string
}

/** An invoice of one to three lines: work, and mugs that leave a shelf while there are any. */
export function invoice(chance: Chance, issuedOn = day): Content {
  const lines = Array.from({ length: chance.between(1, 3) }, (): Line => {
    const unitPrice = figure(BigInt(chance.between(1, 9_999)))
    const quantity = String(chance.between(1, 3))
    if (chance.percent(85)) return { item: 'work', quantity, unitPrice }
    return { item: 'mug', quantity, unitPrice, leaves: chance.pick(shelves) }
  })
  return { customer: customerFor(chance), issuedOn, lines }
}

/** Other lines for a draft; a change names all that they say. */
export function otherLines(chance: Chance): Content {
  const [line] = linesOf(invoice(chance))
  const arrives = line.leaves === undefined ? {} : { arrives: 'customers' }
  return { lines: [{ ...line, ...arrives, revenue: 'sales', taxCode: 'GB-S' }] }
}

/** An invoice over so many pence before tax, for one hour of work. */
export function billOf(customer: Customer, pence: bigint, issuedOn = day): Content {
  const lines = [{ item: 'work', quantity: '1', unitPrice: figure(pence) }]
  return { customer, issuedOn, lines }
}

/** What is given back of the first row of an invoice: all of it, or a part of its price. */
export function creditNote({ id, content }: KnownPaper, chance: Chance): Content {
  const [line] = linesOf(content)
  const isWhole = chance.percent(40)
  const { unitPrice, quantity, ...goods } = line
  const part = isWhole ? { quantity, unitPrice } : { quantity: '1', unitPrice: '0.01' }
  const moved =
    isWhole && goods.leaves !== undefined
      ? { leaves: goods.leaves, arrives: 'customers' }
      : { leaves: null, arrives: null }
  return {
    customer: content['customer'],
    invoice: id,
    issuedOn: day,
    reason: 'It was not as agreed',
    lines: [{ item: goods.item, invoiceRow: 1, ...part, ...moved }],
  }
}

/** Money of the customer of invoices: for all of them, for a part, or too much. */
export function receipt(invoices: readonly KnownPaper[], chance: Chance): Content {
  const [first] = invoices
  const of = customerOf(first?.content)
  const pence = BigInt(chance.between(1, 60_000))
  const settles = invoices.map(({ number }, at) => ({
    item: number,
    ...(at === 0 && chance.percent(30) ? { amount: '0.01' } : {}),
  }))
  return {
    payer: of,
    receivedOn: day,
    bank: 'bank',
    credit: 'customer credit',
    differences: 'exchange loss',
    amount: figure(pence),
    ...(customers[of] === 'GBP' ? {} : { worth: figure((pence * 86n) / 100n + 1n) }),
    settles,
  }
}

/** The credit that a receipt left is used for invoices. */
export function allocation(left: KnownPaper, invoices: readonly KnownPaper[]): Content {
  return {
    party: left.content['payer'],
    allocatedOn: day,
    credit: 'customer credit',
    differences: 'exchange loss',
    uses: [{ receipt: left.number }],
    settles: invoices.map(({ number }) => ({ item: number })),
  }
}

/** A journal by hand: money is moved, or a penny of an invoice is borne by the house. */
export function manualJournal(of: KnownPaper | undefined, chance: Chance): Content {
  const isMoved = of === undefined || customerOf(of.content) === 'HANS' || chance.percent(60)
  const amount = isMoved ? figure(BigInt(chance.between(1, 99_999))) : '0.01'
  const from = isMoved
    ? { account: 'bank' }
    : { account: 'receivables', openItem: of.number, party: of.content['customer'] }
  return {
    postedOn: day,
    reason: 'As agreed on the telephone',
    lines: [
      { account: isMoved ? 'cash' : 'bad debts', debit: amount, currency: 'GBP' },
      { ...from, credit: amount, currency: 'GBP' },
    ],
  }
}

/** What a customer will not pay of an invoice. */
export function writeOff({ id, content }: KnownPaper, chance: Chance): Content {
  const unitPrice = figure(BigInt(chance.between(1, 500)))
  return {
    customer: content['customer'],
    invoice: id,
    adjustedOn: day,
    reason: 'The customer is gone',
    relief: false,
    lines: [{ quantity: '1', unitPrice, taxCode: 'GB-OS', expense: 'bad debts' }],
  }
}

/** Mugs that were found on a shelf, or lost from it. */
export function stockAdjustment(chance: Chance): Content {
  const found = { leaves: 'lost', arrives: chance.pick(shelves) }
  const lost = { leaves: chance.pick(shelves), arrives: 'lost' }
  const way = chance.percent(70) ? found : lost
  const quantity = String(chance.between(1, 9))
  return { adjustedOn: day, reason: 'Counted', lines: [{ item: 'mug', quantity, ...way }] }
}

/** A letter about an invoice, half of them with a fee. */
export function dunningLetter({ number, content }: KnownPaper, chance: Chance): Content {
  const of = customerOf(content)
  const items = [{ item: number, dueOn: day, daysOverdue: 1, amount: '1' }]
  const fee = chance.percent(50) ? {} : { fee: '5', feeIncome: 'fees' }
  const about = { dunningLevel: 'L1', level: 1, letter: 'Have you forgotten us?' }
  const money = { receivables: 'receivables', currency: customers[of] }
  return { party: of, sentOn: day, ...about, ...money, items, ...fee }
}

/** The customer of an invoice. */
export function customerOf(content: Content | undefined): Customer {
  const found = content?.['customer']
  return found === 'BEN' || found === 'HANS' ? found : 'ANN'
}

/** What an invoice comes to with its tax of 20 %, rounded half-up per document, in pence. */
export function totalOf(content: Content): bigint {
  const net = linesOf(content).reduce(
    (sum, { quantity, unitPrice }) => sum + BigInt(quantity) * penceOf(unitPrice),
    0n,
  )
  return net + (net * 20n + 50n) / 100n
}

/** Pence as the shortest figure: 1250 is "12.5". */
export function figure(pence: bigint): string {
  const whole = `${pence / 100n}.${String(pence % 100n).padStart(2, '0')}`
  return whole.replace(/\.?0+$/, '')
}

function linesOf(content: Content): readonly [Line, ...Line[]] {
  return content['lines'] as [Line, ...Line[]]
}

function penceOf(text: string): bigint {
  const [whole = '0', part = ''] = text.split('.')
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'))
}

/** Most buy in pounds. */
function customerFor(chance: Chance): Customer {
  return chance.percent(15) ? 'HANS' : chance.percent(50) ? 'ANN' : 'BEN'
}

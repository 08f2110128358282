/** What a paper would post, written as a page of the journal, without a database. */
import type { Query } from '#base/query.ts'
import { formatDecimal } from '#base/decimal.ts'
import { amountOf } from '#base/money.ts'
import type { LineProposal } from '#ledger/entry.ts'
import type { Document, Paper } from '#kit/document.ts'
import { asDescribed } from '#kit/erased.ts'
import type { Fields, Values } from '#kit/field.ts'
import type { OpenItem } from '#kit/lookup.ts'
import type { Moment } from '#kit/moment.ts'

/** The digits of currencies as these books count them; of KWD they keep one less than ISO 4217. */
const digits: Readonly<Record<string, number>> = { GBP: 2, EUR: 2, USD: 2, JPY: 0, KWD: 2 }

/** A moment that knows these open items and the currencies, and nothing else. */
export function momentWith(open: readonly OpenItem[], today: Temporal.PlainDate): Moment {
  const query: Query = ({ name, values = [] }) => {
    if (name === 'load currency') {
      const known = Object.entries(digits).map(([code, scale]) => {
        return { code, name: code, scale, valid_from: null, valid_until: null }
      })
      return Promise.resolve(asDescribed(known))
    }
    if (name === 'invoices by number') return Promise.resolve([])
    if (name !== 'paper.open items') throw new Error(`nobody answers ${name} here`)
    const [, , account, kind, papers] = values
    const wanted = String(papers)
    const found = open.filter(
      (item) =>
        item.account === account && item.kind === kind && wanted.includes(`"${item.paper}"`),
    )
    return Promise.resolve(asDescribed(found))
  }
  return { query, organization: '', company: 'store', companyCurrency: 'GBP', today }
}

/** Papers of a set, one after the other: each as a page of the journal, or as its problems. */
export async function pages<Of extends Fields, State extends string>(
  document: Document<Of, State>,
  verb: string,
  moment: Moment,
  set: readonly Values<Of>[],
): Promise<string[]> {
  const transition = document.transitions[verb]
  if (transition === undefined) throw new Error(`there is no ${verb}`)
  const papers = set.map((values, at) => {
    const head = { id: String(at), company: 'store', state: document.states[0], version: 1 }
    const number = `N-${at + 1}`
    return asDescribed<Paper<Of>>({ ...head, number, madeBy: 'ann', ...values })
  })
  const needs = Object.entries(transition.needs ?? {})
  const takes = (await transition.gathers?.(moment, papers)) ?? null
  return papers.map((paper) => {
    const missing = needs.filter(([, isTrue]) => !isTrue(paper)).map(([sentence]) => sentence)
    if (missing.length > 0) return missing.join('\n')
    const taken = takes === null ? null : takes(paper)
    if (taken?.ok === false) return taken.problems.map(({ message }) => message).join('\n')
    const after = { ...paper, ...taken?.value }
    if (transition.posts === undefined || transition.posts === 'reversal') return ''
    return [transition.posts(after)]
      .flat()
      .map(({ lines }) => lines.map(written).join('\n'))
      .join('\n\n')
  })
}

/** "receivables  -120.00 EUR (-100.00 GBP)  open item 7". */
function written({ account, amount, currency, base, subject }: LineProposal): string {
  const money = `${formatDecimal(amountOf(amount, digits[currency] ?? 0))} ${currency}`
  const worth =
    base === undefined || currency === 'GBP' ? '' : ` (${formatDecimal(amountOf(base, 2))} GBP)`
  const about = subject === undefined ? '' : `  ${subject.kind} ${subject.paper}`
  return `${account}  ${money}${worth}${about}`
}

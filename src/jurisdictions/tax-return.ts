/** What a return of a sales tax is: its boxes, and which lines of the books go into which. */
import type { PlainDate } from '#base/date.ts'

/**
 * The role of a line in returns: the value of what was sold or bought, without tax; the tax due on
 * it; the tax that is taken off; and tax taken back where a customer did not pay. A line of sales
 * is a credit, and so is tax due.
 */
export type TaxRole = 'net sales' | 'output tax' | 'net purchases' | 'input tax' | 'bad-debt relief'

/**
 * A tax code that the country knows by its name. What a company calls otherwise is told by the
 * treatment that its own register says.
 */
export interface KnownTaxCode {
  readonly name: string
  /** The treatment as registers of tax codes say it: "standard", "union supply". */
  readonly treatment: string
  /** A narrower one of the country's own, by which the rules go. */
  readonly narrower?: string
}

/** A box of the form. */
export interface TaxBox {
  readonly box: string
  readonly meaning: string
  /** Where the authority says what goes into it. */
  readonly source: string
  /** Filed in whole units of the currency, rounded half-up. */
  readonly isWhole?: boolean
  /** Filed without its sign, which another figure of the form tells. */
  readonly isWithoutSign?: boolean
  /** Of a box that is reckoned from others: which, and how many times. */
  readonly sums?: readonly { readonly box: string; readonly times: 1 | -1 }[]
}

/** Lines of these treatments and this role go into a box while the rule holds, days included. */
export interface TaxRule {
  readonly treatments: readonly string[]
  readonly role: TaxRole
  /** Null: into none, as the law has it; a line without any rule is told instead. */
  readonly box: string | null
  /** Its worth, debit plus, counts as it is or turned round. */
  readonly times: 1 | -1
  readonly from?: PlainDate
  readonly until?: PlainDate
}

export interface TaxReturn {
  /** ISO 3166-1, two letters. */
  readonly country: string
  readonly name: string
  /** It is filed in this currency. */
  readonly currency: string
  readonly codes: Readonly<Record<string, KnownTaxCode>>
  readonly boxes: readonly TaxBox[]
  readonly rules: readonly TaxRule[]
}

/**
 * The rules of all boxes, those among them that are reckoned from others: a box that is the sum of
 * two takes the lines of both.
 */
export function rulesOfBoxes({ boxes, rules }: TaxReturn): readonly TaxRule[] {
  const taking = (box: string): readonly TaxRule[] => {
    const { sums = [] } = boxes.find((one) => one.box === box) ?? {}
    const own = rules.filter((rule) => rule.box === box)
    return [
      ...own,
      ...sums.flatMap((part) =>
        taking(part.box).map((rule) => ({ ...rule, times: turned(rule.times, part.times) })),
      ),
    ]
  }
  return [
    ...boxes.flatMap(({ box }) => taking(box).map((rule) => ({ ...rule, box }))),
    ...rules.filter(({ box }) => box === null),
  ]
}

function turned(one: 1 | -1, other: 1 | -1): 1 | -1 {
  return one === other ? 1 : -1
}

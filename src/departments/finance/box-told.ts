/** What is told of a box of a tax return: what it takes, how it is rounded, and by which rule. */
import { labelText } from '#kit/spelling.ts'
import type { TaxReturn, TaxRule } from '#jurisdictions/tax-return.ts'
import type { ToldFact } from '#ledger/reports/explanation.ts'

/** Every word that is told of boxes, besides roles and treatments. */
export const boxWords = [
  'Box takes',
  'Reckoned from boxes',
  'Takes lines with the role',
  'Of the treatments',
  'Since',
  'Until',
  'Counted',
  'credits as plus',
  'debits as plus',
  'Filed',
  'in whole units of the currency',
  'rounded half up',
  'to the last digit',
  'without its sign',
  'with its sign',
  'Lines by',
  'the tax point',
  'Rule',
] as const

/** The facts of a box; none where the country's return does not know it. */
export function boxTold(of: TaxReturn | null, name: string, figure: string): ToldFact[] {
  const box = of?.boxes.find((one) => one.box === name)
  if (of === null || box === undefined) return []
  const { meaning, source, isWhole = false, isWithoutSign = false, sums = [] } = box
  const formula = sums.map(({ box: part, times }) => (times === 1 ? `+ ${part}` : `− ${part}`))
  return [
    { name: 'Box takes', text: meaning },
    ...(sums.length === 0 ? [] : [{ name: 'Reckoned from boxes', text: formula.join(' ') }]),
    ...of.rules.filter((rule) => rule.box === name).flatMap(ruleTold),
    ...(figure === 'amount' ? [{ name: 'Filed', text: filed(isWhole, isWithoutSign) }] : []),
    { name: 'Lines by', text: 'the tax point' },
    { name: 'Rule', text: source },
  ]
}

function ruleTold({ role, treatments, times, from, until }: TaxRule): ToldFact[] {
  return [
    { name: 'Takes lines with the role', text: labelText(role) },
    { name: 'Of the treatments', text: treatments.join(', ') },
    { name: 'Counted', text: times === 1 ? 'debits as plus' : 'credits as plus' },
    ...(from === undefined ? [] : [{ name: 'Since', text: from.toString() }]),
    ...(until === undefined ? [] : [{ name: 'Until', text: until.toString() }]),
  ]
}

function filed(isWhole: boolean, isWithoutSign: boolean): string {
  const digits = isWhole ? 'in whole units of the currency, rounded half up' : 'to the last digit'
  return `${digits}, ${isWithoutSign ? 'without its sign' : 'with its sign'}`
}

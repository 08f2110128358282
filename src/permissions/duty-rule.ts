/** The rules of separation: which duties one person must not combine, and what becomes of it. */
import { dutiesOfSort } from '#permissions/duty.ts'
import type { DutyName } from '#permissions/duty.ts'

/**
 * What a rule does. `block`: nobody holds both. `second person`: one may hold both, but another
 * person does the second with each paper. `detect`: it is told in the report of conflicts. `never`:
 * everybody may hold both, but nobody does both in one case or decides in their own; there is no
 * exception to it, not even for an owner.
 */
export type Mode = 'block' | 'second person' | 'detect' | 'never'

/** A rule of separation. */
export interface DutyRule {
  readonly id: string
  readonly first: readonly DutyName[]
  /** Who does what the first list names does nothing that is named here. */
  readonly second: readonly DutyName[]
  /** Where it is there, only who has to do with all three breaks the rule. */
  readonly third?: readonly DutyName[]
  readonly mode: Mode
  /** Why, as a sentence. */
  readonly sentence: string
}

/** The rules in their order; they are those of audit's usual lists, in words of our own. */
export const dutyRules: readonly DutyRule[] = [
  {
    id: 'S1',
    first: ['maintain suppliers'],
    second: ['release payments'],
    mode: 'block',
    sentence: 'Whoever writes down where a supplier is paid could send the money elsewhere.',
  },
  {
    id: 'S2',
    first: ['enter supplier invoices'],
    second: ['release payments'],
    mode: 'block',
    sentence: 'Whoever enters a bill could invent one and pay it.',
  },
  {
    id: 'S3',
    first: ['order goods'],
    second: ['approve orders'],
    mode: 'second person',
    sentence: 'An order is approved by somebody who did not write it.',
  },
  {
    id: 'S4',
    first: ['order goods'],
    second: ['receive goods'],
    third: ['match supplier invoices', 'enter supplier invoices'],
    mode: 'block',
    sentence: 'Whoever orders, receives and accepts the bill could buy what never comes.',
  },
  {
    id: 'S4 in part',
    first: ['order goods', 'receive goods'],
    second: ['receive goods', 'match supplier invoices', 'enter supplier invoices'],
    mode: 'detect',
    sentence: 'Whoever does two of ordering, receiving and accepting the bill is watched.',
  },
  {
    id: 'S5',
    first: ['write journals'],
    second: ['post journals'],
    mode: 'second person',
    sentence: 'An entry by hand is posted by somebody who did not write it.',
  },
  {
    id: 'S6',
    first: ['post journals'],
    second: ['reconcile the bank'],
    mode: 'detect',
    sentence: 'Whoever posts could hide in the books what the bank would show.',
  },
  {
    id: 'S7',
    first: ['maintain the chart'],
    second: ['post journals'],
    mode: 'second person',
    sentence: 'Whoever changes accounts, rates or tax codes does not post what uses the change.',
  },
  {
    id: 'S8',
    first: ['set credit limits'],
    second: ['take orders', 'approve credit notes'],
    mode: 'block',
    sentence: 'Whoever sets a limit neither sells up to it nor makes room below it.',
  },
  {
    id: 'S9',
    first: ['record receipts'],
    second: ['write off receivables', 'issue refunds'],
    mode: 'block',
    sentence: 'Whoever takes money in could keep it and write the debt off.',
  },
  {
    id: 'S10',
    first: ['count stock'],
    second: ['approve stock variances', 'keep stock'],
    mode: 'block',
    sentence: 'Whoever counts neither accepts the difference nor has the goods in hand.',
  },
  {
    id: 'S11',
    first: ['maintain pay'],
    second: ['run payroll'],
    mode: 'block',
    sentence: 'Whoever writes down what people earn could pay somebody who is not there.',
  },
  {
    id: 'S12',
    first: ['run payroll'],
    second: ['release payments'],
    mode: 'block',
    sentence: 'Whoever works the pay out does not pay it out.',
  },
  {
    id: 'S13',
    first: ['ask for pay, expenses or leave', 'maintain pay'],
    second: ['approve pay, expenses or leave'],
    mode: 'never',
    sentence: 'Nobody approves pay, expenses or leave that is their own or that they wrote down.',
  },
  {
    id: 'S14',
    first: ['grant roles'],
    second: dutiesOfSort('money'),
    mode: 'block',
    sentence: 'Whoever says who may do what has nothing to do with the money.',
  },
  {
    id: 'S15',
    first: ['run the system'],
    second: dutiesOfSort('business'),
    mode: 'block',
    sentence: 'Whoever could change the program or its database does no work of the house with it.',
  },
  {
    id: 'S16',
    first: ['open and close periods'],
    second: ['post in reopened periods'],
    mode: 'second person',
    sentence: 'Whoever reopens a month is not the one who posts in it.',
  },
  {
    id: 'S17',
    first: ['place legal holds'],
    second: ['dispose of records'],
    mode: 'block',
    sentence: 'Whoever says what must be kept deletes nothing.',
  },
  {
    id: 'S18',
    first: ['administer the audit'],
    second: [...new Set([...dutiesOfSort('posting'), ...dutiesOfSort('approval')])],
    mode: 'block',
    sentence: 'Whoever has the keys to the proof writes nothing that is proven.',
  },
]

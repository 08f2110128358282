/** The sentences of the door's rules: what is wrong, with its figures, and what to do now. */
import type { Facts } from '#ledger/refusal-facts.ts'

type Sentence = (facts: Facts) => string

const entryRules: readonly (readonly [string, Sentence])[] = [
  ['company-unknown', (f) => `There is no company “${f.text('company')}”. Use the code of one.`],
  ['key-malformed', () => 'The key is empty or too long. Give one of 1 to 200 characters.'],
  ['reason-missing', () => 'The entry has no reason. Say in a few words why it is made.'],
  ['reason-too-long', () => 'The reason has more than 2,000 characters. Shorten it.'],
  ['actor-missing', () => 'The entry does not say who posts it. Name the person or the task.'],
  [
    'kind-unknown',
    (f) => `There is no kind of entry “${f.text('kind')}”. Use one of the kinds of the ledger.`,
  ],
  [
    'source-too-long',
    () => 'The source has more than 200 characters. Shorten its number or paper.',
  ],
  ['batch-too-long', () => 'The name of the batch has more than 200 characters. Shorten it.'],
  [
    'journal-unknown',
    (f) => `There is no journal “${f.text('journal')}” in this company. Add it, or use another.`,
  ],
  [
    'period-missing',
    (f) =>
      `No fiscal year is open that has ${f.has('day') ? f.text('day') : 'this day'}. ` +
      'Open the year first, or correct the day.',
  ],
  [
    'period-closed',
    (f) =>
      `The period ${period(f)} of ${f.text('day')} is closed. ` +
      'Post on a day of an open period, or have the period reopened.',
  ],
  [
    'period-locked',
    (f) =>
      `The period ${period(f)} of ${f.text('day')} is locked: only adjustments and revaluations ` +
      'pass. Post on a day of an open period, or make it an adjustment.',
  ],
  [
    'closing-period',
    () => 'Closing entries, and no others, stand in a closing period. Use the ordinary period.',
  ],
  [
    'adjustment-period',
    () =>
      'Only adjustments, revaluations and reversals stand in an adjustment period. ' +
      'Use the ordinary period of the day.',
  ],
  [
    'reversed-entry-missing',
    () => 'A reversal, and no other kind of entry, names the entry that it reverses.',
  ],
  [
    'pending-entry-missing',
    () =>
      'What settles, voids or expires names its pending entry, and so does a reversal of it. ' +
      'Name that entry.',
  ],
  [
    'pending-entry-not-allowed',
    (f) => `An entry of the kind “${f.text('kind')}” names no pending entry. Leave it out.`,
  ],
  [
    'entry-unknown',
    (f) => `There is no entry ${f.text('entry')} in this company. Check its number.`,
  ],
  [
    'not-reversible',
    () =>
      'A pending entry is voided, not reversed, and a reversal is not reversed. ' +
      'Void it, or post the entry anew.',
  ],
  [
    'reversed-already',
    (f) => `The entry ${f.text('entry')} is reversed already. There is nothing left to do.`,
  ],
  [
    'not-pending',
    (f) => `The entry ${f.text('entry')} is not a pending one. Reverse it if it is wrong.`,
  ],
  [
    'pending-entry-expired',
    (f) => `The pending entry ${f.text('entry')} has expired. Reserve again, or post it anew.`,
  ],
  [
    'pending-entry-not-expired',
    (f) => `The pending entry ${f.text('entry')} has not expired yet. To end it now, void it.`,
  ],
  ['expiry-not-allowed', () => 'Only a pending entry has a moment of expiry. Leave it out.'],
  [
    'reversal-differs',
    () =>
      'A reversal takes back each line of its entry exactly, and these lines differ. ' +
      'Ask for the reversal by the number of the entry alone.',
  ],
  [
    'reversed-twice-in-set',
    () => 'Another entry of this set reverses the same entry. Leave one of them out.',
  ],
  [
    'key-reused',
    (f) =>
      `The key “${f.text('key')}” was used for the entry ${f.text('entry')}, which says ` +
      'something else. Send what was sent then, or use a new key for a new entry.',
  ],
  [
    'key-twice-in-set',
    () => 'The key stands on another entry of this set too. Give each entry a key of its own.',
  ],
]

const sumRules: readonly (readonly [string, Sentence])[] = [
  ['no-lines', () => 'The entry has no lines. Give at least two that sum to zero.'],
  [
    'unbalanced-currency',
    (f) =>
      `In ${f.text('currency')}${f.layer} ${f.surplus(f.text('currency'))}. ` +
      'Correct the lines so that both are equal.',
  ],
  [
    'unbalanced-worth',
    (f) =>
      `In worth${f.layer} ${f.surplus(f.companyCurrency)}. ` +
      'Correct the base of the lines so that both are equal.',
  ],
  [
    'sum-too-large',
    () => 'The sum of an account would have more than 18 digits. Correct the figures.',
  ],
  [
    'unbalanced-item',
    (f) => {
      const sum = f.units('sum')
      const size = f.figure(sum < 0n ? -sum : sum, f.text('item'))
      const [what, where] = sum > 0n ? ['come from', 'in'] : ['go', 'out']
      return (
        `More goes ${where} than ${where === 'in' ? 'out' : 'in'}${f.layer}: ${size}. ` +
        `Add the line on the place where they ${what}.`
      )
    },
  ],
]

const lineRules: readonly (readonly [string, Sentence])[] = [
  [
    'account-unknown',
    (f) => `${f.place}: there is no account “${f.text('account')}”. Add it, or use another.`,
  ],
  [
    'company-other',
    (f) => `${f.place}: the account “${f.text('account')}” is another company's. Use one of this.`,
  ],
  [
    'account-not-postable',
    (f) =>
      `${f.place}: the account “${f.text('account')}” is a heading. Use one of those under it.`,
  ],
  [
    'account-closed',
    (f) =>
      `${f.place}: the account “${f.text('account')}” is not in use on ${f.text('day')}. ` +
      'Use another account or another day.',
  ],
  [
    'currency-unknown',
    (f) =>
      `${f.place}: there is no currency “${f.text('currency')}” in this organization. ` +
      'Add it to the commodities, or use another.',
  ],
  [
    'currency-not-valid',
    (f) =>
      `${f.place}: ${f.text('currency')} is not in use on ${f.text('day')}. ` +
      'Use the currency of that day.',
  ],
  [
    'commodity-not-allowed',
    (f) =>
      `${f.place}: the account “${f.text('account')}” takes one commodity only, and it isn't ` +
      `${f.text('currency')}. Use an account for ${f.text('currency')}.`,
  ],
  ['amount-missing', (f) => `${f.place} has no amount. Give one; it may be zero.`],
  [
    'figure-too-large',
    (f) => `${f.place} has a figure of more than 17 digits in its smallest unit. Correct it.`,
  ],
  [
    'worth-missing',
    (f) =>
      `${f.place} is in ${f.text('currency')} and lacks its worth in ${f.companyCurrency}. ` +
      'Give it as “base”.',
  ],
  [
    'worth-differs',
    (f) =>
      `${f.place} is in the company's own currency, so its base is its amount. Leave out “base”.`,
  ],
  [
    'item-not-valid',
    (f) =>
      `${f.place}: “${f.text('item')}” may not be posted on ${f.text('day')}. ` +
      'Correct the item or the day.',
  ],
  [
    'item-unknown',
    (f) =>
      `${f.place}: there is no item “${f.text('item')}” in this organization. ` +
      'Add it to the commodities, or use another.',
  ],
  ['item-missing', (f) => `${f.place} has a quantity but no item. Name what is moved.`],
  [
    'goods-not-allowed',
    (f) =>
      `${f.place}: the account “${f.text('account')}” carries no goods. ` +
      'Leave out quantity and unit, or use a stock account or a place.',
  ],
  [
    'place-without-money',
    (f) =>
      `${f.place}: the account “${f.text('account')}” is a place, where goods have no value. ` +
      'Set its amount to zero.',
  ],
  ['unit-missing', (f) => `${f.place} moves goods but names no unit. Say in which place they are.`],
  [
    'unit-in-other-place',
    (f) =>
      `The place “${f.text('place')}” is used both by the company's stock and as a place outside ` +
      'of it. Use another name for one of them.',
  ],
  [
    'subject-missing',
    (f) =>
      `${f.place}: the account “${f.text('account')}” wants a subject. ` +
      'Name the open item, order line or other thing that the money is for.',
  ],
  [
    'subject-malformed',
    (f) =>
      `${f.place} opens a subject without kind or paper, or with limits that exclude each other. ` +
      'Complete or correct it.',
  ],
  ['unit-malformed', (f) => `${f.place} names a unit without a place. Say in which place it is.`],
  [
    'subject-not-allowed',
    (f) => `${f.place}: the account “${f.text('account')}” takes no subject. Leave it out.`,
  ],
  [
    'party-missing',
    (f) => `${f.place}: the account “${f.text('account')}” wants a party. Say with whom.`,
  ],
  [
    'party-not-allowed',
    (f) => `${f.place}: the account “${f.text('account')}” takes no party. Leave it out.`,
  ],
  [
    'dimension',
    (f) =>
      `${f.place}: the dimension “${f.text('dimension')}” does not fit the rules of the account ` +
      `“${f.text('account')}”. Set it as the account asks, or leave it out.`,
  ],
  [
    'layer-not-allowed',
    (f) =>
      `${f.place}: this kind of entry has no lines in the layer ${f.text('layer')}. ` +
      'Pending entries have pending lines only, and ordinary entries none.',
  ],
  [
    'void-moves-nothing',
    (f) => `${f.place}: a void or an expiry only takes pending lines back. Leave this line out.`,
  ],
  [
    'pending-line-grows',
    (f) =>
      `This would add to line ${f.text('line')} of the pending entry ${f.text('entry')}. ` +
      'Give the figures that take from it, with the opposite sign.',
  ],
  [
    'pending-line-unknown',
    (f) =>
      `${f.place} does not match line ${f.text('line')} of the pending entry ${f.text('entry')}. ` +
      'Name one of its lines, with the same account, commodity, subject and unit.',
  ],
]

const limitRules: readonly (readonly [string, Sentence])[] = [
  [
    'credit-limit',
    (f) => {
      if (!f.has('before')) {
        return `What stands on “${f.text('account')}” would pass its limit. Take a smaller amount.`
      }
      const currency = f.text('currency')
      const after = f.units('before') + f.units('change')
      const low = f.has('lowest') && after - f.units('outgoing') < f.units('lowest')
      const limit = f.figure(f.units(low ? 'lowest' : 'highest'), currency)
      const pending = low ? -f.units('outgoing') : f.units('incoming')
      return (
        `The ${f.text('subject')} on “${f.text('account')}” would stand at ` +
        `${f.figure(after + pending, currency)}${pending === 0n ? '' : ' with what is pending'}, ` +
        `and its limit is ${limit}. Take a smaller amount.`
      )
    },
  ],
  [
    'worth-left',
    (f) =>
      `Nothing would be left of ${left(f)}, and yet some worth. ` +
      'Take the rest of its base with the rest of its amount.',
  ],
  [
    'layer-overdrawn',
    (f) =>
      `More goods would leave ${standing(f)} than it has. ` +
      'Take fewer, or take the rest from another.',
  ],
  [
    'value-without-goods',
    (f) =>
      `No goods would be left in ${standing(f)}, and yet ` +
      'some value. Take its whole value with the last of the goods.',
  ],
  [
    'on-hand',
    (f) => {
      if (!f.has('before')) return 'There is less than is to leave. Take no more than is there.'
      const item = f.text('item')
      return (
        `There are ${f.figure(f.units('before'), item)} in ${unit(f)}, and ` +
        `${f.figure(-f.units('change'), item)} are to leave. Take no more than are there.`
      )
    },
  ],
  [
    'reserved',
    (f) => {
      if (!f.has('before')) return 'Less is free than is to leave. Take no more than is free.'
      const item = f.text('item')
      const free = f.units('before') - f.units('reserved')
      return (
        `Of ${f.figure(f.units('before'), item)} in ${unit(f)}, ` +
        `${f.figure(f.units('reserved'), item)} are reserved and ` +
        `${f.figure(free < 0n ? 0n : free, item)} are free. Take no more than are free.`
      )
    },
  ],
  [
    'more-than-pending',
    (f) =>
      `This takes more than is left of line ${f.text('line')} of the pending entry ` +
      `${f.text('entry')}. Take at most what is left.`,
  ],
]

/** The rules whose facts tell what stands in the books: amounts, goods, and what they are of. */
export const limitNames: ReadonlySet<string> = new Set(limitRules.map(([name]) => name))

/** The sentence of each rule, in the order in which the door asks them. */
export const sentences: ReadonlyMap<string, Sentence> = new Map([
  ...entryRules,
  ...sumRules,
  ...lineRules,
  ...limitRules,
])

/** A period's number as people say it: 202611 is "2026-11". */
function period(facts: Facts): string {
  return facts.text('period').replace(/^(\d+)(\d\d)$/, '$1-$2')
}

function unit(facts: Facts): string {
  const lot = facts.text('lot')
  return lot === '' || lot === '?'
    ? `“${facts.text('place')}”`
    : `lot ${lot} in “${facts.text('place')}”`
}

function left(facts: Facts): string {
  return facts.has('line') ? `line ${facts.text('line')} of the pending entry` : standing(facts)
}

function standing(facts: Facts): string {
  const what = facts.has('subject') ? `the ${facts.text('subject')}` : 'what stands'
  return `${what} on “${facts.text('account')}”`
}

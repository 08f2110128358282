/** What can be wrong with papers and rows of a description, by the rules that programs see. */
import type { Catalogue } from '#kit/catalogue.ts'
import type { Document } from '#kit/document.ts'
import { placedFields } from '#kit/field.ts'
import type { Described } from '#kit/key.ts'

/** What each rule means, in the words of who reads the guide. */
const meanings = {
  'role-missing': 'who asks lacks the role, where the paper belongs',
  'field-…': 'a field is missing, unknown, or not of its form; the name of the field stands by it',
  'link-unknown': 'what a field links to is not there',
  'version-other': 'it was changed since it was read',
  'paper-unknown': 'it is not there, or not to be seen',
  'paper-twice': 'it stands in one set twice',
  'paper-frozen': 'it has left its first state and can be changed no more',
  'number-own': 'a number that it brings along looks like one that is given here',
  'number-taken': 'another one has the number',
  'transition-unknown': 'there is no such thing to do with it',
  'state-other': 'it is not in a state from which that can be done',
  need: 'something that must be true is not; the sentence says what',
  'four-eyes': 'another person must do it',
  'stands-on-other': 'what it stands on is in another state',
  'stood-upon': 'something stands on it',
  'no-way-back': 'it cannot be undone from its state',
  'the ledger’s own': 'the books refuse the entry: a period is closed, an account unknown, …',
  'code-form': 'a code is no code',
  'code-taken': 'the code is there already',
  'code-twice': 'the code stands in one set twice',
  'day-form': 'the first day is missing, or no day',
  'row-unknown': 'there is no row of the code',
} as const

type Rule = keyof typeof meanings

/** The rules of a description, each with what it means. */
export function problemRows(catalogue: Catalogue, of: Described): string[][] {
  const rules = of.noun === 'document' ? documentRules(catalogue, of) : registerRules(of)
  return rules.map((rule) => [rule.includes(' ') ? rule : `\`${rule}\``, meanings[rule]])
}

function documentRules(catalogue: Catalogue, of: Document): Rule[] {
  const ways = Object.values(of.transitions)
  const links = linksOf(of)
  const when = (holds: boolean, ...rules: Rule[]): Rule[] => (holds ? rules : [])
  return [
    'role-missing',
    'field-…',
    ...when(links.length > 0, 'link-unknown'),
    'version-other',
    'paper-unknown',
    'paper-twice',
    'paper-frozen',
    ...when(of.number !== null, 'number-own', 'number-taken'),
    'transition-unknown',
    'state-other',
    ...when(
      ways.some(({ needs = {} }) => Object.keys(needs).length > 0),
      'need',
    ),
    ...when(
      ways.some(({ notWhoDid }) => notWhoDid !== undefined),
      'four-eyes',
    ),
    ...when(
      links.some(({ standsOn }) => standsOn.length > 0),
      'stands-on-other',
    ),
    ...when(catalogue.laterThan(of.name).length > 0, 'stood-upon'),
    'no-way-back',
    ...when(
      ways.some(({ posts }) => posts !== undefined),
      'the ledger’s own',
    ),
  ]
}

function registerRules(of: Extract<Described, { noun: 'register' }>): Rule[] {
  if (of.isLedgers) return ['the ledger’s own']
  return [
    'role-missing',
    'field-…',
    ...(linksOf(of).length > 0 ? (['link-unknown'] as const) : []),
    ...(Object.keys(of.needs).length > 0 ? (['need'] as const) : []),
    'code-form',
    'code-taken',
    'code-twice',
    ...(of.target.dated ? (['day-form'] as const) : []),
    'row-unknown',
    'version-other',
  ]
}

function linksOf({ fields }: Described) {
  return placedFields(fields).flatMap(({ field }) => field.kind.target ?? [])
}

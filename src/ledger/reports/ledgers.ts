/** Reports that list what was posted: the trial balance, one account's ledger, the journal. */
import { compare, earlierSpan } from './comparison.ts'
import { date, integer, money, quantity, text } from './column.ts'
import type { Column } from './column.ts'
import type { Coordinate } from './explanation.ts'
import * as parameter from './parameter.ts'
import type { Parameter, Values } from './parameter.ts'
import { spanInOrder } from './report.ts'
import type { Report } from './report.ts'
import type { Problem } from '#base/problem.ts'

const layer: Parameter = {
  name: 'layer',
  meaning: 'Which figures: the books, what is reserved or in flight, or what is ordered.',
  type: parameter.choice('actual', 'pending', 'commitment'),
  otherwise: 'actual',
}

const closing: Parameter = {
  name: 'closing',
  meaning: 'Whether the closing entries of the span count.',
  type: parameter.choice('include', 'exclude'),
  otherwise: 'include',
}

const until: Parameter = {
  name: 'until',
  meaning: 'The last day.',
  type: parameter.date,
  otherwise: 'today',
}

const fromYearsStart: Parameter = {
  name: 'from',
  meaning: 'The first day; left out, the first of the fiscal year.',
  type: parameter.date,
}

const after: Parameter = {
  name: 'after',
  meaning: 'For the page that follows: the "next" of the page before.',
  type: parameter.place,
}

const ofEntry: Coordinate = { name: 'entry', meaning: 'The entry of the row, where it has one.' }
const ofLine: Coordinate = { name: 'line', meaning: 'The line of the row, where it has one.' }

const currency: Column = { name: 'currency', meaning: 'Of the amounts.', type: text }
const amount = money('currency')
const base = money()

/** Opening, debit, credit and closing of each account and currency; any day, by any dimension. */
export const trialBalance: Report = {
  name: 'trial-balance',
  answers: 'What stood on each account, what moved, and what stands there now.',
  sql: new URL('./trial-balance.sql', import.meta.url),
  parameters: [
    until,
    fromYearsStart,
    {
      name: 'period',
      meaning: 'One period instead of days: 202603.',
      type: parameter.period,
    },
    { name: 'by', meaning: 'A dimension to split each account by.', type: parameter.dimension },
    layer,
    closing,
    compare,
  ],
  columns: [
    { name: 'account', meaning: 'Its code.', type: text },
    { name: 'name', meaning: 'Its name.', type: text, whereFilled: true },
    { name: 'type', meaning: 'What kind of account it is.', type: text },
    {
      name: 'dimension',
      meaning: 'The value of the dimension; empty where a line has none.',
      type: text,
      whereFilled: true,
    },
    currency,
    { name: 'opening', meaning: 'Before the span; debit is plus.', type: amount, summed: true },
    { name: 'debit', meaning: 'Debits of the span.', type: amount, summed: true },
    { name: 'credit', meaning: 'Credits of the span.', type: amount, summed: true },
    { name: 'closing', meaning: 'At its end; debit is plus.', type: amount, summed: true },
    ofWorth('opening'),
    ofWorth('debit'),
    ofWorth('credit'),
    ofWorth('closing'),
  ],
  together: (values) => [...spanInOrder(values), ...daysOrPeriod(values)],
  explanation: {
    sql: new URL('./trial-balance-lines.sql', import.meta.url),
    coordinates: [
      { name: 'account', meaning: 'The code of the account; left out, all.' },
      { name: 'dimension', meaning: 'The value of the dimension; left out, all.' },
      { name: 'currency', meaning: 'Of the amounts; left out, all.' },
    ],
    figures: [
      'opening',
      'debit',
      'credit',
      'closing',
      'base_opening',
      'base_debit',
      'base_credit',
      'base_closing',
    ],
  },
  comparison: {
    figures: ['closing', 'base_closing'],
    key: ['account', 'dimension', 'currency'],
    earlier: earlierSpan,
  },
}

/** Lines of one account with a running balance, a page at a time. */
export const accountLedger: Report = {
  name: 'account-ledger',
  answers: 'The lines of one account between two days, with its running balance.',
  sql: new URL('./account-ledger.sql', import.meta.url),
  parameters: [
    { name: 'account', meaning: 'Its code.', type: parameter.account, required: true },
    fromYearsStart,
    until,
    layer,
    closing,
    {
      name: 'limit',
      meaning: 'Lines a page.',
      type: parameter.integer(1, 10_000),
      otherwise: '1000',
    },
    after,
  ],
  columns: [
    { name: 'posted_on', meaning: 'The day in the books.', type: date },
    {
      name: 'entry',
      meaning: 'The identifier of the entry.',
      type: text,
      isForPrograms: true,
    },
    {
      name: 'line',
      meaning: 'The line of the entry.',
      type: integer,
      isForPrograms: true,
    },
    { name: 'journal', meaning: 'Its journal.', type: text },
    { name: 'reason', meaning: 'Why it was posted.', type: text },
    { name: 'text', meaning: 'What the line says itself.', type: text, whereFilled: true },
    { name: 'party', meaning: 'Whom it concerns.', type: text, whereFilled: true },
    { name: 'subject', meaning: 'What explains it.', type: text, whereFilled: true },
    currency,
    { name: 'debit', meaning: 'A debit.', type: amount },
    { name: 'credit', meaning: 'A credit.', type: amount },
    { name: 'balance', meaning: 'In this currency, this line included.', type: amount },
    { name: 'base', meaning: 'Its worth in the own currency; debit is plus.', type: base },
    {
      name: 'base_balance',
      meaning: 'Of all currencies, this line included.',
      type: base,
      worthOf: 'balance',
    },
    { name: 'item', meaning: 'The item it concerns.', type: text, whereFilled: true },
    { name: 'quantity', meaning: 'How many came.', type: quantity('item'), whereFilled: true },
  ],
  together: spanInOrder,
  explanation: {
    sql: new URL('./account-ledger-lines.sql', import.meta.url),
    coordinates: [
      ofEntry,
      ofLine,
      { name: 'reason', meaning: 'What a row without an entry is: "brought forward".' },
      { name: 'posted_on', meaning: 'The day of a row without an entry.' },
      { name: 'text', meaning: 'The department of a row that sums up lines.' },
      { name: 'currency', meaning: 'Of the amounts.', required: true },
    ],
    figures: ['debit', 'credit', 'balance', 'base', 'base_balance', 'quantity'],
  },
}

/** Entries with all their lines, in the order of their days. */
export const journal: Report = {
  name: 'journal',
  answers: 'The entries between two days, each with its lines.',
  sql: new URL('./journal.sql', import.meta.url),
  parameters: [
    { name: 'from', meaning: 'The first day.', type: parameter.date, required: true },
    until,
    { name: 'journal', meaning: 'Only this one, by its code.', type: parameter.text },
    {
      name: 'limit',
      meaning: 'Entries a page.',
      type: parameter.integer(1, 10_000),
      otherwise: '1000',
    },
    after,
  ],
  columns: [
    { name: 'posted_on', meaning: 'The day in the books.', type: date },
    {
      name: 'entry',
      meaning: 'The identifier of the entry.',
      type: text,
      isForPrograms: true,
    },
    { name: 'journal', meaning: 'Its journal.', type: text },
    { name: 'kind', meaning: 'What kind of entry it is.', type: text },
    { name: 'source_paper', meaning: 'The paper it came from.', type: text, whereFilled: true },
    { name: 'source_number', meaning: 'Its number.', type: text, whereFilled: true },
    { name: 'reason', meaning: 'Why it was posted.', type: text },
    {
      name: 'line',
      meaning: 'The line of the entry.',
      type: integer,
      isForPrograms: true,
    },
    { name: 'account', meaning: "The account's code.", type: text },
    { name: 'name', meaning: "The account's name.", type: text, whereFilled: true },
    { name: 'layer', meaning: 'Actual, pending or commitment.', type: text },
    { name: 'text', meaning: 'What the line says itself.', type: text, whereFilled: true },
    { name: 'party', meaning: 'Whom it concerns.', type: text, whereFilled: true },
    currency,
    { name: 'debit', meaning: 'A debit.', type: amount },
    { name: 'credit', meaning: 'A credit.', type: amount },
    { name: 'base', meaning: 'Its worth in the own currency; debit is plus.', type: base },
    { name: 'item', meaning: 'The item it concerns.', type: text, whereFilled: true },
    { name: 'quantity', meaning: 'How many came.', type: quantity('item'), whereFilled: true },
  ],
  partedBy: 'entry',
  headedBy: ['posted_on', 'reason', 'journal', 'kind'],
  together: spanInOrder,
  explanation: {
    sql: new URL('./journal-lines.sql', import.meta.url),
    coordinates: [
      ofEntry,
      ofLine,
      { name: 'posted_on', meaning: 'The day of a row without an entry.' },
      { name: 'account', meaning: 'The account of a row without an entry.' },
      { name: 'layer', meaning: 'Its layer.' },
      { name: 'text', meaning: 'The department of a row that sums up lines.' },
      { name: 'currency', meaning: 'Of the amounts.', required: true },
    ],
    figures: ['debit', 'credit', 'base', 'quantity'],
  },
}

/** The worth of a column's figures. */
function ofWorth(column: string): Column {
  return {
    name: `base_${column}`,
    meaning: 'The same in the own currency.',
    type: base,
    summed: true,
    worthOf: column,
  }
}

function daysOrPeriod(values: Values): Problem[] {
  if (values['period'] === null || values['from'] === null) return []
  const message = 'Both days and a period are given. Leave out "from" or "period".'
  return [{ rule: 'days-and-period', field: 'period', message }]
}

/** The statement of a party: what it owed, each paper and payment, and what it owes now. */
import { date, integer, money, text } from '#ledger/reports/column.ts'
import * as parameter from '#ledger/reports/parameter.ts'
import { spanInOrder } from '#ledger/reports/report.ts'
import type { Report } from '#ledger/reports/report.ts'

const amount = money('currency')
const base = money()

/** A customer's or supplier's account in our books, for each currency apart. */
export const partyStatement: Report = {
  name: 'party-statement',
  answers: 'What a party owed at first, each line since with the balance after it, and the end.',
  sql: new URL('./party-statement.sql', import.meta.url),
  parameters: [
    { name: 'party', meaning: 'Whose statement it is.', type: parameter.text, required: true },
    {
      name: 'from',
      meaning: 'The first day; left out, the first of the fiscal year.',
      type: parameter.date,
    },
    { name: 'until', meaning: 'The last day.', type: parameter.date, otherwise: 'today' },
    { name: 'account', meaning: 'Only this account, by its code.', type: parameter.account },
    {
      name: 'limit',
      meaning: 'Lines a page.',
      type: parameter.integer(1, 10_000),
      otherwise: '1000',
    },
    {
      name: 'after',
      meaning: 'For the page that follows: the "next" of the page before.',
      type: parameter.place,
    },
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
    { name: 'reason', meaning: 'Why it was posted.', type: text },
    { name: 'source_paper', meaning: 'The paper it came from.', type: text, whereFilled: true },
    { name: 'source_number', meaning: 'Its number.', type: text, whereFilled: true },
    { name: 'account', meaning: "The account's code.", type: text, whereFilled: true },
    { name: 'subject', meaning: 'The item that it opens or settles.', type: text },
    { name: 'due_on', meaning: 'The day it falls due.', type: date, whereFilled: true },
    { name: 'text', meaning: 'What the line says itself.', type: text, whereFilled: true },
    { name: 'currency', meaning: 'Of the amounts.', type: text },
    { name: 'debit', meaning: 'What the party owes more.', type: amount },
    { name: 'credit', meaning: 'What it owes less.', type: amount },
    {
      name: 'balance',
      meaning: 'What it owes in this currency, this line included.',
      type: amount,
    },
    { name: 'base', meaning: 'Worth in the own currency; debit is plus.', type: base },
    {
      name: 'base_balance',
      meaning: 'The same of the balance.',
      type: base,
      worthOf: 'balance',
    },
  ],
  together: spanInOrder,
  explanation: {
    sql: new URL('./party-statement-lines.sql', import.meta.url),
    coordinates: [
      { name: 'entry', meaning: 'The entry of the row, where it has one.' },
      { name: 'line', meaning: 'The line of the row, where it has one.' },
      { name: 'reason', meaning: 'What a row without an entry is: "closing balance".' },
      { name: 'currency', meaning: 'Of the balance.', required: true },
    ],
    figures: ['debit', 'credit', 'balance', 'base', 'base_balance'],
  },
}

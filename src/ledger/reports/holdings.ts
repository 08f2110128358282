/** Reports on what stands open: unsettled items with their age, goods on hand and their value. */
import { date, integer, money, quantity, text } from './column.ts'
import type { Column } from './column.ts'
import * as parameter from './parameter.ts'
import type { Parameter } from './parameter.ts'
import type { Report } from './report.ts'

const asOf: Parameter = {
  name: 'as-of',
  meaning: 'The day; later lines do not count.',
  type: parameter.date,
  otherwise: 'today',
}

const account: Parameter = {
  name: 'account',
  meaning: 'Only this account, by its code.',
  type: parameter.account,
}

const item: Column = { name: 'item', meaning: "The item's code.", type: text }
const itemName: Column = {
  name: 'name',
  meaning: "The item's name.",
  type: text,
  whereFilled: true,
}

function bucket(name: string, meaning: string): Column {
  return { name, meaning, type: money('currency'), summed: true }
}

/** What is left of every subject's holding on a day, by how many days it is overdue. */
export const openItems: Report = {
  name: 'open-items',
  answers: 'What is open on a day, and for how long it is overdue.',
  sql: new URL('./open-items.sql', import.meta.url),
  parameters: [
    asOf,
    {
      name: 'by',
      meaning: 'One row for each of these.',
      type: parameter.choice('party', 'account', 'kind', 'item'),
      otherwise: 'party',
    },
    account,
    { name: 'party', meaning: 'Only this party.', type: parameter.text },
    { name: 'kind', meaning: 'Only this kind of subject: "open item".', type: parameter.text },
  ],
  columns: [
    { name: 'account', meaning: "The account's code.", type: text, whereFilled: true },
    { name: 'party', meaning: 'Who owes, or is owed.', type: text, whereFilled: true },
    { name: 'kind', meaning: 'What kind of subject it is.', type: text, whereFilled: true },
    { name: 'subject', meaning: 'The number of the paper.', type: text, whereFilled: true },
    { name: 'opened_on', meaning: 'The day of the paper.', type: date, whereFilled: true },
    { name: 'due_on', meaning: 'The day it falls due.', type: date, whereFilled: true },
    { name: 'currency', meaning: 'Of the amounts.', type: text },
    { name: 'items', meaning: 'How many are open.', type: integer, summed: true },
    bucket('not_due', 'Not due yet.'),
    bucket('days_1_30', '1 to 30 days overdue.'),
    bucket('days_31_60', '31 to 60 days overdue.'),
    bucket('days_61_90', '61 to 90 days overdue.'),
    bucket('days_over_90', 'More than 90 days overdue.'),
    bucket('outstanding', 'All of these; debit is plus.'),
    { name: 'base', meaning: 'Its worth in the own currency.', type: money(), summed: true },
  ],
  explanation: {
    sql: new URL('./open-items-lines.sql', import.meta.url),
    coordinates: [
      { name: 'account', meaning: "The account's code; left out, all." },
      { name: 'party', meaning: 'The party; left out, all.' },
      { name: 'kind', meaning: 'The kind of subject; left out, all.' },
      { name: 'subject', meaning: 'The number of the paper; left out, all.' },
      { name: 'currency', meaning: 'Of the amounts; left out, all.' },
    ],
    figures: [
      'items',
      'not_due',
      'days_1_30',
      'days_31_60',
      'days_61_90',
      'days_over_90',
      'outstanding',
      'base',
    ],
  },
}

/** What stands in each place, lot and owner's share. */
export const stockByUnit: Report = {
  name: 'stock-by-unit',
  answers: 'What is on hand and reserved in each place, lot by lot.',
  sql: new URL('./stock-by-unit.sql', import.meta.url),
  parameters: [
    {
      name: 'as-of',
      meaning: 'The day; left out, as it stands now.',
      type: parameter.date,
    },
    {
      name: 'places',
      meaning: 'Only places where what is not there cannot be taken, or all.',
      type: parameter.choice('own', 'all'),
      otherwise: 'own',
    },
    { name: 'item', meaning: 'Only this item.', type: parameter.text },
    { name: 'place', meaning: 'Only this place.', type: parameter.text },
  ],
  columns: [
    { name: 'place', meaning: 'Where it stands.', type: text },
    { name: 'lot', meaning: 'The lot or serial number.', type: text, whereFilled: true },
    { name: 'owner', meaning: 'Whose it is; empty: our own.', type: text, whereFilled: true },
    item,
    itemName,
    { name: 'on_hand', meaning: 'How many stand there.', type: quantity('item') },
    { name: 'reserved', meaning: 'How many of them are promised.', type: quantity('item') },
    { name: 'free', meaning: 'How many are left.', type: quantity('item') },
  ],
  explanation: {
    sql: new URL('./stock-by-unit-lines.sql', import.meta.url),
    coordinates: [
      { name: 'place', meaning: 'The place; left out, all.' },
      { name: 'lot', meaning: 'The lot; left out, all.' },
      { name: 'owner', meaning: 'Whose it is; left out, all.' },
      { name: 'item', meaning: "The item's code; left out, all." },
    ],
    figures: ['on_hand', 'reserved', 'free'],
    tells: (_company, _cell, figure) => [{ name: 'Formula', text: unitFormulas[figure] ?? '' }],
  },
}

/** Quantity and value of each item on the stock accounts. */
export const stockValue: Report = {
  name: 'stock-value',
  answers: 'What each item in stock is worth in the books on a day.',
  sql: new URL('./stock-value.sql', import.meta.url),
  parameters: [asOf, account],
  columns: [
    { name: 'account', meaning: "The stock account's code.", type: text },
    item,
    itemName,
    { name: 'quantity', meaning: 'How many.', type: quantity('item') },
    { name: 'value', meaning: 'In the own currency.', type: money(), summed: true },
  ],
  explanation: {
    sql: new URL('./stock-value-lines.sql', import.meta.url),
    coordinates: [
      { name: 'account', meaning: "The account's code; left out, all." },
      { name: 'item', meaning: "The item's code; left out, all." },
    ],
    figures: ['quantity', 'value'],
    tells: (_company, _cell, figure) =>
      figure === 'value'
        ? [
            { name: 'Formula', text: valueFormula },
            { name: 'Valuation', text: valuation },
          ]
        : [{ name: 'Formula', text: quantityFormula }],
  },
}

const quantityFormula = 'what came in less what went out'
const valueFormula = 'worth of what came in less worth of what went out'
const valuation = 'at cost: each movement has the worth with which it was posted'
const unitFormulas: Readonly<Record<string, string>> = {
  on_hand: quantityFormula,
  reserved: 'what is promised to go out less what was taken back or has gone out',
  free: 'what is on hand less what is reserved',
}

/** Every word that is told of a figure of stock, so that each is translated. */
export const holdingWords: readonly string[] = [
  'Formula',
  'Valuation',
  valueFormula,
  valuation,
  ...Object.values(unitFormulas),
]

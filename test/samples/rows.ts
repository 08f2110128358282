/** A sample of each register that people write, in the order of the catalogue. */
import { dunningLevel } from '#departments/finance/dunning-level.ts'
import { creditLimit } from '#departments/register/credit-limit.ts'
import { exchangeRate } from '#departments/register/exchange-rate.ts'
import { item } from '#departments/register/item.ts'
import { party } from '#departments/register/party.ts'
import { place } from '#departments/register/place.ts'
import { priceList } from '#departments/register/price-list.ts'
import { taxCode } from '#departments/register/tax-code.ts'
import { numbering } from '#kit/numbering.ts'
import { printTemplate } from '#kit/print-template.ts'
import { ownField } from '#kit/own-fields.ts'
import type { RowSample } from './sample.ts'

const standard = {
  name: 'Standard',
  country: 'GB',
  treatment: 'standard',
  basisPoints: 2000,
  inclusive: false,
  rounding: 'per line',
  outputAccount: '2200',
  salesBox: 'net sales',
}

/** What a new register needs, so that the tests of all registers go over it, too. */
export const rowSamples: readonly RowSample[] = [
  {
    of: ownField,
    good: {
      colour: { belongsTo: 'sales invoice', label: 'Colour', holds: 'text', help: 'Of the slip.' },
      weight: { belongsTo: 'party', label: 'Weight', holds: 'figure', ended: true },
    },
    hindered: { size: { belongsTo: 'party', label: 'Size', holds: 'stones' } },
  },
  {
    of: numbering,
    good: {
      receipt: { pattern: 'R/{year}/{0000}', first: 1001 },
      'manual journal': { pattern: '{000}-J' },
    },
    hindered: {
      allocation: { pattern: 'AL-{month}-{000}' },
      party: { pattern: 'P-{000}' },
    },
  },
  {
    of: printTemplate,
    good: {
      'sales invoice': {
        letterhead: 'The Shop Ltd',
        aboveEnglish: 'Our invoice {number}, due on {dueOn}.',
        facts: 'issuedOn, dueOn',
        tableColumns: 'lines.item, lines.quantity, reckoned.priced',
        footer: 'VAT GB 123',
        paperSize: 'A4',
      },
      'credit note': { belowGerman: 'Mit freundlichen Grüßen' },
    },
    hindered: {
      'dunning letter': { belowEnglish: 'Pay {everything}.' },
      receipt: { letterhead: 'The Shop Ltd' },
    },
  },
  {
    of: place,
    good: {
      cellar: { name: 'The cellar', account: '1200' },
      van: { name: 'The van', account: '1200' },
    },
    hindered: { cloud: { name: 'The cloud', account: '7777' } },
  },
  {
    of: taxCode,
    good: { 'GB-20': standard, 'GB-21': { ...standard, basisPoints: 2100 } },
    hindered: { 'GB-0': { ...standard, treatment: 'zero' } },
  },
  {
    of: exchangeRate,
    good: {
      JPY: { rate: '191.25', quoted: 'foreign per own', source: 'The customs office' },
      USD: { rate: '0.79', quoted: 'own per foreign' },
    },
    hindered: { CHF: { rate: '0', quoted: 'own per foreign' } },
  },
  {
    of: item,
    good: {
      lamp: { name: 'A lamp', kind: 'goods', unit: 'piece', price: '12.50', revenue: '4000' },
      advice: { name: 'Advice', kind: 'service', digits: 2, price: '80', taxCode: 'GB-S' },
    },
    hindered: { bell: { name: 'A bell', kind: 'goods', leaves: 'lost' } },
  },
  {
    of: priceList,
    good: {
      spring: {
        name: 'Spring',
        general: true,
        prices: [
          { item: 'mug', currency: 'GBP', price: '2.00' },
          { item: 'mug', currency: 'GBP', price: '1.90', fromQuantity: '10' },
        ],
      },
      autumn: {
        name: 'Autumn',
        general: false,
        prices: [{ item: 'tea', currency: 'EUR', price: '30', firstDay: '2026-09-01' }],
      },
    },
    hindered: {
      winter: {
        name: 'Winter',
        general: true,
        prices: [
          {
            item: 'mug',
            currency: 'GBP',
            price: '1',
            firstDay: '2026-12-02',
            lastDay: '2026-12-01',
          },
        ],
      },
    },
  },
  {
    of: party,
    good: {
      ZOE: {
        name: 'Zoe & Sons',
        street: '1 The Quay',
        postcode: 'PL1 2AB',
        town: 'Plymouth',
        country: 'GB',
        email: 'zoe@example.com',
        currency: 'GBP',
        receivable: '1100',
        daysToPay: 14,
      },
      YAN: { name: 'Yan', language: 'fr-FR', collective: true },
    },
    hindered: { XIA: { name: 'Xia', email: 'nobody' } },
  },
  {
    of: creditLimit,
    good: { ANN: { amount: '5000.00', remark: 'Pays late' }, HANS: { amount: '900' } },
    hindered: { ZOE: { amount: '-1' } },
  },
  {
    of: dunningLevel,
    good: {
      L1: { level: 1, overdueFrom: 7, pause: 14, letter: 'Have you forgotten us?' },
      L2: { level: 2, overdueFrom: 21, pause: 14, letter: 'Please pay now.', fee: '5.00' },
    },
    hindered: { L3: { level: 10, overdueFrom: 1, pause: 1, letter: 'Pay.' } },
  },
]

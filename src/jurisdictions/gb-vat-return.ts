/**
 * The VAT return of the United Kingdom: boxes 1 to 9, and which role of which treatment goes where.
 *
 * Sections are those of VAT Notice 700/12, "How to fill in and submit your VAT Return", as they
 * have been numbered since 29 November 2022. Worked: goods of 1,000 from a supplier in France,
 * acquired in 2020 at 20 %, are 200 in boxes 2, 3 and 4, nothing in box 5, and 1,000 in boxes 7
 * and 9. The same goods in 2021 are imported: with postponed accounting 200 in boxes 1, 3 and 4,
 * and 1,000 in box 7; only goods that come to Northern Ireland are acquired still.
 */
import { leftTheUnionForVat } from './gb.ts'
import type { KnownTaxCode, TaxBox, TaxReturn, TaxRule } from './tax-return.ts'

const northernIreland = 'union supply of Northern Ireland'
const postponed = 'import with postponed accounting'
const atHome = 'reverse charge at home'

/** The tax codes of the United Kingdom's VAT that are known by their names. */
export const gbTaxCodes = {
  'GB-S': { name: 'Standard rate of the day', treatment: 'standard' },
  'GB-R': { name: 'Reduced rate', treatment: 'reduced' },
  'GB-Z': { name: 'Zero rate, within the United Kingdom', treatment: 'zero' },
  'GB-E': { name: 'Exempt', treatment: 'exempt' },
  'GB-EX': { name: 'Zero-rated export of goods', treatment: 'export' },
  'GB-EC': {
    name: 'Zero-rated supply of goods to another member state; until 31 December 2020',
    treatment: 'union supply',
  },
  'GB-EA': {
    name: 'Acquisition of goods from another member state; until 31 December 2020',
    treatment: 'union supply',
  },
  'GB-NI-EC': {
    name: 'Dispatch of goods from Northern Ireland to a member state; since 1 January 2021',
    treatment: 'union supply',
    narrower: northernIreland,
  },
  'GB-NI-EA': {
    name: 'Acquisition in Northern Ireland from a member state; since 1 January 2021',
    treatment: 'union supply',
    narrower: northernIreland,
  },
  'GB-PVA': {
    name: 'Import of goods with postponed VAT accounting; since 1 January 2021',
    treatment: 'reverse charge',
    narrower: postponed,
  },
  'GB-RC': { name: 'Services received from abroad, reverse charge', treatment: 'reverse charge' },
  'GB-DRC': {
    name: 'Domestic reverse charge, supplied or received',
    treatment: 'reverse charge',
    narrower: atHome,
  },
  'GB-OS': { name: 'Outside the scope of VAT', treatment: 'outside' },
} as const satisfies Readonly<Record<string, KnownTaxCode>>

const boxes: readonly TaxBox[] = [
  {
    box: '1',
    meaning: 'VAT due on sales and other outputs',
    source: 'VAT Notice 700/12, section 3.2',
  },
  {
    box: '2',
    meaning: 'VAT due on acquisitions in Northern Ireland from EU member states',
    source: 'VAT Notice 700/12, section 3.3',
  },
  {
    box: '3',
    meaning: 'Total VAT due',
    source: 'VAT Notice 700/12, section 3.4: the sum of boxes 1 and 2',
    sums: [
      { box: '1', times: 1 },
      { box: '2', times: 1 },
    ],
  },
  {
    box: '4',
    meaning: 'VAT reclaimed on purchases and other inputs',
    source: 'VAT Notice 700/12, section 3.5',
  },
  {
    box: '5',
    meaning: 'Net VAT to pay, or to reclaim where box 4 is more than box 3',
    source: 'VAT Notice 700/12, section 3.6: the difference between boxes 3 and 4',
    isWithoutSign: true,
    sums: [
      { box: '3', times: 1 },
      { box: '4', times: -1 },
    ],
  },
  {
    box: '6',
    meaning: 'Total value of sales and all other outputs, without VAT',
    source: 'VAT Notice 700/12, section 3.7',
    isWhole: true,
  },
  {
    box: '7',
    meaning: 'Total value of purchases and all other inputs, without VAT',
    source: 'VAT Notice 700/12, section 3.8',
    isWhole: true,
  },
  {
    box: '8',
    meaning: 'Value of dispatches from Northern Ireland to EU member states, without VAT',
    source: 'VAT Notice 700/12, section 3.9',
    isWhole: true,
  },
  {
    box: '9',
    meaning: 'Value of acquisitions in Northern Ireland from EU member states, without VAT',
    source: 'VAT Notice 700/12, section 3.10',
    isWhole: true,
  },
]

const lastDayInUnion = leftTheUnionForVat.subtract({ days: 1 })
const since = { from: leftTheUnionForVat }
const before = { until: lastDayInUnion }

const rules: readonly TaxRule[] = [
  // Section 3.2: output tax; also what the buyer accounts for: services under the reverse charge
  // (VAT Act 1994, section 8), goods and services under the domestic one (section 55A), and imports
  // with postponed accounting.
  due('1', ['standard', 'reduced', 'reverse charge', atHome]),
  due('1', [postponed], since),
  // Section 3.3: until the end of 2020 for the whole United Kingdom, since then for Northern
  // Ireland alone.
  due('2', ['union supply'], before),
  due('2', [northernIreland], since),
  // Section 3.5: all that may be deducted, on acquisitions, imports and reverse charges too; and
  // relief for bad debts (VAT Notice 700/18).
  bought('4', 'input tax', ['standard', 'reduced', 'reverse charge', atHome]),
  bought('4', 'input tax', [postponed, northernIreland], since),
  bought('4', 'input tax', ['union supply'], before),
  bought('4', 'bad-debt relief', ['standard', 'reduced']),
  // Section 3.7: zero-rated and exempt sales, exports, and what stands in box 8; and the value of
  // services received under the reverse charge, which count as one's own supply.
  sold('6', ['standard', 'reduced', 'zero', 'exempt', 'export', 'union supply']),
  sold('6', ['reverse charge', atHome]),
  sold('6', [northernIreland], since),
  bought('6', 'net purchases', ['reverse charge']),
  // Section 3.8: the value of everything bought for the business, whatever its rate.
  bought('7', 'net purchases', ['standard', 'reduced', 'zero', 'exempt']),
  bought('7', 'net purchases', ['reverse charge', atHome]),
  bought('7', 'net purchases', [postponed, northernIreland], since),
  bought('7', 'net purchases', ['union supply'], before),
  // Sections 3.9 and 3.10: as box 2.
  sold('8', ['union supply'], before),
  sold('8', [northernIreland], since),
  bought('9', 'net purchases', ['union supply'], before),
  bought('9', 'net purchases', [northernIreland], since),
  // What is outside the scope stands in no box (section 3.7 for sales, 3.8 for purchases).
  { role: 'net sales', treatments: ['outside'], box: null, times: -1 },
  { role: 'net purchases', treatments: ['outside'], box: null, times: 1 },
]

/** In pounds and pence in boxes 1 to 5, in whole pounds in boxes 6 to 9 (section 3.1). */
export const gbVatReturn: TaxReturn = {
  country: 'GB',
  name: 'VAT return',
  currency: 'GBP',
  codes: gbTaxCodes,
  boxes,
  rules,
}

type Days = Pick<TaxRule, 'from' | 'until'>

function due(box: string, treatments: readonly string[], days: Days = {}): TaxRule {
  return { role: 'output tax', treatments, box, times: -1, ...days }
}

function sold(box: string, treatments: readonly string[], days: Days = {}): TaxRule {
  return { role: 'net sales', treatments, box, times: -1, ...days }
}

function bought(
  box: string,
  role: 'input tax' | 'net purchases' | 'bad-debt relief',
  treatments: readonly string[],
  days: Days = {},
): TaxRule {
  return { role, treatments, box, times: 1, ...days }
}

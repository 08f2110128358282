/**
 * The VAT return of the United Kingdom: boxes 1 to 9, and which lines go into them.
 *
 * Sections are those of VAT Notice 700/12, "How to fill in and submit your VAT Return", as they
 * have been numbered since 29 November 2022. Worked: goods of 1,000 from a supplier in France,
 * acquired in 2020 at 20 %, are 200 in boxes 2, 3 and 4, nothing in box 5, and 1,000 in boxes 7
 * and 9. The same goods in 2021 are imported: with postponed accounting 200 in boxes 1, 3 and 4,
 * and 1,000 in box 7; only goods that come to Northern Ireland are acquired still.
 */
import { leftTheUnionForVat } from './gb.ts'
import type { TaxBox, TaxReturn, TaxRule } from './tax-return.ts'

/** The tax codes of the United Kingdom's VAT, with what each is for. */
export const gbTaxCodes = {
  'GB-S': 'Standard rate of the day',
  'GB-R': 'Reduced rate',
  'GB-Z': 'Zero rate, within the United Kingdom',
  'GB-E': 'Exempt',
  'GB-EX': 'Zero-rated export of goods',
  'GB-EC': 'Zero-rated supply of goods to another member state; until 31 December 2020',
  'GB-EA': 'Acquisition of goods from another member state; until 31 December 2020',
  'GB-NI-EC': 'Dispatch of goods from Northern Ireland to a member state; since 1 January 2021',
  'GB-NI-EA': 'Acquisition in Northern Ireland from a member state; since 1 January 2021',
  'GB-PVA': 'Import of goods with postponed VAT accounting; since 1 January 2021',
  'GB-IM': 'Import of goods whose VAT was paid at the border',
  'GB-RC': 'Services received from abroad, reverse charge',
  'GB-DRC': 'Received within the United Kingdom under the domestic reverse charge',
  'GB-DRS': 'Supplied within the United Kingdom under the domestic reverse charge',
  'GB-OS': 'Outside the scope of VAT',
} as const

export type GbTaxCode = keyof typeof gbTaxCodes

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
  due('1', ['GB-S', 'GB-R', 'GB-RC', 'GB-DRC']),
  due('1', ['GB-PVA'], since),
  // Section 3.3: until the end of 2020 for the whole United Kingdom, since then for Northern
  // Ireland alone.
  due('2', ['GB-EA'], before),
  due('2', ['GB-NI-EA'], since),
  // Section 3.5: all that may be deducted, on acquisitions, imports and reverse charges too.
  bought('4', 'input tax', ['GB-S', 'GB-R', 'GB-IM', 'GB-RC', 'GB-DRC']),
  bought('4', 'input tax', ['GB-PVA', 'GB-NI-EA'], since),
  bought('4', 'input tax', ['GB-EA'], before),
  // Section 3.7: zero-rated and exempt sales, exports, and what stands in box 8; and the value of
  // services received under the reverse charge, which count as one's own supply.
  sold('6', ['GB-S', 'GB-R', 'GB-Z', 'GB-E', 'GB-EX', 'GB-EC', 'GB-DRS']),
  sold('6', ['GB-NI-EC'], since),
  bought('6', 'net purchases', ['GB-RC']),
  // Section 3.8: the value of everything bought for the business, whatever its rate.
  bought('7', 'net purchases', ['GB-S', 'GB-R', 'GB-Z', 'GB-E', 'GB-IM', 'GB-RC', 'GB-DRC']),
  bought('7', 'net purchases', ['GB-PVA', 'GB-NI-EA'], since),
  bought('7', 'net purchases', ['GB-EA'], before),
  // Sections 3.9 and 3.10: as box 2.
  sold('8', ['GB-EC'], before),
  sold('8', ['GB-NI-EC'], since),
  bought('9', 'net purchases', ['GB-EA'], before),
  bought('9', 'net purchases', ['GB-NI-EA'], since),
  // What is outside the scope stands in no box (section 3.7 for sales, 3.8 for purchases).
  { role: 'net sales', codes: ['GB-OS'], box: null, times: -1 },
  { role: 'net purchases', codes: ['GB-OS'], box: null, times: 1 },
]

/** In pounds and pence in boxes 1 to 5, in whole pounds in boxes 6 to 9 (section 3.1). */
export const gbVatReturn: TaxReturn = {
  country: 'GB',
  name: 'VAT return',
  currency: 'GBP',
  boxes,
  rules,
}

type Days = Pick<TaxRule, 'from' | 'until'>

function due(box: string, codes: readonly GbTaxCode[], days: Days = {}): TaxRule {
  return { role: 'output tax', codes, box, times: -1, ...days }
}

function sold(box: string, codes: readonly GbTaxCode[], days: Days = {}): TaxRule {
  return { role: 'net sales', codes, box, times: -1, ...days }
}

function bought(
  box: string,
  role: 'input tax' | 'net purchases',
  codes: readonly GbTaxCode[],
  days: Days = {},
): TaxRule {
  return { role, codes, box, times: 1, ...days }
}

/** Every country a file may name, and how the United Kingdom's VAT treats what is sent there. */
import { compareDates } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'
import { leftTheUnionForVat, standardRate } from '#jurisdictions/gb.ts'

/** `home`: standard rate. `union`: a supply within the European Union. `export`: out of both. */
export type Destination = 'home' | 'union' | 'export'

/**
 * The names are those of the published file. It holds no customer's VAT number and no proof of
 * export, so each treatment is an assumption; `docs/online-retail.md` says which and why.
 */
export const countries: Readonly<Record<string, Destination>> = {
  'United Kingdom': 'home',
  // Where nothing is known there is no proof of export, and the standard rate is due.
  Unspecified: 'home',
  // Member states from 2007 on. Croatia joined on 1 July 2013, see `joined`.
  Austria: 'union',
  Belgium: 'union',
  Bulgaria: 'union',
  Croatia: 'union',
  Cyprus: 'union',
  'Czech Republic': 'union',
  Denmark: 'union',
  EIRE: 'union',
  Estonia: 'union',
  Finland: 'union',
  France: 'union',
  Germany: 'union',
  Greece: 'union',
  Hungary: 'union',
  Italy: 'union',
  Latvia: 'union',
  Lithuania: 'union',
  Luxembourg: 'union',
  Malta: 'union',
  Netherlands: 'union',
  Poland: 'union',
  Portugal: 'union',
  Romania: 'union',
  Slovakia: 'union',
  Slovenia: 'union',
  Spain: 'union',
  Sweden: 'union',
  // A member state that the file does not name.
  'European Community': 'union',
  // Jersey and Guernsey belong neither to the United Kingdom nor to the Union's VAT area.
  'Channel Islands': 'export',
  Australia: 'export',
  Bahrain: 'export',
  Bermuda: 'export',
  Brazil: 'export',
  Canada: 'export',
  China: 'export',
  'Hong Kong': 'export',
  Iceland: 'export',
  India: 'export',
  Israel: 'export',
  Japan: 'export',
  Korea: 'export',
  Lebanon: 'export',
  Mexico: 'export',
  'New Zealand': 'export',
  Nigeria: 'export',
  Norway: 'export',
  RSA: 'export',
  Russia: 'export',
  'Saudi Arabia': 'export',
  Singapore: 'export',
  Switzerland: 'export',
  Thailand: 'export',
  Turkey: 'export',
  USA: 'export',
  'United Arab Emirates': 'export',
  'West Indies': 'export',
}

/** Member states that joined after 2007, with their first day; before it they are exports. */
const joined: Readonly<Record<string, PlainDate>> = {
  Croatia: Temporal.PlainDate.from('2013-07-01'),
}

/**
 * GB-S: standard rate. GB-EC: zero-rated supply of goods to a customer registered in another member
 * state (VAT Act 1994, section 30(8); HMRC Notice 725). GB-EX: zero-rated export (section 30(6);
 * Notice 703). GB-OS: outside the scope of VAT.
 */
export type TaxCode = 'GB-S' | 'GB-EC' | 'GB-EX' | 'GB-OS'

export interface Treatment {
  readonly taxCode: TaxCode
  readonly basisPoints: bigint
}

export const outsideVat: Treatment = { taxCode: 'GB-OS', basisPoints: 0n }

/** How a sale to a country is taxed on a day; the country is one of `countries`. */
export function treatmentOf(country: string, on: PlainDate): Treatment {
  const destination = countries[country]
  if (destination === 'home') {
    return { taxCode: 'GB-S', basisPoints: standardRate(on)?.basisPoints ?? 0n }
  }
  const isMember = destination === 'union' && compareDates(on, joined[country] ?? on) >= 0
  const inUnion = isMember && compareDates(on, leftTheUnionForVat) < 0
  return { taxCode: inUnion ? 'GB-EC' : 'GB-EX', basisPoints: 0n }
}

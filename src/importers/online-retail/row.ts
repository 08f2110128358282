/** One row of the file: the header's columns found by name, and each field read or refused. */
import { parseDecimal } from '#base/decimal.ts'
import type { Decimal } from '#base/decimal.ts'
import { parseDate, compareDates } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'
import { fine, refused } from '#base/problem.ts'
import type { Outcome, Problem } from '#base/problem.ts'
import { vatBegan } from '#jurisdictions/gb.ts'
import { countries } from './country.ts'

/** What one row says; its price is net of VAT. */
export interface RetailRow {
  /** The line of the file that the row begins on; the header is line 1. */
  readonly line: number
  /** How many rows stand before it in the file. */
  readonly ordinal: number
  readonly invoice: string
  readonly code: string
  readonly description: string
  readonly quantity: bigint
  readonly price: Decimal
  readonly moment: Moment
  /** Empty where the file names none. */
  readonly customer: string
  readonly country: string
}

/** A day and the minutes since its midnight. */
export interface Moment {
  readonly text: string
  readonly day: PlainDate
  readonly minute: number
}

/** The columns, in the order of the original file; a file may have them in any order. */
export const columns = [
  'InvoiceNo',
  'StockCode',
  'Description',
  'Quantity',
  'InvoiceDate',
  'UnitPrice',
  'CustomerID',
  'Country',
] as const

type Column = (typeof columns)[number]

/** Reads a record, or says what is wrong with it. */
export type RowReader = (
  fields: readonly string[],
  line: number,
  ordinal: number,
) => Outcome<RetailRow>

/** Finds the columns in the header; a missing, doubled or unknown one is a problem. */
export function rowReader(header: readonly string[], line: number): Outcome<RowReader> {
  const names = header.map((name) => name.trim())
  const problems = headerProblems(names, line)
  if (problems.length > 0) return refused(...problems)
  return fine(readerOf(names))
}

function headerProblems(names: readonly string[], line: number): Problem[] {
  const known: readonly string[] = columns
  const expected = `The first line names ${columns.join(', ')}, with commas between them.`
  const problem = (rule: string, what: string): Problem => ({
    rule,
    field: `line ${line}`,
    message: `${what} ${expected}`,
  })
  return [
    ...columns
      .filter((column) => !names.includes(column))
      .map((column) => problem('column-missing', `The column ${column} is missing.`)),
    ...names
      .filter((name) => !known.includes(name))
      .map((name) => problem('column-unknown', `The column ${quoted(name)} is unknown.`)),
    ...known
      .filter((column) => names.indexOf(column) !== names.lastIndexOf(column))
      .map((column) => problem('column-twice', `The column ${column} stands there twice.`)),
  ]
}

function readerOf(names: readonly string[]): RowReader {
  const at = (column: Column): number => names.indexOf(column)
  const [invoiceAt, codeAt, descriptionAt] = [at('InvoiceNo'), at('StockCode'), at('Description')]
  const [quantityAt, momentAt, priceAt] = [at('Quantity'), at('InvoiceDate'), at('UnitPrice')]
  const [customerAt, countryAt] = [at('CustomerID'), at('Country')]
  // The same texts come again and again; each is read once and kept once.
  const [texts, invoices, codes] = [memory(plain), memory(invoiceNumber), memory(stockCode)]
  const [quantities, moments, prices] = [memory(quantity), memory(moment), memory(price)]
  const [customers, places] = [memory(customer), memory(country)]

  return (fields, line, ordinal) => {
    if (fields.length !== names.length) return refused(wrongLength(fields.length, names, line))
    const read = {
      InvoiceNo: invoices(fields[invoiceAt] ?? ''),
      StockCode: codes(fields[codeAt] ?? ''),
      Description: texts(fields[descriptionAt] ?? ''),
      Quantity: quantities(fields[quantityAt] ?? ''),
      InvoiceDate: moments(fields[momentAt] ?? ''),
      UnitPrice: prices(fields[priceAt] ?? ''),
      CustomerID: customers(fields[customerAt] ?? ''),
      Country: places(fields[countryAt] ?? ''),
    }
    if (
      read.InvoiceNo.ok &&
      read.StockCode.ok &&
      read.Description.ok &&
      read.Quantity.ok &&
      read.InvoiceDate.ok &&
      read.UnitPrice.ok &&
      read.CustomerID.ok &&
      read.Country.ok
    ) {
      return fine({
        line,
        ordinal,
        invoice: read.InvoiceNo.value,
        code: read.StockCode.value,
        description: read.Description.value,
        quantity: read.Quantity.value,
        price: read.UnitPrice.value,
        moment: read.InvoiceDate.value,
        customer: read.CustomerID.value,
        country: read.Country.value,
      })
    }
    return refused(...columns.flatMap((column) => placed(read[column], line, column)))
  }
}

/** A field's value, or the rule it breaks and the sentence that says so. */
type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly rule: string; readonly message: string }

function wrong(rule: string, message: string): { ok: false; rule: string; message: string } {
  return { ok: false, rule, message }
}

function placed(read: Read<unknown>, line: number, column: Column): Problem[] {
  if (read.ok) return []
  return [{ rule: read.rule, field: `line ${line}, ${column}`, message: read.message }]
}

function wrongLength(length: number, names: readonly string[], line: number): Problem {
  return {
    rule: 'fields-count',
    field: `line ${line}`,
    message:
      `This line has ${length} fields and the header ${names.length}. A field that holds a ` +
      'comma must stand in quotes.',
  }
}

function plain(text: string): Read<string> {
  return text.length <= 500
    ? { ok: true, value: text }
    : wrong('text-too-long', 'A description has at most 500 characters; shorten it.')
}

function invoiceNumber(text: string): Read<string> {
  if (/^[AC]?\d{1,20}$/.test(text)) return { ok: true, value: text }
  return wrong(
    'invoice-number',
    `${quoted(text)} is no invoice number: digits, with C before a ` +
      'credit note and A before a bad-debt adjustment. Write the number of the invoice.',
  )
}

function stockCode(text: string): Read<string> {
  if (text.trim() === text && /^[^\p{Cc}]{1,40}$/u.test(text)) return { ok: true, value: text }
  return wrong(
    'stock-code',
    `${quoted(text)} is no stock code: 1 to 40 characters without space ` +
      'around them. Write the code of the item.',
  )
}

function quantity(text: string): Read<bigint> {
  if (/^-?\d{1,7}$/.test(text) && Number(text) !== 0) return { ok: true, value: BigInt(text) }
  return wrong(
    'quantity',
    `${quoted(text)} is no quantity: a whole number of at most 7 digits, not ` +
      'zero, with a minus for what comes back. Write the number of pieces.',
  )
}

function price(text: string): Read<Decimal> {
  const value = /^-?\d{1,7}(\.\d{1,6})?$/.test(text) ? parseDecimal(text) : null
  if (value !== null) return { ok: true, value }
  return wrong(
    'unit-price',
    `${quoted(text)} is no unit price: pounds with a point, at most 7 digits ` +
      'before it and 6 behind, no currency sign, no grouping. Write 1234.50 for £1,234.50.',
  )
}

/** Some programs write the column as a decimal number: "17850.0" is customer 17850. */
function customer(text: string): Read<string> {
  if (/^(\d{1,20}(\.0)?)?$/.test(text)) return { ok: true, value: text.replace('.0', '') }
  return wrong(
    'customer',
    `${quoted(text)} is no customer number: digits, or nothing where the ` +
      'customer is not known. Correct or empty the field.',
  )
}

function country(text: string): Read<string> {
  if (Object.hasOwn(countries, text)) return { ok: true, value: text }
  return wrong(
    'country',
    `The country ${quoted(text)} has no VAT treatment here. Write it as the ` +
      'table in docs/online-retail.md does, or "Unspecified".',
  )
}

/** "2010-12-01 08:26:00", or as spreadsheets of the United States write it, "12/1/2010 8:26". */
function moment(text: string): Read<Moment> {
  const found =
    /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[ T](?<hour>\d\d):(?<minute>\d\d)(:\d\d)?$/.exec(
      text,
    ) ??
    /^(?<month>\d\d?)\/(?<day>\d\d?)\/(?<year>\d{4}) (?<hour>\d\d?):(?<minute>\d\d)(:\d\d)?$/.exec(
      text,
    )
  const { year = '', month = '', day = '', hour = '', minute = '' } = found?.groups ?? {}
  const date = parseDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  if (found === null || date === null || Number(hour) > 23 || Number(minute) > 59) {
    return wrong(
      'invoice-date',
      `${quoted(text)} is no date and time: 2010-12-01 08:26:00, or with ` +
        'the month first 12/1/2010 8:26. Write a day and a time that exist.',
    )
  }
  if (compareDates(date, vatBegan) < 0) {
    return wrong(
      'invoice-date',
      `${quoted(text)} lies before 1 April 1973, when the VAT that this ` +
        'import reckons began. Correct the year.',
    )
  }
  const time = `${hour.padStart(2, '0')}:${minute}`
  const value = {
    text: `${date.toString()} ${time}`,
    day: date,
    minute: Number(hour) * 60 + Number(minute),
  }
  return { ok: true, value }
}

/** At most 60 characters of what stands there, so that a hostile field can't fill the answer. */
function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}

function memory<Value>(read: (text: string) => Read<Value>): (text: string) => Read<Value> {
  const known = new Map<string, Read<Value>>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const answer = read(text)
    known.set(text, answer)
    return answer
  }
}

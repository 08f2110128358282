/** The rows with which a new company begins: where goods come from and go to, and its tax codes. */
import { compareDates } from '#base/date.ts'
import type { PlainDate } from '#base/date.ts'
import type { Problem } from '#base/problem.ts'
import { place } from '#departments/register/place.ts'
import { taxCode } from '#departments/register/tax-code.ts'
import { standardRates } from '#jurisdictions/gb.ts'
import type { Books } from '#kit/books.ts'
import type { Content } from '#kit/erased.ts'
import type { Register } from '#kit/register.ts'
import { addRows } from '#kit/registers.ts'
import type { Actor } from '#kit/role.ts'

interface FirstRow {
  readonly code: string
  readonly goodFrom?: string
  readonly values: Content
}

/** The accounts are those of the chart “store”. */
const places: readonly FirstRow[] = [
  { code: 'suppliers', values: { name: 'Suppliers', account: '9100' } },
  { code: 'customers', values: { name: 'Customers', account: '9200' } },
  { code: 'lost', values: { name: 'Lost and found', account: '9300' } },
]

/** The tax codes of the countries whose law the program knows, good from a day on. */
const taxCodesOf: Readonly<Record<string, (from: PlainDate) => readonly FirstRow[]>> = {
  GB: britishCodes,
}

/** The countries whose tax codes come with the program. */
export const taxedCountries: readonly string[] = Object.keys(taxCodesOf)

/**
 * Fills the registers of a new company. Where no tax codes of its country come with the program,
 * there is one for what is outside the scope of any tax, and the others are for the company to add.
 * Problems: those of `addRows`.
 */
export async function fillFirstRows(
  books: Books,
  { country, from }: { readonly country: string; readonly from: PlainDate },
  actor: Actor,
): Promise<Problem[]> {
  const codes = taxCodesOf[country]?.(from) ?? [untaxed(country, 'OS', from)]
  return [
    ...(await fill(books, place, places, actor)),
    ...(await fill(books, taxCode, codes, actor)),
  ]
}

/** The standard rates that hold on the first day or come after it, and what has no tax. */
function britishCodes(from: PlainDate): FirstRow[] {
  const good = standardRates.filter(
    ({ until }) => until === undefined || compareDates(until, from) >= 0,
  )
  return [
    ...good.map((one): FirstRow => ({
      code: 'GB-S',
      goodFrom: one.from.toString(),
      values: {
        name: 'Standard rate',
        country: 'GB',
        treatment: 'standard',
        basisPoints: Number(one.basisPoints),
        inclusive: false,
        rounding: 'per document',
        outputAccount: '2200',
        inputAccount: '1300',
        salesBox: 'net sales',
        outputBox: 'output tax',
        reliefBox: 'bad-debt relief',
      },
    })),
    {
      ...untaxed('GB', 'GB-EX', from),
      values: {
        ...untaxed('GB', 'GB-EX', from).values,
        name: 'Zero-rated export',
        treatment: 'export',
        salesBox: 'net sales',
      },
    },
    untaxed('GB', 'GB-OS', from),
  ]
}

function untaxed(country: string, code: string, from: PlainDate): FirstRow {
  return {
    code,
    goodFrom: from.toString(),
    values: {
      name: 'Outside the scope of tax',
      country,
      treatment: 'outside',
      basisPoints: 0,
      inclusive: false,
      rounding: 'per document',
    },
  }
}

async function fill(
  books: Books,
  register: Register,
  rows: readonly FirstRow[],
  actor: Actor,
): Promise<Problem[]> {
  const added = await addRows(
    books,
    register,
    rows.map((row) => ({ ...row, actor })),
  )
  return added.flatMap((one) => (one.ok ? [] : one.problems))
}

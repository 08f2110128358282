/** The tax returns that are described, each by its country; the list is read from top to bottom. */
import { gbVatReturn } from './gb-vat-return.ts'
import type { TaxReturn } from './tax-return.ts'

export const taxReturns: readonly TaxReturn[] = [gbVatReturn]

/** The return of a country; null where none is described. */
export function taxReturnOf(country: string | null): TaxReturn | null {
  return taxReturns.find((one) => one.country === country) ?? null
}

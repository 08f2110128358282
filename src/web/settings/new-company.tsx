/** From nothing to a company with a chart, in one form. */
export function NewCompany() {
  return null
}

/** x */
export function NewCompany() {
  return null
}

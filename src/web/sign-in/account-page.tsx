/** x */
export function AccountPage() {
  return null
}

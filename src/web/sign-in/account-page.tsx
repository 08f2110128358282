/** One’s own sign-in: password, second factor, sessions. */
export function AccountPage() {
  return null
}

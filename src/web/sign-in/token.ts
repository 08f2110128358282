/** The secret behind the # of a link, taken out of the address before anybody else sees it. */

/** What stands behind the hash; it leaves the address, so that it stays in no history. */
export function tokenBehindHash(): string {
  const token = window.location.hash.slice(1)
  if (token !== '') kept = token
  if (token !== '') window.history.replaceState(window.history.state, '', window.location.pathname)
  return kept
}

/** React asks twice while it is developed; the second time the address has it no more. */
let kept = ''

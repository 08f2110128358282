/** x */
export function MyDesk() {
  return null
}

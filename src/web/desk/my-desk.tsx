/** What needs me first, then what is late, then how we do. */
export function MyDesk() {
  return null
}

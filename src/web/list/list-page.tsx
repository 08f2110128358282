/** x */
export function ListPage() {
  return null
}

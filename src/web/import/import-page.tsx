/** x */
export function ImportPage() {
  return null
}

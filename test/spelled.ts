/** Values as text that tests compare: the assertions of Node take any two days for the same. */

/** A value as JSON, in lines; days and moments as they are written, whole units with an n. */
export function spelled(value: unknown): string {
  return JSON.stringify(
    value,
    (_, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner),
    1,
  )
}

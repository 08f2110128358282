/** Several values as one text of an address, as the API reads them: with commas between them. */

/** The text of values; one that has commas or quotes stands in quotes, as in CSV. */
export function anyOfText(values: readonly string[]): string {
  return values
    .map((value) => (/[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
    .join(',')
}

/** The values of a text; what is no list of them is one value. */
export function anyOfValues(text: string): string[] {
  const found: string[] = []
  const value = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y
  for (let end = ','; end === ',';) {
    const [, quoted, bare, behind] = value.exec(text) ?? []
    if (behind === undefined) return [text]
    found.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'))
    end = behind
  }
  return found
}

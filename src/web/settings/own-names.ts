/** The name that an own field gets in files and in the API, from what stands before it on forms. */

/** "Colour of the slip" is colourOfTheSlip; "Größe" is groesse. Nothing where it has no letters. */
export function nameInJson(label: string): string {
  const words = label
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  const [first = '', ...more] = words
  const name = first + more.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return name.slice(0, 40)
}

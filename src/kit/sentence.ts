/** Small parts of sentences that people read: lists of names, and verbs as words. */

/** "Ada", "Ada and Tom", "Ada, Tom and Eve"; what is beyond `most` is only counted. */
export function listed(names: readonly string[], word: 'and' | 'or' = 'and', most = 5): string {
  const rest = names.length - most
  const told =
    rest > 0 ? [...names.slice(0, most), `${rest} ${rest > 1 ? 'others' : 'other'}`] : names
  const last = told.at(-1) ?? ''
  return told.length < 2 ? last : `${told.slice(0, -1).join(', ')} ${word} ${last}`
}

/** A transition's name as people say it: "giveBack" is "give back". */
export function verbWords(verb: string): string {
  return verb.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

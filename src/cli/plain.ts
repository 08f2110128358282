/** Text from data on its way to a terminal: it may neither move the cursor nor hide text. */

// C0 and C1 controls, marks that turn the direction of text, and the separators that end lines.
// oxlint-disable-next-line no-control-regex -- control characters are what is taken out
const unprintable = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g

/** Text for within a line: each control character becomes a space. */
export function plain(text: string): string {
  return text.toWellFormed().replace(unprintable, ' ')
}

/** Text of several lines: line breaks and tabs stay. */
export function plainLines(text: string): string {
  return text
    .toWellFormed()
    .replace(unprintable, (found) => (found === '\n' || found === '\t' ? found : ' '))
}

/** A value as JSON without raw control characters, which its reader gets back all the same. */
export function plainJson(value: unknown, indentation = 0): string {
  const text = JSON.stringify(value, (_, member: unknown) => written(member), indentation)
  return text.replace(unprintable, (found) => {
    if (found === '\n') return found
    return `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

/** Whole numbers beyond what JSON's readers hold exactly are text. */
function written(member: unknown): unknown {
  return typeof member === 'bigint' ? member.toString() : member
}

/** Cells of comma-separated values as RFC 4180 writes them, harmless in a spreadsheet. */

/** The text of a cell, quoted where it must be. Spaces at its ends are kept by quotes, too. */
export function csvField(text: string, delimiter = ','): string {
  const plain = !text.includes(delimiter) && !/["\r\n]|^\s|\s$/.test(text)
  return plain ? text : `"${text.replaceAll('"', '""')}"`
}

/**
 * The text with an apostrophe before it where a spreadsheet could take it for a formula (OWASP, CSV
 * Injection): where its first character is = + - @ tab or return, also behind spaces and control
 * characters. What looks as if it had such an apostrophe already gets another one, so that
 * `withFormula` gives every text back as it was.
 */
export function withoutFormula(text: string): string {
  return couldRun.test(text) ? `'${text}` : text
}

/** The text without the apostrophe that `withoutFormula`, or another program's guard, put there. */
export function withFormula(text: string): string {
  return text.startsWith("'") && couldRun.test(text.slice(1)) ? text.slice(1) : text
}

// Full-width signs are formulas too where people write Chinese, Japanese or Korean.
const couldRun =
  // eslint-disable-next-line no-control-regex -- such characters are what an attacker would use
  /^'*(?:[\t\r\n]|[\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\ufeff]*[=+\-@＝＋－＠])/

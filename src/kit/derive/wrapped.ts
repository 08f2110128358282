/** Breaks the long lines of a statement, so that a person can read it in a migration. */

const widest = 100

/** The same statement in lines of at most 100 characters; nothing inside of quotes is broken. */
export function wrapped(statement: string): string {
  return statement.split('\n').flatMap(broken).join('\n')
}

function broken(line: string): string[] {
  const lines: string[] = []
  let rest = line
  const indent = `${/^ */.exec(line)?.[0] ?? ''}  `
  while (rest.length > widest) {
    const at = lastBreak(rest, indent.length)
    if (at === null) break
    lines.push(rest.slice(0, at))
    rest = `${indent}${rest.slice(at + 1)}`
  }
  return [...lines, rest]
}

/** What may begin a line of its own. */
const clause = /^ (?:using|with|returns|and|on|for) /

/**
 * The last blank at which a line can end, behind its indent: after a comma or before a clause, else
 * any; null where there is none.
 */
function lastBreak(line: string, indent: number): number | null {
  let any: number | null = null
  let good: number | null = null
  let isQuoted = false
  for (let at = 0; at <= widest && at < line.length; at += 1) {
    if (line[at] === "'") isQuoted = !isQuoted
    // A type such as numeric(27, 12) stays whole.
    if (at <= indent || line[at] !== ' ' || isQuoted || /\(\d+,$/.test(line.slice(0, at))) continue
    any = at
    if (line[at - 1] === ',' || clause.test(line.slice(at))) good = at
  }
  return good ?? any
}

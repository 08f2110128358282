/** The address of a call as the log keeps it: of its values only what says nothing of anybody. */
import { z } from 'zod'
import type { Operation } from '#server/http/operation.ts'

/** What stands in the place of a value that is not noted. */
export const maskedValue = '***'

/** How an answer is cut and ordered, in names of fields; what is no such text is masked. */
const plainNames: Readonly<Record<string, RegExp>> = {
  limit: /^\d{1,6}$/,
  sort: /^[\w.,-]{1,200}$/,
  columns: /^[\w.,-]{1,500}$/,
}
/** Days, moments and identifiers tell nothing by themselves. */
const plainFormats: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-\d\d-\d\d$/,
  'date-time': /^[\d:.TZ+-]{1,40}$/,
  uuid: /^[0-9a-f-]{36}$/,
}
/** A key, or the text of a session or link, wherever somebody wrote it. */
const secrets = /\bbs[a-z]_[\w-]+/

/**
 * Writes the addresses of an operation's calls. Words that somebody typed (names, codes, account
 * numbers) and figures are masked; a value is kept where it is one of a list that the operation
 * names, a day, a moment or an identifier, or where it only says how much is shown in which order.
 * Of the path, the company and periods are kept, too.
 */
export function pathNoter(
  operation: Operation,
): (path: string, query: Readonly<Record<string, string>>) => string {
  let found: Plain | null = null
  return (path, query) => {
    const bare = pathOf(operation.address, path)
    const asked = Object.entries(query)
    if (asked.length === 0) return bare
    // A schema is read when its first call comes: there are hundreds of operations.
    found ??= plainOf(operation.query)
    const plain = found
    const words = asked.map(([name, value]) => {
      const isKnown = plain.get(name)?.(value) === true
      const shown = isKnown ? value.replace(secrets, maskedValue) : maskedValue
      return `${plain.has(name) ? name : maskedValue}=${shown}`
    })
    return `${bare}?${words.join('&')}`
  }
}

/** The path with what stands in its places, where that tells nothing of anybody. */
function pathOf(address: string, path: string): string {
  const [template, parts] = [address.split('/'), path.split('/')]
  // What has other parts than its operation is no address of ours; it is not known what it tells.
  if (template.length !== parts.length) return maskedValue
  return parts
    .map((part, at) => (isPlainPart(template[at] ?? '', part) ? part : maskedValue))
    .join('/')
}

function isPlainPart(template: string, part: string): boolean {
  const [, name] = /\{(\w+)\}/.exec(template) ?? []
  if (name === undefined || name === 'company') return !secrets.test(part)
  return plainParts.some((form) => form.test(part))
}

const plainParts = [/^\d{1,6}$/, /^\d{4}-\d\d-\d\d$/, /^[0-9a-f-]{36}$/]

/** Of each parameter whether a value of it is noted. */
type Plain = ReadonlyMap<string, (value: string) => boolean>

function plainOf(schema: z.ZodType): Plain {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input' })
  return new Map(
    Object.entries(properties).map(([name, of]) => {
      const { enum: words, format = '' } = typeof of === 'boolean' ? {} : of
      if (words !== undefined) return [name, (value: string) => words.includes(value)]
      const form = plainNames[name] ?? plainFormats[format]
      return [name, (value: string) => form?.test(value) ?? false]
    }),
  )
}

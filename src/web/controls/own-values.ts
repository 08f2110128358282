/**
 * The values of an organization's own fields: "extra.colour" beside the others while they are
 * shown and typed, and under `extra` in the API.
 */

type Content = Readonly<Record<string, unknown>>

const ownPrefix = 'extra.'

/** Whether a name is one of an own field: "extra.colour". */
export function isOwnName(name: string): boolean {
  return name.startsWith(ownPrefix)
}

/** The code of an own field by its name: "colour". */
export function ownCode(name: string): string {
  return name.slice(ownPrefix.length)
}

/** What the API answers, with its own fields beside the others. */
export function flatOwn<Of extends Content>(content: Of): Of {
  const { extra } = content
  if (typeof extra !== 'object' || extra === null) return content
  const own = Object.keys(extra).map((code): [string, unknown] => [
    `${ownPrefix}${code}`,
    Reflect.get(extra, code),
  ])
  return { ...content, ...Object.fromEntries<unknown>(own) }
}

/** The own fields of a content alone, whether a description knows them or not yet. */
export function ownIn(content: Content): Content {
  return Object.fromEntries(Object.entries(content).filter(([name]) => isOwnName(name)))
}

/**
 * What is sent: all own fields in one place, which the API keeps as a whole; one that is not
 * named there is empty afterwards.
 */
export function nestedOwn(content: Content): Content {
  const all = Object.entries(content)
  const own = all.filter(([name]) => isOwnName(name))
  if (own.length === 0) return content
  const others = all.filter(([name]) => !isOwnName(name))
  const extra = own.map(([name, value]) => [ownCode(name), value])
  return { ...Object.fromEntries(others), extra: Object.fromEntries(extra) }
}

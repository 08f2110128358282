/** The kit's one leap of faith: what was built from a description's names has its type. */

/**
 * Takes a value for what the description says it is. Only for values that were made by going over
 * the very fields of that description, which the compiler cannot follow.
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it names the type to take
export function asDescribed<Value>(built: unknown): Value {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return built as Value
}

/** A paper or a row as shared code sees it: its fields by name. */
export type Content = Readonly<Record<string, unknown>>

/** The rows of a paper under a name; none where there is no such list. */
export function rowsIn(content: Content, name: string): readonly Content[] {
  const found = content[name]
  return Array.isArray(found) ? found.filter(isContent) : []
}

function isContent(value: unknown): value is Content {
  return typeof value === 'object' && value !== null
}

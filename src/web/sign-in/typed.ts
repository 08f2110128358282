/** What was typed into a form, as text; a file is none. */

/** As it was typed, with its blanks: a password may have some. */
export function typedAs(typed: FormData, name: string): string {
  const value = typed.get(name)
  return typeof value === 'string' ? value : ''
}

/** Without blanks around it. */
export function typedText(typed: FormData, name: string): string {
  return typedAs(typed, name).trim()
}

/** What was typed under these names, without what is empty. */
export function typedSome(typed: FormData, ...names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const text = typedText(typed, name)
      return text === '' ? [] : [[name, text]]
    }),
  )
}

/** What a page of a paper or row does, as a call of the API and as a command. */
import type { Copied } from '#web/controls/copy-items.tsx'
import type { Content } from '#web/paper/typed.ts'
import { apiPath } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'

interface There {
  /** What stands in its address. */
  readonly key: string
  /** How the command line names it: its number, or else its key. */
  readonly called: string
  /** What tells which one is changed, and on what. */
  readonly head: Content
}

/** What saving does; of what is only read, how it is read. */
export function copiedOf(
  of: Described,
  company: string,
  there: There | null,
  content: Content,
  isOpen: boolean,
): Copied {
  const isPaper = of.noun === 'document'
  const path = apiPath(of, company)
  const list = isPaper ? 'papers' : 'rows'
  const kind = [isPaper ? 'paper' : 'register', of.name.replaceAll(' ', '-')]
  const where = of.ofCompany ? ['--company', company] : []
  if (there === null) {
    const words = [...kind, isPaper ? 'write' : 'add', '-', ...where]
    return { call: { path, body: { [list]: [content] } }, words, input: content }
  }
  if (!isOpen) {
    const call = { path: `${path}/${encodeURIComponent(there.key)}` }
    return { call, words: [...kind, 'show', there.called, ...where] }
  }
  const { goodFrom } = there.head
  const day = typeof goodFrom === 'string' ? ['--good-from', goodFrom] : []
  const call = { path: `${path}/changes`, body: { [list]: [{ ...there.head, ...content }] } }
  return { call, words: [...kind, 'change', there.called, '-', ...where, ...day], input: content }
}

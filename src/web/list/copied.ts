/** What a list asks the API, as somebody would type it: with curl, and on the command line. */
import { filterText, questionOf } from '#web/list/asked.ts'
import type { Asked } from '#web/list/asked.ts'
import { pageLength } from '#web/list/rows.ts'
import { addressOf } from '#web/api.ts'
import { apiPath } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'

/** The list's request for a shell; the key stands in a variable, never in what is copied. */
export function curlOf(of: Described, company: string, asked: Asked, origin: string): string {
  const address = addressOf(apiPath(of, company), { ...questionOf(asked), limit: pageLength })
  return `curl -sS -H "Authorization: Bearer $KEY" ${quoted(`${origin}${address}`)}`
}

/** The same as a command of the program. */
export function commandOf(of: Described, company: string, asked: Asked): string {
  const where = Object.entries(filterText(asked.filters)).flatMap(([name, value]) =>
    name === 'goodOn' ? ['--good-on', value] : ['--where', `${name}=${value}`],
  )
  const { sort } = questionOf(asked)
  return [
    'backstay',
    of.noun === 'document' ? 'paper' : 'register',
    of.name.replaceAll(' ', '-'),
    'list',
    ...(of.ofCompany ? ['--company', company] : []),
    ...where,
    ...(sort === undefined ? [] : [`--sort=${sort}`]),
    ...(asked.columns === null ? [] : ['--columns', asked.columns.join(',')]),
  ]
    .map((word) => quoted(word))
    .join(' ')
}

/** A word as a POSIX shell takes it literally. */
function quoted(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}

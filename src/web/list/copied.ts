/** What a list asks the API, as a call and as a command. */
import type { Copied } from '#web/controls/copy-items.tsx'
import { addressName } from '#kit/spelling.ts'
import { filterText, questionOf } from '#web/list/asked.ts'
import type { Asked } from '#web/list/asked.ts'
import { pageLength } from '#web/list/rows.ts'
import { apiPath } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'

export function copiedOf(of: Described, company: string, asked: Asked): Copied {
  const where = Object.entries(filterText(asked.filters)).flatMap(([name, value]) =>
    name === 'goodOn' ? ['--good-on', value] : ['--where', `${name}=${value}`],
  )
  const { sort } = questionOf(asked)
  const words = [
    of.noun === 'document' ? 'paper' : 'register',
    addressName(of.name),
    'list',
    ...(of.ofCompany ? ['--company', company] : []),
    ...where,
    ...(sort === undefined ? [] : [`--sort=${sort}`]),
    ...(asked.columns === null ? [] : ['--columns', asked.columns.join(',')]),
  ]
  const call = { path: apiPath(of, company), asked: { ...questionOf(asked), limit: pageLength } }
  return { call, words }
}

/** Rows of registers, and papers, that are found by what is typed into a filter. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { FieldPage } from '#kit/derive/page.ts'
import { get } from '#web/api.ts'
import { nameField } from '#web/controls/names.ts'
import { textOf } from '#web/list/list-fields.ts'
import type { FoundKey } from '#web/list/meaning.ts'
import { readPage } from '#web/list/rows.ts'
import { useScreens } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'

const most = 8

/** What fields may link to by what is typed; of a field that was named, its first rows. */
export function useFound(
  company: string,
  fields: readonly FieldPage[],
  field: FieldPage | null,
  typed: string,
): readonly FoundKey[] {
  const { descriptions } = useScreens(company)
  const links = (field === null ? fields : [field]).filter(({ link }) => link !== null)
  const byWords = useQuery({
    queryKey: ['search', company, typed],
    queryFn: ({ signal }) =>
      get<Answer>(`/companies/${encodeURIComponent(company)}/search`, { q: typed }, signal),
    enabled: links.length > 0 && /[\p{L}\p{N}]/u.test(typed),
    placeholderData: keepPreviousData,
  })
  const of = descriptions.find(({ name }) => name === field?.link?.to)
  const first = useQuery({
    queryKey: ['first rows', company, of?.address],
    queryFn: () => (of === undefined ? [] : firstRows(of, company)),
    enabled: of !== undefined,
    staleTime: 60_000,
  })
  const small = typed.toLowerCase()
  const near = field === null ? [] : (first.data ?? []).map((one) => ({ ...one, field }))
  const fitting = near.filter(({ key, name }) =>
    [key, name ?? ''].some((text) => text.toLowerCase().includes(small)),
  )
  const searched = typed === '' ? [] : foundBy(byWords.data, links)
  const all = new Map([...searched, ...fitting].map((one) => [`${one.field.name} ${one.key}`, one]))
  return [...all.values()].slice(0, most)
}

interface Answer {
  readonly kinds: readonly {
    readonly kind: string
    readonly found: readonly {
      readonly key: string
      readonly code: string | null
      readonly name: string | null
    }[]
  }[]
}

function foundBy(answer: Answer | undefined, links: readonly FieldPage[]): FoundKey[] {
  return links.flatMap((field) => {
    const kind = answer?.kinds.find((one) => one.kind === field.link?.address)
    return (kind?.found ?? [])
      .slice(0, 4)
      .map(({ key, code, name }) => ({ field, key, name: name ?? code }))
  })
}

async function firstRows(of: Described, company: string) {
  const { rows } = await readPage(of, company, { filters: [], sort: [] }, { limit: pageOf })
  const called = nameField(of)
  return rows.map((row) => ({
    key: textOf(row[of.noun === 'document' ? 'id' : 'code']),
    name: called === null ? null : textOf(row[called]),
  }))
}

const pageOf = 200

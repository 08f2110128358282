/** A parameter that is typed or picked: an account, a party or an item by its code or its name. */
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { get } from '#web/api.ts'
import { onEnter } from '#web/report/taking.ts'
import type { Change } from '#web/report/taking.ts'
import type { ReportParameter, Screens } from '#web/screens.ts'

interface Offered {
  readonly code: string
  readonly name: string
}

interface Account extends Offered {
  readonly type: string
}

interface Found {
  readonly kinds: readonly {
    readonly kind: string
    readonly found: readonly { readonly key: string; readonly name: string | null }[]
  }[]
}

/** The chart of accounts. */
export function accountsQuery(company: string) {
  return {
    queryKey: ['accounts', company],
    queryFn: async () =>
      (await get<{ accounts: Account[] }>(`/companies/${encodeURIComponent(company)}/accounts`))
        .accounts,
    staleTime: 300_000,
  }
}

export function Picked(props: {
  readonly id: string
  readonly screens: Screens
  readonly parameter: ReportParameter
  readonly given: string
  readonly used: string
  readonly change: Change
}) {
  const { id, screens, parameter, given, used, change } = props
  const { name } = parameter
  const list = useId()
  const [typed, setTyped] = useState(given || used)
  const offered = useOffered(screens, parameter, typed.trim())
  const take = (): void => {
    const text = typed.trim()
    const small = text.toLowerCase()
    const meant = offered.find(
      (one) => one.code === text || `${one.code} ${one.name}`.toLowerCase() === small,
    )
    const byName = offered.filter((one) => one.name.toLowerCase() === small)
    const [only] = byName.length === 1 ? byName : []
    const code = meant?.code ?? only?.code ?? text
    if (code !== given) change({ [name]: code })
  }
  return (
    <>
      <input
        id={id}
        value={typed}
        list={list}
        autoComplete="off"
        size={14}
        required={parameter.required}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={onEnter(take)}
      />
      <datalist id={list}>
        {offered.map((one) => (
          <option key={one.code} value={one.code}>
            {one.name}
          </option>
        ))}
      </datalist>
    </>
  )
}

/** The codes that may be meant: of the chart, or of the register that has the parameter's name. */
function useOffered(screens: Screens, { name, type }: ReportParameter, typed: string): Offered[] {
  const company = screens.company.code
  const isAccount = type === 'account'
  const accounts = useQuery({ ...accountsQuery(company), enabled: isAccount })
  const register = screens.descriptions.find((one) => one.noun === 'register' && one.name === name)
  const found = useQuery({
    queryKey: ['search', company, typed],
    queryFn: ({ signal }) =>
      get<Found>(`/companies/${encodeURIComponent(company)}/search`, { q: typed }, signal),
    enabled: !isAccount && register !== undefined && /[\p{L}\p{N}]/u.test(typed),
    placeholderData: (before) => before,
  })
  if (isAccount) return accounts.data ?? []
  const kind = found.data?.kinds.find((one) => one.kind === register?.address)
  return (kind?.found ?? []).map((one) => ({ code: one.key, name: one.name ?? '' }))
}

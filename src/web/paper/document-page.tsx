/** A paper that is there, a new one, or one that begins with what an earlier paper proposes. */
import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useIntl } from 'react-intl'
import { get } from '#web/api.ts'
import { DocumentWork } from '#web/paper/document-work.tsx'
import { paperQuery } from '#web/paper/paper-api.ts'
import { partsOf, writtenParts } from '#web/paper/typed.ts'
import type { Content } from '#web/paper/typed.ts'
import { apiPath, useScreens } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'
import { say } from '#web/shell/toasts.tsx'
import { Waiting } from '#web/shell/waiting.tsx'

export interface PageProps {
  readonly of: Described
  readonly company: string
  /** The identifier, the code, or "new". */
  readonly at: string
}

export function DocumentPage(props: PageProps) {
  return props.at === 'new' ? <NewDocument {...props} /> : <OldDocument {...props} />
}

function OldDocument({ of, company, at }: PageProps) {
  const { data, error } = useQuery(paperQuery(of, company, at))
  if (error !== null && data === undefined) throw error
  if (data === undefined) return <Waiting />
  const { version } = data
  const there = { content: partsOf(writtenParts(of), data), version }
  return <DocumentWork {...{ of, company, keptAs: at, there, paper: data }} />
}

interface Drafts {
  readonly drafts: readonly { readonly from: string; readonly values: Content | null }[]
}

function NewDocument({ of, company, at }: PageProps) {
  const { company: own } = useScreens(company)
  const { from = '', ids = '' }: Readonly<Record<string, string>> = useSearch({ strict: false })
  const { formatMessage } = useIntl()
  const isDrafted = from !== '' && ids !== ''
  const { data, error } = useQuery({
    queryKey: ['drafts', company, of.address, from, ids],
    queryFn: () => get<Drafts>(`${apiPath(of, company)}/drafts`, { from, ids }),
    enabled: isDrafted,
    staleTime: Infinity,
  })
  const isNothingOpen = data?.drafts.every(({ values }) => values === null) === true
  useEffect(() => {
    if (isNothingOpen) say({ text: formatMessage({ id: 'paper.nothingOpen' }) })
  }, [isNothingOpen, formatMessage])
  if (error !== null) throw error
  if (isDrafted && data === undefined) return <Waiting />
  const day = of.day === null ? {} : { [of.day]: own.today }
  const first = data?.drafts[0]?.values ?? {}
  const said = Object.entries(first).filter(([, value]) => value !== null)
  const there = { content: { ...day, ...Object.fromEntries(said) }, version: null }
  const keptAs = [at, from, ids].filter((part) => part !== '').join(' ')
  return <DocumentWork {...{ of, company, keptAs, there, paper: null, isDrafted }} />
}

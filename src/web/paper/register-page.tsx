/** A row of a register: what it says, of a dated one by first days, and what happened to it. */
import { Button, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import { Key } from '#web/keys/key.tsx'
import { get } from '#web/api.ts'
import { writtenDay } from '#web/controls/days.ts'
import { useHabits } from '#web/controls/habits.ts'
import type { PageProps } from '#web/paper/document-page.tsx'
import { nestedOwn } from '#web/controls/own-values.ts'
import { CopyItems } from '#web/controls/copy-items.tsx'
import type { Copied } from '#web/controls/copy-items.tsx'
import { copiedOf } from '#web/paper/api-call.ts'
import type { Working } from '#web/paper/working.ts'
import { NewRowPlace } from '#web/paper/new-row-place.tsx'
import { Notices } from '#web/paper/notices.tsx'
import { Parts } from '#web/paper/parts.tsx'
import { Side } from '#web/paper/side.tsx'
import { useFiles } from '#web/paper/use-files.ts'
import { partsOf, writtenParts } from '#web/paper/typed.ts'
import { useKeys } from '#web/paper/use-keys.ts'
import { useRow } from '#web/paper/use-row.ts'
import type { Row } from '#web/paper/use-row.ts'
import { apiPath, useScreens } from '#web/screens.ts'
import { Waiting } from '#web/shell/waiting.tsx'
import { useTold } from '#web/words/told.ts'

export function RegisterPage(props: PageProps) {
  const { of, company, at } = props
  const { data, error } = useQuery({
    queryKey: ['row', company, of.address, at],
    queryFn: () =>
      get<Row & { rows?: readonly Row[] }>(
        `${apiPath(of, company)}/${encodeURIComponent(codeIn(props))}`,
      ),
    enabled: at !== 'new',
    retry: false,
  })
  if (error !== null && data === undefined) throw error
  if (at !== 'new' && data === undefined) return <Waiting />
  return <Rows {...props} rows={data === undefined ? [] : (data.rows ?? [data])} />
}

/** A search may lead to a row of a day: "EUR 2026-01-01". */
function codeIn({ of, at }: PageProps): string {
  return of.dated ? at.replace(/ \d{4}-\d\d-\d\d$/, '') : at
}

/** The rows of a code; one of them is shown, the one of the address or the last. */
function Rows(props: PageProps & { readonly rows: readonly Row[] }) {
  const { of, at, rows } = props
  const { day = '', begin = '' }: Readonly<Record<string, string>> = useSearch({ strict: false })
  const [, named = ''] = / (\d{4}-\d\d-\d\d)$/.exec(of.dated ? at : '') ?? []
  const wanted = day === '' ? named : day
  const shown = rows.find(({ goodFrom }) => goodFrom === wanted) ?? rows.at(-1) ?? null
  const row = begin === '' ? shown : null
  return <OneRow {...props} row={row} like={shown} key={`${row?.goodFrom ?? ''} ${begin}`} />
}

interface OneRowProps extends PageProps {
  readonly rows: readonly Row[]
  readonly row: Row | null
  /** The row with which a later one begins. */
  readonly like: Row | null
}

function OneRow(props: OneRowProps) {
  const { of, company, rows, row, like } = props
  const { told } = useTold()
  const { working, parts } = useOneRow(props)
  const key = row === null ? null : [row.code, row.goodFrom ?? ''].join(' ').trim()
  const path = key === null ? null : `${apiPath(of, company)}/${encodeURIComponent(key)}`
  const files = useFiles(path)
  const save = (): void => void (of.mayWrite ? working.save() : null)
  useKeys({ save, step: save })
  return (
    <NewRowPlace company={company}>
      <article className="paper">
        <header className="paper-head">
          <div>
            <p className="muted">{told(of.name, 'title')}</p>
            <h1>
              <bdi>{row?.code ?? like?.code ?? <FormattedMessage id="paper.newRow" />}</bdi>
            </h1>
          </div>
          <div className="paper-acts">
            {of.mayWrite ? (
              <Button
                loading={working.isSaving}
                disabled={!working.isChanged && row !== null}
                onClick={save}
              >
                <FormattedMessage id="paper.save" />
                <Key of="paper.save" />
              </Button>
            ) : null}
            <More copied={() => copiedRow(props, working)} />
          </div>
        </header>
        <div className="paper-body">
          <div className="paper-main">
            {of.dated && rows.length > 0 ? <Days {...props} /> : null}
            <Notices working={working} parts={parts} company={company} />
            <Parts {...{ parts, company, working, isOpen: of.mayWrite }} />
          </div>
          <Side {...{ path, of, files }} isOpen={of.mayWrite} />
        </div>
      </article>
    </NewRowPlace>
  )
}

/** What else can be done with a row. */
function More({ copied }: { readonly copied: () => Copied }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default">
          <FormattedMessage id="paper.more" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <CopyItems copied={copied} />
      </Menu.Dropdown>
    </Menu>
  )
}

/** What saving does, or reading where it is only read. */
function copiedRow({ of, company, row }: OneRowProps, working: Working): Copied {
  const goodFrom = row?.goodFrom === undefined ? {} : { goodFrom: row.goodFrom }
  const there =
    row === null
      ? null
      : {
          key: [row.code, row.goodFrom ?? ''].join(' ').trim(),
          called: row.code,
          head: { code: row.code, ...goodFrom, version: row.version },
        }
  return copiedOf(of, company, there, nestedOwn(working.typed), of.mayWrite)
}

/** The row that is worked on; a later one begins with what the one before it says. */
function useOneRow({ of, company, at, row, like }: OneRowProps) {
  const { company: own } = useScreens(company)
  const navigate = useNavigate()
  // A sentence that misses a code leads here with it.
  const { code: typed = '' }: Readonly<Record<string, string>> = useSearch({ strict: false })
  const begun = at === 'new' && typed !== '' ? { code: typed } : {}
  const head = like === null ? {} : { code: like.code, ...partsOf(writtenParts(of), like) }
  const first = { ...begun, ...head, ...(of.dated ? { goodFrom: own.today } : {}) }
  return useRow(of, company, {
    row,
    first: row === null ? first : {},
    keptAs: [at, row?.goodFrom ?? ''].join(' ').trim(),
    saved: (code, goodFrom) => {
      const params = { company, list: of.address, key: code }
      const search = goodFrom === null ? {} : { day: goodFrom }
      void navigate({ to: '/c/$company/$list/$key', params, search, replace: true })
    },
  })
}

/** The first days of the rows of a code, each leading to its row; and a new one. */
function Days({ of, company, rows, row }: OneRowProps) {
  const navigate = useNavigate()
  const { language } = useHabits()
  const go = (search: Readonly<Record<string, string>>): void => void navigate({ to: '.', search })
  return (
    <nav className="days" data-company={company}>
      {rows.map(({ goodFrom = '' }) => (
        <Button
          key={goodFrom}
          size="xs"
          variant={goodFrom === row?.goodFrom ? 'light' : 'default'}
          aria-current={goodFrom === row?.goodFrom}
          onClick={() => go({ day: goodFrom })}
        >
          <FormattedMessage id="paper.goodFrom" values={{ day: writtenDay(goodFrom, language) }} />
        </Button>
      ))}
      {of.mayWrite ? (
        <Button size="xs" variant="subtle" onClick={() => go({ begin: 'yes' })}>
          <FormattedMessage id="paper.newDay" />
        </Button>
      ) : null}
    </nav>
  )
}

/** A report as one would hand it to an owner; each figure opens what is behind it. */
import { Button, Menu } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { labelText } from '#kit/spelling.ts'
import { addressOf } from '#web/api.ts'
import { CopyItems, useCopies } from '#web/controls/copy-items.tsx'
import type { Copied } from '#web/controls/copy-items.tsx'
import { ViewTabs, useDefaultView } from '#web/list/view-tabs.tsx'
import { viewName } from '#web/list/views.ts'
import { askedFor } from '#web/report/asked.ts'
import { useWriting } from '#web/report/cells.tsx'
import { Crosstab, groupOf, isCrosstab, mostAcross } from '#web/report/crosstab.tsx'
import { withWhy } from '#web/report/meant.ts'
import { Parameters } from '#web/report/parameters.tsx'
import { useSearchGo, useSearchTexts } from '#web/report/place.ts'
import { Statement } from '#web/report/statement.tsx'
import { fileForms, reportPath, tableQuery } from '#web/report/table.ts'
import type { Table, Texts } from '#web/report/table.ts'
import { Refusal, problemsOf } from '#web/report/refusal.tsx'
import { WhyPane } from '#web/report/why-pane.tsx'
import { useCommands } from '#web/shell/commands.ts'
import type { Command } from '#web/shell/commands.ts'
import { companiesQuery, useScreens } from '#web/screens.ts'
import type { ReportPage as Described, Screens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'
import '#web/report/report.css'

/** More rows are drawn when they are asked for; the sums are of all. */
const firstRows = 500
/** So many rows fill a screen. */
const screenful = 60

export function ReportPage() {
  const { company, report } = useParams({ from: '/inside/c/$company/reports/$report' })
  const screens = useScreens(company)
  const of = screens.reports.find(({ name }) => name === report)
  if (of === undefined) {
    return (
      <p className="report-none">
        <FormattedMessage id="report.unknown" />
      </p>
    )
  }
  return (
    <div className="with-why">
      <Report key={report} screens={screens} of={of} />
      <WhyPane screens={screens} />
    </div>
  )
}

function Report({ screens, of }: { readonly screens: Screens; readonly of: Described }) {
  const company = screens.company.code
  const search = useSearchTexts()
  const go = useSearchGo()
  const { params, missing } = askedFor(of, search, screens.company.today)
  const asked = useQuery({
    ...tableQuery(company, of.name, params),
    enabled: missing.length === 0,
    placeholderData: keepPreviousData,
  })
  const table = missing.length === 0 ? asked.data : undefined
  const change = (changed: Texts): void => {
    const { after: _, ...others } = withWhy(search, null)
    go(Object.fromEntries(Object.entries({ ...others, ...changed }).filter(([, text]) => text)))
  }
  return (
    <article className="report" aria-busy={asked.isFetching}>
      <Top screens={screens} of={of} table={table} params={params} />
      <ReportViews of={of} company={company} search={search} />
      <Parameters
        {...{ screens, of, change }}
        given={params}
        used={textsOf(table?.parameters ?? {})}
        problems={problemsOf(asked.error)}
      />
      <PrintedFacts table={table} />
      {missing.length > 0 ? <Missing names={missing.map(({ name }) => name)} /> : null}
      <Refused error={asked.error} of={of} />
      {table === undefined || asked.error !== null ? null : (
        <Body key={JSON.stringify(params)} {...{ screens, of, table, search }} />
      )}
    </article>
  )
}

/** Ways of asking for the report that are kept: the same views as lists have. */
function ReportViews(props: {
  readonly of: Described
  readonly company: string
  readonly search: Texts
}) {
  const { of, company, search } = props
  const go = useSearchGo()
  const list = `reports/${of.name}`
  useDefaultView(list, company)
  // Neither the figure that is open nor the page that is looked at is a part of it.
  const { after: _, [viewName]: view = null, ...settings } = withWhy(search, null)
  const show = (id: string | null): void =>
    go({ ...search, ...(id === null ? {} : { [viewName]: id }) }, { replace: true })
  return (
    <ViewTabs
      all="report.asUsual"
      mayShare={of.mayShare}
      {...{ company, list, settings, view, show }}
    />
  )
}

/** What is wrong with the report as a whole; what is wrong with a parameter stands beside it. */
function Refused({ error, of }: { readonly error: Error | null; readonly of: Described }) {
  if (error === null) return null
  const names = new Set(of.parameters.map(({ name }) => name))
  const problems = problemsOf(error)
  const isToldThere = problems.length > 0 && problems.every(({ field }) => names.has(field))
  return isToldThere ? null : <Refusal error={error} />
}

function textsOf(values: Table['parameters']): Texts {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === null ? '' : String(value)]),
  )
}

function Top(props: {
  readonly screens: Screens
  readonly of: Described
  readonly table: Table | undefined
  readonly params: Texts
}) {
  const { screens, of, table, params } = props
  const { told } = useTold()
  const { locale } = useIntl()
  const company = screens.company.code
  const { data: companies = [] } = useQuery(companiesQuery)
  const name = companies.find(({ code }) => code === company)?.name ?? company
  const path = reportPath(company, of.name)
  const copied = (): Copied => copiedReport(company, of, params)
  useReportCommands(path, params, useCopies(copied))
  return (
    <header className="report-top">
      <div>
        <h1>{told(of.title)}</h1>
        <p>
          {name}
          {table === undefined ? null : (
            <>
              {' · '}
              <FormattedMessage id="report.currency" values={{ currency: table.currency }} />
            </>
          )}
        </p>
      </div>
      <div className="report-files">
        {fileForms.map((format) => (
          <Button
            key={format}
            component="a"
            href={addressOf(path, { ...params, format, printLanguage: locale })}
            download
            variant="subtle"
            size="compact-sm"
          >
            <FormattedMessage id="report.take" values={{ form: format.toUpperCase() }} />
          </Button>
        ))}
        <Button variant="default" size="compact-sm" onClick={() => window.print()}>
          <FormattedMessage id="report.print" />
        </Button>
        <MoreMenu copied={copied} />
      </div>
    </header>
  )
}

/** The report as a call and a command. */
function MoreMenu({ copied }: { readonly copied: () => Copied }) {
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button variant="subtle" size="compact-sm">
          <FormattedMessage id="list.more" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <CopyItems copied={copied} />
      </Menu.Dropdown>
    </Menu>
  )
}

/** Printing, files and calls are in the command bar, too. */
function useReportCommands(path: string, params: Texts, copies: readonly Command[]): void {
  const { formatMessage, locale } = useIntl()
  const files = fileForms.map((format) => ({
    id: `take ${format}`,
    label: formatMessage({ id: 'report.take' }, { form: format.toUpperCase() }),
    run: () =>
      window.location.assign(addressOf(path, { ...params, format, printLanguage: locale })),
  }))
  const print = { id: 'print', label: formatMessage({ id: 'report.print' }), keys: 'Ctrl+P' }
  useCommands([{ ...print, run: () => window.print() }, ...files, ...copies])
}

/** The report as it is asked for, as a call and as a command. */
function copiedReport(company: string, of: Described, params: Texts): Copied {
  const options = Object.entries(params).flatMap(([name, value]) => [`--${name}`, value])
  return {
    call: { path: reportPath(company, of.name), asked: params },
    words: ['report', of.name, '--company', company, ...options],
  }
}

/** On paper the parameters are facts, not fields. */
function PrintedFacts({ table }: { readonly table: Table | undefined }) {
  const { told } = useTold()
  const { day } = useWriting()
  const facts = Object.entries(table?.parameters ?? {}).filter(
    ([name, value]) => value !== null && value !== 'none' && !['limit', 'after'].includes(name),
  )
  return (
    <dl className="print-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{told(labelText(name.replaceAll('-', ' ')))}</dt>
          <dd>
            {/^\d{4}-\d\d-\d\d$/.test(String(value)) ? day(String(value)) : told(String(value))}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Missing({ names }: { readonly names: readonly string[] }) {
  const { told } = useTold()
  const what = names.map((name) => told(labelText(name.replaceAll('-', ' ')))).join(', ')
  return (
    <p className="report-none">
      <FormattedMessage id="report.say" values={{ what }} />
    </p>
  )
}

function Body(props: {
  readonly screens: Screens
  readonly of: Described
  readonly table: Table
  readonly search: Texts
}) {
  const { screens, of, table, search } = props
  const [most, setMost] = useState(firstRows)
  const { figure } = useWriting()
  // A screen of rows is there at once; those below follow while one reads.
  const drawn = useDeferredValue(most, screenful)
  const all = table.rows.length
  const isCrossed = isCrosstab(table) && groupOf(table, 'column').length <= mostAcross
  if (all === 0) {
    return (
      <p className="report-none">
        <FormattedMessage id="report.nothing" />
      </p>
    )
  }
  return (
    <>
      {isCrossed ? (
        <Crosstab of={of} table={table} />
      ) : (
        <Statement company={screens.company.code} of={of} table={table} most={drawn} />
      )}
      {all > most && !isCrossed ? (
        <p className="report-more">
          <FormattedMessage id="report.rows" values={{ count: most, all: figure(all) }} />
          <Button variant="subtle" size="compact-sm" onClick={() => setMost(all)}>
            <FormattedMessage id="report.showAll" values={{ count: figure(all) }} />
          </Button>
        </p>
      ) : null}
      <Pages next={table.next} search={search} />
    </>
  )
}

function Pages({ next, search }: { readonly next: string | null; readonly search: Texts }) {
  const go = useSearchGo()
  const { after, ...first } = withWhy(search, null)
  if (next === null && after === undefined) return null
  return (
    <nav className="report-more">
      {after === undefined ? null : (
        <Button variant="subtle" size="compact-sm" onClick={() => go(first)}>
          <FormattedMessage id="report.first" />
        </Button>
      )}
      {next === null ? null : (
        <Button variant="default" size="compact-sm" onClick={() => go({ ...first, after: next })}>
          <FormattedMessage id="report.next" />
        </Button>
      )}
    </nav>
  )
}

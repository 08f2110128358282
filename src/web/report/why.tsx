/** How a figure came about: what it says, the lines behind it, and that they sum to it. */
import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { labelText } from '#kit/spelling.ts'
import { addressOf } from '#web/api.ts'
import { useColumnLabel, useWriting } from '#web/report/cells.tsx'
import { Refusal } from '#web/report/refusal.tsx'
import { WhyLines } from '#web/report/why-lines.tsx'
import {
  figureIn,
  fileForms,
  linesPath,
  linesQuery,
  mostPages,
  sameFigure,
  sumOf,
  tableQuery,
} from '#web/report/table.ts'
import type { Meant, Table, Texts } from '#web/report/table.ts'
import type { ReportPage, Screens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

/** Explains a figure of a report, wherever it is shown: in a report, on a paper, on a desk. */
export function Why(props: {
  readonly screens: Screens
  readonly report: string
  readonly params: Texts
  /** What tells its row from the others; what is left out narrows nothing. */
  readonly coordinates: Texts
  readonly figure: string
}) {
  const { screens, report, params, coordinates: of, figure } = props
  const meant: Meant = { report, params, of, figure }
  const described = screens.reports.find(({ name }) => name === report)
  const company = screens.company.code
  const { data: table, error } = useQuery(tableQuery(company, report, params))
  const lines = useLines(company, meant)
  const broken = error ?? lines.error
  if (broken !== null) {
    return (
      <>
        <h2>
          <FormattedMessage id="why.broken" />
        </h2>
        <Refusal error={broken} />
      </>
    )
  }
  if (described === undefined || table === undefined) return <p className="why-wait" />
  return (
    <>
      <Head of={described} table={table} meant={meant} first={lines.pages[0]} />
      <Behind company={company} table={table} meant={meant} {...lines} />
    </>
  )
}

interface Lines {
  readonly pages: readonly Table[]
  /** Whether more pages come by themselves. */
  readonly isComing: boolean
  /** Whether there are more than are added up here. */
  readonly isEndless: boolean
  readonly error: Error | null
}

/** The pages of lines, of which so many are fetched that most figures are whole. */
function useLines(company: string, meant: Meant): Lines {
  const found = useInfiniteQuery(linesQuery(company, meant))
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = found
  const pages = data?.pages ?? []
  const wantsMore = hasNextPage && pages.length < mostPages && error === null
  useEffect(() => {
    if (wantsMore && !isFetchingNextPage) void fetchNextPage()
  }, [wantsMore, isFetchingNextPage, fetchNextPage])
  const isComing = pages.length === 0 || wantsMore
  return { pages, error, isComing, isEndless: hasNextPage && !wantsMore }
}

function Head({
  of,
  table,
  meant,
  first,
}: Record<'of', ReportPage> & Shown & { readonly first: Table | undefined }) {
  const { told } = useTold()
  const { figure, day } = useWriting()
  const labelOf = useColumnLabel(table.currency)
  // Where neither a row nor a line stands, the figure is none.
  const plain = figureIn(table, meant) ?? (first?.rows.length === 0 ? '0' : null)
  const counted = first?.told ?? []
  const column = table.columns.find(({ name }) => name === meant.figure)
  const cells = Object.entries(meant.of).filter(([, text]) => text !== '')
  const facts = Object.entries(meant.params).filter(([name]) => name !== 'after')
  const written = (text: string): string => (/^\d{4}-\d\d-\d\d$/.test(text) ? day(text) : text)
  return (
    <header className="why-head">
      <h2>{labelOf(meant.figure)}</h2>
      <p className="why-figure" data-figure={plain ?? ''}>
        {plain === null ? '…' : figure(plain)}
      </p>
      <p>
        <FormattedMessage
          id="why.how"
          values={{ report: told(of.title), meaning: told(column?.meaning ?? '') }}
        />
      </p>
      <dl>
        {counted.map(({ name, text }, at) => (
          <div key={`counted ${at}`}>
            <dt>{told(name)}</dt>
            <dd>
              {text
                .split(', ')
                .map((word) => told(written(word)))
                .join(', ')}
            </dd>
          </div>
        ))}
        {[...cells, ...facts].map(([name, text]) => (
          <div key={name}>
            <dt>{told(labelText(name.replaceAll(/[-_]/g, ' ')))}</dt>
            <dd>{told(written(text))}</dd>
          </div>
        ))}
      </dl>
    </header>
  )
}

interface Shown {
  readonly table: Table
  readonly meant: Meant
}

/** So many lines are drawn at once. */
const step = 100

function Behind(props: { readonly company: string } & Shown & Lines) {
  const { company, table, meant, pages, isComing, isEndless } = props
  const [most, setMost] = useState(step)
  const rows = pages.flatMap((page) => page.rows)
  const [first] = pages
  if (first === undefined) return <p className="why-wait" aria-busy="true" />
  if (rows.length === 0) {
    return (
      <p>
        <FormattedMessage id="why.nothing" />
      </p>
    )
  }
  const hidden = rows.filter((row) => (row['figure'] ?? null) === null).length
  return (
    <>
      <WhyLines
        company={company}
        rows={rows.slice(0, most)}
        rest={rows.slice(most)}
        sum={isComing || isEndless ? null : sumOf(rows.map((row) => row['figure'] ?? null))}
      />
      <div className="why-more">
        {rows.length > most ? (
          <Button variant="default" size="compact-sm" onClick={() => setMost(most + step)}>
            <FormattedMessage id="why.more" />
          </Button>
        ) : null}
        <Proof {...{ table, meant, rows, hidden }} isWhole={!isComing && !isEndless} />
      </div>
      <Files {...{ company, meant, isEndless }} />
    </>
  )
}

/** Whether the lines sum to the figure that was meant. */
function Proof(
  props: Shown & {
    readonly rows: Table['rows']
    readonly hidden: number
    readonly isWhole: boolean
  },
) {
  const { table, meant, rows, hidden, isWhole } = props
  const { figure } = useWriting()
  const plain = figureIn(table, meant)
  if (hidden > 0) return <FormattedMessage id="why.hidden" values={{ count: hidden }} />
  if (!isWhole || plain === null) return null
  const sum = sumOf(rows.map((row) => row['figure'] ?? null))
  return sameFigure(sum, plain) ? (
    <span className="why-proof">
      <span aria-hidden="true">✓ </span>
      <FormattedMessage id="why.equal" />
    </span>
  ) : (
    <span className="wrong" role="alert">
      <FormattedMessage id="why.unequal" values={{ sum: figure(sum) }} />
    </span>
  )
}

function Files(props: {
  readonly company: string
  readonly meant: Meant
  readonly isEndless: boolean
}) {
  const { company, meant, isEndless } = props
  const { locale: printLanguage } = useIntl()
  return (
    <footer className="why-files">
      {isEndless ? (
        <p>
          <FormattedMessage id="why.endless" />
        </p>
      ) : null}
      {fileForms.map((format) => (
        <a
          key={format}
          href={addressOf(linesPath(company, meant, { format, printLanguage }))}
          download
        >
          <FormattedMessage id="report.take" values={{ form: format.toUpperCase() }} />
        </a>
      ))}
      <Link
        to="/c/$company/reports/$report"
        params={{ company, report: meant.report }}
        search={meant.params}
      >
        <FormattedMessage id="why.openReport" />
      </Link>
    </footer>
  )
}

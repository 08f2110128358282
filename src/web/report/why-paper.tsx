/** How a figure of a paper came about: the formula, what counted, its parts, and the books. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import { labelText } from '#kit/spelling.ts'
import { get } from '#web/api.ts'
import { isZero, useWriting } from '#web/report/cells.tsx'
import { behindQuery } from '#web/report/behind.ts'
import type { Behind, Part } from '#web/report/behind.ts'
import { entryQuery } from '#web/report/entry.ts'
import { paperFigureText, withWhy } from '#web/report/meant.ts'
import type { PaperFigure } from '#web/report/meant.ts'
import { useSearchTexts } from '#web/report/place.ts'
import { Refusal } from '#web/report/refusal.tsx'
import { sameFigure } from '#web/report/table.ts'
import type { Texts } from '#web/report/table.ts'
import { apiPath } from '#web/screens.ts'
import type { Described, Screens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

interface WhyPaperProps {
  readonly screens: Screens
  readonly of: PaperFigure
}

export function WhyPaper({ screens, of }: WhyPaperProps) {
  const company = screens.company.code
  const described = screens.descriptions.find(({ address }) => address === of.list)
  const path = described === undefined ? '' : `${apiPath(described, company)}/${of.id}`
  const { data: behind, error } = useQuery({
    ...behindQuery(company, path, of.figure),
    enabled: path !== '',
  })
  if (error !== null) {
    return (
      <>
        <h2>
          <FormattedMessage id="why.broken" />
        </h2>
        <Refusal error={error} />
      </>
    )
  }
  if (described === undefined || behind === undefined) return <p className="why-wait" />
  return (
    <>
      <Head {...{ screens, described, of, behind }} />
      <Parts screens={screens} of={of} behind={behind} />
      <Proof screens={screens} behind={behind} />
      <Booked company={company} path={path} />
    </>
  )
}

/** The figure's own digits, at least those of its currency. */
function useFigure({ currencies }: Screens, currency: string): (plain: string) => string {
  const { figure } = useWriting()
  return (plain) => figure(plain, currencies[currency] ?? 0)
}

function Head(props: {
  readonly screens: Screens
  readonly described: Described
  readonly of: PaperFigure
  readonly behind: Behind
}) {
  const { screens, described, of, behind } = props
  const { told } = useTold()
  const { day } = useWriting()
  const figure = useFigure(screens, behind.currency)
  const written = (text: string): string => (/^\d{4}-\d\d-\d\d$/.test(text) ? day(text) : text)
  return (
    <header className="why-head">
      <h2>{told(labelOf(described, of.figure))}</h2>
      <p className="why-figure" data-figure={behind.figure}>
        {figure(behind.figure)} <span className="muted">{behind.currency}</span>
      </p>
      <p>{told(behind.formula)}</p>
      <dl>
        {behind.facts.map(({ name, text }) => (
          <div key={name}>
            <dt>{told(name)}</dt>
            <dd>{told(written(text))}</dd>
          </div>
        ))}
      </dl>
    </header>
  )
}

/** What the description calls a figure: of a row with its place, "Tax 2". */
function labelOf({ fields }: Described, place: string): string {
  const [, list = '', , inner = ''] = /^(\w+)(?:\[(\d+)\]\.(\w+))?$/.exec(place) ?? []
  const field = fields.find(({ name }) => name === list)
  if (inner === '') return field?.label ?? labelText(list)
  const column = field !== undefined && 'rows' in field ? field.rows : []
  return column.find(({ name }) => name === inner)?.label ?? labelText(inner)
}

function Parts({ screens, of, behind }: WhyPaperProps & { readonly behind: Behind }) {
  const figure = useFigure(screens, behind.currency)
  return (
    <div className="why-lines">
      <table>
        <caption className="sr-only">
          <FormattedMessage id="why.parts" />
        </caption>
        <tbody>
          {behind.parts.map((part, n) => (
            <PartRow key={n} of={of} part={part} share={figure(part.figure)} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">
              <FormattedMessage id="why.partsSum" values={{ count: behind.parts.length }} />
            </th>
            <td className="figure" data-sum={behind.sum}>
              {figure(behind.sum)}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function PartRow(props: {
  readonly of: PaperFigure
  readonly part: Part
  /** Its figure, written. */
  readonly share: string
}) {
  const { of, part, share } = props
  const { name, row, text, figure } = part
  const { told } = useTold()
  const search = useSearchTexts()
  const called = row === null ? told(name) : `${told(name)} ${row}`
  const next = nextOf(of, part, search)
  return (
    <tr>
      <th scope="row">
        {next === null ? (
          called
        ) : (
          <Link to="." search={next} resetScroll={false} preload={false}>
            {called}
          </Link>
        )}
        {text === null ? null : (
          <span className="why-about">
            <bdi>{text}</bdi>
          </span>
        )}
      </th>
      <td className={isZero(figure) ? 'figure muted' : 'figure'}>{share}</td>
    </tr>
  )
}

/** What a part leads to: its own why on the paper, or its entry; null where nothing. */
function nextOf(of: PaperFigure, { at, entry }: Part, search: Texts): Texts | null {
  if (at !== null) return withWhy(search, paperFigureText({ ...of, figure: at }))
  return entry === null ? null : withWhy(search, search['why'] ?? null, `entry:${entry}`)
}

function Proof({ screens, behind }: Pick<WhyPaperProps, 'screens'> & { readonly behind: Behind }) {
  const figure = useFigure(screens, behind.currency)
  return (
    <div className="why-more">
      {sameFigure(behind.sum, behind.figure) ? (
        <span className="why-proof">
          <span aria-hidden="true">✓ </span>
          <FormattedMessage id="why.partsEqual" />
        </span>
      ) : (
        <span className="wrong" role="alert">
          <FormattedMessage id="why.unequal" values={{ sum: figure(behind.sum) }} />
        </span>
      )}
    </div>
  )
}

interface Timeline {
  readonly happenings: readonly { readonly entries?: readonly string[] }[]
}

/** The entries of the paper, from which its files and the row of an import are one step away. */
function Booked({ company, path }: { readonly company: string; readonly path: string }) {
  const { data } = useQuery({
    queryKey: ['happened', 'booked', path],
    queryFn: ({ signal }) => get<Timeline>(`${path}/timeline`, { limit: 100 }, signal),
    retry: false,
  })
  const entries = data?.happenings.flatMap((one) => one.entries ?? []) ?? []
  if (entries.length === 0) return null
  return (
    <footer className="why-files">
      <h3>
        <FormattedMessage id="why.booked" />
      </h3>
      {entries.toReversed().map((id) => (
        <EntryLink key={id} company={company} id={id} />
      ))}
    </footer>
  )
}

function EntryLink({ company, id }: { readonly company: string; readonly id: string }) {
  const search = useSearchTexts()
  const { day } = useWriting()
  const { data: entry } = useQuery({ ...entryQuery(company, id), retry: false })
  if (entry === undefined) return null
  return (
    <Link
      to="."
      search={withWhy(search, search['why'] ?? null, `entry:${id}`)}
      resetScroll={false}
      preload={false}
    >
      {day(entry.postedOn)} · {entry.reason}
    </Link>
  )
}

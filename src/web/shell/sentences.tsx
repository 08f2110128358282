/** The server's sentences, each with a way to where it is set right; drawn here alone. */
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { FormattedMessage, useIntl } from 'react-intl'
import type { LinkPage } from '#kit/derive/page.ts'
import { Refused } from '#web/api.ts'
import { copy } from '#web/controls/calls.ts'
import type { Said } from '#web/controls/said.ts'
import { screensQuery } from '#web/screens.ts'
import type { Described, Screens } from '#web/screens.ts'
import { rightPlaceOf } from '#web/shell/right-places.ts'
import type { RightPlace } from '#web/shell/right-places.ts'
import { say } from '#web/shell/toasts.tsx'
import { useTold } from '#web/words/told.ts'
import type { Word } from '#web/words/en.ts'
import '#web/shell/sentences.css'

interface Field {
  /** To what the field links of which they are said. */
  readonly link?: LinkPage | null
  /** What was typed there. */
  readonly typed?: unknown
}

/** Sentences one behind the other, as they stand beside a field or in a line. */
export function Sentences({ problems, ...of }: Field & { readonly problems: readonly Said[] }) {
  return problems.map(({ rule, message }, at) => (
    <span key={`${rule} ${message}`} className="sentence">
      {at === 0 ? '' : ' '}
      <span>{message}</span>
      <ToPlace rule={rule} {...of} />
    </span>
  ))
}

/** Sentences as paragraphs. */
export function SentenceList({ problems }: { readonly problems: readonly Said[] }) {
  return problems.map((one) => (
    <p key={`${one.rule} ${one.message}`}>
      <Sentences problems={[one]} />
    </p>
  ))
}

/**
 * What an error says. Of a fault of ours, and of the refusal of a whole page, the number is told
 * under which the server's log has it.
 */
export function ErrorSentences(props: { readonly error: Error; readonly isPage?: boolean }) {
  const { error, isPage = false } = props
  const number = error instanceof Refused && (isPage || error.status >= 500) ? error.request : null
  return (
    <>
      <SentenceList problems={saidIn(error)} />
      {number === null ? null : <RequestNumber number={number} />}
    </>
  )
}

/** What an error says beside a field; nothing where there is none. */
export function besideField(error: Error | null | undefined): React.ReactNode {
  return error ? <Sentences problems={saidIn(error)} /> : null
}

/** The sentences of an error; its own where the server told none. */
export function saidIn(error: Error): readonly Said[] {
  if (error instanceof Refused && error.problems.length > 0) return error.problems
  return [{ rule: '', message: error.message }]
}

function RequestNumber({ number }: { readonly number: string }) {
  const { formatMessage } = useIntl()
  return (
    <p className="request-number">
      <FormattedMessage
        id="broken.number"
        values={{ number: <code key="number">{number}</code> }}
      />{' '}
      <button
        type="button"
        className="copy-as"
        onClick={() =>
          void copy(number).then(() => say({ text: formatMessage({ id: 'list.copied' }) }))
        }
      >
        <FormattedMessage id="place.copyNumber" />
      </button>
    </p>
  )
}

/** The way to where it is set right, where there is one and who reads it may go there. */
function ToPlace({ rule, link = null, typed }: Field & { readonly rule: string }) {
  const { company = '' } = useParams({ strict: false })
  const place = rightPlaceOf(rule)
  const { data } = useQuery({ ...screensQuery(company), enabled: place !== null && company !== '' })
  if (place === null || data === undefined) return null
  if (place.kind !== 'part') {
    const wanted = place.kind === 'list' ? place.list : (link?.address ?? '')
    const of = data.descriptions.find(({ address }) => address === wanted)
    const code = place.kind === 'link' && typeof typed === 'string' ? typed : ''
    return of === undefined ? null : <ToList of={of} company={company} code={code} />
  }
  return mayGo(data, place) ? <ToPart company={company} part={place.part} /> : null
}

function mayGo({ person }: Screens, place: RightPlace): boolean {
  return place.kind === 'part' && person.settings.includes(place.part)
}

function ToPart({ company, part }: { readonly company: string; readonly part: string }) {
  const word = partWords[part]
  if (word === undefined) return null
  return (
    <>
      {' '}
      <Link to="/c/$company/settings/$part" params={{ company, part }} className="to-place">
        <FormattedMessage id="place.to" values={{ place: <FormattedMessage id={word} /> }} />
      </Link>
    </>
  )
}

/** A register; a new row with the code that was typed, where who reads it may add one. */
function ToList(props: {
  readonly of: Described
  readonly company: string
  readonly code: string
}) {
  const { of, company, code } = props
  const { told } = useTold()
  const params = { company, list: of.address }
  if (code === '' || !of.mayWrite || of.noun !== 'register') {
    return (
      <>
        {' '}
        <Link to="/c/$company/$list" params={params} className="to-place">
          <FormattedMessage id="place.to" values={{ place: told(of.plural, 'title') }} />
        </Link>
      </>
    )
  }
  return (
    <>
      {' '}
      <Link
        to="/c/$company/$list/$key"
        params={{ ...params, key: 'new' }}
        search={{ code }}
        className="to-place"
      >
        <FormattedMessage id="place.add" values={{ what: told(of.name), code }} />
      </Link>
    </>
  )
}

/** What the parts of the settings are called to which there is a way. */
export const partWords: Readonly<Record<string, Word>> = {
  periods: 'set.periods',
  numbering: 'set.numbering',
  prints: 'set.prints',
  roles: 'set.roles',
  approvals: 'set.approvals',
  duties: 'set.duties',
  companies: 'set.companies',
  people: 'set.people',
  keys: 'set.keys',
}

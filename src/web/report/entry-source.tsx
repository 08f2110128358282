/** Where an entry came from: its paper, the files on that, and the rows of the file it came in. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import { addressOf } from '#web/api.ts'
import {
  attachmentsPath,
  attachmentsQuery,
  filePlaceQuery,
  sourceQuery,
} from '#web/report/entry.ts'
import type { Entry, FilePlace, SourcePaper } from '#web/report/entry.ts'
import type { Screens } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

export function EntrySource(props: { readonly screens: Screens; readonly entry: Entry }) {
  const { screens, entry } = props
  return (
    <section className="entry-source">
      <h2>
        <FormattedMessage id="source.title" />
      </h2>
      {entry.source === undefined ? (
        <>
          <p>
            <FormattedMessage id="source.none" />
          </p>
          <InFile screens={screens} entry={entry} paper={null} />
        </>
      ) : (
        <Paper screens={screens} entry={entry} source={entry.source} />
      )}
    </section>
  )
}

function Paper(props: {
  readonly screens: Screens
  readonly entry: Entry
  readonly source: NonNullable<Entry['source']>
}) {
  const { screens, entry, source } = props
  const { told } = useTold()
  const company = screens.company.code
  const { data: paper, isPending } = useQuery(sourceQuery(screens, source))
  const values = { paper: told(source.paper), number: source.number }
  if (isPending) return null
  if (paper === null || paper === undefined) {
    return (
      <>
        <p>
          <FormattedMessage id="source.unseen" values={values} />
        </p>
        <InFile screens={screens} entry={entry} paper={null} />
      </>
    )
  }
  return (
    <>
      <p>
        <Link
          to="/c/$company/$list/$key"
          params={{ company, list: paper.of.address, key: paper.id }}
        >
          <FormattedMessage id="source.paper" values={values} />
        </Link>
        {paper.state === null ? null : <span className="muted"> {told(paper.state)}</span>}
      </p>
      <InFile screens={screens} entry={entry} paper={paper} />
      <Attached company={company} paper={paper} />
    </>
  )
}

function Attached({ company, paper }: { readonly company: string; readonly paper: SourcePaper }) {
  const { data: files } = useQuery(attachmentsQuery(company, paper))
  if (files === undefined) return null
  if (files.length === 0) {
    return (
      <p className="muted">
        <FormattedMessage id="source.noFiles" />
      </p>
    )
  }
  return (
    <>
      <h3>
        <FormattedMessage id="source.files" />
      </h3>
      <ul>
        {files.map(({ attachment, fileName, category }) => (
          <li key={attachment}>
            <a href={addressOf(`${attachmentsPath(company, paper)}/${attachment}`)} download>
              {fileName}
            </a>
            {category === null ? null : <span className="muted"> {category}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}

function InFile(props: {
  readonly screens: Screens
  readonly entry: Entry
  readonly paper: SourcePaper | null
}) {
  const { screens, entry, paper } = props
  const company = screens.company.code
  const batch = entry.batch ?? ''
  const { data: place } = useQuery({
    ...filePlaceQuery(company, batch, paper),
    enabled: batch !== '',
  })
  if (batch === '' || place === undefined) return null
  if (place === null) {
    return (
      <p>
        <FormattedMessage id="source.batch" values={{ batch }} />
      </p>
    )
  }
  return (
    <p>
      <Place place={place} />{' '}
      {place.opens ? (
        <Link to="/c/$company/import" params={{ company }} search={{ import: batch }}>
          <FormattedMessage id="source.import" />
        </Link>
      ) : null}
    </p>
  )
}

function Place({ place: { file, line, rows } }: { readonly place: FilePlace }) {
  if (line === null) return <FormattedMessage id="source.file" values={{ file }} />
  const id = rows > 1 ? 'source.fileRows' : 'source.fileRow'
  return <FormattedMessage id={id} values={{ file, row: line, last: line + rows - 1 }} />
}

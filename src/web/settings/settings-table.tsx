/** A table of a setting: plain rows, told apart by lines, with what can be done at their end. */
import type { ReactNode } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import type { Word } from '#web/words/en.ts'

export interface SettingsRow {
  readonly key: string
  readonly cells: readonly ReactNode[]
  /** What can be done with it. */
  readonly acts?: ReactNode
}

export function SettingsTable(props: {
  readonly name: Word
  readonly heads: readonly Word[]
  readonly rows: readonly SettingsRow[] | undefined
  /** What belongs here, where nothing is there yet. */
  readonly empty?: Word
  /** Why it cannot be shown. */
  readonly error: Error | null
}) {
  const { name, heads, rows, error, empty = 'set.nothing' } = props
  // What was read stays where it cannot be read again.
  if (error !== null && rows === undefined) {
    return (
      <p className="wrong" role="alert">
        {error.message}
      </p>
    )
  }
  if (rows === undefined) return null
  if (rows.length === 0) {
    return (
      <p className="muted">
        <FormattedMessage id={empty} />
      </p>
    )
  }
  return <Filled name={name} heads={heads} rows={rows} />
}

function Filled(props: {
  readonly name: Word
  readonly heads: readonly Word[]
  readonly rows: readonly SettingsRow[]
}) {
  const { name, heads, rows } = props
  const { formatMessage } = useIntl()
  const labels = heads.map((id) => formatMessage({ id }))
  return (
    <div className="scrolls">
      <table>
        <caption className="sr-only">
          <FormattedMessage id={name} />
        </caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                <FormattedMessage id={head} />
              </th>
            ))}
            <th scope="col">
              <span className="sr-only">
                <FormattedMessage id="set.actions" />
              </span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells, acts }) => (
            <tr key={key}>
              {cells.map((cell, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- its column is its only name
                <td key={at} data-label={labels[at]}>
                  {cell}
                </td>
              ))}
              <td className="acts">{acts}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

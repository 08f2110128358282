/** What the ledger keeps by itself, an account or a currency: only read, with what changes it. */
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import { ledgersOwn } from '#web/controls/link-options.ts'
import type { PageProps } from '#web/paper/document-page.tsx'
import { Facts } from '#web/paper/parts.tsx'
import { useScreens } from '#web/screens.ts'
import { Waiting } from '#web/shell/waiting.tsx'
import { useTold } from '#web/words/told.ts'
import type { FieldPage } from '#kit/derive/page.ts'
import { isRows } from '#web/screens.ts'

export function LedgersRow({ of, company, at }: PageProps) {
  const { told } = useTold()
  const link = { to: of.name, ofCompany: of.ofCompany, address: of.address }
  const { data, error } = useQuery(ledgersOwn(link, company))
  if (error !== null) throw error
  if (data === undefined) return <Waiting />
  const row = data.find(({ code }) => code === at)
  const fields = of.fields.filter((one): one is FieldPage => !isRows(one))
  return (
    <article className="paper">
      <header className="paper-head">
        <div>
          <p className="muted">{told(of.name, 'title')}</p>
          <h1>
            <bdi>{at}</bdi>
          </h1>
        </div>
      </header>
      <div className="paper-main">
        {row === undefined ? (
          <p>
            <FormattedMessage id="paper.noRow" />
          </p>
        ) : (
          <Facts fields={fields} content={{ ...row.row }} company={company} />
        )}
        <p className="muted">
          <FormattedMessage id="paper.ledgers" />
        </p>
        <Changing of={of} company={company} at={at} />
      </div>
    </article>
  )
}

/** Its ledger, and by what it is changed. */
function Changing({ of, company, at }: PageProps) {
  const { told } = useTold()
  const { reports } = useScreens(company)
  const ledger = reports.find(({ parameters }) =>
    parameters.some(({ name, required }) => name === of.name && required),
  )
  return (
    <ul className="plain-list">
      {ledger === undefined ? null : (
        <li>
          <Link
            to="/c/$company/reports/$report"
            params={{ company, report: ledger.name }}
            search={{ [of.name]: at }}
          >
            {told(ledger.title)}
          </Link>
        </li>
      )}
      <li>
        <Link to="/c/$company/import" params={{ company }}>
          <FormattedMessage id="shell.import" />
        </Link>
      </li>
      <li>
        <a href="/api/docs">
          <FormattedMessage id="paper.byApi" />
        </a>
      </li>
    </ul>
  )
}

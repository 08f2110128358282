/** One paper or row: what it says, what comes next, and what happened to it. */
import { useParams } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import { DocumentPage } from '#web/paper/document-page.tsx'
import { LedgersRow } from '#web/paper/ledgers-row.tsx'
import { RegisterPage } from '#web/paper/register-page.tsx'
import { useScreens } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'
import '#web/paper/paper.css'

export function PaperPage() {
  const { company = '', list = '', key = '' } = useParams({ strict: false })
  const { descriptions } = useScreens(company)
  const of = descriptions.find(({ address }) => address === list)
  if (of === undefined) {
    return (
      <h1 className="paper-missing">
        <FormattedMessage id="paper.noKind" />
      </h1>
    )
  }
  if (key === 'new' && !of.mayWrite) return <MayNotWrite of={of} />
  // What was begun on another paper has nothing to do with this one.
  const place = { of, company, at: key }
  if (of.isLedgers) return <LedgersRow {...place} key={`${list} ${key}`} />
  if (of.noun === 'register') return <RegisterPage {...place} key={`${list} ${key}`} />
  return <DocumentPage {...place} key={`${list} ${key}`} />
}

/** Who may not write one is told so before anything is typed. */
function MayNotWrite({ of }: { readonly of: Described }) {
  const { told } = useTold()
  return (
    <div className="paper-missing">
      <h1>{told(of.plural, 'title')}</h1>
      <p>
        <FormattedMessage id="paper.mayNotWrite" values={{ what: told(of.name) }} />
      </p>
    </div>
  )
}

/** All that is chosen in one file: a few at once, many by a job that is seen and can be stopped. */
import { Button } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { fewPrinted, mostPrinted, printAddress } from '#web/list/list-files.ts'
import { cancelPrint, followPrint } from '#web/list/print-many.ts'
import type { Print } from '#web/list/print-many.ts'
import { textOf } from '#web/list/list-fields.ts'
import type { Row } from '#web/list/list-fields.ts'
import type { Described } from '#web/screens.ts'
import { ErrorSentences } from '#web/shell/sentences.tsx'
import { useTold } from '#web/words/told.ts'

interface Props {
  readonly of: Described
  readonly selected: readonly Row[]
}

export function PrintButton({ of, selected }: Props) {
  const { company = '' } = useParams({ strict: false })
  const { locale } = useIntl()
  const { told } = useTold()
  const count = selected.length
  if (of.noun !== 'document' || count === 0 || count > mostPrinted) return null
  const label = (
    <FormattedMessage
      id="list.print"
      values={{ count, what: told(count === 1 ? of.name : of.plural) }}
    />
  )
  const address = count > fewPrinted ? null : printAddress(of, company, selected, locale)
  if (address === null) return <Many {...{ of, selected, company, label }} />
  return (
    <Button component="a" href={address} download size="xs" variant="default">
      {label}
    </Button>
  )
}

function Many(props: Props & { readonly company: string; readonly label: React.ReactNode }) {
  const { of, selected, company, label } = props
  const { locale } = useIntl()
  const [print, setPrint] = useState<Print | null>(null)
  const [error, setError] = useState<Error | null>(null)
  const begin = async (): Promise<void> => {
    setError(null)
    try {
      const papers = selected.map((row) => textOf(row['id']))
      const asked = { kind: of.name, papers, printLanguage: locale }
      await followPrint(company, asked, setPrint)
    } catch (refused) {
      if (!(refused instanceof Error)) throw refused
      setError(refused)
    }
    setPrint(null)
  }
  if (print !== null) return <Progress {...{ print, company, count: selected.length }} />
  return (
    <>
      <Button size="xs" variant="default" onClick={() => void begin()}>
        {label}
      </Button>
      {error === null ? null : (
        <span className="wrong" role="alert">
          <ErrorSentences error={error} />
        </span>
      )}
    </>
  )
}

function Progress(props: {
  readonly print: Print
  readonly company: string
  readonly count: number
}) {
  const { print, company, count } = props
  return (
    <>
      <span role="status">
        <FormattedMessage
          id="list.printing"
          values={{ done: print.done, total: print.total ?? count }}
        />
      </span>
      <button type="button" className="quiet" onClick={() => void cancelPrint(company, print)}>
        <FormattedMessage id="list.printStop" />
      </button>
    </>
  )
}

/** The papers that a step was refused for, each with its sentences; as a file, too. */
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { FormattedMessage, useIntl } from 'react-intl'
import { csvField, withoutFormula } from '#base/csv.ts'
import type { Fate } from '#web/list/bulk.ts'
import { calledOf, keyOf, pageKeyOf } from '#web/list/list-fields.ts'
import type { Described } from '#web/screens.ts'
import { SentenceList } from '#web/shell/sentences.tsx'
import { useTold } from '#web/words/told.ts'

export function RefusedList(props: {
  readonly of: Described
  readonly company: string
  readonly fates: readonly Fate[]
}) {
  const { of, company, fates } = props
  const { told } = useTold()
  const { formatMessage } = useIntl()
  if (fates.length === 0) return null
  const called = (fate: Fate): string => {
    const name = calledOf(of, fate.row)
    return name === '' ? formatMessage({ id: 'list.unnumbered' }, { what: told(of.name) }) : name
  }
  return (
    <>
      <ul className="refused" aria-label={formatMessage({ id: 'list.refused' })}>
        {fates.map((fate) => (
          <li key={keyOf(of, fate.row)}>
            <Link
              to="/c/$company/$list/$key"
              params={{ company, list: of.address, key: pageKeyOf(of, fate.row) }}
            >
              {called(fate)}
            </Link>
            <SentenceList problems={fate.problems} />
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        size="xs"
        onClick={() => save(`${of.plural} refused.csv`, fileOf(of, fates, called))}
      >
        <FormattedMessage id="list.saveRefused" />
      </Button>
    </>
  )
}

/** A line for each problem: which paper, which rule, which field, and the sentence. */
function fileOf(of: Described, fates: readonly Fate[], called: (fate: Fate) => string): string {
  const head = ['id', of.name, 'rule', 'field', 'message']
  const rows = fates.flatMap((fate) =>
    fate.problems.map(({ rule, field, message }) => [
      keyOf(of, fate.row),
      called(fate),
      rule,
      field,
      message,
    ]),
  )
  return [head, ...rows]
    .map((row) => row.map((cell) => csvField(withoutFormula(cell))).join(','))
    .join('\r\n')
}

function save(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([`\uFEFF${text}\r\n`], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

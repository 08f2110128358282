/** How papers look that leave the house: a form for each kind, and a real paper beside it. */
import { Select } from '@mantine/core'
import { useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import type { Described, Screens } from '#web/screens.ts'
import { useSetting } from '#web/settings/acts.ts'
import type { KeptTemplate } from '#web/settings/print-layout.ts'
import { PrintForm } from '#web/settings/print-form.tsx'
import { Refusal } from '#web/shell/refusal.tsx'
import { useTold } from '#web/words/told.ts'

export function PrintsPart({ screens }: { readonly screens: Screens }) {
  const { told } = useTold()
  const { formatMessage } = useIntl()
  const kinds = screens.descriptions.filter(({ goesOut }) => goesOut)
  const [chosen, setChosen] = useState<string | null>(kinds[0]?.name ?? null)
  const at = `/companies/${screens.company.code}`
  const { data, error } = useSetting<{ rows: KeptTemplate[] }>(`${at}/print-templates?limit=500`)
  const own = screens.descriptions.find(({ name }) => name === 'print template')
  const kind: Described | undefined = kinds.find(({ name }) => name === chosen)
  return (
    <>
      <p>
        <FormattedMessage id="set.printsText" />
      </p>
      <Select
        allowDeselect={false}
        value={chosen}
        onChange={setChosen}
        data={kinds.map(({ name }) => ({ value: name, label: told(name, 'title') }))}
        label={formatMessage({ id: 'set.printsKind' })}
      />
      <Refusal error={error} />
      {kind === undefined || data === undefined ? null : (
        <PrintForm
          key={kind.name}
          at={at}
          kind={kind.name}
          kept={data.rows.find(({ code }) => code === kind.name)}
          mayWrite={own?.mayWrite === true}
        />
      )}
    </>
  )
}

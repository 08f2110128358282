/** The companies of the organization, and a new one with a chart like that of another. */
import { Button, Select, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { get, post } from '#web/api.ts'
import { useSetting } from '#web/settings/acts.ts'
import { countries, currencyChoices } from '#web/settings/places.ts'
import { ExamplePart } from '#web/settings/example-part.tsx'
import type { Screens } from '#web/screens.ts'
import { problemAt } from '#web/settings/problems.tsx'
import { SettingsTable } from '#web/settings/settings-table.tsx'
import { Dialog } from '#web/shell/dialog.tsx'
import { typedText } from '#web/sign-in/typed.ts'
import { Refusal } from '#web/shell/refusal.tsx'

interface CompanyRow {
  readonly code: string
  readonly name: string
  readonly currency: string
  readonly country?: string
  readonly timeZone?: string
  readonly retainedEarnings?: string
  readonly positionAccount?: string
}

export function CompaniesPart({ screens }: { readonly screens: Screens }) {
  const { data, error } = useSetting<{ companies: CompanyRow[] }>('/companies')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        <FormattedMessage id="set.companyNew" />
      </Button>
      {isOpen ? (
        <NewCompanyForm known={data?.companies ?? []} close={() => setOpen(false)} />
      ) : null}
      <SettingsTable
        name="set.companies"
        heads={['set.code', 'set.name', 'set.currency', 'set.country']}
        error={error}
        rows={data?.companies.map(({ code, name, currency, country = '' }) => ({
          key: code,
          cells: [code, name, currency, country],
        }))}
      />
      {screens.isExample ? <ExamplePart /> : null}
    </>
  )
}

interface Chosen {
  readonly country: string | null
  readonly currency: string | null
  readonly like: CompanyRow | undefined
}

async function addCompany(typed: FormData, { country, currency, like }: Chosen): Promise<void> {
  const code = typedText(typed, 'code')
  await post('/companies', {
    code,
    name: typedText(typed, 'name'),
    currency,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...(country === null ? {} : { country }),
    ...(like?.retainedEarnings === undefined ? {} : { retainedEarnings: like.retainedEarnings }),
    ...(like?.positionAccount === undefined ? {} : { positionAccount: like.positionAccount }),
  })
  if (like === undefined) return
  const chart = await get<{ accounts: object[] }>(`/companies/${like.code}/accounts`)
  const books = await get<{ journals: string[] }>(`/companies/${like.code}/journals`)
  await post(`/companies/${code}/accounts`, chart)
  await post(`/companies/${code}/journals`, books)
}

function NewCompanyForm(props: {
  readonly known: readonly CompanyRow[]
  readonly close: () => void
}) {
  const { known, close } = props
  const { formatMessage } = useIntl()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<Chosen>({ country: null, currency: null, like: known[0] })
  const { mutate, error, isPending } = useMutation({
    mutationFn: (typed: FormData) => addCompany(typed, chosen),
    onSuccess: async () => {
      close()
      await queries.invalidateQueries({ queryKey: ['settings'] })
      await queries.invalidateQueries({ queryKey: ['companies'] })
    },
  })
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    mutate(new FormData(event.currentTarget))
  }
  return (
    <Dialog title={formatMessage({ id: 'set.companyNew' })} onClose={close}>
      <form onSubmit={send}>
        <TextInput
          name="name"
          required
          maxLength={200}
          data-autofocus
          label={formatMessage({ id: 'set.name' })}
          error={problemAt(error, 'name')}
        />
        <TextInput
          name="code"
          required
          maxLength={32}
          pattern="[a-z0-9][a-z0-9\-]*"
          label={formatMessage({ id: 'set.code' })}
          description={formatMessage({ id: 'set.codeHelp' })}
          error={problemAt(error, 'code')}
        />
        <Choices known={known} chosen={chosen} setChosen={setChosen} error={error} />
        <Refusal error={error} without={['name', 'code', 'country', 'currency']} />
        <Button type="submit" loading={isPending}>
          <FormattedMessage id="set.companyNew" />
        </Button>
      </form>
    </Dialog>
  )
}

function Choices(props: {
  readonly known: readonly CompanyRow[]
  readonly chosen: Chosen
  readonly setChosen: (chosen: Chosen) => void
  readonly error: Error | null
}) {
  const { known, chosen, setChosen, error } = props
  const { formatMessage, locale } = useIntl()
  return (
    <>
      <Select
        searchable
        clearable
        data={countries(locale)}
        value={chosen.country}
        onChange={(country) => setChosen({ ...chosen, country })}
        label={formatMessage({ id: 'set.country' })}
        error={problemAt(error, 'country')}
      />
      <Select
        required
        searchable
        data={currencyChoices(locale)}
        value={chosen.currency}
        onChange={(currency) => setChosen({ ...chosen, currency })}
        label={formatMessage({ id: 'set.currency' })}
        error={problemAt(error, 'currency')}
      />
      <Select
        clearable
        placeholder={formatMessage({ id: 'set.noChart' })}
        data={known.map(({ code, name }) => ({ value: code, label: name }))}
        value={chosen.like?.code ?? null}
        onChange={(code) => setChosen({ ...chosen, like: known.find((one) => one.code === code) })}
        label={formatMessage({ id: 'set.chartOf' })}
      />
    </>
  )
}

/** What needs approval, from which amount on, and by whom. */
import { Autocomplete, Checkbox, NumberInput, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { readersHabits, readFigure, writtenFigure } from '#web/controls/figures.ts'
import { minorAmount, plainAmount } from '#web/controls/digits.ts'
import { companiesQuery } from '#web/screens.ts'
import type { Screens } from '#web/screens.ts'
import { ActButton } from '#web/settings/act-button.tsx'
import { useSetting } from '#web/settings/acts.ts'
import { FormDialog } from '#web/settings/form-dialog.tsx'
import { problemAt } from '#web/settings/problems.ts'
import { Simulation } from '#web/settings/simulation.tsx'
import type { Thought } from '#web/settings/simulation.tsx'
import { SettingsTable } from '#web/settings/settings-table.tsx'
import { useTold } from '#web/words/told.ts'
import { typedText } from '#web/sign-in/typed.ts'

interface Policy {
  readonly id: string
  readonly company: string | null
  readonly kind: string
  readonly verb: string
  readonly from: string
  readonly below: string | null
  readonly roles: readonly string[]
  readonly persons: number
}

export function PoliciesPart({ screens }: { readonly screens: Screens }) {
  const { told, toldVerb } = useTold()
  const { formatList, formatMessage, locale } = useIntl()
  const { data: companies = [] } = useQuery(companiesQuery)
  const { data, error } = useSetting<{ policies: Policy[] }>('/approval-policies')
  const written = (minor: string | null, company: string | null): string => {
    if (minor === null) return ''
    const own = companies.find(({ code }) => code === company)?.currency
    const digits = screens.currencies[own ?? screens.company.currency] ?? 0
    return writtenFigure(plainAmount(minor, digits), readersHabits(locale), digits)
  }
  return (
    <>
      <p>
        <FormattedMessage id="set.policyText" />
      </p>
      {error === null ? <NewPolicy screens={screens} /> : null}
      <SettingsTable
        name="set.approvals"
        empty="set.noPolicies"
        heads={[
          'set.paper',
          'set.verb',
          'set.company',
          'set.from',
          'set.below',
          'set.persons',
          'set.byRoles',
        ]}
        error={error}
        rows={data?.policies.map((policy) => ({
          key: policy.id,
          cells: [
            told(policy.kind),
            toldVerb(policy.verb),
            policy.company ?? formatMessage({ id: 'set.allCompanies' }),
            written(policy.from, policy.company),
            written(policy.below, policy.company),
            policy.persons,
            formatList(
              policy.roles.map((role) => told(role)),
              { type: 'disjunction' },
            ),
          ],
          acts: <EndPolicy policy={policy} />,
        }))}
      />
    </>
  )
}

function EndPolicy({ policy: { kind, verb, company } }: { readonly policy: Policy }) {
  const { formatMessage } = useIntl()
  const { told, toldVerb } = useTold()
  const what = `${told(kind)}, ${toldVerb(verb)}`
  const place = company === null ? {} : { company }
  return (
    <ActButton
      word="set.policyEnd"
      called={formatMessage({ id: 'set.policyEndOf' }, { what })}
      act={{ path: '/approval-policies', body: { kind, verb, ...place, bands: [] } }}
    />
  )
}

function NewPolicy({ screens }: { readonly screens: Screens }) {
  const { formatMessage, locale } = useIntl()
  const { data: companies = [] } = useQuery(companiesQuery)
  const [company, setCompany] = useState<string | null>(null)
  const [roles, setRoles] = useState<string[]>([])
  const own = companies.find(({ code }) => code === company)?.currency
  const digits = screens.currencies[own ?? screens.company.currency] ?? 0
  const thoughtIn = (typed: FormData): Thought => ({
    kind: typedText(typed, 'kind'),
    verb: typedText(typed, 'verb'),
    ...(company === null ? {} : { company }),
    ...minorIn(typedText(typed, 'from'), 'from', digits, locale),
    ...minorIn(typedText(typed, 'below'), 'below', digits, locale),
  })
  return (
    <FormDialog
      title="set.policyNew"
      submit="set.save"
      fields={['kind', 'verb', 'company', 'from', 'below', 'roles', 'persons']}
      act={(typed) => {
        const { kind, verb, company: place, ...amounts } = thoughtIn(typed)
        const band = { roles, persons: Number(typedText(typed, 'persons')), ...amounts }
        const where = place === undefined ? {} : { company: place }
        return { path: '/approval-policies', body: { kind, verb, ...where, bands: [band] } }
      }}
    >
      {(error) => (
        <>
          <p>
            <FormattedMessage id="set.policyReplaces" />
          </p>
          <PaperAndVerb screens={screens} error={error} />
          <Select
            clearable
            value={company}
            onChange={setCompany}
            placeholder={formatMessage({ id: 'set.allCompanies' })}
            data={companies.map(({ code, name }) => ({ value: code, label: name }))}
            label={formatMessage({ id: 'set.company' })}
            error={problemAt(error, 'company')}
          />
          <Amounts error={error} />
          <Simulation thoughtIn={thoughtIn} />
          <ByRoles roles={roles} setRoles={setRoles} error={error} />
        </>
      )}
    </FormDialog>
  )
}

/** A typed amount in minor units, under its name; nothing where there is none. */
function minorIn(
  typed: string,
  name: 'from' | 'below',
  digits: number,
  locale: string,
): Readonly<Record<string, string>> {
  const plain = readFigure(typed, readersHabits(locale), digits)
  if (plain === null || plain === '') return {}
  // What is finer than the currency goes as it was typed: the server says what is wrong with it.
  return { [name]: minorAmount(plain, digits) ?? plain }
}

function PaperAndVerb(props: { readonly screens: Screens; readonly error: Error | null }) {
  const { screens, error } = props
  const { formatMessage } = useIntl()
  const papers = screens.descriptions.filter(({ noun }) => noun === 'document')
  return (
    <>
      <Autocomplete
        name="kind"
        required
        data={papers.map(({ name }) => name)}
        label={formatMessage({ id: 'set.paper' })}
        error={problemAt(error, 'kind')}
      />
      <Autocomplete
        name="verb"
        required
        data={[...new Set(papers.flatMap(({ steps }) => steps.map(({ verb }) => verb)))]}
        label={formatMessage({ id: 'set.verb' })}
        error={problemAt(error, 'verb')}
      />
    </>
  )
}

function Amounts({ error }: { readonly error: Error | null }) {
  const { formatMessage } = useIntl()
  return (
    <>
      <TextInput
        name="from"
        inputMode="decimal"
        label={formatMessage({ id: 'set.from' })}
        error={problemAt(error, 'from', 'bands[1].from')}
      />
      <TextInput
        name="below"
        inputMode="decimal"
        label={formatMessage({ id: 'set.below' })}
        error={problemAt(error, 'below', 'bands[1].below')}
      />
      <NumberInput
        name="persons"
        required
        min={1}
        max={20}
        defaultValue={1}
        hideControls
        label={formatMessage({ id: 'set.persons' })}
      />
    </>
  )
}

function ByRoles(props: {
  readonly roles: string[]
  readonly setRoles: (roles: string[]) => void
  readonly error: Error | null
}) {
  const { roles, setRoles, error } = props
  const { formatMessage } = useIntl()
  const { told } = useTold()
  const { data: book } = useSetting<{ roles: { name: string }[] }>('/roles')
  return (
    <Checkbox.Group
      value={roles}
      onChange={setRoles}
      label={formatMessage({ id: 'set.byRoles' })}
      error={problemAt(error, 'roles', 'bands[1].roles')}
    >
      <div className="roles">
        {(book?.roles ?? []).map(({ name }) => (
          <Checkbox key={name} value={name} label={told(name)} />
        ))}
      </div>
    </Checkbox.Group>
  )
}

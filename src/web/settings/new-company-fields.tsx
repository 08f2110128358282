/** The fields of a new company: itself, its owner, and what the owner answers for alone. */
import { Checkbox, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { countries, currencyChoices, usualCountry, usualCurrency } from '#web/settings/places.ts'
import { problemAt } from '#web/settings/problems.tsx'
import { PasswordField } from '#web/sign-in/password-field.tsx'
import { useTold } from '#web/words/told.ts'

export interface OrganizationForm {
  readonly allowed: boolean
  readonly taxedCountries: readonly string[]
  readonly exceptions: readonly { readonly rule: string; readonly sentence: string }[]
}

interface Part {
  readonly form: OrganizationForm
  readonly error: Error | null
}

export function CompanyFields({ form, error }: Part) {
  const { formatMessage } = useIntl()
  return (
    <>
      <TextInput
        name="company"
        required
        autoFocus
        maxLength={200}
        autoComplete="organization"
        label={formatMessage({ id: 'own.company' })}
        error={problemAt(error, 'company')}
      />
      <TextInput
        name="organization"
        maxLength={200}
        label={formatMessage({ id: 'own.organization' })}
        description={formatMessage({ id: 'own.organizationHelp' })}
        error={problemAt(error, 'organization')}
      />
      <CountryFields form={form} error={error} />
      <TextInput
        name="yearStarts"
        type="date"
        required
        defaultValue={`${Temporal.Now.plainDateISO().year}-01-01`}
        label={formatMessage({ id: 'own.yearStarts' })}
        description={formatMessage({ id: 'own.yearHelp' })}
        error={problemAt(error, 'yearStarts')}
      />
    </>
  )
}

/** The country proposes the currency, and says whether its tax codes come with it. */
function CountryFields({ form, error }: Part) {
  const { formatMessage, locale } = useIntl()
  const [country, setCountry] = useState(usualCountry(navigator.language))
  const [currency, setCurrency] = useState(country === null ? null : usualCurrency(country))
  const choose = (chosen: string | null): void => {
    setCountry(chosen)
    if (chosen !== null) setCurrency(usualCurrency(chosen) ?? currency)
  }
  return (
    <>
      <div className="pair">
        <Select
          name="country"
          required
          searchable
          data={countries(locale)}
          value={country}
          onChange={choose}
          label={formatMessage({ id: 'own.country' })}
          error={problemAt(error, 'country')}
        />
        <Select
          name="currency"
          required
          searchable
          data={currencyChoices(locale)}
          value={currency}
          onChange={setCurrency}
          label={formatMessage({ id: 'own.currency' })}
          error={problemAt(error, 'currency')}
        />
      </div>
      {country === null ? null : (
        <p className="muted" role="status">
          <FormattedMessage
            id={form.taxedCountries.includes(country) ? 'own.taxed' : 'own.untaxed'}
          />
        </p>
      )}
    </>
  )
}

export function PersonFields({ error }: { readonly error: Error | null }) {
  const { formatMessage } = useIntl()
  return (
    <fieldset>
      <legend>
        <FormattedMessage id="own.you" />
      </legend>
      <TextInput
        name="name"
        required
        maxLength={100}
        autoComplete="name"
        label={formatMessage({ id: 'own.name' })}
        error={problemAt(error, 'name')}
      />
      <TextInput
        name="email"
        type="email"
        required
        autoComplete="username"
        label={formatMessage({ id: 'door.email' })}
        error={problemAt(error, 'email')}
      />
      <PasswordField
        name="password"
        required
        autoComplete="new-password"
        label={formatMessage({ id: 'door.password' })}
        description={formatMessage({ id: 'door.newPasswordHelp' })}
        error={problemAt(error, 'password')}
      />
    </fieldset>
  )
}

export function AloneFields({ form, error }: Part) {
  const { formatMessage } = useIntl()
  const { told } = useTold()
  return (
    <fieldset>
      <legend>
        <FormattedMessage id="own.alone" />
      </legend>
      <p>
        <FormattedMessage id="own.aloneText" />
      </p>
      <details open>
        <summary>
          <FormattedMessage id="own.rules" values={{ count: form.exceptions.length }} />
        </summary>
        <ul>
          {form.exceptions.map(({ rule, sentence }) => (
            <li key={rule}>
              {told(sentence)} <span className="muted">{rule}</span>
            </li>
          ))}
        </ul>
      </details>
      <Checkbox
        name="acknowledged"
        required
        label={formatMessage({ id: 'own.answer' })}
        error={problemAt(error, 'acknowledged')}
      />
      <TextInput
        name="review"
        required
        maxLength={500}
        defaultValue={formatMessage({ id: 'own.reviewProposal' })}
        label={formatMessage({ id: 'own.review' })}
        error={problemAt(error, 'review')}
      />
    </fieldset>
  )
}

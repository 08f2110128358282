/** Who holds which role where, and how one is granted and ended. */
import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { colleaguesQuery } from '#web/inbox/colleagues.ts'
import { companiesQuery } from '#web/screens.ts'
import { useSetting } from '#web/settings/acts.ts'
import { FormDialog } from '#web/settings/form-dialog.tsx'
import { problemAt } from '#web/settings/problems.tsx'
import { ReasonField } from '#web/settings/reason-field.tsx'
import { SettingsTable } from '#web/settings/settings-table.tsx'
import { say } from '#web/shell/toasts.tsx'
import { useTold } from '#web/words/told.ts'
import { typedSome, typedText } from '#web/sign-in/typed.ts'

interface Role {
  readonly name: string
  readonly meaning: string
}

interface Grant {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly company: string | null
  readonly site: string | null
  readonly department: string | null
  readonly own: boolean
  readonly until: string | null
  readonly grantedBy: string
}

export function RolesPart() {
  const { told } = useTold()
  const { formatDate, formatMessage } = useIntl()
  const roles = useSetting<{ roles: Role[] }>('/roles')
  const grants = useSetting<{ grants: Grant[] }>('/grants')
  const all = roles.data?.roles ?? []
  const where = ({ company, site, department, own }: Grant): string => {
    const parts = [company, site, department].filter((part) => part !== null)
    const place = parts.length === 0 ? formatMessage({ id: 'set.everywhere' }) : parts.join(', ')
    return own ? `${place}, ${formatMessage({ id: 'set.ownOnly' })}` : place
  }
  return (
    <>
      {grants.error === null ? <NewGrant roles={all} /> : null}
      <SettingsTable
        name="set.holders"
        heads={['set.person', 'set.role', 'set.where', 'set.until', 'set.madeBy']}
        error={grants.error}
        rows={grants.data?.grants.map((grant) => ({
          key: grant.id,
          cells: [
            grant.name,
            told(grant.role),
            where(grant),
            grant.until === null
              ? ''
              : formatDate(grant.until, { dateStyle: 'medium', timeZone: 'UTC' }),
            grant.grantedBy,
          ],
          acts: <EndGrant grant={grant} />,
        }))}
      />
      <h2>
        <FormattedMessage id="set.meaning" />
      </h2>
      <dl className="meanings">
        {all.map(({ name, meaning }) => (
          <div key={name}>
            <dt>{told(name)}</dt>
            <dd>{told(meaning)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function NewGrant({ roles }: { readonly roles: readonly Role[] }) {
  const { formatMessage } = useIntl()
  const { told } = useTold()
  const { data: colleagues = [] } = useQuery(colleaguesQuery)
  const [person, setPerson] = useState<string | null>(null)
  const [role, setRole] = useState<string | null>(null)
  const [company, setCompany] = useState<string | null>(null)
  const name = colleagues.find(({ id }) => id === person)?.name ?? ''
  return (
    <FormDialog
      title="set.grant"
      fields={['person', 'role', 'company', 'until', 'reason']}
      act={(typed) => {
        const reason = typedText(typed, 'reason')
        const one = { person, role, reason, ...(company === null ? {} : { company }) }
        return { path: '/grants', body: { grants: [{ ...one, ...typedSome(typed, 'until') }] } }
      }}
      done={() =>
        say({ text: formatMessage({ id: 'set.granted' }, { name, role: told(role ?? '') }) })
      }
    >
      {(error) => (
        <>
          <Select
            required
            searchable
            value={person}
            onChange={setPerson}
            data={colleagues.map((one) => ({ value: one.id, label: one.name }))}
            label={formatMessage({ id: 'set.person' })}
            error={problemAt(error, 'person')}
          />
          <Select
            required
            searchable
            value={role}
            onChange={setRole}
            data={roles.map((one) => ({ value: one.name, label: told(one.name) }))}
            label={formatMessage({ id: 'set.role' })}
            description={told(roles.find((one) => one.name === role)?.meaning ?? '')}
            error={problemAt(error, 'role')}
          />
          <Company company={company} setCompany={setCompany} error={error} />
          <UntilAndReason error={error} />
        </>
      )}
    </FormDialog>
  )
}

function Company(props: {
  readonly company: string | null
  readonly setCompany: (company: string | null) => void
  readonly error: Error | null
}) {
  const { company, setCompany, error } = props
  const { formatMessage } = useIntl()
  const { data: companies = [] } = useQuery(companiesQuery)
  return (
    <Select
      clearable
      placeholder={formatMessage({ id: 'set.everywhere' })}
      value={company}
      onChange={setCompany}
      data={companies.map((one) => ({ value: one.code, label: one.name }))}
      label={formatMessage({ id: 'set.company' })}
      error={problemAt(error, 'company')}
    />
  )
}

function UntilAndReason({ error }: { readonly error: Error | null }) {
  const { formatMessage } = useIntl()
  return (
    <>
      <TextInput
        name="until"
        type="date"
        label={formatMessage({ id: 'set.until' })}
        description={formatMessage({ id: 'set.untilHelp' })}
        error={problemAt(error, 'until')}
      />
      <ReasonField error={error} />
    </>
  )
}

function EndGrant({ grant }: { readonly grant: Grant }) {
  const { formatMessage } = useIntl()
  const { told } = useTold()
  const { id, name } = grant
  return (
    <FormDialog
      quiet
      title="set.end"
      called={formatMessage({ id: 'set.endOf' }, { role: told(grant.role), name })}
      fields={['reason']}
      act={(typed) => ({
        path: '/grants/endings',
        body: { grants: [id], reason: typedText(typed, 'reason') },
      })}
    >
      {(error) => (
        <>
          <p>
            <FormattedMessage id="set.endOf" values={{ role: told(grant.role), name }} />
          </p>
          <ReasonField error={error} isFirst />
        </>
      )}
    </FormDialog>
  )
}

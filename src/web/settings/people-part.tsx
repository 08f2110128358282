/** The people of the house: invited, helped, and gone. */
import { TextInput } from '@mantine/core'
import { FormattedMessage, useIntl } from 'react-intl'
import { get } from '#web/api.ts'
import { ActButton } from '#web/settings/act-button.tsx'
import { useSetting } from '#web/settings/acts.ts'
import { FormDialog } from '#web/settings/form-dialog.tsx'
import { problemAt } from '#web/settings/problems.tsx'
import { SettingsTable } from '#web/settings/settings-table.tsx'
import { say } from '#web/shell/toasts.tsx'
import { typedText } from '#web/sign-in/typed.ts'

interface Person {
  readonly id: string
  readonly kind: 'human' | 'program'
  readonly name: string
  readonly email: string | null
  readonly createdAt: string
  readonly leftAt: string | null
  readonly password: boolean
  readonly secondFactor: boolean
}

export function PeoplePart() {
  const { formatDate } = useIntl()
  const { data, error } = useSetting('/persons', allPersons)
  const day = (at: string): string => formatDate(at, { dateStyle: 'medium' })
  return (
    <>
      {error === null ? <Invite /> : null}
      <SettingsTable
        name="set.people"
        heads={['set.name', 'set.mail', 'set.signIn', 'set.since']}
        error={error}
        rows={data?.map((person) => ({
          key: person.id,
          cells: [
            person.name,
            person.email ?? '',
            <SignIn key="sign-in" person={person} />,
            person.leftAt === null ? (
              day(person.createdAt)
            ) : (
              <FormattedMessage id="set.left" values={{ day: day(person.leftAt) }} />
            ),
          ],
          acts: person.leftAt === null ? <Acts person={person} /> : null,
        }))}
      />
    </>
  )
}

/** So many pages are read; an organization with more people looks at them over the API. */
const mostPages = 10

async function allPersons(): Promise<Person[]> {
  const found: Person[] = []
  let after: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const part = await get<{ persons: Person[]; next?: string }>('/persons', { after, limit: 500 })
    found.push(...part.persons)
    after = part.next
    if (after === undefined) break
  }
  return found.toSorted((one, other) => Number(one.leftAt !== null) - Number(other.leftAt !== null))
}

function SignIn({ person }: { readonly person: Person }) {
  if (person.kind === 'program') return <FormattedMessage id="set.program" />
  if (!person.password) return <FormattedMessage id="set.notYet" />
  return <FormattedMessage id={person.secondFactor ? 'set.byApp' : 'set.byPassword'} />
}

function Invite() {
  const { formatMessage } = useIntl()
  return (
    <FormDialog
      title="set.invite"
      fields={['name', 'email']}
      act={(typed) => ({
        path: '/persons',
        body: { name: typedText(typed, 'name'), email: typedText(typed, 'email') },
      })}
      done={({ name }) =>
        say({ text: formatMessage({ id: 'set.invited' }, { name: String(name) }) })
      }
    >
      {(error) => (
        <>
          <p>
            <FormattedMessage id="set.inviteText" />
          </p>
          <TextInput
            name="name"
            required
            maxLength={100}
            data-autofocus
            label={formatMessage({ id: 'set.name' })}
            error={problemAt(error, 'name')}
          />
          <TextInput
            name="email"
            type="email"
            required
            label={formatMessage({ id: 'set.mail' })}
            error={problemAt(error, 'email')}
          />
        </>
      )}
    </FormDialog>
  )
}

function Acts({ person }: { readonly person: Person }) {
  const { formatMessage } = useIntl()
  const { id, name, kind, secondFactor } = person
  const called = (word: 'set.leave' | 'set.inviteAgain' | 'set.forgetApp'): string =>
    `${formatMessage({ id: word })}: ${name}`
  return (
    <>
      {kind === 'human' && !person.password ? (
        <ActButton
          word="set.inviteAgain"
          called={called('set.inviteAgain')}
          act={{ path: `/persons/${id}/invitation`, body: {} }}
        />
      ) : null}
      {secondFactor ? (
        <FormDialog
          quiet
          title="set.forgetApp"
          called={called('set.forgetApp')}
          fields={[]}
          act={() => ({ path: `/persons/${id}/second-factor/removal`, body: {} })}
        >
          {() => (
            <p>
              <FormattedMessage id="set.forgetAppText" values={{ name }} />
            </p>
          )}
        </FormDialog>
      ) : null}
      <FormDialog
        quiet
        title="set.leave"
        called={called('set.leave')}
        fields={[]}
        act={() => ({ path: `/persons/${id}/leaving`, body: {} })}
      >
        {() => (
          <p>
            <FormattedMessage id="set.leaveText" values={{ name }} />
          </p>
        )}
      </FormDialog>
    </>
  )
}

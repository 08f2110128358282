/** Ends the example: what would be gone, and its name to be typed, as nothing takes it back. */
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { useSetting } from '#web/settings/acts.ts'
import { FormDialog } from '#web/settings/form-dialog.tsx'
import { problemAt } from '#web/settings/problems.tsx'
import { typedText } from '#web/sign-in/typed.ts'

interface Example {
  readonly name: string
  readonly companies: number
  readonly entries: number
  readonly persons: number
  readonly mayEnd: boolean
}

export function ExamplePart() {
  const { data } = useSetting<Example>('/example')
  if (data === undefined) return null
  return (
    <section>
      <h2>
        <FormattedMessage id="example.end" />
      </h2>
      <p>
        <FormattedMessage id="example.what" values={{ ...data }} />
      </p>
      <p>
        <FormattedMessage id={data.mayEnd ? 'example.why' : 'example.who'} />
      </p>
      {data.mayEnd ? <EndDialog name={data.name} /> : null}
    </section>
  )
}

function EndDialog({ name }: { readonly name: string }) {
  const { formatMessage } = useIntl()
  const [typed, setTyped] = useState('')
  return (
    <FormDialog
      title="example.end"
      submit="example.endNow"
      isReady={typed === name}
      fields={['name']}
      act={(form) => ({ path: '/example/ending', body: { name: typedText(form, 'name') } })}
      done={() => window.location.assign('/sign-in')}
    >
      {(error) => (
        <>
          <p>
            <FormattedMessage id="example.last" />
          </p>
          <TextInput
            name="name"
            data-autofocus
            autoComplete="off"
            label={formatMessage({ id: 'example.type' }, { name })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={problemAt(error, 'name')}
          />
        </>
      )}
    </FormDialog>
  )
}

/** From nothing to a company with a chart, in one form; drawn by hand, as no paper is behind it. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { FormEvent } from 'react'
import { FormattedMessage } from 'react-intl'
import { get, post } from '#web/api.ts'
import { AloneFields, CompanyFields, PersonFields } from '#web/settings/new-company-fields.tsx'
import type { OrganizationForm } from '#web/settings/new-company-fields.tsx'
import { typedAs } from '#web/sign-in/typed.ts'
import { Refusal } from '#web/shell/refusal.tsx'
import '#web/settings/new-company.css'

const fields = [
  'organization',
  'company',
  'country',
  'currency',
  'yearStarts',
  'name',
  'email',
  'password',
  'acknowledged',
  'review',
]

export function NewCompany() {
  const { data: form } = useQuery({
    queryKey: ['organization form'],
    queryFn: () => get<OrganizationForm>('/organizations/form'),
  })
  const router = useRouter()
  const queries = useQueryClient()
  const { mutate, error, isPending } = useMutation({
    mutationFn: (body: object) => post<{ company: string }>('/organizations', body),
    onSuccess: async ({ company }) => {
      queries.clear()
      await router.navigate({ to: '/c/$company/first-steps', params: { company } })
    },
  })
  if (form === undefined) return null
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    mutate(bodyOf(new FormData(event.currentTarget), form))
  }
  return (
    <main className="new-company">
      <p className="house">Backstay</p>
      <h1>
        <FormattedMessage id="own.title" />
      </h1>
      {form.allowed ? (
        <form onSubmit={send}>
          <CompanyFields form={form} error={error} />
          <PersonFields error={error} />
          <AloneFields form={form} error={error} />
          <Refusal error={error} without={fields} />
          <Button type="submit" loading={isPending}>
            <FormattedMessage id="own.start" />
          </Button>
        </form>
      ) : (
        <p>
          <FormattedMessage id="own.notAllowed" />
        </p>
      )}
    </main>
  )
}

function bodyOf(typed: FormData, { exceptions }: OrganizationForm): object {
  const text = (name: string): string => typedAs(typed, name)
  const company = text('company')
  return {
    organization: text('organization') === '' ? company : text('organization'),
    company,
    country: text('country'),
    currency: text('currency'),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    yearStarts: text('yearStarts'),
    name: text('name'),
    email: text('email'),
    password: text('password'),
    acknowledged: typed.get('acknowledged') === null ? [] : exceptions.map(({ rule }) => rule),
    review: text('review'),
  }
}

/** Where the command bar can go, and what it can begin: lists, papers, reports, desks, settings. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useIntl } from 'react-intl'
import type { Screens } from '#web/screens.ts'
import type { Command } from '#web/shell/commands.ts'
import { useTold } from '#web/words/told.ts'

export function usePlaces(screens: Screens): Command[] {
  const navigate = useNavigate()
  const { told } = useTold()
  const { formatMessage } = useIntl()
  const company = screens.company.code
  const house = useHouse(company)
  const lists = screens.descriptions.map(({ address, plural }): Command => ({
    id: `list ${address}`,
    label: told(plural, 'title'),
    run: () => void navigate({ to: '/c/$company/$list', params: { company, list: address } }),
  }))
  const fresh = screens.descriptions
    .filter(({ mayWrite }) => mayWrite)
    .map(({ address, name }): Command => ({
      id: `new ${address}`,
      label: formatMessage({ id: 'command.new' }, { what: told(name) }),
      run: () =>
        void navigate({
          to: '/c/$company/$list/$key',
          params: { company, list: address, key: 'new' },
        }),
    }))
  const reports = screens.reports.map(({ name, title }): Command => ({
    id: `report ${name}`,
    label: told(title),
    run: () =>
      void navigate({ to: '/c/$company/reports/$report', params: { company, report: name } }),
  }))
  const desks = screens.desks.map(({ name, title }): Command => ({
    id: `desk ${name}`,
    label: formatMessage({ id: 'command.desk' }, { desk: told(title) }),
    run: () => void navigate({ to: '/c/$company/desks/$desk', params: { company, desk: name } }),
  }))
  return [...lists, ...fresh, ...reports, ...desks, ...house]
}

/** What belongs to no department, and each part of the settings. */
function useHouse(company: string): Command[] {
  const navigate = useNavigate()
  const { formatMessage } = useIntl()
  // The parts are told by their own page, which is read when the bar is opened first.
  const { data: parts = [] } = useQuery({
    queryKey: ['parts of the settings'],
    queryFn: async () => (await import('#web/settings/settings-page.tsx')).parts,
    staleTime: Infinity,
  })
  const settings = formatMessage({ id: 'shell.settings' })
  const params = { company }
  return [
    {
      id: 'my desk',
      label: formatMessage({ id: 'shell.myDesk' }),
      run: () => void navigate({ to: '/c/$company', params }),
    },
    {
      id: 'inbox',
      label: formatMessage({ id: 'shell.inbox' }),
      run: () => void navigate({ to: '/c/$company/inbox', params }),
    },
    {
      id: 'import',
      label: formatMessage({ id: 'shell.import' }),
      run: () => void navigate({ to: '/c/$company/import', params }),
    },
    {
      id: 'first steps',
      label: formatMessage({ id: 'steps.title' }),
      run: () => void navigate({ to: '/c/$company/first-steps', params }),
    },
    {
      id: 'account',
      label: formatMessage({ id: 'shell.account' }),
      run: () => void navigate({ to: '/c/$company/account', params }),
    },
    ...parts.map(({ name, word }): Command => ({
      id: `settings ${name}`,
      label: `${settings}: ${formatMessage({ id: word })}`,
      run: () =>
        void navigate({ to: '/c/$company/settings/$part', params: { company, part: name } }),
    })),
  ]
}

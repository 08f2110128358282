/** The papers that go on from this one, each begun with what this one says: the chain forward. */
import { Button, Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import type { StepsProps } from '#web/paper/next-step.ts'
import { useScreens } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

export type LaterProps = Pick<StepsProps, 'of' | 'company' | 'paper'>

export interface Later {
  readonly later: Described
  readonly begin: () => void
}

/** What may be begun from a paper that counts; nothing from one that is still written. */
export function useLater({ of, company, paper }: LaterProps): Later[] {
  const { descriptions } = useScreens(company)
  const navigate = useNavigate()
  const undone = new Set(of.steps.filter(({ undoes }) => undoes).map(({ to }) => to))
  if (paper === null || paper.state === of.states[0] || undone.has(paper.state)) return []
  const { id } = paper
  return descriptions
    .filter(({ drafts, mayWrite }) => mayWrite && drafts.includes(of.name))
    .map((later) => ({
      later,
      begin: () =>
        void navigate({
          to: '/c/$company/$list/$key',
          params: { company, list: later.address, key: 'new' },
          search: { from: of.name, ids: id },
        }),
    }))
}

/** As buttons, where no step of the paper itself comes next. */
export function LaterButtons(props: LaterProps) {
  const { told } = useTold()
  return useLater(props).map(({ later, begin }) => (
    <Button key={later.name} variant="default" onClick={begin}>
      <FormattedMessage id="command.new" values={{ what: told(later.name) }} />
    </Button>
  ))
}

/** As entries of the menu. */
export function LaterItems(props: LaterProps) {
  const { told } = useTold()
  return useLater(props).map(({ later, begin }) => (
    <Menu.Item key={later.name} onClick={begin}>
      <FormattedMessage
        id="paper.newFrom"
        values={{ what: told(later.name), from: told(props.of.name) }}
      />
    </Menu.Item>
  ))
}

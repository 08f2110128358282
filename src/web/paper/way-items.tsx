/** Ways out of what hinders a step, as entries of a menu, where a link cannot stand in an entry. */
import { Menu } from '@mantine/core'
import { useNavigate, useParams } from '@tanstack/react-router'
import { FormattedMessage } from 'react-intl'
import type { Said } from '#web/controls/said.ts'
import { useScreens } from '#web/screens.ts'
import { rightPlaceOf } from '#web/shell/right-places.ts'
import { partWords } from '#web/shell/sentences.tsx'
import { useTold } from '#web/words/told.ts'

/** Each place once, and only those where who reads it may go. */
export function WayItems({ problems }: { readonly problems: readonly Said[] }) {
  const ways = useWays(problems)
  return ways.map(({ name, place, go }) => (
    <Menu.Item key={name} className="way-item" onClick={go}>
      <FormattedMessage id="place.to" values={{ place }} />
    </Menu.Item>
  ))
}

interface Way {
  readonly name: string
  readonly place: React.ReactNode
  readonly go: () => void
}

function useWays(problems: readonly Said[]): Way[] {
  const { company = '' } = useParams({ strict: false })
  const { descriptions, person } = useScreens(company)
  const navigate = useNavigate()
  const { told } = useTold()
  const found = problems.flatMap(({ rule }): Way[] => {
    const place = rightPlaceOf(rule)
    if (place?.kind === 'list') {
      const of = descriptions.find(({ address }) => address === place.list)
      const params = { company, list: place.list }
      const go = (): void => void navigate({ to: '/c/$company/$list', params, search: {} })
      return of === undefined ? [] : [{ name: place.list, place: told(of.plural, 'title'), go }]
    }
    if (place?.kind !== 'part' || !person.settings.includes(place.part)) return []
    const { part } = place
    const word = partWords[part]
    const params = { company, part }
    const go = (): void => void navigate({ to: '/c/$company/settings/$part', params, search: {} })
    return word === undefined ? [] : [{ name: part, place: <FormattedMessage id={word} />, go }]
  })
  return [...new Map(found.map((way) => [way.name, way])).values()]
}

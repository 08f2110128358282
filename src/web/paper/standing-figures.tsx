/** What stands of a paper by now and in no field of it, such as what is open; each asked why. */
import { useQueries } from '@tanstack/react-query'
import { labelText } from '#kit/spelling.ts'
import { Value } from '#web/controls/value.tsx'
import type { Paper } from '#web/paper/paper-api.ts'
import { behindQuery } from '#web/report/behind.ts'
import { WhyLink } from '#web/report/explained.tsx'
import { paperFigureText } from '#web/report/meant.ts'
import { apiPath, useScreens } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'

interface StandingProps {
  readonly of: Described
  readonly company: string
  readonly paper: Paper | null
}

const moneyField = { kind: 'money', link: null, currencyIn: null } as const

/** One row for each, among the amounts of the paper; nothing of a paper that is still written. */
export function StandingFigures({ of, company, paper }: StandingProps) {
  const { told } = useTold()
  const { currencies } = useScreens(company)
  const places = paper === null || paper.state === of.states[0] ? [] : placesOf(of)
  const path = `${apiPath(of, company)}/${paper?.id ?? ''}`
  const found = useQueries({ queries: places.map((place) => behindQuery(company, path, place)) })
  return places.map((place, at) => {
    const behind = found[at]?.data
    if (behind === undefined) return null
    const digits = currencies[behind.currency]
    const why = paperFigureText({ list: of.address, id: paper?.id ?? '', figure: place })
    return (
      <div key={place}>
        <dt>{told(labelText(place))}</dt>
        <dd>
          <WhyLink why={why}>
            <Value
              of={moneyField}
              value={behind.figure}
              {...(digits === undefined ? {} : { digits })}
            />
          </WhyLink>
        </dd>
      </div>
    )
  })
}

/** The figures of the whole paper that are explained and are none of its fields. */
function placesOf({ explains, fields }: Described): string[] {
  const known = new Set(fields.map(({ name }) => name))
  return Object.keys(explains).filter((place) => !place.includes('.') && !known.has(place))
}

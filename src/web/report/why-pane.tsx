/** The pane at the end of the page that explains a figure, opened and left by the address. */
import { meantOf, paperFigureOf, sumMeantOf, withWhy } from '#web/report/meant.ts'
import type { PaperFigure } from '#web/report/meant.ts'
import { useSearchGo, useSearchTexts } from '#web/report/place.ts'
import { Why } from '#web/report/why.tsx'
import type { Meant } from '#web/report/table.ts'
import { WhyEntry } from '#web/report/why-entry.tsx'
import { focusOpener, WhyFrame } from '#web/report/why-frame.tsx'
import { WhyPaper } from '#web/report/why-paper.tsx'
import { WhySum } from '#web/report/why-sum.tsx'
import type { Screens } from '#web/screens.ts'

/** Stands on any page with figures; shows nothing until one is opened. */
export function WhyPane({ screens }: { readonly screens: Screens }) {
  const { why = '', 'why-step': step = '' } = useSearchTexts()
  const meant = meantOf(why)
  const figure = paperFigureOf(why)
  const sum = sumMeantOf(why)
  if (meant === null && figure === null && sum === null) return null
  return <Pane key={why} {...{ why, step, screens, meant, figure, sum }} />
}

function Pane(props: {
  readonly why: string
  readonly step: string
  readonly screens: Screens
  readonly meant: Meant | null
  readonly figure: PaperFigure | null
  readonly sum: readonly Meant[] | null
}) {
  const { why, step, screens, meant, figure, sum } = props
  const search = useSearchTexts()
  const go = useSearchGo()
  const close = (): void => {
    go(withWhy(search, null))
    focusOpener(why)
  }
  const [, entry] = /^entry:([0-9a-f-]{36})$/.exec(step) ?? []
  return (
    <WhyFrame step={step} close={close}>
      {entry !== undefined ? (
        <WhyEntry screens={screens} id={entry} back={() => go(withWhy(search, why))} />
      ) : meant !== null ? (
        <Why
          screens={screens}
          report={meant.report}
          params={meant.params}
          coordinates={meant.of}
          figure={meant.figure}
        />
      ) : figure !== null ? (
        <WhyPaper screens={screens} of={figure} />
      ) : sum !== null ? (
        <WhySum screens={screens} of={sum} />
      ) : null}
    </WhyFrame>
  )
}

/** A paper as it is worked on: its head, its fields and lines, and what is beside them. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef } from 'react'
import { useIntl } from 'react-intl'
import { post } from '#web/api.ts'
import { nestedOwn } from '#web/controls/own-values.ts'
import { FigureLinks } from '#web/controls/figure-links.ts'
import { Below } from '#web/paper/below.tsx'
import { Head } from '#web/paper/head.tsx'
import { Notices } from '#web/paper/notices.tsx'
import { NewRowPlace } from '#web/paper/new-row-place.tsx'
import type { Acted, Paper } from '#web/paper/paper-api.ts'
import { Parts } from '#web/paper/parts.tsx'
import { useFiles } from '#web/paper/use-files.ts'
import type { Files } from '#web/paper/use-files.ts'
import { Side } from '#web/paper/side.tsx'
import { StandingFigures } from '#web/paper/standing-figures.tsx'
import { Steps } from '#web/paper/steps.tsx'
import { besideLinked, useFigureLinks } from '#web/paper/figure-links.tsx'
import { Taken } from '#web/paper/taken.tsx'
import { takenParts, writtenParts } from '#web/paper/typed.ts'
import { isOther } from '#web/paper/use-saving.ts'
import { useWorking } from '#web/paper/use-working.ts'
import type { Ground } from '#web/paper/ground.ts'
import type { Save } from '#web/paper/working.ts'
import { WhyPane } from '#web/report/why-pane.tsx'
import { apiPath, useScreens } from '#web/screens.ts'
import type { Described } from '#web/screens.ts'
import { say } from '#web/shell/toasts.tsx'

interface WorkProps {
  readonly of: Described
  readonly company: string
  /** Under which its draft is kept. */
  readonly keptAs: string
  readonly there: Ground
  /** Null of a paper that is not written yet. */
  readonly paper: Paper | null
  readonly isDrafted?: boolean
}

export function DocumentWork({ of, company, keptAs, there, paper, isDrafted = false }: WorkProps) {
  const [first = ''] = of.states
  const isOpen = of.mayWrite && (paper === null || paper.state === first)
  const parts = useMemo(() => writtenParts(of), [of])
  const path = paper === null ? null : `${apiPath(of, company)}/${paper.id}`
  const files = useFiles(path)
  const save = useSave(of, company, paper, files)
  const working = useWorking({ of, company, key: keptAs, parts, there, isOpen, save, isDrafted })
  const body = useFirstField(paper === null)
  const screens = useScreens(company)
  const linked = useFigureLinks(of, paper)
  // What is written has none: no cell is drawn again for it.
  const beside = useMemo(() => (isOpen ? null : besideLinked(linked)), [isOpen, linked])
  const taken = paper !== null && paper.state !== first ? paper : (working.would?.paper ?? {})
  return (
    <NewRowPlace company={company}>
      <div className="with-why">
        <article className="paper">
          <Head of={of} paper={paper}>
            <Steps {...{ of, company, paper, working, isOpen }} />
          </Head>
          <div className="paper-body">
            <div className="paper-main" ref={body}>
              <Notices working={working} parts={parts} company={company} />
              <FigureLinks value={beside}>
                <Parts {...{ parts, company, working, isOpen, taken }} />
              </FigureLinks>
              <Taken
                parts={takenParts(of)}
                content={taken}
                company={company}
                isWould={isOpen}
                linked={linked}
                standing={<StandingFigures of={of} company={company} paper={paper} />}
              />
              {path === null ? null : <Below company={company} path={path} />}
            </div>
            <Side {...{ path, of, files, isOpen }} />
          </div>
        </article>
        <WhyPane screens={screens} />
      </div>
    </NewRowPlace>
  )
}

/** What is new begins in its first field. */
function useFirstField(isNew: boolean) {
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isNew) body.current?.querySelector<HTMLElement>('.field .control')?.focus()
  }, [isNew])
  return body
}

/** Writes or changes a paper; what is new gets its address, and the files that waited for it. */
function useSave(of: Described, company: string, paper: Paper | null, files: Files): Save {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { formatMessage } = useIntl()
  return async (typed, version, key, next) => {
    const content = nestedOwn(typed)
    const path = apiPath(of, company)
    const id = paper?.id ?? null
    try {
      const { papers } =
        id === null
          ? await post<Acted>(path, { papers: [content] }, { key })
          : await post<Acted>(`${path}/changes`, { papers: [{ id, version, ...content }] })
      const saved = papers[0]
      if (id === null && saved?.id !== undefined) {
        await files.sendTo(`${path}/${saved.id}`)
        const params = { company, list: of.address, key: saved.id }
        const search = next === null ? {} : { step: next }
        void navigate({ to: '/c/$company/$list/$key', params, search, replace: true })
      }
      say({ text: formatMessage({ id: 'paper.saved' }) })
      return { version: saved?.version ?? 1 }
    } catch (error) {
      if (isOther(error)) await queries.invalidateQueries({ queryKey: ['paper', company] })
      throw error
    } finally {
      if (id !== null) await queries.invalidateQueries({ queryKey: ['paper', company] })
      void queries.invalidateQueries({ queryKey: ['happened'] })
    }
  }
}

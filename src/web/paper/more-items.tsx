/** What else can be done with a paper: steps, why not, later papers, print, the API call. */
import { Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Fragment } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { labelText } from '#kit/spelling.ts'
import { Key } from '#web/keys/key.tsx'
import { addressOf, post, Refused } from '#web/api.ts'
import { nestedOwn } from '#web/controls/own-values.ts'
import { CopyItems } from '#web/controls/copy-items.tsx'
import { copiedPaper } from '#web/paper/copied-paper.ts'
import type { Acted } from '#web/paper/paper-api.ts'
import { LaterItems } from '#web/paper/later-papers.tsx'
import { printFile } from '#web/paper/print-file.ts'
import { undoes } from '#web/paper/next-step.ts'
import type { StepsProps } from '#web/paper/next-step.ts'
import { sentOf, writtenParts } from '#web/paper/typed.ts'
import { apiPath } from '#web/screens.ts'
import { say } from '#web/shell/toasts.tsx'
import { useTold } from '#web/words/told.ts'
import { WayItems } from '#web/paper/way-items.tsx'

interface MoreProps extends StepsProps {
  /** The step that has a button of its own. */
  readonly next: string | undefined
  readonly go: (verb: string) => Promise<void>
  readonly undo: () => void
  readonly keys: () => void
}

export function MoreItems(props: MoreProps) {
  const { of, company, paper, isOpen, keys } = props
  const { told } = useTold()
  const { locale } = useIntl()
  const path = apiPath(of, company)
  const print = paper === null ? '' : `${path}/${paper.id}/print`
  return (
    <>
      {paper === null ? null : <OtherSteps {...props} />}
      {paper === null ? null : <LaterItems {...{ of, company, paper }} />}
      {paper === null ? null : (
        <>
          <Menu.Divider />
          <Menu.Item onClick={() => void printFile(print, locale)}>
            <FormattedMessage id="paper.print" />
          </Menu.Item>
          <Menu.Item component="a" href={addressOf(print, { printLanguage: locale })} download>
            <FormattedMessage id="paper.pdf" />
          </Menu.Item>
        </>
      )}
      <CopyItems copied={() => copiedPaper(props)} />
      {paper !== null && isOpen ? <ThrowAway {...props} name={told(of.name, 'title')} /> : null}
      <Menu.Item onClick={keys} rightSection={<Key of="paper.keys" />}>
        <FormattedMessage id="paper.keys" />
      </Menu.Item>
    </>
  )
}

/** The steps besides the next; what is hindered says why, and leads to where that is set right. */
function OtherSteps({ of, paper, next, go, undo }: MoreProps) {
  const { told } = useTold()
  const others = (paper?.nextSteps ?? []).filter(({ verb }) => verb !== next)
  const canUndo = others.some(({ verb }) => undoes(of, verb))
  return (
    <>
      {others.map(({ verb, problems }) => (
        <Fragment key={verb}>
          <Menu.Item onClick={() => void go(verb)}>
            {told(labelText(verb))}
            {problems.map(({ message }) => (
              <span key={message} className="why-not">
                {message}
              </span>
            ))}
          </Menu.Item>
          <WayItems problems={problems} />
        </Fragment>
      ))}
      {canUndo ? (
        <Menu.Item onClick={undo}>
          <FormattedMessage id="paper.undoAll" />
        </Menu.Item>
      ) : null}
    </>
  )
}

/** Throws a draft away; for a moment it can be had back, written anew. */
function ThrowAway({ of, company, paper, working, name }: MoreProps & { readonly name: string }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { formatMessage } = useIntl()
  if (paper === null) return null
  const path = apiPath(of, company)
  const again = async (): Promise<void> => {
    const content = nestedOwn(sentOf(writtenParts(of), working.ground.content))
    const { papers } = await post<Acted>(path, { papers: [content] })
    const params = { company, list: of.address, key: papers[0]?.id ?? '' }
    await navigate({ to: '/c/$company/$list/$key', params })
  }
  const away = async (): Promise<void> => {
    try {
      const { id, version } = paper
      await post(`${path}/removals`, { papers: [{ id, version }] })
      working.keeping.drop()
      say({ text: formatMessage({ id: 'paper.gone' }, { name }), undo: () => void again() })
      await navigate({ to: '/c/$company/$list', params: { company, list: of.address } })
      queries.removeQueries({ queryKey: ['paper', company, of.address, id] })
    } catch (error) {
      if (error instanceof Refused) say({ text: error.message })
      else throw error
    }
  }
  return (
    <Menu.Item onClick={() => void away()}>
      <FormattedMessage id="paper.throwAway" />
    </Menu.Item>
  )
}

/** What stands above a paper: a draft that was left, a lost connection, somebody else's change. */
import { Button } from '@mantine/core'
import { useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { FormattedMessage } from 'react-intl'
import { useMoment } from '#web/controls/moments.ts'
import { MergeDialog } from '#web/paper/merge-dialog.tsx'
import { elsewhere } from '#web/paper/problems.ts'
import type { Part } from '#web/paper/typed.ts'
import { Sentences } from '#web/shell/sentences.tsx'
import type { Working } from '#web/paper/working.ts'

interface NoticesProps {
  readonly working: Working
  readonly parts: readonly Part[]
  readonly company: string
}

export function Notices({ working, parts, company }: NoticesProps) {
  const general = elsewhere(
    working.problems.filter(({ rule }) => rule !== 'version-other'),
    parts.map(({ name }) => name),
  )
  return (
    <>
      <Left working={working} />
      <Cut working={working} />
      <Others working={working} parts={parts} company={company} />
      {general.length === 0 ? null : (
        <Notice kind="wrong">
          <ul>
            {general.map((one) => (
              <li key={one.message}>
                <Sentences problems={[one]} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

export function Notice(props: {
  readonly kind: 'wrong' | 'waiting'
  readonly children: ReactNode
}) {
  return (
    <div
      className="notice"
      data-kind={props.kind}
      role={props.kind === 'wrong' ? 'alert' : 'status'}
    >
      {props.children}
    </div>
  )
}

/** What was typed here before and never saved. */
function Left({ working }: { readonly working: Working }) {
  const { offered, drop } = working.keeping
  const moment = useMoment()
  if (offered === null || working.isChanged) return null
  return (
    <Notice kind="waiting">
      <p>
        <FormattedMessage id="paper.left" values={{ moment: moment(offered.at) }} />
      </p>
      <Button size="xs" onClick={working.takeKept}>
        <FormattedMessage id="paper.takeLeft" />
      </Button>
      <Button size="xs" variant="default" onClick={drop}>
        <FormattedMessage id="paper.dropLeft" />
      </Button>
    </Notice>
  )
}

/** Why nothing can be asked; what was typed is kept. */
function Cut({ working }: { readonly working: Working }) {
  const href = useRouterState({ select: ({ location }) => location.href })
  if (working.trouble === null) return null
  if (working.trouble === 'cut') {
    return (
      <Notice kind="wrong">
        <p>
          <FormattedMessage id="paper.cut" />
        </p>
        <Button size="xs" variant="default" onClick={() => void working.save()}>
          <FormattedMessage id="paper.saveAgain" />
        </Button>
      </Notice>
    )
  }
  return (
    <Notice kind="wrong">
      <p>
        <FormattedMessage id="paper.signedOut" />
      </p>
      <a href={`/sign-in?${new URLSearchParams({ to: href }).toString()}`}>
        <FormattedMessage id="paper.signIn" />
      </a>
    </Notice>
  )
}

/** Somebody else changed it while one was typing. */
function Others({ working, parts, company }: NoticesProps) {
  const [isOpen, setOpen] = useState(false)
  const [isLeft, setLeft] = useState(false)
  const { theirs, isConflict, isChanged } = working
  if (theirs === null || !isChanged) return null
  const isShown = isOpen || (isConflict && !isLeft)
  const leave = (): void => {
    setOpen(false)
    setLeft(true)
  }
  return (
    <Notice kind="waiting">
      <p>
        <FormattedMessage id="paper.theirs" />
      </p>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        <FormattedMessage id="paper.compare" />
      </Button>
      {isShown ? <MergeDialog {...{ working, parts, company, theirs, leave }} /> : null}
    </Notice>
  )
}

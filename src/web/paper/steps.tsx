/** What can be done with a paper: save it, the one step that comes next, and the others. */
import { Button, Menu } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { FormattedMessage } from 'react-intl'
import { Key } from '#web/keys/key.tsx'
import { focusComment } from '#web/paper/comments.tsx'
import { LaterButtons } from '#web/paper/later-papers.tsx'
import { KeysDialog } from '#web/paper/keys-dialog.tsx'
import { MoreItems } from '#web/paper/more-items.tsx'
import { Neighbours, useNeighbours } from '#web/paper/neighbours.tsx'
import { nextOf } from '#web/paper/next-step.ts'
import type { StepsProps } from '#web/paper/next-step.ts'
import type { Paper } from '#web/paper/paper-api.ts'
import { StepDialog } from '#web/paper/step-dialog.tsx'
import { UndoDialog } from '#web/paper/undo-dialog.tsx'
import { usePaperCommands } from '#web/paper/use-paper-commands.ts'
import { useKeys } from '#web/paper/use-keys.ts'
import { useTold } from '#web/words/told.ts'
import { labelText } from '#kit/spelling.ts'

/** What is opened over the page. */
type Over = { readonly verb: string } | 'undoing' | 'keys' | null

export function Steps(props: StepsProps) {
  const { of, company, paper, working, isOpen } = props
  const [over, setOver] = useFirstOver(paper)
  const [isMore, setMore] = useState(false)
  const next = nextOf(of, paper)
  const beside = useNeighbours(of, company, paper?.id ?? '')
  const canSave = isOpen && (working.isChanged || paper === null)
  const save = (): void => void (canSave ? working.save() : null)
  const go = async (verb: string | undefined): Promise<void> => {
    if (verb === undefined) return
    // What is new is saved first, and its page goes on with the step.
    if (canSave && (await working.save(verb)) === null) return
    if (paper !== null) setOver({ verb })
  }
  const keys = (): void => setOver('keys')
  useKeys({
    save,
    step: () => void go(next),
    more: () => setMore(true),
    comment: focusComment,
    ...(beside.after === undefined ? {} : { next: beside.after }),
    ...(beside.before === undefined ? {} : { previous: beside.before }),
    keys,
  })
  usePaperCommands(props, {
    next,
    save,
    keys,
    go: (verb) => void go(verb),
    undo: () => setOver('undoing'),
  })
  return (
    <>
      <Neighbours {...beside} />
      {isOpen ? <SaveButton canSave={canSave} isSaving={working.isSaving} save={save} /> : null}
      <NextButton {...{ ...props, next, go }} />
      <Menu opened={isMore} onChange={setMore} position="bottom-end">
        <Menu.Target>
          <Button variant="default">
            <FormattedMessage id="paper.more" />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <MoreItems {...{ ...props, next, go, keys }} undo={() => setOver('undoing')} />
        </Menu.Dropdown>
      </Menu>
      <OverPage {...{ of, company, paper, over }} close={() => setOver(null)} />
    </>
  )
}

/** The step that comes next; where none does, the papers that go on from this one. */
function NextButton(
  props: StepsProps & {
    readonly next: string | undefined
    readonly go: (verb: string | undefined) => Promise<void>
  },
) {
  const { next, go, working } = props
  const { told } = useTold()
  if (next === undefined) return <LaterButtons {...props} />
  return (
    <Button disabled={working.isSaving} onClick={() => void go(next)}>
      {told(labelText(next))}
      <Key of="paper.step" />
    </Button>
  )
}

function SaveButton(props: {
  readonly canSave: boolean
  readonly isSaving: boolean
  readonly save: () => void
}) {
  const { canSave, isSaving, save } = props
  return (
    <Button variant="default" disabled={!canSave} loading={isSaving} onClick={save}>
      <FormattedMessage id="paper.save" />
      <Key of="paper.save" />
    </Button>
  )
}

/** What is opened over the page: a step, what undoing would do, the keys. */
function OverPage(
  props: Pick<StepsProps, 'of' | 'company' | 'paper'> & {
    readonly over: Over
    readonly close: () => void
  },
) {
  const { of, company, paper, over, close } = props
  if (over === null) return null
  if (over === 'keys') return <KeysDialog close={close} />
  if (paper === null) return null
  if (over === 'undoing') return <UndoDialog {...{ of, company, paper, close }} />
  return <StepDialog {...{ of, company, paper, close }} verb={over.verb} />
}

/** A step of the address is opened once: it is not opened again when one comes back. */
function useFirstOver(paper: Paper | null) {
  const { step = '' }: Readonly<Record<string, string>> = useSearch({ strict: false })
  const navigate = useNavigate()
  const isGone = useRef(false)
  useEffect(() => {
    if (step === '' || isGone.current) return
    isGone.current = true
    void navigate({ to: '.', search: {}, replace: true })
  }, [step, navigate])
  return useState<Over>(step === '' || paper === null ? null : { verb: step })
}

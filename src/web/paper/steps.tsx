/** What can be done with a paper: save it, the one step that comes next, and the others. */
import { Button, Menu } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { FormattedMessage } from 'react-intl'
import { focusComment } from '#web/paper/comments.tsx'
import { KeysDialog } from '#web/paper/keys-dialog.tsx'
import { MoreItems } from '#web/paper/more-items.tsx'
import { Neighbours } from '#web/paper/neighbours.tsx'
import type { NextStep, Paper } from '#web/paper/paper-api.ts'
import { StepDialog } from '#web/paper/step-dialog.tsx'
import { UndoDialog } from '#web/paper/undo-dialog.tsx'
import { useKeys } from '#web/paper/use-keys.ts'
import type { Working } from '#web/paper/use-working.ts'
import { firstVerb } from '#web/paper/use-would.ts'
import type { Described } from '#web/screens.ts'
import { useTold } from '#web/words/told.ts'
import { labelText } from '#kit/spelling.ts'

export interface StepsProps {
  readonly of: Described
  readonly company: string
  readonly paper: Paper | null
  readonly working: Working
  readonly isOpen: boolean
}

/** What is opened over the page. */
type Over = { readonly verb: string } | 'undoing' | 'keys' | null

export function Steps(props: StepsProps) {
  const { of, company, paper, working, isOpen } = props
  const { step = '' }: Readonly<Record<string, string>> = useSearch({ strict: false })
  const [over, setOver] = useState<Over>(step === '' || paper === null ? null : { verb: step })
  const [isMore, setMore] = useState(false)
  const { told } = useTold()
  const next = nextOf(of, paper)
  const canSave = isOpen && (working.isChanged || paper === null)
  const go = async (verb: string | undefined): Promise<void> => {
    if (verb === undefined) return
    // What is new is saved first, and its page goes on with the step.
    if (canSave && (await working.save(verb)) === null) return
    if (paper !== null) setOver({ verb })
  }
  useSteppedAway(step)
  useKeys({
    ...(canSave ? { save: () => void working.save() } : { save: () => {} }),
    step: () => void go(next),
    more: () => setMore(true),
    comment: focusComment,
    keys: () => setOver('keys'),
  })
  const close = (): void => setOver(null)
  return (
    <>
      <Neighbours of={of} company={company} at={paper?.id ?? ''} />
      {isOpen ? (
        <Button
          variant="default"
          disabled={!canSave}
          loading={working.isSaving}
          onClick={() => void working.save()}
        >
          <FormattedMessage id="paper.save" />
          <kbd>Ctrl S</kbd>
        </Button>
      ) : null}
      {next === undefined ? null : (
        <Button disabled={working.isSaving} onClick={() => void go(next)}>
          {told(labelText(next))}
          <kbd>Ctrl ↵</kbd>
        </Button>
      )}
      <Menu opened={isMore} onChange={setMore} position="bottom-end">
        <Menu.Target>
          <Button variant="default">
            <FormattedMessage id="paper.more" />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <MoreItems
            {...props}
            next={next}
            go={go}
            undo={() => setOver('undoing')}
            keys={() => setOver('keys')}
          />
        </Menu.Dropdown>
      </Menu>
      {over === 'keys' ? <KeysDialog close={close} /> : null}
      {paper === null || over === null || over === 'keys' ? null : over === 'undoing' ? (
        <UndoDialog {...{ of, company, paper, close }} />
      ) : (
        <StepDialog {...{ of, company, paper, close }} verb={over.verb} />
      )}
    </>
  )
}

/** The step that comes next: one that leads on and that nothing hinders, or the first. */
export function nextOf(of: Described, paper: Paper | null): string | undefined {
  if (paper === null) return firstVerb(of) ?? undefined
  const on = paper.nextSteps.filter(({ verb }) => !undoes(of, verb))
  const known = on.filter(({ verb }) => of.steps.some((one) => one.verb === verb))
  return (known.find(({ problems }) => problems.length === 0) ?? known[0] ?? on[0])?.verb
}

/** Whether a verb takes back what the paper did. */
export function undoes({ steps }: Described, verb: NextStep['verb']): boolean {
  return steps.some((one) => one.verb === verb && one.undoes)
}

/** The step of the address was opened once: it is not opened again when one comes back. */
function useSteppedAway(step: string): void {
  const navigate = useNavigate()
  const isGone = useRef(false)
  useEffect(() => {
    if (step === '' || isGone.current) return
    isGone.current = true
    void navigate({ to: '.', search: {}, replace: true })
  }, [step, navigate])
}

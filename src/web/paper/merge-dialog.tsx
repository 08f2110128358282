/** Two people on one paper: what both changed, side by side, for the person to decide. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import { CellValue } from '#web/controls/shown-value.tsx'
import { merged, withTheirs } from '#web/paper/merge.ts'
import type { Clash } from '#web/paper/merge.ts'
import type { Part } from '#web/paper/typed.ts'
import type { Ground } from '#web/paper/ground.ts'
import type { Working } from '#web/paper/working.ts'
import { isRows } from '#web/screens.ts'
import { Dialog } from '#web/shell/dialog.tsx'
import { useTold } from '#web/words/told.ts'

interface MergeProps {
  readonly working: Working
  readonly parts: readonly Part[]
  readonly company: string
  readonly theirs: Ground
  readonly leave: () => void
}

export function MergeDialog({ working, parts, company, theirs, leave }: MergeProps) {
  const { formatMessage } = useIntl()
  const both = merged(parts, working.ground.content, working.typed, theirs.content)
  const [taken, setTaken] = useState<readonly number[]>([])
  const take = (at: number, isTheirs: boolean): void =>
    setTaken((all) => (isTheirs ? [...all, at] : all.filter((one) => one !== at)))
  const done = (): void => {
    working.rebase(
      withTheirs(
        both,
        both.clashes.filter((_, at) => taken.includes(at)),
      ),
      theirs,
    )
    leave()
  }
  return (
    <Dialog onClose={leave} size="xl" title={formatMessage({ id: 'paper.merge' })}>
      <p>
        <FormattedMessage id="paper.mergeWhat" values={{ count: both.clashes.length }} />
      </p>
      {both.clashes.length === 0 ? null : (
        <Clashes clashes={both.clashes} {...{ company, taken, take }} />
      )}
      <div className="dialog-acts">
        <Button variant="default" onClick={leave}>
          <FormattedMessage id="paper.back" />
        </Button>
        <Button onClick={done} data-autofocus>
          <FormattedMessage id="paper.merged" />
        </Button>
      </div>
    </Dialog>
  )
}

function Clashes(props: {
  readonly clashes: readonly Clash[]
  readonly company: string
  readonly taken: readonly number[]
  readonly take: (at: number, isTheirs: boolean) => void
}) {
  const { clashes, company, taken, take } = props
  return (
    <table className="merge">
      <thead>
        <tr>
          {(['field', 'was', 'mine', 'theirs'] as const).map((column) => (
            <th key={column} scope="col">
              <FormattedMessage id={`paper.merge.${column}`} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {clashes.map((clash, at) => (
          <OneClash
            key={`${clash.part.name} ${clash.row} ${clash.inner}`}
            {...{ clash, company }}
            isTheirs={taken.includes(at)}
            take={(isTheirs) => take(at, isTheirs)}
          />
        ))}
      </tbody>
    </table>
  )
}

function OneClash(props: {
  readonly clash: Clash
  readonly company: string
  readonly isTheirs: boolean
  readonly take: (isTheirs: boolean) => void
}) {
  const { clash, company, isTheirs, take } = props
  const { told } = useTold()
  const { part, row, inner, was, mine, theirs } = clash
  const of = isRows(part) ? part.rows.find(({ name }) => name === inner) : part
  const label = [
    told(part.label),
    row === null ? '' : row + 1,
    of === part ? '' : told(of?.label ?? ''),
  ]
  const name = label.filter((one) => one !== '').join(' ')
  const show = (value: unknown) =>
    of === undefined || Array.isArray(value) ? (
      <FormattedMessage
        id="paper.rows"
        values={{ count: Array.isArray(value) ? value.length : 0 }}
      />
    ) : (
      <CellValue of={of} company={company} value={value} />
    )
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{show(was)}</td>
      <Choice name={name} isChosen={!isTheirs} choose={() => take(false)}>
        {show(mine)}
      </Choice>
      <Choice name={name} isChosen={isTheirs} choose={() => take(true)}>
        {show(theirs)}
      </Choice>
    </tr>
  )
}

function Choice(props: {
  readonly name: string
  readonly isChosen: boolean
  readonly choose: () => void
  readonly children: ReactNode
}) {
  return (
    <td>
      <label>
        <input type="radio" name={props.name} checked={props.isChosen} onChange={props.choose} />
        {props.children}
      </label>
    </td>
  )
}

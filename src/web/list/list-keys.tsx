/** The keys of a list: what each does, and the page that shows them. */
import { useLayoutEffect } from 'react'
import { FormattedMessage, useIntl } from 'react-intl'
import type { DeedName } from '#web/keys/deeds.ts'
import { Key } from '#web/keys/key.tsx'
import { OwnKeys } from '#web/keys/own-keys-link.tsx'
import { deedPressed, keyOf } from '#web/keys/own-keys.ts'
import { Dialog } from '#web/shell/dialog.tsx'
import { listKeys } from '#web/list/key-map.ts'

/** What keys do in a list, by the key that is pressed. */
export interface ListActions {
  readonly move: (step: number, extends_: boolean) => void
  readonly moveTo: (end: 'first' | 'last') => void
  readonly page: (pages: number) => void
  readonly open: () => void
  readonly select: () => void
  readonly selectPage: () => void
  readonly leave: () => void
  readonly fresh: () => void
  readonly filter: () => void
  readonly clear: () => void
  readonly keys: () => void
}

/** Does what a key says; answers whether it was one of the list's. */
export function pressed(event: KeyboardEvent, actions: ListActions): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const { key, shiftKey } = event
  // With Shift a letter moves and selects, as the arrows do.
  const deed = deedPressed('list', event) ?? (shiftKey ? movingBy(key.toLowerCase()) : null)
  const step = { ArrowDown: 1, ArrowUp: -1 }[key] ?? stepOf(deed)
  const act =
    actOf(deed, actions) ??
    {
      Home: () => actions.moveTo('first'),
      End: () => actions.moveTo('last'),
      PageDown: () => actions.page(1),
      PageUp: () => actions.page(-1),
      Enter: actions.open,
      ' ': actions.select,
      Escape: actions.leave,
    }[key]
  if (step !== undefined) actions.move(step, shiftKey)
  else if (act === undefined) return false
  else act()
  return true
}

/** What somebody’s own key does, but for moving. */
function actOf(deed: DeedName | null, actions: ListActions): (() => void) | undefined {
  const acts: Readonly<Partial<Record<DeedName, () => void>>> = {
    'list.select': actions.select,
    'list.page': actions.selectPage,
    'list.new': actions.fresh,
    'list.filter': actions.filter,
    'list.clear': actions.clear,
    'list.keys': actions.keys,
  }
  return deed === null ? undefined : acts[deed]
}

function stepOf(deed: DeedName | null): number | undefined {
  if (deed === 'list.next') return 1
  return deed === 'list.before' ? -1 : undefined
}

function movingBy(key: string): DeedName | null {
  const moving = ['list.next', 'list.before'] as const
  return moving.find((deed) => keyOf(deed) === key) ?? null
}

/** Listens to the keys wherever the focus is, but where it types or chooses. */
export function useListKeys(actions: ListActions): void {
  // The next key may come before the picture does: it must meet what the one before has done.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isBusy(event)) return
      if (pressed(event, actions)) event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [actions])
}

/** Whether a key belongs to what has the focus: a line, a button, a menu, a dialog. */
function isBusy({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false
  if (target.closest('textarea, select, [role="dialog"], [role="menu"]') !== null) return true
  const input = target.closest('input')
  if (input !== null && input.type !== 'checkbox') return true
  const isControl = target.closest('button, a, input') !== null
  return isControl && (key === 'Enter' || key === ' ' || key.startsWith('Arrow'))
}

export function KeysHelp({ close }: { readonly close: () => void }) {
  const { formatMessage } = useIntl()
  return (
    <Dialog onClose={close} title={formatMessage({ id: 'list.keys' })}>
      <dl className="keys-help">
        {listKeys.map(({ keys, does, deed }) => (
          <div key={does}>
            <dt>
              {deed === undefined ? null : <Key of={`list.${deed}`} />}
              {keys.slice(deed === undefined ? 0 : 1).map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>
              <FormattedMessage id={does} />
            </dd>
          </div>
        ))}
      </dl>
      <OwnKeys />
    </Dialog>
  )
}

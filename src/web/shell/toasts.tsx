/** What is said for a moment, with a way to take it back: “Draft thrown away. Undo”. */
import { Button, CloseButton } from '@mantine/core'
import { useEffect, useSyncExternalStore } from 'react'
import { FormattedMessage } from 'react-intl'

export interface Toast {
  readonly text: string
  /** How it is taken back, where it can be. */
  readonly undo?: () => void
}

interface Shown extends Toast {
  readonly id: number
}

/** So long one can take something back, in milliseconds. */
const patience = 10_000

let shown: readonly Shown[] = []
let last = 0
const listeners = new Set<() => void>()

function show(next: readonly Shown[]): void {
  shown = next
  for (const listener of listeners) listener()
}

/** Says something for a moment. */
export function say(toast: Toast): void {
  last += 1
  show([...shown.slice(-2), { ...toast, id: last }])
}

function leave(id: number): void {
  show(shown.filter((one) => one.id !== id))
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function Toasts() {
  const all = useSyncExternalStore(listen, () => shown)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {all.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </div>
  )
}

function OneToast({ toast: { id, text, undo } }: { readonly toast: Shown }) {
  useEffect(() => {
    const timer = setTimeout(() => leave(id), patience)
    return () => clearTimeout(timer)
  }, [id])
  const takeBack = (): void => {
    leave(id)
    undo?.()
  }
  return (
    <div className="toast">
      <span>{text}</span>
      {undo === undefined ? null : (
        <Button size="compact-sm" variant="subtle" onClick={takeBack}>
          <FormattedMessage id="toast.undo" />
        </Button>
      )}
      <CloseButton size="sm" onClick={() => leave(id)} aria-label="×" />
    </div>
  )
}

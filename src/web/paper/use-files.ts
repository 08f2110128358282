/** The files of a paper: dropped anywhere or pasted; what is not written yet lets them wait. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useIntl } from 'react-intl'
import { addressOf, get, post, Refused, upload } from '#web/api.ts'

/** A file that is attached. */
export interface Attached {
  readonly attachment: string
  readonly version: number
  readonly fileName: string
  readonly mediaType: string
  readonly size: number
  readonly name: string
}

export interface Files {
  readonly attached: readonly Attached[]
  /** Files that wait until the paper is written. */
  readonly waiting: readonly File[]
  readonly isOver: boolean
  readonly problem: string | null
  readonly add: (files: readonly File[]) => void
  readonly withdraw: (one: Attached) => void
  readonly open: (one: Attached) => Promise<Blob>
  /** Sends what waits to where the paper now is. */
  readonly sendTo: (path: string) => Promise<void>
}

/** So many bytes a file has at most; the server holds it, too. */
const largest = 50_000_000

export function useFiles(path: string | null): Files {
  const queries = useQueryClient()
  const { formatMessage } = useIntl()
  const [waiting, setWaiting] = useState<readonly File[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const { data } = useQuery({
    queryKey: ['happened', 'files', path],
    queryFn: () => get<{ attachments: readonly Attached[] }>(`${path}/attachments`),
    enabled: path !== null,
    retry: false,
  })
  const trying = async (work: () => Promise<unknown>, left: string | null = null) => {
    try {
      await work()
      setProblem(left)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      setProblem(error.message)
    }
    await queries.invalidateQueries({ queryKey: ['happened'] })
  }
  const send = async (to: string, files: readonly File[]): Promise<void> => {
    for (const file of files) await upload(`${to}/attachments`, file, { name: file.name })
  }
  const add = (files: readonly File[]): void => {
    const small = files.filter(({ size }) => size <= largest)
    const large = files.find(({ size }) => size > largest)
    const tooLarge = large === undefined ? null : formatMessage(...tooLargeOf(large))
    setProblem(tooLarge)
    if (small.length === 0) return
    if (path === null) setWaiting((all) => [...all, ...small])
    else void trying(() => send(path, small), tooLarge)
  }
  const withdraw = ({ attachment, version }: Attached): void => {
    void trying(() => post(`${path}/attachments/${attachment}/withdrawal`, { version }))
  }
  const isOver = useDropped(add)
  const sendTo = (to: string): Promise<void> => trying(() => send(to, waiting))
  return {
    attached: data?.attachments ?? [],
    waiting,
    isOver,
    problem,
    add,
    withdraw,
    open: (one) => contentOf(`${path}/attachments/${one.attachment}`, one),
    sendTo,
  }
}

async function contentOf(path: string, { mediaType }: Attached): Promise<Blob> {
  const reply = await fetch(addressOf(path))
  return new Blob([await reply.arrayBuffer()], { type: mediaType })
}

/** What is said of a file that is too large. */
function tooLargeOf({ name, size }: File) {
  return [{ id: 'paper.tooLarge' }, { name, size: Math.ceil(size / 1_000_000) }] as const
}

/** Takes files that are dropped anywhere, and pictures that are pasted. */
function useDropped(add: (files: readonly File[]) => void): boolean {
  const [isOver, setOver] = useState(false)
  const now = useRef(add)
  useEffect(() => {
    now.current = add
  })
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent): void => {
      const files = [...(event.dataTransfer?.files ?? [])]
      setOver(false)
      if (files.length === 0) return
      event.preventDefault()
      now.current(files)
    }
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      now.current(files)
    }
    const aborted = new AbortController()
    const { signal } = aborted
    window.addEventListener('dragover', over, { signal })
    window.addEventListener('dragleave', leave, { signal })
    window.addEventListener('drop', drop, { signal })
    window.addEventListener('paste', paste, { signal })
    return () => aborted.abort()
  }, [])
  return isOver
}

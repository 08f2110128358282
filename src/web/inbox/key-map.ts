/** The map of the inbox's keys: the one list, which the page obeys and shows. */
import type { Word } from '#web/words/en.ts'

/** What a key of the inbox does. */
export type InboxDeed = 'next' | 'before' | 'select' | 'approve' | 'reject' | 'ask' | 'handOver'

export const inboxKeys: readonly {
  readonly key: string
  readonly deed: InboxDeed
  readonly word: Word
}[] = [
  { key: 'j', deed: 'next', word: 'inbox.key.next' },
  { key: 'k', deed: 'before', word: 'inbox.key.before' },
  { key: 'x', deed: 'select', word: 'inbox.key.select' },
  { key: 'a', deed: 'approve', word: 'inbox.approve' },
  { key: 'r', deed: 'reject', word: 'inbox.reject' },
  { key: 'q', deed: 'ask', word: 'inbox.ask' },
  { key: 'd', deed: 'handOver', word: 'inbox.handOver' },
]

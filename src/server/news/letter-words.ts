/** The sentences of letters with news, in each language that there is. */
import type { NewsKind } from '#server/news/wishes.ts'

export interface NewsWords {
  readonly subject: (house: string, count: number) => string
  readonly opening: (house: string) => string
  /** What somebody did; of a decision or a task, how it stands. */
  readonly happened: (what: NewsKind, by: string, state: string | null) => string
  /** What became of work that one asked the server for, by how it stands. */
  readonly work: Readonly<Record<string, string>>
  /** That somebody named one in what one may not read. */
  readonly unreadable: (by: string) => string
  readonly more: (count: number) => string
  readonly settings: string
}

export const english: NewsWords = {
  subject: (house, count) =>
    count === 1 ? `News for you at ${house}` : `${count} news for you at ${house}`,
  opening: (house) => `This is new for you at ${house}.`,
  happened: (what, by, state) => {
    switch (what) {
      case 'mention':
        return `${by} named you:`
      case 'question':
        return `${by} asks about what waits for approval:`
      case 'comment':
        return `${by} said:`
      case 'task':
        return `${by} gave you a task:`
      case 'request':
        return `${by} asks for your approval.`
      case 'overdue':
        return 'It still waits for approval, longer than its policy allows.'
      case 'work':
        return english.work[state ?? ''] ?? 'It is over.'
      case 'decision':
        return state === 'approved' ? `${by} approved it.` : `${by} refused it.`
    }
  },
  work: {
    done: 'It is done.',
    partly: 'It is done; some of it was refused, and what is in the way is listed there.',
    failed: 'It could not be done; there it stands why.',
    parked: 'It stands still; there it stands why, and what to do.',
  },
  unreadable: (by) =>
    `${by} named you in something that you may not read. Ask ${by} what it is about.`,
  more: (count) => `And ${count} more, in your inbox.`,
  settings: 'Which news comes by mail, and how often, you choose here:',
}

export const german: NewsWords = {
  subject: (house, count) =>
    count === 1 ? `Neues für Sie bei ${house}` : `${count} Neuigkeiten für Sie bei ${house}`,
  opening: (house) => `Das ist neu für Sie bei ${house}.`,
  happened: (what, by, state) => {
    switch (what) {
      case 'mention':
        return `${by} hat Sie genannt:`
      case 'question':
        return `${by} fragt zu dem, was auf Freigabe wartet:`
      case 'comment':
        return `${by} schreibt:`
      case 'task':
        return `${by} hat Ihnen eine Aufgabe gegeben:`
      case 'request':
        return `${by} bittet um Ihre Freigabe.`
      case 'overdue':
        return 'Es wartet noch auf Freigabe, länger als seine Richtlinie erlaubt.'
      case 'work':
        return german.work[state ?? ''] ?? 'Es ist zu Ende.'
      case 'decision':
        return state === 'approved' ? `${by} hat es freigegeben.` : `${by} hat es abgelehnt.`
    }
  },
  work: {
    done: 'Es ist erledigt.',
    partly: 'Es ist erledigt; manches wurde abgelehnt, und was im Weg steht, ist dort aufgeführt.',
    failed: 'Es ging nicht; dort steht, warum.',
    parked: 'Es steht still; dort steht, warum und was zu tun ist.',
  },
  unreadable: (by) =>
    `${by} hat Sie in etwas genannt, das Sie nicht lesen dürfen. Fragen Sie ${by}, worum es geht.`,
  more: (count) => `Und ${count} weitere, in Ihrem Eingang.`,
  settings: 'Welche Neuigkeiten per Mail kommen und wie oft, wählen Sie hier:',
}

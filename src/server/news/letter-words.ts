/** The sentences of letters with news, in each language that there is. */
import type { NewsKind } from '#server/news/wishes.ts'

export interface NewsWords {
  readonly subject: (house: string, count: number) => string
  readonly opening: (house: string) => string
  /** What somebody did; of a decision or a task, how it stands. */
  readonly happened: (what: NewsKind, by: string, state: string | null) => string
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
      case 'decision':
        return state === 'approved' ? `${by} approved it.` : `${by} refused it.`
    }
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
      case 'decision':
        return state === 'approved' ? `${by} hat es freigegeben.` : `${by} hat es abgelehnt.`
    }
  },
  unreadable: (by) =>
    `${by} hat Sie in etwas genannt, das Sie nicht lesen dürfen. Fragen Sie ${by}, worum es geht.`,
  more: (count) => `Und ${count} weitere, in Ihrem Eingang.`,
  settings: 'Welche Neuigkeiten per Mail kommen und wie oft, wählen Sie hier:',
}

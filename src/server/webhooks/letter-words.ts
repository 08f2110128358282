/** The sentences of the letter about a webhook that was paused, in each language that there is. */
import type { Language } from '#server/news/preferences.ts'

/** Why it was paused: the receiver said that it is gone, or it failed for days. */
export type PausedWhy = 'gone' | 'failing'

export interface PausedWords {
  readonly subject: (house: string) => string
  readonly why: Readonly<Record<PausedWhy, (host: string) => string>>
  readonly behind: string
}

export const pausedWords: Readonly<Record<Language, PausedWords>> = {
  en: {
    subject: (house) => `A webhook of ${house} was paused`,
    why: {
      gone: (host) =>
        `${host} answers your webhook that it is there no longer (410), so nothing is sent to it ` +
        'any more.',
      failing: (host) =>
        `${host} has not taken what your webhook sends for three days, so no more attempts are ` +
        'made.',
    },
    behind:
      'What happens meanwhile is kept for thirty days. In the settings, under Webhooks, you see ' +
      'how each attempt went, and let it go on when the receiver is ready.',
  },
  de: {
    subject: (house) => `Ein Webhook von ${house} wurde angehalten`,
    why: {
      gone: (host) =>
        `${host} antwortet Ihrem Webhook, dass es ihn nicht mehr gibt (410); deshalb wird ` +
        'dorthin nichts mehr gesendet.',
      failing: (host) =>
        `${host} nimmt seit drei Tagen nicht an, was Ihr Webhook sendet; deshalb wird es nicht ` +
        'weiter versucht.',
    },
    behind:
      'Was inzwischen geschieht, wird dreißig Tage aufgehoben. In den Einstellungen sehen Sie ' +
      'unter „Webhooks“, wie jeder Versuch ausging, und lassen ihn weiterlaufen, sobald der ' +
      'Empfänger bereit ist.',
  },
}

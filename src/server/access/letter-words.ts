/** The sentences of letters about signing in, in each language that there is. */

/** What is told after a change, so that its owner hears of what somebody else did. */
export const changeKinds = [
  'password-changed',
  'password-set',
  'second-factor-added',
  'second-factor-removed',
  'recovery-codes-made',
  'recovery-code-used',
] as const
export type Change = (typeof changeKinds)[number]

/** What is filled in. */
interface Facts {
  readonly house: string
  readonly email: string
}

export interface LetterWords {
  readonly greeting: (name: string) => string
  readonly invitation: {
    readonly subject: (facts: Facts) => string
    /** What stands before the link, and what behind it. */
    readonly before: (facts: Facts, hours: number) => readonly string[]
    readonly behind: (facts: Facts) => readonly string[]
  }
  readonly reset: {
    readonly subject: (facts: Facts) => string
    readonly before: (facts: Facts, minutes: number) => readonly string[]
    readonly behind: readonly string[]
  }
  readonly change: {
    readonly subject: (facts: Facts) => string
    readonly sentences: Readonly<Record<Change, string>>
    readonly behind: string
  }
}

export const english: LetterWords = {
  greeting: (name) => `Good day, ${name},`,
  invitation: {
    subject: ({ house }) => `Your access to ${house}`,
    before: ({ house }, hours) => [
      `You have been given access to the back office of ${house}.`,
      `Choose a password here within ${hours} hours; the link is good once:`,
    ],
    behind: ({ email }) => [
      `Then sign in with this mail address, ${email}.`,
      'Do not pass the link on: whoever opens it first, chooses the password.',
    ],
  },
  reset: {
    subject: ({ house }) => `A new password for ${house}`,
    before: ({ house }, minutes) => [
      `Somebody, perhaps you, asked for a new password at ${house}.`,
      `Choose one here within ${minutes} minutes; the link is good once:`,
    ],
    behind: ['If it was not you, do nothing: your password stays as it is.'],
  },
  change: {
    subject: ({ house }) => `Your sign-in at ${house} was changed`,
    sentences: {
      'password-changed': 'Your password was changed.',
      'password-set': 'Your password was set with a link from a mail.',
      'second-factor-added': 'An authenticator app was added to your sign-in.',
      'second-factor-removed': 'The authenticator app was removed from your sign-in.',
      'recovery-codes-made':
        'New recovery codes were made for your sign-in; the old ones are void.',
      'recovery-code-used': 'A recovery code was used to sign in as you.',
    },
    behind:
      'If it was not you, ask for a new password on the page where you sign in, end your other ' +
      'sessions, and tell whoever looks after Backstay in your house.',
  },
}

export const german: LetterWords = {
  greeting: (name) => `Guten Tag, ${name},`,
  invitation: {
    subject: ({ house }) => `Ihr Zugang zu ${house}`,
    before: ({ house }, hours) => [
      `Sie haben Zugang zum Büro von ${house} erhalten.`,
      `Wählen Sie hier innerhalb von ${hours} Stunden ein Passwort; der Link gilt einmal:`,
    ],
    behind: ({ email }) => [
      `Melden Sie sich danach mit dieser Mailadresse an: ${email}.`,
      'Geben Sie den Link nicht weiter: Wer ihn zuerst öffnet, wählt das Passwort.',
    ],
  },
  reset: {
    subject: ({ house }) => `Ein neues Passwort für ${house}`,
    before: ({ house }, minutes) => [
      `Jemand, vielleicht Sie, hat bei ${house} um ein neues Passwort gebeten.`,
      `Wählen Sie es hier innerhalb von ${minutes} Minuten; der Link gilt einmal:`,
    ],
    behind: ['Waren Sie es nicht, tun Sie nichts: Ihr Passwort bleibt, wie es ist.'],
  },
  change: {
    subject: ({ house }) => `Ihre Anmeldung bei ${house} wurde geändert`,
    sentences: {
      'password-changed': 'Ihr Passwort wurde geändert.',
      'password-set': 'Ihr Passwort wurde mit einem Link aus einer Mail gesetzt.',
      'second-factor-added': 'Ihrer Anmeldung wurde eine Authenticator-App hinzugefügt.',
      'second-factor-removed': 'Die Authenticator-App wurde von Ihrer Anmeldung entfernt.',
      'recovery-codes-made':
        'Für Ihre Anmeldung wurden neue Wiederherstellungscodes erzeugt; die alten gelten nicht ' +
        'mehr.',
      'recovery-code-used': 'Mit einem Wiederherstellungscode hat sich jemand als Sie angemeldet.',
    },
    behind:
      'Waren Sie es nicht, fordern Sie auf der Anmeldeseite ein neues Passwort an, beenden Sie ' +
      'Ihre anderen Sitzungen und sagen Sie es denen, die sich bei Ihnen um Backstay kümmern.',
  },
}

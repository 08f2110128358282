/** The words of the screens in German, by what they are for. */
import { deHouse } from '#web/words/de-house.ts'
import type { Word } from '#web/words/en.ts'

export const de: Readonly<Record<Word, string>> = {
  'shell.search': 'Suchen oder etwas tun',
  'shell.inbox': 'Eingang',
  'shell.myDesk': 'Mein Platz',
  'shell.house': 'Haus',
  'shell.import': 'Importieren',
  'shell.account': 'Ihr Konto',
  'shell.settings': 'Einstellungen',
  'shell.signOut': 'Abmelden',
  'shell.skip': 'Zum Inhalt',
  'shell.desks': 'Arbeitsplätze',
  'shell.waiting': 'Einen Augenblick …',
  'toast.undo': 'Rückgängig',
  'command.new': 'Neu: {what}',
  'broken.refused': 'Das kann nicht gezeigt werden',
  'broken.ours': 'Bei uns ist etwas schiefgegangen',
  'broken.number': 'Nummer für das Protokoll: {number}',
  'broken.again': 'Noch einmal versuchen',
  'door.email': 'Mailadresse',
  'door.password': 'Passwort',
  'door.enter': 'Anmelden',
  'door.code': 'Code',
  'door.codeHelp': 'Aus Ihrer Authenticator-App, oder ein Wiederherstellungscode.',
  'door.which': 'Welche Organisation?',
  ...deHouse,
}

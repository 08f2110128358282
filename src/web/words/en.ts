/** The words of the screens in English, by what they are for. */
import { enHouse } from '#web/words/en-house.ts'

export const en = {
  'shell.search': 'Search or do something',
  'shell.inbox': 'Inbox',
  'shell.myDesk': 'My desk',
  'shell.house': 'House',
  'shell.import': 'Import',
  'shell.account': 'Your account',
  'shell.settings': 'Settings',
  'shell.signOut': 'Sign out',
  'shell.skip': 'To the content',
  'shell.desks': 'Desks',
  'shell.waiting': 'One moment …',
  'toast.undo': 'Undo',
  'command.new': 'New {what}',
  'broken.refused': 'This cannot be shown',
  'broken.ours': 'Something went wrong on our side',
  'broken.number': 'Number for the log: {number}',
  'broken.again': 'Try again',
  'door.email': 'Mail address',
  'door.password': 'Password',
  'door.enter': 'Sign in',
  'door.code': 'Code',
  'door.codeHelp': 'From your authenticator app, or a recovery code.',
  'door.which': 'Which organization?',
  ...enHouse,
} as const

export type Word = keyof typeof en

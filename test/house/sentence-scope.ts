/** Whose sentences of problems are shown on screens: what the tests of their words read. */

/** What is told where somebody starts, imports or restores from a terminal, never on a screen. */
const elsewhere = [
  'src/cli/',
  'src/importers/',
  'src/languages/',
  'src/web/',
  'src/server/backup/',
  'src/server/database/',
  'src/server/import/',
  'src/server/postgres/',
  'src/server/access/letters.ts',
  'src/server/access/letter-words.ts',
  'src/server/news/letter-words.ts',
  'src/server/webhooks/letter-words.ts',
  'src/server/access/password-hash.ts',
  'src/server/example.ts',
  'src/server/house.ts',
  'src/server/http/listen.ts',
  'src/server/http/openapi.ts',
  'src/server/log.ts',
  'src/server/mail/settings.ts',
  'src/kit/derive/guide.ts',
]

/** Whether the sentences of a file are shown on screens. */
export function isOnScreens(path: string): boolean {
  return !elsewhere.some((one) => path.startsWith(one))
}

/** Texts that read like sentences of problems and are none: by what they are. */
export const noProblems: readonly string[] = [
  // The titles of the kinds of problems, behind which their sentences stand.
  'src/server/http/answer.ts',
  // What happened to persons and sessions, told to programs by its word.
  'src/server/access/events.ts',
  // What the API says of its own conditions, steps and columns.
  'src/kit/derive/schema.ts',
  'src/server/http/papers/asking.ts',
  'src/server/http/papers/bringing-on.ts',
  'src/server/http/papers/import-work.ts',
  'src/server/http/papers/registers.ts',
  'src/server/http/papers/writing.ts',
  // What the books say of an entry that ends by itself, and of rights given at the founding.
  'src/server/expiry-job.ts',
  'src/server/founding.ts',
  // What the one at the terminal is told, or the log.
  'src/server/group-commit.ts',
  'src/server/jobs.ts',
  'src/server/main.ts',
  'src/server/start-server.ts',
]

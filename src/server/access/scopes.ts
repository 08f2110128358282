/** What a key may be allowed to do: the one list of scopes, each with its meaning. */

export const scopes = {
  'accounts:read': 'See companies, charts of accounts, journals, commodities and periods.',
  'accounts:write': 'Add companies, accounts, journals, commodities and fiscal years.',
  'entries:read': 'See entries with their lines.',
  'entries:write': 'Post and reverse entries; settle and void pending ones.',
  'papers:read': 'See papers and registers, as far as the person’s roles show them.',
  'papers:write': 'Write papers and registers and bring papers on, as the person’s roles allow.',
  'reports:read': 'Run reports over the books, and see the lines behind their figures.',
  'periods:write': 'Lock, close and reopen periods.',
  'jobs:read': 'See jobs with their progress, their log and their result.',
  'jobs:write': 'Cancel jobs, and resume those that are parked.',
  'access:read': 'See roles, who holds them, exceptions, policies and delegations.',
  'access:write': 'Grant and end roles, set what needs approval, and decide about it.',
  'keys:write': 'List, make and revoke keys, with no more scopes than its own.',
  'persons:read': 'See persons, and what happened when they signed in.',
  'persons:write': 'Invite persons, let them leave, and remove second factors that were lost.',
} as const

export type Scope = keyof typeof scopes

/** Whether a word is one of the scopes. */
export function isScope(word: string): word is Scope {
  return Object.hasOwn(scopes, word)
}

export const allScopes: readonly Scope[] = Object.keys(scopes).filter(isScope)

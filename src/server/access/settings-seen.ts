/** In which parts of the settings there is something for somebody: by scopes, and by oversight. */
import type { Scope } from '#server/access/scopes.ts'

/** What a part takes; `oversees`: also to see who holds what. */
const parts: readonly (readonly [part: string, scope: Scope, oversees: boolean])[] = [
  ['people', 'persons:read', false],
  ['roles', 'access:read', true],
  ['duties', 'access:read', true],
  ['approvals', 'access:read', true],
  ['companies', 'accounts:read', false],
  ['periods', 'accounts:read', false],
  ['numbering', 'papers:read', false],
  ['prints', 'papers:read', false],
  ['own-fields', 'papers:read', false],
  ['keys', 'keys:write', false],
  ['calls', 'keys:write', false],
  ['webhooks', 'keys:write', false],
  ['jobs', 'jobs:read', false],
  ['timetable', 'jobs:read', false],
]

/** The names of the parts, as they stand in addresses of the screens. */
export function settingsSeen(scopes: ReadonlySet<Scope>, oversees: boolean): string[] {
  return parts.flatMap(([part, scope, wants]) =>
    scopes.has(scope) && (oversees || !wants) ? [part] : [],
  )
}

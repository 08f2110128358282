/** What handlers work with, over one database: put together for the server and the command line. */
import type { Logger } from 'pino'
import { all } from '#departments/all.ts'
import { roles } from '#departments/roles.ts'
import { Actors } from '#server/access/actors.ts'
import { CallLog } from '#server/access/call-log.ts'
import type { Entrance } from '#server/access/entrance.ts'
import { KeyRing } from '#server/access/key-ring.ts'
import { permissionsBy } from '#server/access/permissions.ts'
import { blobStore } from '#server/attachments/blob-store.ts'
import type { Database } from '#server/database/database.ts'
import { Directory } from '#server/directory.ts'
import { publicOnly } from '#server/egress/allowance.ts'
import type { Allowance } from '#server/egress/allowance.ts'
import { openEgress } from '#server/egress/egress.ts'
import { GroupCommit } from '#server/group-commit.ts'
import type { Services } from '#server/http/operation.ts'
import { loggable } from '#server/log.ts'

/** The services of the program over a database; outward it reaches what the allowance allows. */
export function servicesOver(
  database: Database,
  entrance: Entrance,
  log: Logger,
  allowance: Allowance = publicOnly,
): Services {
  const actors = new Actors(database, roles)
  return {
    database,
    commits: new GroupCommit(database),
    directory: new Directory(database),
    keys: new KeyRing(database),
    entrance,
    catalogue: all,
    actors,
    permissions: permissionsBy(roles, actors),
    blobs: blobStore(database),
    now: () => Temporal.Now.instant(),
    log,
    calls: new CallLog(database, (error, lost) =>
      log.warn({ error: loggable(error), lost }, 'calls were not noted'),
    ),
    egress: openEgress({ allowance }),
  }
}

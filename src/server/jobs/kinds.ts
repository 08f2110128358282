/** The lists of all kinds of jobs, no others are taken up; and of those every organization has. */
import { all } from '#departments/all.ts'
import { tasks } from '#departments/tasks.ts'
import { bulkJob } from '#server/bulk/bulk-job.ts'
import type { JobKind } from '#server/jobs/kind.ts'
import { permissionsLook } from '#server/jobs/permissions-look.ts'
import { taskJob } from '#server/jobs/task-job.ts'
import { tidying } from '#server/jobs/tidying.ts'
import type { StandingTask } from '#server/jobs/timetable.ts'
import { importJob } from '#server/transfer/job.ts'
import { printJob } from '#server/transfer/print-job.ts'

export const jobKinds: readonly JobKind[] = [
  importJob,
  bulkJob,
  printJob,
  taskJob(all, tasks),
  permissionsLook,
  tidying,
]

/** At night where most of the first users are. */
export const standingTasks: readonly StandingTask[] = [
  {
    kind: permissionsLook,
    input: {},
    rhythm: { every: 'day', at: Temporal.PlainTime.from('02:10') },
  },
  {
    kind: tidying,
    input: {
      jobDays: 180,
      requestDays: 90,
      callDays: 90,
      webhookDays: 30,
      newsDays: 90,
      unreadNewsDays: 365,
    },
    rhythm: { every: 'day', at: Temporal.PlainTime.from('02:40') },
  },
]

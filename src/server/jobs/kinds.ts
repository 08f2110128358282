/** The list of all kinds of jobs: no others are taken up, and the timetable asks for none. */
import { all } from '#departments/all.ts'
import { tasks } from '#departments/tasks.ts'
import type { JobKind } from '#server/jobs/kind.ts'
import { permissionsLook } from '#server/jobs/permissions-look.ts'
import { taskJob } from '#server/jobs/task-job.ts'
import { importJob } from '#server/transfer/job.ts'

export const jobKinds: readonly JobKind[] = [importJob, taskJob(all, tasks), permissionsLook]

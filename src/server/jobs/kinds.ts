/** The list of all kinds of jobs: no others are taken up, and the timetable asks for none. */
import type { JobKind } from '#server/jobs/kind.ts'
import { importJob } from '#server/transfer/job.ts'

export const jobKinds: readonly JobKind[] = [importJob]

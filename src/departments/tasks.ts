/** The one list of tasks, read from top to bottom; nothing is scanned. */
import type { Task } from '#kit/task.ts'
import { dunningRun } from '#departments/finance/dunning-run.ts'

/** Every task of the program. */
export const tasks: readonly Task[] = [dunningRun]

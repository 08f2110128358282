/** Tasks as the server tells them: those on a paper, and one’s own on all papers. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { get, post } from '#web/api.ts'
import type { NewsPaper } from '#web/inbox/news.ts'

export interface Task {
  readonly task: string
  readonly version: number
  readonly text: string
  readonly assignee: string
  readonly assigneeName: string
  readonly dueOn: string | null
  readonly isDone: boolean
  /** Who gave it. */
  readonly person: string
  readonly name: string
}

export interface OwnTask extends Pick<Task, 'task' | 'version' | 'text' | 'dueOn'> {
  readonly by: string
  readonly paper: NewsPaper
}

export function tasksQuery(path: string) {
  return queryOptions({
    queryKey: ['tasks', path],
    queryFn: async () => (await get<{ tasks: Task[] }>(`${path}/tasks`)).tasks,
    retry: false,
  })
}

export const ownTasksQuery = queryOptions({
  queryKey: ['tasks'],
  queryFn: async () => (await get<{ tasks: OwnTask[] }>('/me/tasks')).tasks,
  retry: false,
})

/** A task that is done, or is not after all, by the API’s address of its paper. */
export interface Turning extends Pick<Task, 'task' | 'version' | 'isDone'> {
  readonly path: string
}

export function useTurning() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ path, ...task }: Turning) => post(`${path}/tasks/changes`, { tasks: [task] }),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['tasks'] })
      await queries.invalidateQueries({ queryKey: ['happened'] })
      await queries.invalidateQueries({ queryKey: ['news'] })
    },
  })
}

/** What settings read, and what is done with them: each in a set whose refusals are told whole. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Refused, get, post } from '#web/api.ts'
import type { Problem } from '#web/api.ts'
import { ownProblems } from '#web/paper/problems.ts'

export interface Setting<Answer> {
  readonly data: Answer | undefined
  /** Why there is nothing. */
  readonly error: Error | null
}

/**
 * What an operation answers, read again after each act. What was read stays, with the form that is
 * open over it, also where it cannot be read again.
 */
export function useSetting<Answer>(
  path: string,
  read: () => Promise<Answer> = () => get<Answer>(path),
): Setting<Answer> {
  const { data, error } = useQuery({
    queryKey: ['settings', path],
    queryFn: read,
    retry: false,
  })
  return { data, error: data === undefined ? error : null }
}

export interface Act {
  readonly path: string
  readonly body: object
}

/** Does something; one that is refused of a set is an error with its sentences. */
export function useAct(done: (answer: Readonly<Record<string, unknown>>) => void = () => {}) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ path, body }: Act) => wholly(await sent(path, body)),
    onSuccess: done,
    onSettled: () => void queries.invalidateQueries({ queryKey: ['settings'] }),
  })
}

/** Does it; what is refused of the only row of a set is told by the fields of the form. */
export async function sent(path: string, body: object): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await post<Readonly<Record<string, unknown>>>(path, body)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    throw new Refused(error.status, ownProblems(error.problems), error.message, error.request)
  }
}

interface Result {
  readonly outcome?: string
  readonly problems?: readonly Problem[]
}

function wholly<Answer extends object>(answer: Answer): Answer {
  const results = Object.values(answer).filter((value): value is Result[] => Array.isArray(value))
  const problems = results
    .flat()
    .flatMap((one) => (one.outcome === 'refused' ? (one.problems ?? []) : []))
    .map((one) => ({ ...one, field: one.field.replace(/^\w+\[\d+\]\./, '') }))
  if (problems.length === 0) return answer
  throw new Refused(422, problems, problems.map(({ message }) => message).join(' '))
}

/** Whether one follows a paper: who does, hears of each comment. */
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { FormattedMessage, useIntl } from 'react-intl'
import { get, post } from '#web/api.ts'

interface Follows {
  readonly follows: boolean
}

export function Following({ path }: { readonly path: string }) {
  const queries = useQueryClient()
  const { formatMessage } = useIntl()
  const queryKey = ['following', path]
  const { data } = useQuery({
    queryKey,
    queryFn: () => get<Follows>(`${path}/following`),
    retry: false,
  })
  const { mutate, isPending } = useMutation({
    mutationFn: (follows: boolean) => post<Follows>(`${path}/following`, { follows }),
    onSuccess: (now) => queries.setQueryData(queryKey, now),
  })
  if (data === undefined) return null
  return (
    <Button
      size="xs"
      variant="subtle"
      aria-pressed={data.follows}
      title={formatMessage({ id: 'paper.followHelp' })}
      loading={isPending}
      onClick={() => mutate(!data.follows)}
    >
      <FormattedMessage id={data.follows ? 'paper.following' : 'paper.follow'} />
    </Button>
  )
}

/** Who follows a paper: by having written it or commented on it, or because they said so. */
import { placed } from '#kit/topic.ts'
import type { Topic, TopicPlace } from '#kit/topic.ts'

/** Whether a person hears what is said about a paper or row. */
export async function isFollowing(
  place: TopicPlace,
  { of, key, where }: Topic,
  person: string,
): Promise<boolean> {
  const [found] = await place.query<{ follows: boolean }>({
    name: 'paper.following',
    text: `select coalesce(
        (select f.follows from paper.follower f where f.organization = $1 and f.company = $2
          and f.kind = $3 and f.key = $4 and f.person::text = $5),
        $6::text = $5 or exists (select from paper.comment c
          where c.organization = $1 and c.company = $2
          and c.kind = $3 and c.key = $4 and c.person = $5)) as follows`,
    values: [...placed(place, of), key, person, where.madeBy ?? ''],
  })
  return found?.follows === true
}

/** Has a person follow a paper or row, or no longer, whatever they wrote or said. */
export async function follow(
  place: TopicPlace,
  { of, key }: Topic,
  person: string,
  follows: boolean,
): Promise<void> {
  await place.query({
    name: 'paper.follow',
    text: `insert into paper.follower (organization, company, kind, key, person, follows)
      values ($1, $2, $3, $4, $5, $6)
      on conflict (organization, company, kind, key, person) do update
        set follows = excluded.follows, changed_at = clock_timestamp()`,
    values: [...placed(place, of), key, person, follows],
  })
}

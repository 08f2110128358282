/** Hangs comments and files with canaries on every paper and row. */
import assert from 'node:assert/strict'
import type { Cage } from './canary.ts'
import { bearing } from './asking.ts'
import type { Asker, House } from './house.ts'
import { knownIn, topicAddress } from './known.ts'

/** Somebody who sees everything says something of each, and attaches a file. */
export async function hangAll(house: House, cage: Cage, insider: Asker): Promise<void> {
  const { topics } = await knownIn(house)
  for (const topic of topics) {
    const at = topicAddress(topic)
    const said = { comments: [{ text: `It is said of it: ${cage.word()}` }] }
    const comment = await house.api.post(insider.text, `${at}/comments`, said)
    assert.equal(comment.status, 201, comment.text)
    const given = { tasks: [{ text: `To be done: ${cage.word()}`, assignee: insider.person }] }
    const task = await house.api.post(insider.text, `${at}/tasks`, given)
    assert.equal(task.status, 201, task.text)
    const file = await house.api.send(`/api/v1${at}/attachments?name=${cage.word()}.txt`, {
      method: 'POST',
      headers: {
        ...bearing(house, insider),
        'content-type': 'application/octet-stream',
      },
      body: `In the file stands ${cage.word()}.`,
    })
    assert.equal(file.status, 201, file.text)
  }
}

/** Has somebody named in all that was said, and given it as tasks, whatever they may read. */
export async function nameIn(house: House, { person }: Asker): Promise<void> {
  await house.sql(
    `insert into access.news (organization, person, id, what, company, kind, key, about, by_person,
        by_name)
      select organization, $2::uuid, gen_random_uuid(), 'mention', company, kind, key, comment,
        person, name
      from paper.comment where organization = $1 and version = 1`,
    person,
  )
  await house.sql(
    `insert into paper.task (organization, company, kind, key, task, version, person, name, text,
        assignee, is_done)
      select organization, company, kind, key, gen_random_uuid(), 1, person, name, text, $2::uuid,
        false
      from paper.comment where organization = $1 and version = 1`,
    person,
  )
}

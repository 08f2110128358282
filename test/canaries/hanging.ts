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

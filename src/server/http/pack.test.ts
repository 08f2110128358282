/** What is packed, and that it is the same once it is unpacked. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { json } from '#server/http/answer.ts'
import { packed } from '#server/http/pack.ts'

const long = json(200, { names: Array.from({ length: 2_000 }, (_, at) => `name ${at}`) })

test('a long text is packed for who unpacks it, and is the same again', async () => {
  const { body, headers, status, type } = await packed(long, 'br;q=1.0, gzip;q=0.8')
  assert.ok(body instanceof Uint8Array)
  assert.ok(body.length < 10_000)
  assert.equal(gunzipSync(body).toString(), long.body)
  assert.deepEqual(headers, { 'content-encoding': 'gzip', vary: 'accept-encoding' })
  assert.deepEqual([status, type], [long.status, long.type])
})

test('nothing is packed for others, nor what is short', async () => {
  assert.equal(await packed(long, undefined), long)
  assert.equal(await packed(long, 'br'), long)
  const short = json(200, { name: 'one' })
  assert.equal(await packed(short, 'gzip'), short)
})

/** The signatures of webhooks, against the vector that the specification's libraries share. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newWebhookSecret, signedHeaders, webhookSecretText } from '#server/webhooks/signature.ts'

// github.com/standard-webhooks/standard-webhooks, tests of its libraries.
const vector = {
  secret: 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1_614_265_330,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
} as const

test('a message is signed as the specification says', () => {
  const headers = signedHeaders(vector, [Buffer.from(vector.secret, 'base64')])
  assert.deepEqual(headers, {
    'webhook-id': vector.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': vector.signature,
  })
})

test('while two secrets are valid it bears the signatures of both', () => {
  const secrets = [newWebhookSecret(), Buffer.from(vector.secret, 'base64')]
  const [own, old] = String(signedHeaders(vector, secrets)['webhook-signature']).split(' ')
  assert.equal(old, vector.signature)
  assert.notEqual(own, old)
})

test('a secret is told with its prefix, in base64', () => {
  assert.match(webhookSecretText(newWebhookSecret()), /^whsec_[A-Za-z0-9+/]{43}=$/)
})

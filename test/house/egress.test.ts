/** The house rule of connections outward: they are opened in one room, and mail has its own. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outwardFaults } from '#test/house/egress.ts'
import { ownFiles } from '#test/house/files.ts'

test('nothing of the server opens connections outward but the egress, and mail', () => {
  assert.deepEqual(outwardFaults(ownFiles()), [])
})

test('a file that would is found, in whatever way', () => {
  for (const text of [
    "import { request } from 'node:https'",
    "import https from 'https'",
    "import { createServer, get } from 'node:http'",
    "import { connect } from 'node:net'",
    "import { connect } from 'node:tls'",
    "import * as net from 'node:net'",
    "import { connect } from 'node:http2'",
    "const { request } = await import('node:https')",
    "import { Agent } from 'undici'",
    "import { createTransport } from 'nodemailer'",
    "import { lookup } from 'node:dns/promises'",
    'const answer = await fetch(address)',
    'const answer = await globalThis.fetch(address)',
    'new WebSocket(address)',
    'new EventSource(address)',
  ]) {
    const faults = outwardFaults([{ path: 'src/server/jobs/evil.ts', text }])
    assert.equal(faults.length, 1, text)
  }
})

test('listening, and looking at an address, is no way outward', () => {
  for (const text of [
    "import { createServer } from 'node:http'",
    "import type { IncomingMessage, ServerResponse } from 'node:http'",
    "import { isIP } from 'node:net'",
    'const page = { fetch: app.fetch }',
    'return app.fetch(request)',
  ]) {
    assert.deepEqual(outwardFaults([{ path: 'src/server/http/listen.ts', text }]), [], text)
  }
  const own = "import { request } from 'node:https'"
  assert.deepEqual(outwardFaults([{ path: 'src/server/egress/egress.ts', text: own }]), [])
})

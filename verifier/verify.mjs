#!/usr/bin/env node
/**
 * Verifies the seals of an organization's books, with no code of the server's: see docs/seals.md.
 * node verifier/verify.mjs --connection URL --organization ID [--anchor FILE] [--json]
 */
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { examineSeals } from './chain.mjs'
import { readAnchors } from './anchor.mjs'
import { endedExample, examineEnded } from './ended.mjs'
import { examineRest } from './rest.mjs'

const mostFindings = 1000

/**
 * Looks at everything in one snapshot. `connection` is a URL or what `pg` takes, `anchor` a file or
 * nothing; `onProgress` is told { sealed, lines } now and then. Throws where it cannot look.
 * Answers { ok, sealed, unsealed, lines, seals, findings, warnings }, the first broken thing first.
 */
export async function verify({ connection, organization, anchor, onProgress }) {
  const address = typeof connection === 'string' ? { connectionString: connection } : connection
  const client = new pg.Client({ ...address, application_name: 'backstay-verify' })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    return await examine(client, { organization, anchor, onProgress })
  } finally {
    await client.end()
  }
}

/** As `verify`, inside a transaction that the caller has begun. */
export async function examine(client, { organization, anchor, onProgress }) {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(organization)) {
    throw new Error('The organization is not an identifier (a UUID in lower case).')
  }
  // One plan for every batch; Citus can't route such a plan, and makes one each time.
  await client.query(`set local app.organization = '${organization}'; set local jit = off;
    select set_config('plan_cache_mode', case when exists (
      select from pg_extension where extname = 'citus') then 'auto' else 'force_generic_plan' end,
      true);
    set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local statement_timeout = 0;
    set local client_encoding = 'UTF8'`)
  const look = { client, organization, lines: 0, sealed: 0, seals: 0, findings: [], warnings: [] }
  look.find = (rule, message, where = {}) => {
    if (look.findings.length < mostFindings) look.findings.push({ rule, message, ...where })
  }
  look.query = async (text, ...values) =>
    (await client.query({ text, values: [organization, ...values] })).rows
  const { known, encoding } = (
    await look.query(`select
      exists (select from ledger.organization where organization = $1) as known,
      current_setting('server_encoding') as encoding`)
  )[0]
  if (encoding !== 'UTF8') throw new Error(`The database is in ${encoding} and not in UTF8.`)
  look.ended = await endedExample(look)
  const anchors = anchor === undefined ? null : await readAnchors(anchor, look)
  if (!known && !anchors?.highest && look.ended === null) {
    throw new Error('No such organization is seen with this login.')
  }
  examineEnded(look, anchors)
  await examineSeals(look, anchors, onProgress ?? (() => {}))
  const unsealed = await examineRest(look)
  const { sealed, lines, seals, findings, warnings } = look
  return { ok: findings.length === 0, sealed, unsealed, lines, seals, findings, warnings }
}

async function main() {
  const option = { type: 'string' }
  const { values } = parseArgs({
    options: {
      connection: option,
      organization: option,
      anchor: option,
      json: { type: 'boolean', default: false },
    },
  })
  if (values.connection === undefined || values.organization === undefined) {
    throw new Error('Say --connection URL and --organization ID.')
  }
  const shown = process.stderr.isTTY
  const onProgress = ({ sealed, lines }) => {
    if (shown) process.stderr.write(`\r${sealed} entries, ${lines} lines …`)
  }
  const answer = await verify({ ...values, onProgress })
  if (shown) process.stderr.write('\r\u001b[K')
  process.stdout.write(values.json ? `${JSON.stringify(answer, null, 2)}\n` : sentences(answer))
  return answer.ok ? 0 : 1
}

function sentences({ ok, sealed, unsealed, lines, seals, findings, warnings }) {
  const told = [
    ...findings.map(({ message }) => `BROKEN  ${message}`),
    ...warnings.map((message) => `note    ${message}`),
    `${sealed} entries with ${lines} lines under ${seals} seals; ${unsealed} wait for a seal.`,
    ok ? 'The books are what was sealed.' : 'The books are NOT what was sealed.',
  ]
  return `${told.join('\n')}\n`
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    process.exitCode = await main()
  } catch (error) {
    process.stderr.write(`Could not look: ${error.message}\n`)
    process.exitCode = 2
  }
}

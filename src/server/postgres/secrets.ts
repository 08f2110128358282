/** The passwords of the embedded cluster: random, made once, kept in the instance's folder. */

import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { errorCode } from './processes.ts'
import { writeDurably } from './durable-file.ts'

/** A user of the database and its password. */
export interface Login {
  readonly user: string
  readonly password: string
}

export interface Secrets {
  /** May do anything in the cluster; for setting up, migrations and nothing else. */
  readonly superuser: Login
  /** What the server connects as; owns nothing. */
  readonly login: Login
}

/** The passwords of this folder, or null if none were made yet or their file is damaged. */
export function readSecrets(folder: string): Secrets | null {
  let found: unknown
  try {
    found = JSON.parse(readFileSync(secretsFile(folder), 'utf8'))
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || error instanceof SyntaxError) return null
    throw error
  }
  if (typeof found !== 'object') return null
  const { superuser, backstay }: Record<string, unknown> = { ...found }
  if (typeof superuser !== 'string' || typeof backstay !== 'string') return null
  return secrets(superuser, backstay)
}

/** Makes passwords and keeps them where only our own user can read them. */
export function makeSecrets(folder: string): Secrets {
  const made = { superuser: password(), backstay: password() }
  writeDurably(secretsFile(folder), JSON.stringify(made, null, 2) + '\n')
  return secrets(made.superuser, made.backstay)
}

export function secretsFile(folder: string): string {
  return join(folder, 'passwords.json')
}

function secrets(superuser: string, backstay: string): Secrets {
  return {
    superuser: { user: 'superuser', password: superuser },
    login: { user: 'backstay', password: backstay },
  }
}

function password(): string {
  return randomBytes(24).toString('base64url')
}

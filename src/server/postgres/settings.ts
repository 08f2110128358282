/** The settings that the embedded PostgreSQL runs with: durable, in UTC, and quiet in its log. */

import { totalmem } from 'node:os'

const mebibyte = 1024 * 1024

/**
 * All settings by name. Limits of time for statements and locks are not here: they belong to
 * the login that the server uses, not to the cluster.
 */
export function settings(
  port: number,
  compression: 'lz4' | 'on',
  own: Readonly<Record<string, string>>,
): Map<string, string> {
  return new Map(
    Object.entries({
      ...reach(port),
      ...durability,
      wal_compression: compression,
      ...planning,
      shared_buffers: `${sharedBuffers()}MB`,
      ...logging,
      ...own,
    }),
  )
}

/** A quarter of the memory that we may use, from 128 MB to 1 GB. */
function sharedBuffers(): number {
  const limit = process.constrainedMemory()
  const memory = limit > 0 ? Math.min(limit, totalmem()) : totalmem()
  return Math.trunc(Math.min(Math.max(memory / 4 / mebibyte, 128), 1024))
}

/** Loopback only, and no socket in the file system. */
function reach(port: number): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '100',
    // A forgotten transaction would hold its locks against everybody.
    idle_in_transaction_session_timeout: '30s',
    password_encryption: 'scram-sha-256',
  }
}

/** What was answered as done must survive a crash. */
const durability = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  // After a failed fsync the kernel may have dropped the page: only recovery is safe then.
  data_sync_retry: 'off',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
}

const planning = {
  // Books that have just grown are counted within seconds, and the planner knows them.
  autovacuum_naptime: '10s',
  timezone: 'UTC',
  // Compiling costs more than it saves on our short statements.
  jit: 'off',
  // Today's disks find any page nearly as fast as the next one.
  random_page_cost: '1.1',
}

/** No statement and no figure of a company in the log. */
const logging = {
  logging_collector: 'off',
  log_destination: 'stderr',
  log_line_prefix: '%m [%p] ',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

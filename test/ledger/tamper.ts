/** An attacker with the superuser's keys: changes, deletes, doubles and swaps rows of the books. */
import type pg from 'pg'

/** The tables whose every column the seals cover, and those that are the sums of the lines. */
export const covered = [
  'entry',
  'line',
  'subject',
  'unit',
  'analysis',
  'period_event',
  'seal',
  'sealed_entry',
  'sealed_period_event',
] as const

export interface TableColumn {
  readonly table: string
  readonly column: string
  readonly type: string
}

/** The columns of tables as the catalogue has them. */
export async function columnsOf(client: pg.Client, tables: readonly string[]) {
  const { rows } = await client.query<TableColumn>(
    `select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
     where c.relnamespace = 'ledger'::regnamespace and c.relname = any ($1) and not a.attisdropped
     order by c.relname, a.attnum`,
    [tables],
  )
  return rows
}

/** Takes every rule off the tables, so that nothing but the seals is left to notice. */
export async function dropRules(client: pg.Client): Promise<void> {
  await client.query(`do $$
    declare
      rule record;
    begin
      for rule in
        select conrelid::regclass as owner, conname from pg_constraint
        where connamespace = 'ledger'::regnamespace and conrelid <> 0
          and contype in ('f', 'c', 'u', 'p')
        order by contype = 'f' desc, contype = 'p', contype = 'u'
      loop
        execute format('alter table %s drop constraint if exists %I cascade',
          rule.owner, rule.conname);
      end loop;
      for rule in
        select a.attrelid::regclass as owner, a.attname from pg_attribute a
        join pg_class c on c.oid = a.attrelid
        where c.relnamespace = 'ledger'::regnamespace and c.relkind = 'r' and a.attnum > 0
          and a.attnotnull
      loop
        execute format('alter table %s alter %I drop not null', rule.owner, rule.attname);
      end loop;
      drop index ledger.entry_by_reversed;
    end $$`)
}

const changes: Readonly<Record<string, string>> = {
  uuid: 'gen_random_uuid()',
  text: `coalesce($, '') || case when $ is null then '' else ' ' end`,
  integer: 'coalesce($, -1) + 1',
  bigint: 'coalesce($, -1) + 1',
  smallint: 'coalesce($, -1) + 1::smallint',
  boolean: 'not $',
  date: `coalesce($ + 1, '2026-01-01')`,
  'timestamp with time zone': `coalesce($ + interval '1 microsecond', '2026-01-01')`,
  numeric: 'coalesce($, 0) * 1.0',
  jsonb: `$ || '{"": ""}'`,
  bytea: `coalesce(set_byte($, length($) - 1, get_byte($, length($) - 1) # 1), '\\x00')`,
  'ledger.layer': `case $ when 'actual' then 'pending' else 'actual' end::ledger.layer`,
}

/** The least change of a value: one more, a blank behind it, one bit, empty instead of null. */
export function changed({ column, type }: TableColumn): string {
  const change = changes[type]
  if (change === undefined) throw new Error(`No change is known for ${type}: add one.`)
  return change.replaceAll('$', `t."${column}"`)
}

/** Runs an attack, lets someone look, and takes it back; answers null if it changed nothing. */
export async function undone<Result>(
  client: pg.Client,
  attack: () => Promise<boolean>,
  look: () => Promise<Result>,
): Promise<Result | null> {
  await client.query('savepoint before')
  try {
    return (await attack()) ? await look() : null
  } finally {
    await client.query('rollback to savepoint before')
  }
}

/** Numbers from 0 to below 1 that a seed brings back (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export interface Attack {
  readonly sentence: string
  readonly table: string
  readonly text: string
}

/** A table's rows in no order: two rows that swap all their difference change nothing. */
export async function content(client: pg.Client, table: string): Promise<string | undefined> {
  const { rows } = await client.query<{ content: string }>(
    `select string_agg(t::text, ' ' order by t::text) as content from ledger."${table}" t`,
  )
  return rows[0]?.content
}

/** One attack in SQL on a random row, with the sentence that says it. */
export function randomAttack(chance: () => number, columns: readonly TableColumn[]): Attack {
  const pick = <Item>(items: readonly Item[]): Item =>
    items[Math.floor(chance() * items.length)] as Item
  const at = pick(columns)
  const name = `ledger."${at.table}"`
  const row = `(select ctid from ${name} order by md5(ctid::text || ${chance()}) limit 1)`
  const same = columns.filter(({ table }) => table === at.table)
  switch (pick(['change', 'change', 'change', 'null', 'delete', 'double', 'swap'])) {
    case 'null':
      return {
        table: at.table,
        sentence: `${at.table}.${at.column} is made null`,
        text: `update ${name} t set "${at.column}" = null
          where ctid = ${row} and "${at.column}" is not null`,
      }
    case 'delete':
      return {
        table: at.table,
        sentence: `a row of ${at.table} is deleted`,
        text: `delete from ${name} where ctid = ${row}`,
      }
    case 'double':
      return {
        table: at.table,
        sentence: `a row of ${at.table} is doubled`,
        text: `insert into ${name} select * from ${name} where ctid = ${row}`,
      }
    case 'swap': {
      const { column } = pick(same)
      return {
        table: at.table,
        sentence: `two rows of ${at.table} swap ${column}`,
        text: `with two as (select ctid as place, "${column}" as value,
            row_number() over (order by md5(ctid::text || ${chance()})) as n from ${name})
          update ${name} t set "${column}" = b.value from two a, two b
          where t.ctid = a.place and a.n + b.n = 3 and a.n <> b.n
            and a.value::text is distinct from b.value::text`,
      }
    }
    default:
      return {
        table: at.table,
        sentence: `${at.table}.${at.column} is changed`,
        text: `update ${name} t set "${at.column}" = ${changed(at)} where ctid = ${row}
          and "${at.column}"::text is distinct from (${changed(at)})::text`,
      }
  }
}

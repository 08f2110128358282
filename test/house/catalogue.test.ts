/** Tests that keys, triggers and sequences are found in a database made for the purpose. */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import {
  keysNotLedByOrganization,
  tablesWithoutFence,
  triggersAndSequences,
} from '#test/house/catalogue.ts'
import {
  missing,
  startScratchPostgres,
  type ScratchPostgres,
} from '#test/house/scratch-postgres.ts'

const good = `
  create table organization (id uuid primary key, name text not null unique);
  create table migration (number int primary key);
  create table account (
    organization uuid not null references organization,
    id uuid not null,
    number text not null,
    primary key (organization, id),
    unique (organization, number)
  );
  create table line (
    organization uuid not null,
    id uuid not null,
    account uuid not null,
    booked_on date not null,
    primary key (organization, id),
    foreign key (organization, account) references account
  ) partition by hash (organization);
  create table line_0 partition of line for values with (modulus 1, remainder 0);
  create index line_by_day on line (organization, booked_on);`

const bad = `
  create schema audit;
  create table audit.mark (id bigint generated always as identity primary key, account uuid);
  create table party (
    id uuid primary key,
    organization uuid not null,
    branch uuid not null,
    name text,
    unique (id, organization),
    unique (branch, id)
  );
  create index party_by_name on party (lower(name), organization);
  create table agent (
    organization uuid not null,
    party uuid not null references party,
    other uuid not null,
    primary key (organization, party),
    foreign key (organization, other) references party (branch, id)
  );`

/** What moves by itself. */
const moving = `
  create function touch() returns trigger language plpgsql as 'begin return new; end';
  create trigger touched before update on party for each row execute function touch();
  create function watch() returns event_trigger language plpgsql as 'begin end';
  create event trigger watched on ddl_command_end execute function watch();
  create sequence counter`

suite('the catalogue of a database', { skip: missing }, () => {
  let scratch: ScratchPostgres
  before(async () => {
    scratch = await startScratchPostgres()
  })
  after(() => scratch.stop())

  test('with every key led by organization has no fault', async () => {
    await scratch.client.query(good)
    assert.deepEqual(await keysNotLedByOrganization(scratch.client), [])
    assert.deepEqual(await triggersAndSequences(scratch.client), [])
  })

  test('without its exceptions names the keys of those tables', async () => {
    assert.deepEqual(await keysNotLedByOrganization(scratch.client, new Map()), [
      'migration: primary key migration_pkey begins with number',
      'organization: primary key organization_pkey begins with id',
      'organization: unique key organization_name_key begins with name',
    ])
  })

  test('with other keys names each of them', async () => {
    await scratch.client.query(bad)
    assert.deepEqual(await keysNotLedByOrganization(scratch.client), [
      'audit.mark: primary key mark_pkey begins with id',
      'agent: foreign key agent_organization_other_fkey points at party without its organization',
      'agent: foreign key agent_party_fkey begins with party',
      'party: index party_by_name begins with an expression',
      'party: primary key party_pkey begins with id',
      'party: unique key party_branch_id_key begins with branch',
      'party: unique key party_id_organization_key begins with id',
    ])
  })

  test('with tables that show others names them', () => showing(scratch.client))
  test('with triggers and sequences names them', async () => {
    await scratch.client.query(moving)
    assert.deepEqual((await triggersAndSequences(scratch.client)).sort(), [
      'audit.mark_id_seq: is a sequence',
      'counter: is a sequence',
      'party: trigger touched',
      'pg_catalog.watched: is an event trigger',
    ])
  })
})

async function showing(client: ScratchPostgres['client']): Promise<void> {
  assert.deepEqual(await tablesWithoutFence(client), [
    'account: is not under row-level security',
    'agent: is not under row-level security',
    'line: is not under row-level security',
    'line_0: is not under row-level security',
    'party: is not under row-level security',
  ])
  await client.query(`
    alter table account enable row level security;
    alter table agent enable row level security;
    create policy added on agent for insert with check (true);
    alter table line enable row level security;
    create policy seen on line for select using (true);
    alter table party enable row level security;
    create policy own on party using (true)`)
  assert.deepEqual(await tablesWithoutFence(client), [
    'account: has no policy',
    'agent: has no policy',
    'line_0: is not under row-level security',
  ])
}

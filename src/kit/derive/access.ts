/**
 * What the server's login may do with a description's tables, as statements for a migration: it
 * sees its own organization, changes a paper only in its first state, and brings it on only through
 * a function that knows the transitions.
 */
import type { Document } from '#kit/document.ts'
import { keyList } from '#kit/key.ts'
import type { Described } from '#kit/key.ts'
import { plainFields, rowFields, writtenFields } from '#kit/field.ts'
import type { Columns, Fields } from '#kit/field.ts'
import { columnName, tableName } from '#kit/spelling.ts'
import { wrapped } from '#kit/derive/wrapped.ts'
import { contentParameters, takenParameters } from '#kit/statements.ts'
import { rowTable } from '#kit/store.ts'

const own = "organization = nullif(current_setting('app.organization', true), '')::uuid"
/** The server's logins are members of the one; the other owns the functions that do more. */
const [server, door] = ['backstay_server', 'backstay_door']

/** The statements that follow the tables, in their order, each without its semicolon. */
export function accessOf(of: Described): string[] {
  if (of.noun === 'register' && of.isLedgers) return []
  return (of.noun === 'register' ? registerAccess(of) : documentAccess(of)).map(wrapped)
}

/** What a person fills in, and what changes with every change of it. */
function changeable(fields: Fields): string {
  return [...writtenNames(fields), 'extra', 'version', 'changed_at', 'changed_by'].join(', ')
}

function writtenNames(fields: Fields): string[] {
  return plainFields(writtenFields(fields)).map(([name]) => columnName(name))
}

function registerAccess(of: Extract<Described, { noun: 'register' }>): string[] {
  const tables = [of.target.table, ...rowFields(of.fields).map(([name]) => rowTable(of, name))]
  return [
    ...tables.flatMap((table) => [
      `alter table ${table} enable row level security`,
      `create policy own_organization on ${table} using (${own})`,
      `grant select, insert on ${table} to ${server}`,
    ]),
    `grant update (${changeable(of.fields)}) on ${of.target.table} to ${server}`,
    ...tables.slice(1).map((table) => `grant update, delete on ${table} to ${server}`),
  ]
}

function documentAccess(of: Document): string[] {
  const { table } = of.target
  const [first] = of.states
  const written = `${own} and state = '${first}'`
  return [
    `alter table ${table} enable row level security`,
    `create policy seen on ${table} for select using (${own})`,
    `create policy written on ${table} for insert to ${server} with check (${written})`,
    `create policy changed on ${table} for update to ${server}\n  using (${written}) ` +
      `with check (${written})`,
    `create policy thrown_away on ${table} for delete to ${server} using (${written})`,
    `create policy brought_on on ${table} for update to ${door} using (${own})`,
    `create policy entered on ${table} for insert to ${door} with check (${own})`,
    `grant select, delete on ${table} to ${server}`,
    `grant insert (organization, ${keyList(of)}, state, created_by, ` +
      `${of.number === null ? '' : 'number, '}${changeable(of.fields)}) on ${table} to ${server}`,
    `grant update (${changeable(of.fields)}) on ${table} to ${server}`,
    `grant select, insert on ${table} to ${door}`,
    `grant update (${advancing(of).join(', ')}) on ${table} to ${door}`,
    ...lock(of),
    ...advance(of),
    ...enter(of),
    ...rowAccess(of),
  ]
}

/** What changes when a paper goes on. */
function advancing({ number, fields }: Document): string[] {
  const taken = plainFields(fields).filter(([, { isTaken }]) => isTaken)
  const head = ['state', ...(number === null ? [] : ['number'])]
  return [
    ...head,
    ...taken.map(([name]) => columnName(name)),
    'version',
    'changed_at',
    'changed_by',
  ]
}

/**
 * The functions that lock papers in key order, whatever their state: a lock is a right to change,
 * which the server's login has of drafts alone. To share a paper is to keep it as it is.
 */
function lock(of: Document): string[] {
  const { table } = of.target
  const parameters = 'of_organization uuid, of_company text, of_ids uuid[]'
  const wanted = 'organization = of_organization and company = of_company and id = any (of_ids)'
  const number = of.number === null ? 'null::text' : 'p.number'
  return [
    ...definer(
      `paper.lock_${tableName(of.name)}`,
      parameters,
      'void',
      `begin
  perform from ${table}
  where ${wanted}
  order by id for no key update;
end`,
    ),
    ...definer(
      `paper.share_${tableName(of.name)}`,
      parameters,
      'table (id uuid, state text, number text)',
      `#variable_conflict use_column
begin
  return query select p.id, p.state, ${number} from ${table} p
  where p.${wanted.replaceAll(' and ', ' and p.')}
  order by p.id for share;
end`,
    ),
  ]
}

/**
 * The function that brings papers on: all of a set, or none, with what they have taken. A state
 * that the verb does not lead from is refused, whoever asks.
 */
function advance(of: Document): string[] {
  const { table } = of.target
  const ways = Object.entries(of.transitions).flatMap(([verb, { from, to }]) =>
    [from].flat().map((state) => `('${verb}', '${state}', '${to}')`),
  )
  const taken = plainFields(of.fields).filter(([, { isTaken }]) => isTaken)
  const names = taken.map(([name]) => columnName(name))
  const given = ['of_ids', 'of_numbers', 'by_actors', ...names.map((name) => `of_${name}`)]
  const number = of.number === null ? '' : ' number = coalesce(p.number, u.number),'
  const body = `declare
  moved bigint;
begin
  perform ledger.require_organization(of_organization);
  update ${table} p
  set state = way.target,${number} version = p.version + 1,${names
    .map((name) => `\n    ${name} = coalesce(u.${name}, p.${name}),`)
    .join('')}
    changed_at = clock_timestamp(), changed_by = u.actor
  from unnest(${given.join(', ')}) u (${['id', 'number', 'actor', ...names].join(', ')}),
    (values ${ways.join(',\n      ')}) way (verb, source, target)
  where p.organization = of_organization and p.company = of_company and p.id = u.id
    and way.verb = of_verb and way.source = p.state;
  get diagnostics moved = row_count;
  if moved <> cardinality(of_ids) then
    raise exception 'not every ${of.name} is in a state from which it can %', of_verb
      using errcode = 'check_violation';
  end if;${takenRows(of)}
end`
  const parameters = [
    'of_organization uuid',
    'of_company text',
    'of_verb text',
    'of_ids uuid[]',
    'of_numbers text[]',
    'by_actors text[]',
    ...takenParameters(of).map(({ name, type }) => `${name} ${type}[]`),
  ]
  return definer(`paper.advance_${tableName(of.name)}`, parameters.join(', '), 'void', body)
}

/** Rows that a transition fills are written with it. */
function takenRows(of: Document): string {
  return rowFields(of.fields)
    .filter(([, { isTaken }]) => isTaken)
    .map(([field, { rows }]) => insertRows(of, field, rows))
    .join('')
}

/** Writes rows of the papers of a set, and of no others. */
function insertRows(of: Document, field: string, rows: Columns): string {
  const names = ['paper', 'row', ...Object.keys(rows).map(columnName)]
  const given = names.map((name) => `of_${columnName(field)}_${name}`)
  return `
  insert into ${rowTable(of, field)} (organization, company, ${names.join(', ')})
  select of_organization, of_company, u.*
  from unnest(${given.join(', ')})
    u (${names.join(', ')})
  where u.paper = any (of_ids);`
}

/**
 * The function with which papers are written in the state to which a verb leads from the first:
 * whole, in one act, without a draft that anybody could have seen.
 */
function enter(of: Document): string[] {
  const [first] = of.states
  const ways = Object.entries(of.transitions).flatMap(([verb, { from, to }]) =>
    [from].flat().includes(first) ? [`('${verb}', '${to}')`] : [],
  )
  const fields = plainFields(of.fields).map(([name]) => columnName(name))
  const parameters = contentParameters(of)
  // PostgreSQL's own limit for the parameters of a function.
  if (parameters.length > 93) throw new Error(`the ${of.name} has too many fields; split it`)
  const number = of.number === null ? [] : ['number']
  const given = [
    'of_ids',
    'of_numbers',
    'by_actors',
    'of_extras',
    ...fields.map((one) => `of_${one}`),
  ]
  const columns = ['id', ...number, 'created_by', 'changed_by', 'extra', ...fields]
  const values = ['id', ...number, 'actor', 'actor', 'extra', ...fields].map((one) => `u.${one}`)
  const body = `declare
  entered bigint;
begin
  perform ledger.require_organization(of_organization);
  insert into ${of.target.table} (organization, company, state,
    ${columns.join(', ')})
  select of_organization, of_company, way.target,
    ${values.join(', ')}
  from unnest(${given.join(', ')})
      u (${['id', 'number', 'actor', 'extra', ...fields].join(', ')}),
    (values ${ways.join(', ')}) way (verb, target)
  where way.verb = of_verb;
  get diagnostics entered = row_count;
  if entered <> cardinality(of_ids) then
    raise exception 'no ${of.name} begins with %', of_verb using errcode = 'check_violation';
  end if;${rowFields(of.fields)
    .map(([field, { rows }]) => insertRows(of, field, rows))
    .join('')}
end`
  const all = [
    'of_organization uuid',
    'of_company text',
    'of_verb text',
    'of_ids uuid[]',
    'of_numbers text[]',
    'by_actors text[]',
    'of_extras jsonb[]',
    ...parameters.map(({ name, type }) => `${name} ${type}[]`),
  ]
  return definer(`paper.enter_${tableName(of.name)}`, all.join(', '), 'void', body)
}

/** Rows are written while their paper is; the paper is held meanwhile, so that nobody issues it. */
function rowAccess(of: Document): string[] {
  const rows = rowFields(of.fields)
  if (rows.length === 0) return []
  const [first] = of.states
  const name = `paper.${tableName(of.name)}_is_written`
  const body = `declare
  written boolean;
begin
  select p.state = '${first}' into written from ${of.target.table} p
  where p.organization = of_organization and p.company = of_company and p.id = of_paper for share;
  return coalesce(written, false);
end`
  const written = `${own}\n  and ${name}(organization, company, paper)`
  return [
    ...definer(name, 'of_organization uuid, of_company text, of_paper uuid', 'boolean', body),
    ...rows.flatMap(([field, { isTaken }]) => {
      const table = rowTable(of, field)
      if (isTaken) {
        return [
          `alter table ${table} enable row level security`,
          `create policy seen on ${table} using (${own})`,
          `grant select on ${table} to ${server}`,
          `grant insert on ${table} to ${door}`,
        ]
      }
      return [
        `alter table ${table} enable row level security`,
        `create policy seen on ${table} for select using (${own})`,
        `create policy written on ${table} for insert to ${server} with check (${written})`,
        `create policy changed on ${table} for update using (${written})`,
        `create policy thrown_away on ${table} for delete using (${written})`,
        `create policy entered on ${table} for insert to ${door} with check (${own})`,
        `grant select, insert, update, delete on ${table} to ${server}`,
        `grant insert on ${table} to ${door}`,
      ]
    }),
  ]
}

function definer(name: string, parameters: string, answer: string, body: string): string[] {
  return [
    `create function ${name}(${parameters}) returns ${answer}\n` +
      `language plpgsql security definer\nset search_path = ledger, pg_temp\nas $$\n${body}\n$$`,
    `revoke all on function ${name} from public`,
    `alter function ${name} owner to ${door}`,
    `grant execute on function ${name} to ${server}`,
  ]
}

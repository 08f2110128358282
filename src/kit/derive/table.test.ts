/** Tests that a description's tables read as a person would write them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tablesOf } from '#kit/derive/table.ts'
import { loan, shelf } from '#test/kit.ts'

const common = `  extra jsonb not null default '{}' check (jsonb_typeof(extra) = 'object'),
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default clock_timestamp(),
  created_by text not null check (created_by <> ''),
  changed_at timestamptz not null default clock_timestamp(),
  changed_by text not null check (changed_by <> ''),`

test('a register of a company has its codes in the company', () => {
  assert.deepEqual(tablesOf(shelf), [
    `create table register.shelf (
  organization uuid not null,
  company text not null,
  code text not null check (code <> '' and length(code) <= 40),
  room text not null check (room in ('hall', 'attic')),
${common}
  primary key (organization, company, code),
  foreign key (organization, company) references ledger.company (organization, code)
)`,
  ])
})

test('a document has a table of its own and one for its rows', () => {
  assert.deepEqual(tablesOf(loan), [
    `create table paper.loan (
  organization uuid not null,
  company text not null,
  id uuid not null,
  state text not null check (state in ('draft', 'lent', 'closed')),
  number text check (number <> '' and length(number) <= 60),
  lent_to text not null,
  lent_on date not null,
  back_on date,
  note text check (note <> '' and length(note) <= 2000),
${common}
  unique (organization, company, number),
  check (state = 'draft' or number is not null),
  foreign key (organization, company) references ledger.company (organization, code),
  foreign key (organization, lent_to)
    references register.friend (organization, code)
)`,
    'alter table paper.loan add primary key (organization, company, id)',
    `create table paper.loan_books (
  organization uuid not null,
  company text not null,
  paper uuid not null,
  row integer not null check (row > 0),
  title text not null check (title <> '' and length(title) <= 200),
  shelf text not null,
  copies integer not null check (copies between 1 and 100),
  value numeric(17, 2),
  primary key (organization, company, paper, row),
  foreign key (organization, company, paper)
    references paper.loan (organization, company, id) on delete cascade,
  foreign key (organization, company, shelf)
    references register.shelf (organization, company, code)
)`,
  ])
})

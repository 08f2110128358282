/** Tests that people's tables become papers, and each fault is told by its line and column. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fine, refused } from '#base/problem.ts'
import type { Cell } from '#kit/cell.ts'
import { papersFrom, toldInFile } from '#kit/derive/intake.ts'
import { guessMapping, mappingSchema } from '#kit/derive/mapping.ts'
import type { Mapping } from '#kit/derive/mapping.ts'
import { schemaOf, writtenSchema } from '#kit/derive/schema.ts'
import { flatRows, transferColumns } from '#kit/derive/transfer.ts'
import type { Description } from '#kit/derive/transfer.ts'
import { document } from '#kit/document.ts'
import { rows } from '#kit/field.ts'
import { decimal } from '#kit/fields/decimal.ts'
import { text } from '#kit/fields/text.ts'
import { validated } from '#kit/validation.ts'
import { deposit, friend, loan, rate, spending } from '#test/kit.ts'

const titles = ['Loan no.', 'Lent To', 'Lent on', 'Expected back', 'Title', 'SHELF', 'Copies']
const loanColumns = transferColumns(loan)
const mapping: Mapping = {
  ...guessMapping('loan', loanColumns, titles),
  habits: mappingSchema.parse({
    fields: {},
    habits: { dayOrder: 'day month year', decimal: ',' },
  }).habits,
}

/** What becomes of rows that begin on line 2: papers, and problems as “where: rule”. */
function taken(cells: Cell[][], by = mapping, columns = titles, description: Description = loan) {
  const table = cells.map((row, at) => fine({ line: at + 2, cells: row }))
  const { drafts, problems } = papersFrom(transferColumns(description), by, columns, table)
  return { drafts, problems, told: problems.map(({ field, rule }) => `${field}: ${rule}`) }
}

test('a mapping is guessed from titles as people write them', () => {
  assert.equal(mapping.key, 'Loan no.')
  assert.deepEqual(
    Object.fromEntries(Object.entries(mapping.fields).map(([path, { column }]) => [path, column])),
    {
      lentTo: 'Lent To',
      lentOn: 'Lent on',
      backOn: 'Expected back',
      'books.title': 'Title',
      'books.shelf': 'SHELF',
      'books.copies': 'Copies',
    },
  )
  assert.deepEqual(mappingSchema.parse(JSON.parse(JSON.stringify(mapping))), mapping)
})

test('what other programs call a field is found, and what could be two is left', () => {
  const order = document('order', {
    fields: { lines: rows({ quantity: decimal({ alsoCalled: ['Qty', 'Menge'] }), name: text() }) },
    states: ['draft'],
    transitions: {},
    read: 'reader',
    write: 'reader',
  })
  const guess = (...columns: string[]) => guessMapping('order', transferColumns(order), columns)
  assert.equal(guess('qty').fields['lines.quantity']?.column, 'qty')
  assert.equal(guess('MENGE', 'Qty').fields['lines.quantity'], undefined)
  assert.equal(guess('Quantity', 'Qty').fields['lines.quantity']?.column, 'Quantity')
  assert.equal(guess('Qty', 'qty').fields['lines.quantity'], undefined)
  assert.equal(guess('Order Nr').key, null)
  assert.deepEqual(
    [guess('ORDER').key, guess('No').key, guess('Order number').key],
    ['ORDER', 'No', 'Order number'],
  )
})

test('rows with the same key are one paper, whose head may stand once or on all of them', () => {
  const { drafts, told } = taken([
    ['7', 'ANN', '22.11.2026', null, 'Ledger', 'A 1', '2'],
    ['8', 'BOB', '1.12.2026', '2026-12-24', 'Diary', 'A 2', '1'],
    ['7', null, null, null, 'Journal', 'A 1', { units: 3n, scale: 0 }],
    ['7', 'ANN', '22.11.2026', null, 'Waste book', 'A 1', '1'],
    ['9', 'CAT', '5.12.2026', null, null, null, null],
  ])
  assert.deepEqual(told, [])
  assert.deepEqual(drafts, [
    {
      key: '7',
      goodFrom: null,
      line: 2,
      lines: { books: [2, 4, 5] },
      values: {
        lentTo: 'ANN',
        lentOn: '2026-11-22',
        books: [
          { title: 'Ledger', shelf: 'A 1', copies: 2 },
          { title: 'Journal', shelf: 'A 1', copies: 3 },
          { title: 'Waste book', shelf: 'A 1', copies: 1 },
        ],
      },
    },
    {
      key: '8',
      goodFrom: null,
      line: 3,
      lines: { books: [3] },
      values: {
        lentTo: 'BOB',
        lentOn: '2026-12-01',
        backOn: '2026-12-24',
        books: [{ title: 'Diary', shelf: 'A 2', copies: 1 }],
      },
    },
    {
      key: '9',
      goodFrom: null,
      line: 6,
      lines: {},
      values: { lentTo: 'CAT', lentOn: '2026-12-05', books: [] },
    },
  ])
})

test('a paper with a bad value is left out and told; the others are taken', () => {
  const { drafts, problems } = taken([
    ['7', 'ANN', '22.11.2026', null, 'Ledger', 'A 1', 'many'],
    ['8', 'BOB', '1.12.2026', null, 'Diary', 'A 2', '1'],
    ['7', 'BOB', '22.11.2026', null, 'Journal', 'A 1', '1'],
  ])
  assert.deepEqual(
    drafts.map(({ key }) => key),
    ['8'],
  )
  assert.deepEqual(
    problems.map(({ message }) => message),
    [
      'Line 2, column Copies: “many” is no figure as this file writes them. Write digits only, ' +
        'as 1234.50.',
      'Line 4 says “BOB” in the column Lent To, but a line above it says “ANN” for the same ' +
        'paper. Say the same on all of its lines, or only once.',
    ],
  )
})

test('where a row is bad, or its paper not known, nothing is taken', () => {
  const row: Cell[] = ['7', 'ANN', '22.11.2026', null, 'Ledger', 'A 1', '2']
  const broken = { rule: 'row-width', field: 'line 3', message: 'Line 3 has too many cells.' }
  const table = [fine({ line: 2, cells: row }), refused(broken)]
  assert.deepEqual(papersFrom(loanColumns, mapping, titles, table), {
    drafts: [],
    problems: [broken],
  })
  const { drafts, told } = taken([row, [' ', ...row.slice(1)]])
  assert.deepEqual([drafts, told], [[], ['line 3, column Loan no.: key-missing']])
  const many = Array.from({ length: 300 }, (_, at) => [`${at}`, ...row.slice(1, 6), 'many'])
  assert.equal(taken(many).problems.length, 100)
})

test('without a key each row is a paper; a key that must be alone is', () => {
  const guess = guessMapping('deposit', transferColumns(deposit), ['Owner', 'Taken on', 'Pence'])
  const pence: Cell[][] = [
    ['ANN', '2026-11-22', '100'],
    ['ANN', '2026-11-22', '100'],
  ]
  const { drafts } = taken(pence, guess, ['Owner', 'Taken on', 'Pence'], deposit)
  assert.deepEqual(
    drafts.map(({ key, line, values }) => [key, line, values]),
    [
      [null, 2, { owner: 'ANN', takenOn: '2026-11-22', pence: 100 }],
      [null, 3, { owner: 'ANN', takenOn: '2026-11-22', pence: 100 }],
    ],
  )
  const codes = ['Code', 'Name', 'Trusted']
  const friends: Cell[][] = [
    ['ANN', 'Ann', 'yes'],
    ['ANN', 'Ann', 'yes'],
  ]
  const by = guessMapping('friend', transferColumns(friend), codes)
  assert.deepEqual(taken(friends, by, codes, friend).told, ['line 3, column Code: key-repeated'])
})

test('fixed values and defaults stand for what the file leaves out', () => {
  const by: Mapping = {
    ...mapping,
    fields: {
      ...mapping.fields,
      lentTo: { column: null, otherwise: 'ANN' },
      'books.copies': { column: 'Copies', otherwise: 1 },
      'books.value': { column: 'Worth', otherwise: '9.99' },
    },
  }
  const { drafts, told } = taken([['7', null, '22.11.2026', null, 'Ledger', 'A 1', null]], by)
  assert.deepEqual(told, [])
  assert.deepEqual(drafts[0]?.values, {
    lentTo: 'ANN',
    lentOn: '2026-11-22',
    books: [{ title: 'Ledger', shelf: 'A 1', copies: 1, value: '9.99' }],
  })
})

test('a mapping that does not fit the file is told', () => {
  const told = (by: Partial<Mapping>, columns = titles) =>
    papersFrom(loanColumns, { ...mapping, ...by }, columns, []).problems.map(
      ({ message }) => message,
    )
  assert.deepEqual(told({ fields: { colour: { column: 'Title', otherwise: null } } }), [
    '“colour” is no field that an import fills. Take it out of the mapping.',
  ])
  assert.deepEqual(told({ key: 'Slip' }), [
    'The file has no column “Slip”. Map another one, or say what stands for it.',
  ])
  assert.deepEqual(told({}, titles.toSpliced(6, 1)), [
    'The file has no column “Copies”. Map another one, or say what stands for it.',
  ])
  assert.deepEqual(told({}, [...titles, 'copies']), [
    'The file has two columns “Copies”. Rename the one that is not meant.',
  ])
})

test('what the schema finds wrong is told by line and column of the file', () => {
  const { drafts } = taken([
    ['7', 'ANN', '22.11.2026', null, 'Ledger', 'A 1', '2'],
    ['7', null, null, null, null, 'A 1', '101'],
  ])
  const [draft] = drafts
  assert.ok(draft !== undefined)
  const answer = validated(schemaOf(loan.fields), { ...draft.values, lentTo: undefined, note: '' })
  assert.ok(!answer.ok)
  assert.deepEqual(
    answer.problems.map((problem) => toldInFile(problem, draft, mapping)),
    [
      {
        rule: 'field-missing',
        field: 'line 2, column Lent To',
        message: 'Line 2, column Lent To is missing. Add it.',
      },
      {
        rule: 'field-too-small',
        field: 'line 2',
        message: 'Line 2: The field note: it is empty. Fill it in, or leave the field out.',
      },
      {
        rule: 'field-missing',
        field: 'line 3, column Title',
        message: 'Line 3, column Title is missing. Add it.',
      },
      {
        rule: 'field-too-large',
        field: 'line 3, column Copies',
        message: 'Line 3, column Copies: it must be a whole number from 1 to 100.',
      },
    ],
  )
})

test('rows of a dated register have the same code and each its first day', () => {
  const columns = transferColumns(rate)
  const file = ['Code', 'Good from', 'Pence']
  const by = guessMapping('late rate', columns, file)
  const days: Cell[][] = [
    ['usual', '2026-01-01', '10'],
    ['usual', '2026-07-01', '12'],
  ]
  assert.deepEqual(
    taken(days, by, file, rate).drafts.map((draft) => [draft.key, draft.goodFrom, draft.values]),
    [
      ['usual', '2026-01-01', { pence: 10 }],
      ['usual', '2026-07-01', { pence: 12 }],
    ],
  )
  const [day] = days
  assert.ok(day !== undefined)
  assert.deepEqual(taken([day, day], by, file, rate).told, ['line 3, column Code: key-repeated'])
})

test('what transitions fill is exported, and no import writes it', () => {
  const columns = transferColumns(spending)
  const file = columns.map(({ title }) => title)
  const by = guessMapping('spending', columns, file)
  assert.deepEqual(Object.keys(by.fields), [
    'owner',
    'spentOn',
    'pence',
    'note',
    'deposits.deposit',
  ])
  const forced = { ...by, fields: { ...by.fields, rest: { column: 'Rest', otherwise: null } } }
  assert.deepEqual(taken([], forced, file, spending).told, ['rest: mapping-field'])
  const row = file.map((title) => (title === 'Owner' ? 'ANN' : title === 'Pence' ? '5' : null))
  const [draft] = taken([['1', ...row.slice(1)]], by, file, spending).drafts
  const answer = validated(writtenSchema(spending.fields), {
    ...draft?.values,
    spentOn: '2026-11-22',
  })
  assert.ok(answer.ok)
})

test("an organization's own fields come along", () => {
  const own = { colour: text({ label: 'Colour of the slip' }) }
  const columns = transferColumns(deposit, own)
  const file = columns.map(({ title }) => title)
  assert.equal(file.at(-1), 'Colour of the slip')
  const by = guessMapping('deposit', columns, file)
  const paper = { number: 'D001', state: 'taken', owner: 'ANN', extra: { colour: 'red' } }
  const [cells = []] = flatRows(columns, [paper])
  const { drafts } = papersFrom(columns, by, file, [fine({ line: 2, cells })])
  assert.deepEqual(drafts[0]?.values, { owner: 'ANN', extra: { colour: 'red' } })
  const problem = {
    rule: 'field-form',
    field: 'extra.colour',
    message: 'The field extra.colour: x',
  }
  assert.ok(drafts[0] !== undefined)
  assert.equal(toldInFile(problem, drafts[0], by).message, 'Line 2, column Colour of the slip: x')
})

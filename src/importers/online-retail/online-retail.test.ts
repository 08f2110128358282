/** The traps of a sales file, each in a few lines of its own, and what the import makes of them. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import type { EntryProposal, LineProposal } from '#ledger/entry.ts'
import { entriesOf } from '#test/online-retail/entry.ts'
import { accounts } from './accounts.ts'
import { mostProblems, readOnlineRetail } from './online-retail.ts'

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'

async function* bytes(text: string) {
  yield gzipSync(text)
}

async function read(...rows: string[]) {
  const answer = await readOnlineRetail(bytes([header, ...rows].join('\n')))
  assert.ok(answer.ok, answer.ok ? '' : JSON.stringify(answer.problems))
  return answer.value
}

async function entries(...rows: string[]): Promise<EntryProposal[]> {
  return [...entriesOf(await read(...rows), { batch: 'b1', rowsOf: 'file' })]
}

async function problems(text: string): Promise<string[]> {
  const answer = await readOnlineRetail(bytes(text))
  assert.ok(!answer.ok)
  assert.ok(answer.problems.every(({ message }) => /^[A-Z"].*\.$/s.test(message)))
  return answer.problems.map(({ field, rule }) => `${field}: ${rule}`)
}

const names = new Map<string, string>(Object.values(accounts).map(({ code, name }) => [code, name]))

/** Lines as a page of the journal: account, pounds in pennies or the quantity, and the item. */
function page(entry: EntryProposal | undefined): string[] {
  return (entry?.lines ?? []).map((line: LineProposal) => {
    const figure = line.quantity === undefined ? `${line.amount}p` : `(${line.quantity})`
    return [names.get(line.account), figure, line.item]
      .filter((part) => part !== undefined)
      .join(' ')
  })
}

const mugAndPostage = [
  '7,A1,MUG,3,2010-12-01 08:26:00,2.15,17850,United Kingdom',
  '7,POST,POSTAGE,1,2010-12-01 08:26:00,1,17850,United Kingdom',
]

test('an invoice: sales, goods that left, postage, VAT of its day, and the debt', async () => {
  const [entry, ...others] = await entries(...mugAndPostage)
  assert.equal(others.length, 0)
  assert.deepEqual(page(entry), [
    'sales -645p A1',
    "suppliers' place (-3) A1",
    "customers' place (3) A1",
    'postage and carriage charged -100p POST',
    'services rendered (-1) POST',
    'services received (1) POST',
    'output VAT -130p',
    'trade receivables 875p',
  ])
  assert.equal(entry?.key, 'uci-online-retail:7')
  assert.equal(entry?.journal, 'sales')
  assert.equal(entry?.batch, 'b1')
  assert.equal(entry?.postedOn.toString(), '2010-12-01')
  assert.deepEqual(entry?.source, { paper: 'sales invoice', number: '7' })
})

test('its lines name customer, country, tax and row; its debt is an open item', async () => {
  const [entry] = await entries(...mugAndPostage)
  const [sales, , arrival] = entry?.lines ?? []
  assert.deepEqual(sales, {
    account: '4000',
    currency: 'GBP',
    amount: -645n,
    item: 'A1',
    party: '17850',
    dimensions: { country: 'United Kingdom' },
    taxCode: 'GB-S',
    taxBox: 'net sales',
    sourceRow: 2,
  })
  assert.deepEqual(arrival, {
    account: '9200',
    currency: 'GBP',
    amount: 0n,
    item: 'A1',
    quantity: 3n,
    unit: { place: 'customers' },
    party: '17850',
    dimensions: { country: 'United Kingdom' },
    text: 'MUG',
    sourceRow: 2,
  })
  const tax = entry?.lines.at(-2)
  assert.deepEqual([tax?.taxBox, tax?.taxBase], ['output tax', -745n])
  const debt = entry?.lines.at(-1)
  assert.equal(debt?.party, '17850')
  assert.equal(debt?.subject?.openedOn?.toString(), '2010-12-01')
  assert.equal(debt?.subject?.dueOn?.toString(), '2010-12-31')
  assert.deepEqual(
    [debt?.subject?.kind, debt?.subject?.paper, debt?.subject?.party],
    ['open item', '7', '17850'],
  )
})

test('VAT is that of the day and the country, once per invoice', async () => {
  const taxOf = async (day: string, country: string): Promise<string> => {
    const [entry] = await entries(`1,A,B,1,${day} 09:00:00,100,1,${country}`)
    const tax = entry?.lines.find((line) => line.account === '2200')?.amount ?? 0n
    return `${entry?.lines[0]?.taxCode} ${-tax}`
  }
  assert.equal(await taxOf('2009-12-31', 'United Kingdom'), 'GB-S 1500')
  assert.equal(await taxOf('2011-01-03', 'United Kingdom'), 'GB-S 1750')
  assert.equal(await taxOf('2011-01-04', 'United Kingdom'), 'GB-S 2000')
  assert.equal(await taxOf('2011-01-04', 'Unspecified'), 'GB-S 2000')
  assert.equal(await taxOf('2011-01-04', 'EIRE'), 'GB-EC 0')
  assert.equal(await taxOf('2011-01-04', 'European Community'), 'GB-EC 0')
  assert.equal(await taxOf('2020-12-31', 'France'), 'GB-EC 0')
  assert.equal(await taxOf('2021-01-01', 'France'), 'GB-EX 0')
  assert.equal(await taxOf('2013-06-30', 'Croatia'), 'GB-EX 0')
  assert.equal(await taxOf('2013-07-01', 'Croatia'), 'GB-EC 0')
  assert.equal(await taxOf('2011-01-04', 'Channel Islands'), 'GB-EX 0')
  assert.equal(await taxOf('2011-01-04', 'Japan'), 'GB-EX 0')
})

test('VAT is rounded once on the posted net: three rows of 0.13 give 0.08, not 0.09', async () => {
  const row = '1,A,B,1,2011-02-01 09:00:00,0.13,1,United Kingdom'
  const [entry] = await entries(row, row, row)
  assert.deepEqual(page(entry).slice(-2), ['output VAT -8p', 'trade receivables 47p'])
})

test('parts of a penny are rounded half-up per row and keep their exact worth', async () => {
  const [entry] = await entries(
    '1,A,B,5,2011-02-01 09:00:00,0.001,1,Japan',
    '1,A,B,4,2011-02-01 09:00:00,0.001,1,Japan',
    '1,A,B,-5,2011-02-01 09:00:00,0.001,1,Japan',
    '1,A,B,2,2011-02-01 09:00:00,0.005,1,Japan',
  )
  const money = entry?.lines.filter((line) => line.account === '4000')
  assert.deepEqual(
    money?.map(({ amount, unrounded }) => [amount, unrounded]),
    [
      [-1n, '-0.005'],
      [0n, '-0.004'],
      [1n, '0.005'],
      [-1n, undefined],
    ],
  )
})

test('a credit note takes money, tax and goods back under its own number', async () => {
  const [entry] = await entries('C8,A1,MUG,-3,2011-02-01 09:00:00,2.15,17850,United Kingdom')
  assert.deepEqual(page(entry), [
    'sales 645p A1',
    "suppliers' place (3) A1",
    "customers' place (-3) A1",
    'output VAT 129p',
    'trade receivables -774p',
  ])
  assert.deepEqual(
    [entry?.journal, entry?.source?.paper, entry?.lines.at(-1)?.subject?.paper],
    ['credit notes', 'credit note', 'C8'],
  )
})

test('a bad-debt adjustment moves the debt, without tax and goods, as its sign says', async () => {
  const [up, down] = await entries(
    'A1,B,Adjust bad debt,1,2011-08-12 14:50:00,11062.06,,United Kingdom',
    'A2,B,Adjust bad debt,1,2011-08-12 14:51:00,-11062.06,,United Kingdom',
  )
  const quantity = ['services rendered (-1) B', 'services received (1) B']
  assert.deepEqual(page(up), ['bad debts -1106206p B', ...quantity, 'trade receivables 1106206p'])
  assert.deepEqual(page(down), ['bad debts 1106206p B', ...quantity, 'trade receivables -1106206p'])
  assert.deepEqual(
    [up?.journal, up?.source?.paper, up?.lines[0]?.taxCode, up?.lines[0]?.taxBox],
    ['adjustments', 'bad-debt adjustment', 'GB-OS', undefined],
  )
})

test('goods written off or found are no sale and owe nothing', async () => {
  const [lost, found] = await entries(
    '1,A1,damages,-38,2011-02-01 09:00:00,0,,United Kingdom',
    '2,A1,,40,2011-02-01 09:01:00,0.0,,United Kingdom',
  )
  assert.deepEqual(page(lost), ["suppliers' place (-38) A1", 'lost and found (38) A1'])
  assert.deepEqual(page(found), ["suppliers' place (40) A1", 'lost and found (-40) A1'])
  assert.deepEqual([lost?.journal, lost?.source?.paper], ['adjustments', 'stock adjustment'])
})

test('goods given free of charge go to the customer without money', async () => {
  const [entry] = await entries(
    '1,A1,MUG,2,2011-02-01 09:00:00,0,17850,United Kingdom',
    '1,A2,CUP,-1,2011-02-01 09:00:00,0,17850,United Kingdom',
  )
  assert.deepEqual(page(entry), [
    "suppliers' place (-2) A1",
    "customers' place (2) A1",
    "suppliers' place (-1) A2",
    'lost and found (1) A2',
  ])
  assert.equal(entry?.source?.paper, 'sales invoice')
})

test('codes that are no goods have accounts of their own, and costs bear no VAT', async () => {
  const [entry] = await entries(
    ...[
      'DOT',
      'C2',
      'D',
      'M',
      'm',
      'gift_0001_40',
      'PADS',
      'S',
      'BANK CHARGES',
      'AMAZONFEE',
      'CRUK',
    ].map((code) => `1,${code},,1,2011-02-01 09:00:00,1,,United Kingdom`),
  )
  const money = entry?.lines.filter(
    ({ item, quantity }) => item !== undefined && quantity === undefined,
  )
  assert.deepEqual(
    money?.map(({ account, taxCode }) => `${names.get(account)} ${taxCode}`),
    [
      'postage and carriage charged GB-S',
      'postage and carriage charged GB-S',
      'discounts allowed GB-S',
      'manual charges and credits GB-S',
      'manual charges and credits GB-S',
      'gift vouchers outstanding GB-S',
      'sales GB-S',
      'samples given GB-OS',
      'bank charges GB-OS',
      'marketplace fees GB-OS',
      'commission paid to charity GB-OS',
    ],
  )
  assert.ok(
    entry?.lines.every(({ unit }) => unit === undefined || unit.place.startsWith('services')),
  )
  assert.deepEqual(page(entry).slice(-2), ['output VAT -140p', 'trade receivables 1240p'])
  assert.equal(entry?.lines.at(-1)?.party, 'unknown customer')
})

test('scattered rows, two minutes and exact duplicates are one invoice, whole', async () => {
  const retail = await read(
    '1,A,X,1,2011-02-01 09:59:00,1,5,Japan',
    '2,A,X,1,2011-01-31 10:00:00,1,5,Japan',
    '1,A,X,1,2011-02-01 10:00:00,1,5,Japan',
    '1,A,X,1,2011-02-01 10:00:00,1,5,Japan',
  )
  const all = [...entriesOf(retail, { batch: 'b', rowsOf: 'file' })]
  assert.deepEqual(
    all.map(({ source }) => source?.number),
    ['2', '1'],
  )
  assert.deepEqual(
    all[1]?.lines.filter(({ account }) => account === '4000').map(({ sourceRow }) => sourceRow),
    [2, 4, 5],
  )
  const report = retail.report()
  assert.equal(report.duplicateRows, 1)
  assert.equal(report.invoicesScattered, 1)
  assert.equal(report.invoicesOverSeveralMinutes, 1)
})

test('counted by invoice, the same invoice in another file is the same entry', async () => {
  const one = '1,A,X,1,2011-02-01 09:59:00,1,5,Japan'
  const two = '2,A,X,1,2011-02-02 09:59:00,1,5,Japan'
  const whole = await read(one, two)
  const part = await read(two)
  const last = (file: typeof whole, rowsOf: 'file' | 'invoice') =>
    [...entriesOf(file, { batch: 'b', rowsOf })].at(-1)?.lines.map(({ sourceRow }) => sourceRow)
  assert.deepEqual(last(whole, 'invoice'), [1, 1, 1, undefined])
  assert.deepEqual(last(part, 'invoice'), last(whole, 'invoice'))
  assert.notDeepEqual(last(part, 'file'), last(whole, 'file'))
})

test('columns in any order, dates with the month first, and customers with a decimal', async () => {
  const answer = await readOnlineRetail(
    bytes(
      'Country,CustomerID,UnitPrice,InvoiceDate,Quantity,Description,StockCode,InvoiceNo\r\n' +
        'Japan,17850.0,2.5,12/1/2010 8:26,2,"A, B",X,9\r\n',
    ),
  )
  assert.ok(answer.ok)
  const [invoice] = answer.value.invoices
  assert.deepEqual(
    [invoice?.number, invoice?.customer, invoice?.moment.text, invoice?.country],
    ['9', '17850', '2010-12-01 08:26', 'Japan'],
  )
  assert.deepEqual(answer.value.items, [{ code: 'X', line: 2, name: 'A, B', kind: 'goods' }])
})

test('the first description names an item; its code does where there is none', async () => {
  const { items } = await read(
    '1,A,,1,2011-02-01 09:59:00,1,5,Japan',
    '1,A, MUG ,1,2011-02-01 09:59:00,1,5,Japan',
    '1,A,CUP,1,2011-02-01 09:59:00,1,5,Japan',
    '1,a,,1,2011-02-01 09:59:00,1,5,Japan',
    '1,M,Manual,1,2011-02-01 09:59:00,1,5,Japan',
  )
  assert.deepEqual(
    items.map(({ code, line, name, kind }) => `${code} ${name} ${kind}, line ${line}`),
    ['A MUG goods, line 3', 'a a goods, line 5', 'M Manual service, line 6'],
  )
})

test('a bad row is refused with its line, its column and the rule', async () => {
  const good = ['1', 'A', 'X', '1', '2011-02-01 09:59:00', '1', '5', 'Japan']
  const cases: [number, string, string][] = [
    [0, '', 'InvoiceNo: invoice-number'],
    [0, 'X1', 'InvoiceNo: invoice-number'],
    [0, 'c1', 'InvoiceNo: invoice-number'],
    [1, '', 'StockCode: stock-code'],
    [1, ' A', 'StockCode: stock-code'],
    [2, 'x'.repeat(501), 'Description: text-too-long'],
    [3, '', 'Quantity: quantity'],
    [3, '1.5', 'Quantity: quantity'],
    [3, '0', 'Quantity: quantity'],
    [3, '1e3', 'Quantity: quantity'],
    [3, '99999999', 'Quantity: quantity'],
    [4, '2011-02-29 09:59:00', 'InvoiceDate: invoice-date'],
    [4, '2011-02-01 24:00:00', 'InvoiceDate: invoice-date'],
    [4, '13/1/2011 9:59', 'InvoiceDate: invoice-date'],
    [4, '', 'InvoiceDate: invoice-date'],
    [4, '1973-03-31 23:59:00', 'InvoiceDate: invoice-date'],
    [5, '', 'UnitPrice: unit-price'],
    [5, '£1', 'UnitPrice: unit-price'],
    [5, '1.1234567', 'UnitPrice: unit-price'],
    [5, 'NaN', 'UnitPrice: unit-price'],
    [6, 'Jones', 'CustomerID: customer'],
    [7, '', 'Country: country'],
    [7, 'Atlantis', 'Country: country'],
    [7, 'constructor', 'Country: country'],
  ]
  for (const [column, value, rule] of cases) {
    const row = good.with(column, value).join(',')
    const expected = [`line 3, ${rule}`]
    assert.deepEqual(await problems([header, good.join(','), row].join('\n')), expected, row)
  }
})

test('several faults are told at once, and no more than a person reads', async () => {
  assert.deepEqual(await problems(`${header}\n1,A,X,q,yesterday,1,5,Japan\n1,A,X\n"1,A`), [
    'line 2, Quantity: quantity',
    'line 2, InvoiceDate: invoice-date',
    'line 3: fields-count',
    'line 4: broken-quote',
  ])
  assert.equal((await problems(`${header}\n${'x\n'.repeat(200)}`)).length, mostProblems)
})

test('a file without the header, with unknown columns or without rows is refused', async () => {
  assert.deepEqual(await problems(''), [': no-rows'])
  assert.deepEqual(await problems(header), [': no-rows'])
  assert.deepEqual(await problems(`${header},Colour,Country\n`), [
    'line 1: column-unknown',
    'line 1: column-twice',
  ])
  assert.deepEqual(await problems(`${header.replace('CustomerID', 'Customer ID')}\n1`), [
    'line 1: column-missing',
    'line 1: column-unknown',
  ])
  assert.equal((await problems('1;2;3\n4;5;6')).length, 9)
})

test('one number for two papers is refused, and so is a sum past counting', async () => {
  const first = '1,A,X,1,2011-02-01 09:59:00,1,5,Japan'
  for (const second of [
    '1,A,X,1,2011-02-01 09:59:00,1,6,Japan',
    '1,A,X,1,2011-02-01 09:59:00,1,5,USA',
    '1,A,X,1,2011-02-03 09:59:00,1,5,Japan',
  ]) {
    assert.deepEqual(await problems([header, first, second].join('\n')), [
      'line 3: invoice-disagrees',
    ])
  }
  const huge = '1,A,X,9999999,2011-02-01 09:59:00,9999999,5,Japan'
  assert.deepEqual(await problems([header, huge].join('\n')), ['line 2: invoice-too-large'])
})

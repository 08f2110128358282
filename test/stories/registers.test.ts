/** The shop's registers: what they ask of their rows, and what becomes of them in the ledger. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { account } from '#departments/register/account.ts'
import { creditLimit } from '#departments/register/credit-limit.ts'
import { currency } from '#departments/register/currency.ts'
import { exchangeRate } from '#departments/register/exchange-rate.ts'
import { item } from '#departments/register/item.ts'
import { party } from '#departments/register/party.ts'
import { priceList } from '#departments/register/price-list.ts'
import { taxCode } from '#departments/register/tax-code.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { toJson } from '#kit/derive/schema.ts'
import { rowsByCode, rowsGoodOn } from '#kit/lookup.ts'
import type { Register } from '#kit/register.ts'
import { addRows, changeRows } from '#kit/registers.ts'
import { prepare } from '#kit/write.ts'
import { clerk, fill, filler, openShops } from './shop.ts'
import type { Shop } from './shop.ts'

/** Adds one row and answers what is wrong with it: "rule field: sentence". */
async function adding(
  shop: Shop,
  of: Register,
  code: string,
  values: object,
  goodFrom?: string,
): Promise<string[]> {
  const row = { code, values, actor: filler, ...(goodFrom === undefined ? {} : { goodFrom }) }
  const [kept] = await shop.inBooks((books) => addRows(books, of, [row]))
  return kept?.ok === false
    ? kept.problems.map(({ rule, field, message }) => `${rule} ${field}: ${message}`)
    : []
}

for (const { server, shop } of await openShops()) {
  after(() => shop.drop())
  const here = (what: string): string => `${what} on PostgreSQL ${server.version}`
  const commodity = (code: string) =>
    shop.inBooks(({ query, organization }) =>
      query({
        text: `select kind, name, scale from ledger.commodity
          where organization = $1 and code = $2`,
        values: [organization, code],
      }),
    )

  test(here('under an item’s code the ledger counts it, with its digits and name'), async () => {
    const tea = { name: 'Green tea', kind: 'goods', digits: 3 }
    assert.deepEqual(await adding(shop, item, 'green tea', tea), [])
    assert.deepEqual(await commodity('green tea'), [{ kind: 'item', name: 'Green tea', scale: 3 }])
    const change = (values: object) =>
      shop.inBooks((books) =>
        changeRows(books, item, [{ code: 'green tea', values, actor: filler }]),
      )
    assert.ok((await change({ name: 'Sencha' }))[0]?.ok)
    assert.deepEqual(await commodity('green tea'), [{ kind: 'item', name: 'Sencha', scale: 3 }])
    const [refused] = await change({ digits: 0 })
    assert.equal(refused?.ok === false && refused.problems[0]?.rule, 'commodity-other')
    assert.deepEqual(await commodity('green tea'), [{ kind: 'item', name: 'Sencha', scale: 3 }])
    assert.deepEqual(await adding(shop, item, 'EUR', { name: 'Euro', kind: 'goods' }), [
      'commodity-other code: “EUR” is counted as a currency in the books already, and stays so. ' +
        'Say the same, or take another code.',
    ])
    assert.deepEqual(await commodity('EUR'), [{ kind: 'currency', name: 'Euro', scale: 2 }])
  })

  test(
    here('rows that contradict themselves are refused with the sentence of the rule'),
    async () => {
      const gb = { name: 'x', country: 'GB', inclusive: false, rounding: 'per line' }
      const refusals: readonly (readonly [Register, string, object, string?])[] = [
        [item, 'moves in place', { name: 'x', kind: 'goods', leaves: 'lost', arrives: 'lost' }],
        [item, 'goes nowhere', { name: 'x', kind: 'goods', leaves: 'lost' }],
        [party, 'A', { name: 'A', country: 'gb' }],
        [party, 'B', { name: 'B', email: 'nobody' }],
        [party, 'C', { name: 'C', language: 'English' }],
        [taxCode, 'Z', { ...gb, treatment: 'zero', basisPoints: 5 }, '2026-01-01'],
        [taxCode, 'N', { ...gb, treatment: 'standard', basisPoints: 5 }, '2026-01-01'],
        [
          taxCode,
          'O',
          { ...gb, treatment: 'outside', basisPoints: 0, salesBox: 'x' },
          '2026-01-01',
        ],
        [exchangeRate, 'JPY', { rate: '0', quoted: 'own per foreign' }, '2026-01-01'],
        [creditLimit, 'ANN', { amount: '-0.01' }, '2026-01-01'],
      ]
      for (const [of, code, values, goodFrom] of refusals) {
        const problems = await adding(shop, of, code, values, goodFrom)
        assert.ok(problems.length > 0, code)
        assert.ok(
          problems.every((problem) => problem.startsWith('need : ')),
          problems.join(),
        )
        const found = await shop.inBooks((books) => rowsByCode(books, of, [code]))
        assert.ok(of.target.dated || found.size === 0, code)
      }
      assert.deepEqual(await commodity('goes nowhere'), [])
    },
  )

  test(
    here('the ledger’s accounts and currencies are looked up like other registers'),
    async () => {
      const [accounts, currencies] = await shop.inBooks(async (books) => [
        await rowsByCode(books, account, ['1100', 'none']),
        await rowsByCode(books, currency, ['EUR', 'JPY', 'mug']),
      ])
      const receivables = accounts.get('1100')
      assert.deepEqual(
        [receivables?.name, receivables?.type, receivables?.subjectRule, accounts.size],
        ['trade receivables', 'asset', 'required', 1],
      )
      assert.deepEqual(
        [...currencies.values()].map(({ code, scale }) => `${code} ${scale}`).toSorted(),
        ['EUR 2', 'JPY 0'],
      )
      const bank = await shop.inBooks((books) => rowsByCode(books, account, ['1000']))
      assert.equal(toJson(account.fields, { ...bank.get('1000') })['name'], 'bank')
      assert.deepEqual(await adding(shop, party, 'D', { name: 'D', currency: 'mug' }), [
        'link-unknown currency: There is no currency “mug”. Take one from the list, or add a ' +
          'currency first.',
      ])
    },
  )

  test(here('a party’s account and list are those of some company'), async () => {
    const prices = [
      { item: 'mug', currency: 'GBP', price: '2.00' },
      { item: 'mug', currency: 'EUR', price: '2.35' },
    ]
    await shop.inBooks((books) =>
      fill(books, priceList, { spring: { name: 'Spring', general: true, prices } }),
    )
    assert.deepEqual(
      await adding(shop, party, 'E', { name: 'E', receivable: '1100', priceList: 'spring' }),
      [],
    )
    const wrong = await adding(shop, party, 'F', { name: 'F', receivable: '1', priceList: 'x' })
    assert.deepEqual(wrong.map((text) => text.replace(/:.*/, '')).toSorted(), [
      'link-unknown priceList',
      'link-unknown receivable',
    ])
    // Who looks after what the companies have in common works in none of them.
    const values = { name: 'G', receivable: '1100', priceList: 'spring' }
    const [kept] = await shop.inBooks((books) =>
      addRows({ ...books, company: '' }, party, [{ code: 'G', values, actor: filler }]),
    )
    assert.ok(kept?.ok)
  })

  test(
    here('of dated rows the one is good that began last, on its very first day, too'),
    async () => {
      await shop.inBooks((books) =>
        fill(books, creditLimit, { ANN: { amount: '500' } }, '2026-01-01'),
      )
      await shop.inBooks((books) =>
        fill(books, creditLimit, { ANN: { amount: '900' } }, '2026-07-01'),
      )
      const days = ['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01', '2027-01-01']
      const wanted = days.map((text) => ({ code: 'ANN', on: Temporal.PlainDate.from(text) }))
      const goodOn = await shop.inBooks((books) => rowsGoodOn(books, creditLimit, wanted))
      assert.deepEqual(
        wanted.map(({ code, on }) => goodOn(code, on)?.amount.units),
        [undefined, 500n, 500n, 900n, 900n],
      )
    },
  )

  test(here('an invoice is filled in from its customer and its items'), async () => {
    const sent = {
      customer: 'HANS',
      issuedOn: '2026-11-22',
      lines: [{ item: 'mug', quantity: '1' }],
    }
    const filled = async (values: object) => {
      const [one] = await shop.inBooks((books) =>
        prepare(books, salesInvoice, [{ values, actor: clerk }]),
      )
      assert.ok(one?.ok === true, one?.ok === false ? JSON.stringify(one.problems) : '')
      return toJson(salesInvoice.fields, one.value)
    }
    const whole = await filled(sent)
    assert.deepEqual(
      [whole['currency'], whole['receivable'], whole['dueOn']],
      ['EUR', '1100', '2026-12-06'],
    )
    assert.deepEqual(whole['lines'], [
      {
        item: 'mug',
        description: 'A mug',
        quantity: '1',
        // As the list has it in euros.
        unitPrice: '2.35',
        discount: null,
        taxCode: 'GB-S',
        leaves: 'suppliers',
        arrives: 'customers',
        dimensions: null,
        revenue: '4000',
      },
    ])
    const own = await filled({ ...sent, currency: 'GBP', dueOn: '2026-11-23' })
    assert.deepEqual([own['currency'], own['dueOn']], ['GBP', '2026-11-23'])
  })
}

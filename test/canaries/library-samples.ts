/** Samples of the library's registers and papers, which belong to branches and teams. */
import type { PaperSample, RowSample } from '#test/samples/sample.ts'
import { deposit, friend, loan, rate, renewal, shelf, spending, wish } from '#test/kit.ts'
import { helper, notice } from '#test/record-kit.ts'
import { done } from '#test/samples/papers.ts'

export const libraryRows: readonly RowSample[] = [
  { of: friend, good: { BEA: { name: 'Bea', trusted: true, remark: 'Pays late' } }, hindered: {} },
  { of: shelf, good: { 'B 2': { room: 'hall' } }, hindered: {} },
  { of: rate, good: { late: { pence: 5 } }, hindered: {} },
  {
    of: helper,
    good: { IDA: { name: 'Ida Payne', nickname: 'Ida', pay: 'a lot' } },
    hindered: {},
  },
]

const day = '2026-11-22'
const lent = {
  lentTo: 'BEA',
  lentOn: day,
  note: 'Handle with care',
  books: [{ title: 'Ledger', shelf: 'B 2', copies: 2, value: '12.50' }],
}
const left = { owner: 'BEA', takenOn: day, pence: 300 }

export const libraryPapers: readonly PaperSample[] = [
  { of: loan, make: () => Promise.resolve({ good: [lent], hindered: [] }) },
  { of: deposit, make: () => Promise.resolve({ good: [left], hindered: [] }) },
  {
    of: renewal,
    make: async (shop) => {
      const { id } = await done(shop, loan, 'lend', lent)
      return { good: [{ loan: id, until: '2026-12-24', note: 'Slow reader' }], hindered: [] }
    },
  },
  {
    of: spending,
    make: async (shop) => {
      const { number } = await done(shop, deposit, 'take', left)
      const bought = { owner: 'BEA', spentOn: day, pence: 1, note: 'Sweets' }
      return { good: [{ ...bought, deposits: [{ deposit: number }] }], hindered: [] }
    },
  },
  {
    of: wish,
    make: () => {
      const wanted = {
        reader: 'BEA',
        branch: 'south',
        team: 'music',
        wishedOn: day,
        neededBy: '2026-12-01',
        copies: 2,
        price: '12.50',
        urgent: false,
        format: 'film',
        note: 'Soon',
      }
      return Promise.resolve({ good: [wanted], hindered: [] })
    },
  },
  {
    of: notice,
    make: () => {
      const steps = [{ what: 'Talk', cost: 'much', hours: 2 }]
      const given = { about: 'IDA', title: 'Late', branch: 'south', secret: 'Ill', steps }
      return Promise.resolve({ good: [given], hindered: [] })
    },
  },
]

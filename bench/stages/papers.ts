/** How fast papers are written and go on through the kit: journals in sets, invoices issued. */
import { manualJournal } from '#departments/finance/manual-journal.ts'
import { salesInvoice } from '#departments/finance/sales-invoice.ts'
import { create } from '#kit/write.ts'
import { perform } from '#kit/perform.ts'
import { someone } from '#test/kit-books.ts'
import { openShop } from '#test/stories/shop.ts'
import type { Shop } from '#test/stories/shop.ts'
import type { House } from '../house.ts'
import { median, milliseconds, ratio } from '../measure.ts'
import type { Figure } from '../measure.ts'
import { rounds } from '../pgbench.ts'
import type { Scale } from '../scale.ts'

/** Who may post a journal that somebody else is said to have written: four eyes are two persons. */
const poster = someone('bench', 'bookkeeper', 'accountant')
const journalsAtOnce = 1_000
const invoicesAtOnce = 500

/** Journals of two lines in sets of 1,000, two connections; invoices of three rows, 500 at once. */
export async function papers(house: House, scale: Scale): Promise<Figure[]> {
  const shop = await openShop({ version: 18, ...house.at })
  try {
    const { results, beside } = await rounds(house, scale, async () => ({
      journals: await journals(shop, scale.paperSets),
      issued: await issued(shop, scale.paperSets),
    }))
    const rates = results.map((one) => one.journals)
    const invoices = results.map((one) => one.issued)
    return [
      {
        what: 'manual journals through the kit, sets of 1,000, two connections',
        goal: '≥ 4.0 ×',
        runs: rates,
        unit: 'journals/s',
        beside,
        reached: ratio(rates, beside) >= 4,
      },
      {
        what: 'drafted invoices of three rows issued, 500 in one action',
        goal: '≥ 2,000/s',
        runs: invoices,
        unit: 'invoices/s',
        beside,
        reached: median(invoices) >= 2_000,
      },
    ]
  } finally {
    await shop.drop()
  }
}

/** Journals that are written by one person and posted by another, a second; writing counts, too. */
async function journals(shop: Shop, sets: number): Promise<number> {
  const line = { currency: 'GBP' }
  const values = {
    postedOn: '2026-11-22',
    reason: 'benchmark',
    lines: [
      { ...line, account: '6010', debit: '1.00' },
      { ...line, account: '1000', credit: '1.00' },
    ],
  }
  let left = sets
  const drive = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      await shop.inBooks(async (books) => {
        const set = Array.from({ length: journalsAtOnce }, () => ({ values, actor: poster }))
        const made = await create(books, manualJournal, set)
        const ids = made.flatMap((one) => (one.ok ? [one.value.id] : []))
        const other = someone('chief', 'accountant')
        await all(
          perform(
            books,
            manualJournal,
            'post',
            ids.map((id) => ({ id, actor: other })),
          ),
        )
      })
    }
  }
  const took = await milliseconds(() => Promise.all([drive(), drive()]))
  return (sets * journalsAtOnce) / (took / 1000)
}

/** Drafts of three rows are written before; issuing them is what is measured. */
async function issued(shop: Shop, sets: number): Promise<number> {
  const lines = [{ item: 'mug', quantity: '3' }, { item: 'POST', quantity: '1' }, extra]
  const values = { customer: 'ANN', issuedOn: '2026-11-22', lines }
  let took = 0
  for (let set = 0; set < sets; set += 1) {
    const drafts = Array.from({ length: invoicesAtOnce }, () => values)
    const ids = await shop.write(salesInvoice, drafts)
    took += await milliseconds(() => all(shop.act(salesInvoice, 'issue', ids)))
  }
  return (sets * invoicesAtOnce) / (took / 1000)
}

const extra = {
  description: 'Wrapping',
  quantity: '1',
  unitPrice: '0.50',
  revenue: '4000',
  taxCode: 'GB-S',
}

/** Throws where one of a set was refused: a benchmark of refusals would be a fast one. */
async function all(answers: Promise<readonly { readonly outcome: string }[]>): Promise<void> {
  const refused = (await answers).find(({ outcome }) => outcome !== 'done')
  if (refused !== undefined) throw new Error(JSON.stringify(refused))
}

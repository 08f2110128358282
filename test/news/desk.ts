/** A shop with people who write, comment and read their news, for tests on a real database. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import type { Scope as Reach } from '#kit/role.ts'
import { everywhere } from '#kit/role.ts'
import { giveRoles, testApi } from '#test/http.ts'
import type { TestApi, TestHuman } from '#test/http.ts'
import { testServers } from '#test/postgres.ts'
import { openShop } from '#test/stories/shop.ts'
import type { Shop } from '#test/stories/shop.ts'

export const invoices = '/companies/store/sales-invoices'

/** News as the API tells it. */
export interface Told {
  readonly id: string
  readonly what: string
  readonly by: string
  readonly isRead: boolean
  readonly paper: {
    readonly company: string | null
    readonly kind: string
    readonly key: string
    readonly number: string | null
  } | null
  readonly about: string | null
  readonly text: string | null
  readonly state: string | null
}

export interface NewsDesk {
  readonly shop: Shop
  readonly api: TestApi
  /** Takes somebody on, by roles that are held everywhere unless said otherwise. */
  readonly hire: (roles: readonly string[], where?: Partial<Reach>) => Promise<TestHuman>
  /** Writes a draft and answers its identifier. */
  readonly draft: (by: TestHuman) => Promise<string>
  /** Comments on an invoice, and answers the comment's number. */
  readonly say: (by: TestHuman, paper: string, text: string, named?: TestHuman[]) => Promise<string>
  readonly news: (of: TestHuman) => Promise<{ readonly news: readonly Told[]; unread: number }>
  /** Grants a role everywhere, and ends it again. */
  readonly give: (person: TestHuman, role: string) => Promise<void>
  readonly take: (person: TestHuman, role: string) => Promise<void>
}

export type NewsCase = readonly [string, (desk: NewsDesk) => Promise<void>]

/** Runs the cases on each server, and looks that nothing was a fault of ours. */
export async function newsOnEachServer(what: string, cases: readonly NewsCase[]): Promise<void> {
  for (const server of await testServers()) {
    describe(`${what} on PostgreSQL ${server.version}`, () => {
      let desk: NewsDesk
      before(async () => {
        const shop = await openShop(server)
        desk = deskOf(shop, await testApi(shop.database))
      })
      after(async () => {
        await desk.api.close()
        await desk.shop.drop()
        assert.deepEqual(desk.api.faults, [])
      })
      for (const [name, check] of cases) test(name, () => check(desk))
    })
  }
}

function deskOf(shop: Shop, api: TestApi): NewsDesk {
  const { database, organization } = shop
  return {
    shop,
    api,
    hire: (roles, where = {}) =>
      api.human(organization, undefined, roles, { ...everywhere, ...where }),
    draft: (by) => draftIn(api, by),
    say: (by, paper, text, named = []) => sayIn(api, by, paper, text, named),
    news: async ({ session }) => {
      const reply = await api.get(session, '/me/news')
      assert.equal(reply.status, 200, reply.text)
      const { news, unread } = reply.json as unknown as { news: Told[]; unread: number }
      return { news, unread }
    },
    give: async ({ person }, role) => {
      await database.transaction(organization, (query) =>
        giveRoles(query, organization, person, [role]),
      )
    },
    take: async ({ person }, role) => {
      const client = new pg.Client(shop.superuser)
      await client.connect()
      await client.query(
        `update access.grant_of_role set ended_at = clock_timestamp(), ended_by = granted_by,
            end_reason = 'a test'
          where organization = $1 and person = $2 and role = $3 and not own`,
        [organization, person, role],
      )
      await client.end()
    },
  }
}

async function draftIn(api: TestApi, { session }: TestHuman): Promise<string> {
  const line = { item: 'mug', quantity: '1', unitPrice: '2.15', taxCode: 'GB-S' }
  const places = { leaves: 'suppliers', arrives: 'customers', revenue: '4000' }
  const paper = {
    customer: 'ANN',
    receivable: '1100',
    issuedOn: '2026-11-22',
    dueOn: '2026-12-22',
    currency: 'GBP',
    lines: [{ ...line, ...places }],
  }
  const wrote = await api.post(session, invoices, { papers: [paper] })
  assert.equal(wrote.status, 201, wrote.text)
  const [made] = wrote.json['papers'] as { id: string }[]
  return made?.id ?? ''
}

async function sayIn(
  api: TestApi,
  { session }: TestHuman,
  paper: string,
  text: string,
  named: readonly TestHuman[],
): Promise<string> {
  const mentions = named.map(({ person }) => person)
  const comments = [{ text, mentions }]
  const said = await api.post(session, `${invoices}/${paper}/comments`, { comments })
  assert.equal(said.status, 201, said.text)
  const [one] = said.json['comments'] as { comment: string }[]
  return one?.comment ?? ''
}

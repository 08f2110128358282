/** Stories of goods: received, issued, moved, returned, ordered and reserved. */
import type { LineProposal, UnitProposal } from '#ledger/entry.ts'
import {
  entry,
  figure,
  home,
  openHoldings,
  pick,
  pickMaybe,
  quantity,
  subject,
  subjectNamed,
} from '#test/model/scene.ts'
import type { Scene, Story } from '#test/model/scene.ts'

const shelf = (scene: Scene, place: number): UnitProposal =>
  pick(scene, place, { place: 'shelf' }, { place: 'shelf', lot: 'A' }, { place: 'back' })
const item = (scene: Scene): string => pick(scene, 1, 'mug', 'mug', 'lamp')

/** Goods come in: with their worth, against the order line, from the suppliers' place. */
function receive(scene: Scene) {
  const moved = { item: item(scene), quantity: quantity(scene, 0) }
  const value = figure(scene, 1)
  const layered = pick(scene, 0, true, false)
  return entry(scene, [
    home(scene, layered ? 'layers' : 'stock', value, {
      ...moved,
      unit: shelf(scene, 2),
      ...(layered ? { subject: subject(scene, 3, 'cost layer') } : {}),
    }),
    home(scene, 'received', -value, { subject: subject(scene, 4, 'order line') }),
    home(scene, 'suppliers', 0n, {
      ...moved,
      quantity: -moved.quantity,
      unit: { place: 'supplier' },
    }),
  ])
}

/** Goods go out at the worth of their layer, or at a guess where they have none. */
function issue(scene: Scene) {
  const layered = pick(scene, 0, true, false)
  const layer = layered ? pickMaybe(scene, 3, openHoldings(scene, 'layers')) : undefined
  const all = layer !== undefined && pick(scene, 4, true, false)
  const out = all ? layer.quantity : quantity(scene, 0)
  const share = layer === undefined || layer.quantity === 0n ? 0n : layer.quantity
  const value = share === 0n || layer === undefined ? 0n : (layer.amount * out) / share
  const back = pick(scene, 5, 1n, 1n, 1n, 1n, -1n)
  const moved = { item: item(scene), quantity: -back * out, unit: shelf(scene, 2) }
  return entry(scene, [
    layer === undefined
      ? home(scene, 'stock', 0n, moved)
      : home(scene, 'layers', -back * value, { ...moved, subject: subjectNamed(layer.subject) }),
    home(scene, 'cost', back * value),
    home(scene, 'customers', 0n, {
      item: item(scene),
      quantity: back * out,
      unit: { place: 'customer' },
      ...(pick(scene, 3, false, false, true) ? { subject: subject(scene, 2, 'order line') } : {}),
    }),
  ])
}

/** Goods go from one unit to another, in one piece or in two lines on the same unit. */
function transfer(scene: Scene) {
  const moved = quantity(scene, 0)
  const [from, to] = [shelf(scene, 2), shelf(scene, 3)]
  const goods = { item: item(scene) }
  return entry(scene, [
    home(scene, 'stock', 0n, { ...goods, quantity: -moved, unit: from }),
    home(scene, 'stock', 0n, { ...goods, quantity: moved - 1n, unit: to }),
    home(scene, 'stock', 0n, { ...goods, quantity: 1n, unit: to }),
  ])
}

/** Late freight: worth without quantity on a layer, naming a unit that may be new. */
function freight(scene: Scene) {
  const value = figure(scene, 0)
  const lot = pick(scene, 2, 'A', 'B', `only worth ${scene.key}`)
  const layer = pickMaybe(scene, 3, openHoldings(scene, 'layers'))
  const on = layer === undefined ? subject(scene, 3, 'cost layer') : subjectNamed(layer.subject)
  const unit = { place: 'shelf', lot }
  return entry(scene, [
    home(scene, 'layers', value, { item: 'mug', quantity: 0n, unit, subject: on }),
    home(scene, 'bank', -value),
  ])
}

/** What was ordered, and later what came of it, in the commitment layer. */
function order(scene: Scene) {
  const sign = pick(scene, 0, 1n, 1n, -1n)
  const moved = sign * quantity(scene, 0)
  const value = sign * figure(scene, 1)
  const layer = 'commitment'
  const line = { item: item(scene), layer, subject: subject(scene, 2, 'order line') } as const
  const other = pick(scene, 3, {}, { subject: subject(scene, 4, 'order line') })
  return entry(scene, [
    home(scene, 'ordered', value, { ...line, quantity: moved }),
    home(scene, 'orders', -value, { item: item(scene), layer, quantity: -moved, ...other }),
  ])
}

const past = Temporal.Instant.from('2020-01-01T00:00:00Z')
const future = Temporal.Instant.from('2999-01-01T00:00:00Z')

/** Goods, money or both in flight: reserved for a customer, or on their way in. */
function reserve(scene: Scene) {
  const moved = quantity(scene, 0) * pick(scene, 0, 1n, 1n, 1n, -1n)
  const value = figure(scene, 1)
  const layer = 'pending'
  const goods = { item: item(scene), layer } as const
  const stock: LineProposal[] = [
    home(scene, 'stock', 0n, { ...goods, quantity: -moved, unit: shelf(scene, 2) }),
    home(scene, 'customers', 0n, { ...goods, quantity: moved, unit: { place: 'customer' } }),
  ]
  const layered = { subject: subject(scene, 3, 'cost layer') }
  const layers: LineProposal[] = [
    home(scene, 'layers', -value, {
      ...goods,
      quantity: -moved,
      unit: shelf(scene, 2),
      ...layered,
    }),
    home(scene, 'cost', value, { layer }),
    home(scene, 'customers', 0n, { ...goods, quantity: moved, unit: { place: 'customer' } }),
  ]
  const cash: LineProposal[] = [
    home(scene, 'bank', -value, { layer }),
    home(scene, 'payables', value, { layer, subject: subject(scene, 3, 'open item') }),
  ]
  const worth: LineProposal[] = [
    { account: 'bank', currency: 'USD', amount: 0n, base: value, layer },
    { account: 'difference', currency: 'USD', amount: 0n, base: -value, layer },
  ]
  const sign = pick(scene, 1, 1n, 1n, -1n)
  const drawn = { ...subject(scene, 0, 'facility'), lowest: -2500n, highest: 500n }
  const held = pick(
    scene,
    2,
    { account: 'credit', subject: subject(scene, 0, 'credit') },
    { account: 'advances', subject: subject(scene, 0, 'advances') },
    { account: 'payables', subject: drawn },
  )
  const promised: LineProposal[] = [
    home(scene, held.account, sign * value, { layer, subject: held.subject }),
    home(scene, 'bank', -sign * value, { layer }),
  ]
  const lines = pick(scene, 4, stock, stock, cash, [...stock, ...cash], layers, worth, promised)
  const expiresAt = pick(scene, 5, undefined, past, future)
  return entry(scene, lines, {
    kind: 'pending',
    ...(expiresAt === undefined ? {} : { expiresAt }),
  })
}

export const goodsStories = {
  receive: { weight: 7, tell: receive },
  issue: { weight: 5, tell: issue },
  transfer: { weight: 3, tell: transfer },
  freight: { weight: 1, tell: freight },
  order: { weight: 3, tell: order },
  reserve: { weight: 6, tell: reserve },
} satisfies Record<string, Story>

/** The chain of seals over the entries: leaves, roots, numbers without gaps, and the anchor. */
import { createHash } from 'node:crypto'
import { examineAnchor } from './anchor.mjs'

/** The canonical columns in order: `:` marks a text, `@` a moment, `#` bytes. */
export const columns = {
  entry:
    'organization id company: key: kind: journal: posted_on period late document_date reason: ' +
    'source_paper: source_number: reversed_entry pending_entry expires_at@ batch: rule: actor: ' +
    'recorded_at@',
  line:
    'line company: account posted_on period layer currency: amount base item: quantity analysis ' +
    'subject unit party: partner_company: tax_code: tax_box: tax_base value_date unrounded ' +
    'source_row reversed_line text:',
  subject: 'id company: kind: paper: row party: item: opened_on due_on read_class lowest highest',
  unit: 'id company: place: lot: owner: bounded',
  period_event: 'organization company: period at@ state: actor: reason: balances_hash#',
}
const atOnce = 1000

/** Walks seals and sealed entries side by side, each in its order. */
export async function examineSeals(look, anchors, onProgress) {
  const happened = await eventsBySeal(look)
  const entries = pages(look, entriesText(), 'position')
  let entry = (await entries.next()).value
  let before = { number: 0, last: 0, hash: '00'.repeat(32) }
  const numbers = new Map()
  look.place = 1
  for await (const seal of pages(look, sealsText, 'number')) {
    const known = look.findings.length
    const leaves = []
    for (
      ;
      entry !== undefined && entry.position <= seal.last;
      entry = (await entries.next()).value
    ) {
      leaves.push(examineEntry(look, entry, seal, numbers))
      look.sealed += 1
      look.lines += entry.lines
      if (look.sealed % atOnce === 0) onProgress({ sealed: look.sealed, lines: look.lines })
    }
    examineSeal(look, seal, before, leaves, look.findings.length > known)
    examineEvents(look, seal, happened.get(seal.number))
    happened.delete(seal.number)
    examineAnchor(look, seal, anchors)
    look.seals += 1
    before = seal
  }
  for (; entry !== undefined; entry = (await entries.next()).value) {
    look.find('seal-missing', `No seal covers position ${entry.position}.`, where(entry))
  }
  for (const seal of happened.keys()) {
    look.find('seal-missing', `Events of periods name seal ${seal}, which is not there.`, { seal })
  }
  const highest = anchors?.highest
  if (highest && highest.number > before.number) {
    look.find(
      'tail-cut',
      `The anchor knows seal ${highest.number} up to position ` +
        `${highest.position}, but the books end with seal ${before.number} at position ` +
        `${before.last}: the end was cut off or an older copy was put in place.`,
      { seal: before.number + 1, position: before.last + 1 },
    )
  }
}

/** Answers the leaf of what is in the books, or the noted one where nothing is. */
function examineEntry(look, entry, seal, numbers) {
  examinePlace(look, entry, seal, numbers)
  return examineContent(look, entry)
}

/** The entry's position, its seal and its number in the journal of its company. */
function examinePlace(look, entry, seal, numbers) {
  const { position } = entry
  const at = where(entry)
  if (position !== look.place) {
    look.find(
      'position-gap',
      `Position ${look.place} is missing or stands twice; the next is ${position}.`,
      at,
    )
  }
  look.place = position + 1
  if (entry.seal !== seal.number) {
    look.find(
      'seal-differs',
      `Position ${position} says seal ${entry.seal}, but stands in seal ${seal.number}.`,
      at,
    )
  }
  const number = (numbers.get(entry.company) ?? 0) + 1
  numbers.set(entry.company, entry.number)
  if (entry.number !== number) {
    look.find(
      'journal-number-gap',
      `Position ${position} has journal number ${entry.number} in ` +
        `company ${entry.company}, where ${number} follows.`,
      at,
    )
  }
}

function examineContent(look, entry) {
  const { position } = entry
  const at = where(entry)
  if (entry.canonical === null) {
    look.find(
      'entry-missing',
      `The entry ${entry.entry} at position ${position} is not in the books.`,
      at,
    )
    return hex(entry.leaf)
  }
  if (entry.company !== entry.entry_company) {
    look.find(
      'company-differs',
      `The entry at position ${position} is of company ` +
        `${entry.entry_company}, but was sealed for ${entry.company}.`,
      at,
    )
  }
  const leaf = sha256(Buffer.of(0), entry.canonical)
  if (leaf.toString('hex') !== entry.leaf) {
    const hints = entry.hints === null ? '' : ` What shows: ${entry.hints}.`
    look.find(
      'entry-altered',
      `The entry ${entry.entry} at position ${position}, or its lines or what ` +
        `it opened, is not what was sealed.${hints}`,
      at,
    )
  }
  return leaf
}

function examineSeal(look, seal, before, leaves, broken) {
  const { number } = seal
  const at = { seal: number, position: seal.first }
  const name = `Seal ${number} (positions ${seal.first} to ${seal.last})`
  const follows =
    number === before.number + 1 &&
    seal.first === before.last + 1 &&
    seal.last === before.last + seal.count
  if (!follows) {
    look.find(
      'seal-gap',
      `${name} of ${seal.count} does not follow seal ${before.number}, which ends ` +
        `at position ${before.last}.`,
      at,
    )
  } else if (leaves.length !== seal.count) {
    look.find('position-gap', `${name} has ${leaves.length} entries in place of ${seal.count}.`, at)
  }
  if (seal.previous !== before.hash) {
    look.find('chain-broken', `${name} is not chained to the seal before it.`, at)
  }
  if (seal.version !== 1) {
    look.find('version-unknown', `${name} has the format version ${seal.version}; this is 1.`, at)
  }
  if (!broken && merkleRoot(leaves).toString('hex') !== seal.root) {
    look.find('root-differs', `${name} was made over other entries than are there now.`, at)
  }
  const numbers = Buffer.alloc(2)
  numbers.writeInt16BE(seal.version)
  const hash = sha256(
    Buffer.of(2),
    numbers,
    hex(look.organization.replaceAll('-', '')),
    int8(number),
    int8(seal.first),
    int8(seal.count),
    hex(seal.root),
    int8(seal.events),
    hex(seal.events_hash),
    hex(seal.previous),
    int8(seal.sealed_at),
  )
  if (hash.toString('hex') !== seal.hash) {
    look.find('seal-altered', `${name} does not have the hash of what it says.`, at)
  }
}

function examineEvents(look, seal, found = { events: 0, canonical: '' }) {
  const hash = sha256(Buffer.of(3), found.canonical).toString('hex')
  if (found.events !== seal.events || hash !== seal.events_hash) {
    look.find(
      'period-event-altered',
      `What happened to periods is not what seal ${seal.number} ` +
        `covers: ${seal.events} events then, ${found.events} now.`,
      { seal: seal.number },
    )
  }
}

/** The rows of a query in the order of their key; the next page is under way while one is read. */
async function* pages(look, text, key) {
  const page = (after) => look.query(text, after, atOnce)
  let rows = await page('-9223372036854775808')
  while (rows.length > 0) {
    const full = rows.length === atOnce
    const next = full ? page(rows.at(-1)[key]) : Promise.resolve([])
    next.catch(() => {})
    for (const row of rows) {
      for (const [name, value] of Object.entries(row))
        if (whole.has(name)) row[name] = value === null ? Number.NaN : Number(value)
      yield row
    }
    rows = await next
  }
}
const whole = new Set('position number seal first last count lines events version'.split(' '))

function entriesText() {
  const part = (mark, table, owner) => `left join lateral (
    select count(*) as count, string_agg(${spelled(mark, table)}, '' order by o.${
      table === 'line' ? 'line' : 'id'
    }) as texts
    from ledger.${table} o where o.organization = $1 and o.${owner} = s.entry
  ) ${table} on true`
  return `select s.position, s.seal, s.company, s.journal_number as number, s.entry,
    encode(s.leaf, 'hex') as leaf, e.company as entry_company, line.count as lines,
    e.texts || concat(line.texts, subject.texts, unit.texts) as canonical,
    nullif(concat_ws(', ', line.hint, case when line.count = 0 then 'it has no lines' end), '')
      as hints
  from (select * from ledger.sealed_entry where organization = $1 and position > $2
    order by position limit $3) s
  left join lateral (select o.company, o.posted_on, o.period, ${spelled('1,', 'entry')} as texts
    from ledger.entry o where o.organization = $1 and o.id = s.entry offset 0) e on true
  ${part('L', 'line', 'entry').replace(
    'count(*) as count',
    `count(*) as count, case
    when sum(o.base) <> 0 then 'its worth does not sum to zero'
    when not bool_and((o.company, o.posted_on, o.period) = (e.company, e.posted_on, e.period))
      then 'company, day or period of a line are not the entry''s' end as hint`,
  )}
  ${part('S', 'subject', 'opened_by')} ${part('U', 'unit', 'opened_by')}
  order by s.position`
}

const sealsText = `select number, version, first, last, count, events, encode(root, 'hex') as root,
    encode(events_hash, 'hex') as events_hash, encode(previous, 'hex') as previous,
    encode(hash, 'hex') as hash, trim_scale(extract(epoch from sealed_at) * 1000000) as sealed_at
  from ledger.seal where organization = $1 and number > $2 order by number limit $3`

async function eventsBySeal(look) {
  const rows = await look.query(`select s.seal, count(*) as events, coalesce(string_agg(
      ${spelled('P', 'period_event')}, '' order by o.company collate "C", o.period, o.at), '')
      as canonical
    from ledger.sealed_period_event s
    left join ledger.period_event o using (organization, company, period, at)
    where s.organization = $1 group by s.seal order by s.seal`)
  return new Map(
    rows.map(({ seal, events, canonical }) => [
      Number(seal),
      { events: Number(events), canonical },
    ]),
  )
}

/** The canonical text of a row `o`: length and value of texts, plain values, each with a comma. */
function spelled(mark, table) {
  const values = columns[table].split(' ').map((column) => {
    const name = `o.${column.replace(/[:@#]/, '')}`
    if (column.endsWith(':')) return `octet_length(${name}), ':', ${name}, ','`
    if (column.endsWith('@')) return `trim_scale(extract(epoch from ${name}) * 1000000), ','`
    return column.endsWith('#') ? `encode(${name}, 'hex'), ','` : `${name}, ','`
  })
  return `concat('${mark}', ${values.join(', ')})`
}

/** RFC 6962: neighbours are joined, one without a neighbour goes up as it is. */
function merkleRoot(leaves) {
  if (leaves.length === 0) return sha256()
  while (leaves.length > 1) {
    const above = []
    for (let n = 0; n < leaves.length; n += 2) {
      above.push(n + 1 < leaves.length ? sha256(Buffer.of(1), leaves[n], leaves[n + 1]) : leaves[n])
    }
    leaves = above
  }
  return leaves[0]
}

function where({ position, company, number, entry, seal }) {
  return { position, company, journalNumber: number, entry, seal }
}

function sha256(...parts) {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

function hex(text) {
  return Buffer.from(text ?? '', 'hex')
}

function int8(value) {
  const bytes = Buffer.alloc(8)
  // What is no number can't have been sealed: any number shows it.
  const known = /^-?\d+$/.test(String(value)) ? BigInt(value) : 0n
  bytes.writeBigInt64BE(BigInt.asIntN(64, known))
  return bytes
}

/** The anchor file: one line of JSON for each seal, kept outside the database. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** The hashes that were noted outside the database, by seal number. */
export async function readAnchors(file, look) {
  const hashes = new Map()
  const ended = new Map()
  let highest = null
  let place = 0
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Infinity,
  })) {
    place += 1
    if (line === '') continue
    try {
      const { organization, number, position, hash, sealedAt } = JSON.parse(line)
      if (organization !== look.organization) continue
      // What an example had that was ended since is gone with it.
      if (look.ended !== null && String(sealedAt).slice(0, 19) <= look.ended.at.slice(0, 19)) {
        ended.set(number, hash)
        continue
      }
      if ((hashes.get(number) ?? hash) !== hash) {
        look.find(
          'anchor-forked',
          `The anchor file knows two histories: line ${place} has another ` +
            `seal ${number} than a line before it.`,
          { seal: number },
        )
        continue
      }
      hashes.set(number, hash)
      if (highest === null || number > highest.number) highest = { number, position }
    } catch {
      look.warnings.push(
        `Line ${place} of the anchor file can't be read; it may have been cut by a crash.`,
      )
    }
  }
  if (highest === null && ended.size === 0)
    look.warnings.push('The anchor file says nothing about this organization.')
  return { hashes, highest, ended }
}

/** Compares a seal with what the anchor file says of it. */
export function examineAnchor(look, seal, anchors) {
  const anchored = anchors?.hashes.get(seal.number)
  if (anchored !== undefined && anchored !== seal.hash) {
    look.find(
      'anchor-differs',
      `Seal ${seal.number} is not the one in the anchor file: the history ` +
        `was written anew from position ${seal.first} or before.`,
      { seal: seal.number, position: seal.first },
    )
  }
}

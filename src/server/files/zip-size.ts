/** How large a ZIP archive is when it is unpacked, by its directory (APPNOTE 4.3.12, 4.3.16). */

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const endLength = 22
const entryLength = 46
const longestComment = 65_535
/** Marks a size that stands elsewhere, which only archives beyond 4 GiB need. */
const elsewhere = 0xffffffff

/**
 * The bytes that the entries have unpacked, together; null where the directory is damaged, does
 * not say it, or contradicts itself. Whoever unpacks no more of an entry than is said here can
 * unpack no more in all.
 */
export function unpackedSize(archive: Uint8Array): number | null {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
  const end = endOfDirectory(view)
  if (end === null) return null
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  let total = 0
  for (let entry = 0; entry < count; entry += 1) {
    if (at + entryLength > view.byteLength || view.getUint32(at, true) !== entrySignature)
      return null
    const packed = view.getUint32(at + 20, true)
    const size = view.getUint32(at + 24, true)
    // An entry of no size that has bytes all the same is how a bomb hides.
    if (size === elsewhere || packed === elsewhere || (size === 0 && packed > 2)) return null
    total += size
    const lengths = [28, 30, 32].map((place) => view.getUint16(at + place, true))
    at += lengths.reduce((sum, length) => sum + length, entryLength)
  }
  return total
}

function endOfDirectory(view: DataView): number | null {
  const earliest = Math.max(0, view.byteLength - endLength - longestComment)
  for (let at = view.byteLength - endLength; at >= earliest; at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at
  }
  return null
}

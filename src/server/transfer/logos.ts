/** The logos of print templates: small pictures, each in one piece among the files' bytes. */
import type { Query } from '#base/query.ts'
import type { Picture } from '#kit/layout.ts'
import { pictureOf } from '#kit/picture.ts'

/**
 * The pictures of SHA-256 hashes (64 hexadecimal digits), which were judged when their templates
 * were kept. It fails where one is not there as it was: damage is never printed.
 */
export async function logosOf(
  query: Query,
  organization: string,
  hashes: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Picture>> {
  if (hashes.size === 0) return new Map()
  const rows = await query<{ hash: string; bytes: Uint8Array }>({
    name: 'logos',
    text: `select encode(hash, 'hex') as hash, bytes from paper.blob_piece
      where organization = $1 and piece = 0 and sha256(bytes) = hash
        and hash = any (select decode(h, 'hex') from unnest($2::text[]) h)`,
    values: [organization, [...hashes]],
  })
  const pictures = new Map(
    rows.flatMap(({ hash, bytes }) => {
      const picture = pictureOf(bytes)
      return picture === null ? [] : [[hash, picture] as const]
    }),
  )
  const [lost] = hashes.difference(new Set(pictures.keys()))
  if (lost !== undefined) throw new Error(`the logo ${lost} is missing or damaged`)
  return pictures
}

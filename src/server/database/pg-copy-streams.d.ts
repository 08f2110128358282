/** The types of the package that streams COPY, which ships none: what we use of it. */
declare module 'pg-copy-streams' {
  import type { Readable, Writable } from 'node:stream'
  import type { Submittable } from 'pg'

  /** `copy … to stdout` as a stream of bytes, which stops reading when nobody takes them. */
  export function to(text: string): Readable & Submittable & { readonly rowCount: number }
  /** `copy … from stdin` as a stream that bytes are written to. */
  export function from(text: string): Writable & Submittable & { readonly rowCount: number }
}

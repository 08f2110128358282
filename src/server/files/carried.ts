/** Layouts as they are carried to another thread, or kept as JSON: plain values, pictures once. */
import type { PrintLayout, PrintTable } from '#kit/layout.ts'

/** A layout without what neither a thread nor JSON takes. */
export interface Carried extends Omit<PrintLayout, 'madeAt' | 'logo' | 'tables'> {
  readonly madeAt: string
  /** The place of its picture among those that are carried with it. */
  readonly logo: number | null
  readonly tables: readonly CarriedTable[]
}

interface CarriedTable extends Omit<PrintTable, 'parts' | 'sums'> {
  readonly parts: readonly (readonly [number, string])[] | null
  readonly sums: readonly number[] | null
}

interface CarriedPicture {
  readonly type: 'image/png' | 'image/jpeg'
  readonly width: number
  readonly height: number
  /** In base64. */
  readonly bytes: string
}

/** A load of layouts. */
export interface Load {
  readonly layouts: readonly Carried[]
  readonly pictures: readonly CarriedPicture[]
}

/** Packs layouts. */
export function packed(layouts: readonly PrintLayout[]): Load {
  const logos = [...new Set(layouts.flatMap(({ logo }) => logo ?? []))]
  return {
    layouts: layouts.map(({ madeAt, logo, tables, ...rest }) => ({
      ...rest,
      madeAt: madeAt.toString(),
      logo: logo === undefined ? null : logos.indexOf(logo),
      tables: tables.map(({ parts, sums, ...table }) => ({
        ...table,
        parts: parts === undefined ? null : [...parts],
        sums: sums === undefined ? null : [...sums],
      })),
    })),
    pictures: logos.map(({ bytes, ...logo }) => ({
      ...logo,
      bytes: Buffer.from(bytes).toString('base64'),
    })),
  }
}

/** Unpacks them again. */
export function unpacked({ layouts, pictures }: Load): PrintLayout[] {
  const logos = pictures.map(({ bytes, ...picture }) => ({
    ...picture,
    bytes: new Uint8Array(Buffer.from(bytes, 'base64')),
  }))
  return layouts.map(({ madeAt, logo, tables, ...rest }) => {
    const picture = logo === null ? undefined : logos[logo]
    return {
      ...rest,
      madeAt: Temporal.Instant.from(madeAt),
      ...(picture === undefined ? {} : { logo: picture }),
      tables: tables.map(({ parts, sums, ...table }) => ({
        ...table,
        ...(parts === null ? {} : { parts: new Map(parts) }),
        ...(sums === null ? {} : { sums: new Set(sums) }),
      })),
    }
  })
}

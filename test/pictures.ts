/** Pictures for tests, made point by point. */
import { crc32, deflateSync } from 'node:zlib'

/** A PNG of one colour with so many points. */
export function pngOf(width: number, height: number, colour = [10, 80, 160, 255]): Uint8Array {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 6, 0, 0, 0], 8)
  const line = Buffer.from([0, ...Array.from({ length: width }, () => colour).flat()])
  const points = Buffer.concat(Array.from({ length: height }, () => line))
  return pngWith(head, deflateSync(points))
}

/** A PNG of a head and packed points, whatever they are. */
export function pngWith(head: Uint8Array, packed: Uint8Array): Uint8Array {
  const begins = Buffer.from('89504e470d0a1a0a', 'hex')
  const chunks = [chunk('IHDR', head), chunk('IDAT', packed), chunk('IEND', new Uint8Array())]
  return new Uint8Array(Buffer.concat([begins, ...chunks]))
}

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** The head of a JPEG with so many points, as far as a printer reads it. */
export function jpegOf(width: number, height: number, colours = 3): Uint8Array {
  const frame = [0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, colours]
  return new Uint8Array([0xff, 0xd8, ...frame, ...Array.from({ length: 9 }, () => 1), 0xff, 0xd9])
}

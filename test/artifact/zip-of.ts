import { crc32, deflateRawSync } from 'node:zlib'

/** What a zip is written with here. */
export interface WrittenEntry {
  readonly name: string
  readonly content?: string | Uint8Array
  /** With the type of the file: `0o100755`. */
  readonly mode?: number
  /** Written instead of the real one. */
  readonly size?: number
  readonly flags?: number
}

/** Writes a zip by hand: nothing keeps what stands in it from being wrong. With `zip64` its end is that of large ones. */
export function zipOf(entries: readonly WrittenEntry[], { zip64 = false } = {}): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content = '', mode = 0o100755, size, flags = 0x800 } of entries) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    const text = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(size ?? bytes.length, 18)
    common.writeUInt16LE(text.length, 22)
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), common, text, packed)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE((mode << 16) >>> 0, 6)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, tail, text)
    at += 30 + text.length + packed.length
  }
  const listed = Buffer.concat(directory)
  return Buffer.concat([...parts, listed, ...end(entries.length, listed.length, at, zip64)])
}

function end(count: number, size: number, at: number, zip64: boolean): Buffer[] {
  const last = Buffer.alloc(22)
  last.write('PK\x05\x06', 'latin1')
  last.writeUInt16LE(zip64 ? 0xffff : count, 8)
  last.writeUInt16LE(zip64 ? 0xffff : count, 10)
  last.writeUInt32LE(zip64 ? 0xffff_ffff : size, 12)
  last.writeUInt32LE(zip64 ? 0xffff_ffff : at, 16)
  if (!zip64) return [last]
  const record = Buffer.alloc(56)
  record.write('PK\x06\x06', 'latin1')
  record.writeBigUInt64LE(44n, 4)
  record.writeBigUInt64LE(BigInt(count), 24)
  record.writeBigUInt64LE(BigInt(count), 32)
  record.writeBigUInt64LE(BigInt(size), 40)
  record.writeBigUInt64LE(BigInt(at), 48)
  const locator = Buffer.alloc(20)
  locator.write('PK\x06\x07', 'latin1')
  locator.writeBigUInt64LE(BigInt(at + size), 8)
  locator.writeUInt32LE(1, 16)
  return [record, locator, last]
}

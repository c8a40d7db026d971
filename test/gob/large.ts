/** The values of test/oracle/cases/large.go, by the names of its cases. */

const point = (x: number, y: number) => ({ X: BigInt(x), Y: BigInt(y) })
const list = <T>(length: number, item: (index: number) => T) => Array.from({ length }, (_, index) => item(index))
const bytes = (length: number) => {
  const all = new Uint8Array(length)
  for (let index = 0; index < length; index++) all[index] = index * 31 + (index >> 8)
  return all
}
const text = (length: number) =>
  '0123456789 abcdefghijklmnopqrstuvwxyz\n'.repeat(Math.ceil(length / 38)).slice(0, length)
const points = (length: number) => list(length, (index) => point(index * 1000, -index))
const mebibyte = 1 << 20

export const largeValues: Readonly<Record<string, () => readonly unknown[]>> = {
  'bytes, a message of 2^20 - 1 bytes': () => [bytes(mebibyte - 6)],
  'bytes, a message of 2^20 bytes': () => [bytes(mebibyte - 5)],
  'bytes, a message of 2^20 + 1 bytes': () => [bytes(mebibyte - 4)],
  'bytes, a message of 3 MiB': () => [bytes(3 * mebibyte)],
  'string of 2 MiB': () => [text(2 * mebibyte)],
  'string of 2 MiB, not ASCII': () => ['é'.repeat(mebibyte)],
  'slice of 150000 numbers': () => [
    list(150_000, (index) => BigInt.asIntN(64, BigInt(index) ** 4n) * (index % 2 === 1 ? -1n : 1n)),
  ],
  'slice of 150000 floats': () => [list(150_000, (index) => index / 7)],
  'slice of 120000 structs': () => [points(120_000)],
  'slice of 20000 strings': () => [list(20_000, (index) => text(index % 120))],
  'map with one long value': () => [new Map([['k', bytes(mebibyte)]])],
  'struct with two long fields': () => [{ A: text(mebibyte + 7), B: -1 }],
  'interface that holds long bytes': () => [{ F: { name: '[]uint8', value: bytes(mebibyte + 7) } }],
  'list of interfaces, the first defines a type': () => [
    [
      { name: 'oracle/cases.Point', value: point(1, 2) },
      { name: 'string', value: text(mebibyte) },
      { name: 'oracle/cases.Point', value: point(3, 4) },
    ],
  ],
  'long and short messages in turn': () => [
    point(1, 2),
    bytes(mebibyte),
    'short',
    points(100_000),
    point(3, 4),
    text(mebibyte),
    [],
  ],
}

import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { dump, formatDumpLine } from '../../src/gob/door.ts'
import { bytesOf, goldens } from './golden-files.ts'

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'))
const text = (bytes: Uint8Array) => [...dump(bytes)].map((line) => formatDumpLine(line, bytes)).join('\n')

const goldenNamed = (name: string) => {
  const golden = goldens.find((one) => one.name === name)
  if (golden === undefined) throw new Error(`no golden ${name}`)
  return golden
}

it.each([
  'PingRequest',
  'InvokeRequest',
  'InvokeRequest, empty',
  'InvokeResponse with a payload',
  'InvokeResponse with an error',
  'sent FAny, nil',
  'field interface of 2 int',
  'field interface of 40 cases.Point',
  'field interface of 55 cases.FAny',
  'types that are known before',
  'sent FMarshal',
  'MarshalBinary',
  'MarshalText alone',
  'complex128 (-1.5-1.5i)',
  'string of 300 bytes, not ASCII',
  'string that would move the cursor',
  'map of zero to zero',
  'array of arrays',
])('shows %s', (name) => {
  expect(text(bytesOf(goldenNamed(name)))).toMatchSnapshot()
})

it('shows nothing of an empty stream', () => expect(text(new Uint8Array(0))).toBe(''))

/** The definition of a struct with one field. */
const holder = goldenNamed('sent FAny, nil').hex.slice(0, 2 * 24)

it.each([
  ['04 0c 00 5a 61', 'corrupt at byte 3: string of 90 bytes runs past the end of its message'],
  ['00', 'corrupt at byte 0: message of 0 bytes, it cannot even hold a type id'],
  ['07 04 00', 'corrupt at byte 3: stream ends inside a message, 5 bytes before its end'],
  ['03 04 01 02', 'corrupt at byte 2: value begins with 1, where one that is no struct begins with 0'],
  ['05 ff 82 01 02 00', 'corrupt at byte 3: type 65 is not defined'],
  ['04 03 03 00 00', 'corrupt at byte 1: type id 2 cannot be defined, only those from 64 on'],
  ['03 04 00 80', 'corrupt at byte 3: integer of 128 bytes, at most 8 are allowed'],
  ['02 7f 00', 'corrupt at byte 3: stream ends after type definitions, before the value they are for'],
  [`${holder}05ff80030200`, 'corrupt at byte 27: field number 2, but FAny was sent with 1 fields'],
  [
    '0d7f040102ff80000102010200000aff8000fc400000000000',
    'corrupt at byte 18: map of 1073741824 elements does not fit in the 2 bytes that follow',
  ],
])('says where it is corrupt and what is wrong: %s', (stream, meaning) => {
  expect([...dump(hex(stream))].at(-1)).toMatchObject({ kind: 'corrupt', meaning })
})

/** The last line's kind; that the lines cover every byte once also of a stream that is corrupt. */
function covered(bytes: Uint8Array): string | undefined {
  let offset = 0
  let last: string | undefined
  for (const line of dump(bytes)) {
    if (last === 'corrupt' || line.offset !== offset || line.end < offset)
      throw new Error(`byte ${offset} twice or never`)
    offset = line.end
    last = line.kind
  }
  if (offset !== bytes.length) throw new Error(`the lines end at byte ${offset}`)
  return last
}

it.each(goldens)('ends in a line, and no exception, wherever a stream is cut off or changed: $name', (golden) => {
  const whole = bytesOf(golden)
  const step = Math.max(1, Math.floor(whole.length / 3))
  for (let at = whole.length % step; at < whole.length; at += step) {
    covered(whole.subarray(0, at))
    const changed = whole.slice()
    changed[at] = (changed[at] as number) ^ (1 << (at % 8))
    covered(changed)
  }
})

it('says what is corrupt, and throws nothing, in 1000 of the streams that the fuzzer makes', async () => {
  const module = new URL('../fuzz/mutate.mjs', import.meta.url).href
  const { mutated, randomOf } = (await import(module)) as {
    mutated(seeds: readonly Buffer[], random: (below: number) => number): { readonly bytes: Buffer }
    randomOf(seed: number, stream: number): (below: number) => number
  }
  const seeds = goldens
    .filter(({ hex: stream }) => stream.length < 4000)
    .map(({ hex: stream }) => Buffer.from(stream, 'hex'))
  let corrupt = 0
  for (let stream = 0; stream < 1000; stream++) {
    if (covered(mutated(seeds, randomOf(20261123, stream)).bytes) === 'corrupt') corrupt++
  }
  expect(corrupt).toBeGreaterThan(300)
})

it('takes no memory for what a stream announces that is cut off', () => {
  // A definition of a struct with 2^40 fields, in a message of 2^52 bytes.
  const bytes = hex('f8 0010000000000000 7f 03 02 fa 010000000000')
  expect([...dump(bytes)].at(-1)?.meaning).toMatch(
    /^corrupt at byte 19: stream ends inside a message, 4503599627370486 bytes before its end$/,
  )
})

it('needs no stack for values nested 10,000 deep, and stops there', () => {
  const type = '0c7f020102ff800001ff800000'
  const body = Buffer.concat([hex('ff8000'), Buffer.alloc(20_000, 1)])
  const bytes = Buffer.concat([hex(type), Uint8Array.of(0xfe, body.length >> 8, body.length & 255), body])
  expect([...dump(bytes)].at(-1)?.meaning).toMatch(/^corrupt at byte \d+: value is nested deeper than 10000 levels$/)
})

it("is what the format's page shows of a real message, byte by byte", () => {
  const page = readFileSync(new URL('../../src/gob/README.md', import.meta.url), 'utf8')
  const golden = goldens.find(({ name }) => name === 'PingRequest')
  const stream = golden?.hex ?? ''
  expect(page).toContain(`\n${stream.replaceAll(/../g, '$& ').trim()}\n`)
  expect(page).toContain(`\n${text(hex(stream))}\n`)
})

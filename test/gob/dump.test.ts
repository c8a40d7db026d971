import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { type AnyGobType, Decoder, type DumpLine, dump, formatDumpLine, type GobType } from '../../src/gob/index.ts'
import { accepted } from './accepted-streams.ts'
import { bytesOf, goldens, plainGoldens, typeOf } from './golden-files.ts'
import { goldenType } from './golden-types.ts'

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'))
const text = (bytes: Uint8Array) => [...dump(bytes)].map((line) => formatDumpLine(line, bytes)).join('\n')

/** The scalars of a value as the decoder gave it, in the order of the wire, by the labels that the dump gives them. */
function agree(type: AnyGobType, value: unknown, lines: DumpLine[], depth: number): void {
  const { shape } = type
  const inner = () => lines[0] !== undefined && lines[0].depth > depth && lines[0].kind === 'value'
  switch (shape.kind) {
    case 'lazy':
      agree(shape.resolve(), value, lines, depth)
      return
    case 'pointer':
      agree(shape.elem, value, lines, depth)
      return
    case 'struct':
      while (inner()) {
        const line = lines.shift() as DumpLine
        const field = shape.fields.find(({ name }) => name === line.label)
        expect(field, line.meaning).toBeDefined()
        if (field === undefined) return
        const part = Reflect.get(value as object, field.name)
        if (line.scalar === undefined) agree(field.type, part, lines, line.depth)
        else agreeScalar(line, part)
      }
      return
    case 'slice':
    case 'array':
      for (const part of value as unknown[]) one(shape.elem, part, lines)
      return
    case 'map':
      for (const [key, part] of (value ?? new Map()) as Map<unknown, unknown>) {
        one(shape.key, key, lines)
        one(shape.elem, part, lines)
      }
      return
    default:
      throw new Error(`a value of kind ${shape.kind} was left to be compared`)
  }
}

function one(type: AnyGobType, value: unknown, lines: DumpLine[]): void {
  const line = lines.shift() as DumpLine
  if (line.scalar === undefined) agree(type, value, lines, line.depth)
  else agreeScalar(line, value)
}

function agreeScalar({ scalar, meaning }: DumpLine, value: unknown): void {
  if (typeof value === 'string')
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(scalar as Uint8Array), meaning).toBe(value)
  else if (typeof value === 'number' && typeof scalar === 'bigint') expect(scalar, meaning).toBe(BigInt(value))
  else if (Array.isArray(scalar)) expect(scalar, meaning).toEqual(Object.values(value as object))
  else if (typeof value === 'object')
    expect(Buffer.from(scalar as Uint8Array), meaning).toEqual(Buffer.from(value as Uint8Array))
  else expect(scalar, meaning).toBe(value)
}

/** Whether the comparison knows the type and everything in it. */
const comparable = plainGoldens.filter(
  ({ types, hex: bytes }) =>
    types.every((name) => goldenType(name) !== undefined) &&
    ![...dump(hex(bytes))].some(({ meaning }) => /interface|GobEncoder|Marshaler/.test(meaning)),
)

it('compares most goldens', () => expect(comparable.length).toBeGreaterThan(100))

it.each(comparable)('agrees with the decoder on where values end and what they are: $name', (golden) => {
  const bytes = bytesOf(golden)
  const decoder = new Decoder()
  decoder.push(bytes)
  const lines = [...dump(bytes)]
  const starts = lines.flatMap((line, index) =>
    line.kind === 'type' && line.meaning.startsWith('value of') ? [index] : [],
  )
  expect(starts).toHaveLength(golden.types.length)
  for (const [index, name] of golden.types.entries()) {
    const from = (starts[index] as number) + 1
    const until = lines.findIndex((line, at) => at >= from && line.kind === 'message')
    const ofValue = lines.slice(from, until < 0 ? undefined : until)
    const type = typeOf(name) as GobType<unknown>
    const result = decoder.decode(type)
    expect(ofValue.at(-1)?.end).toBe(bytes.length - decoder.unreadBytes)
    const values = ofValue.filter(({ kind }) => kind === 'value')
    if (values[0]?.label === '') one(type, result?.value, values)
    else agree(type, result?.value, values, 1)
    expect(values).toEqual([])
  }
})

it.each([...goldens, ...accepted])('covers each byte once, in order, and finds nothing corrupt: $name', (golden) => {
  const bytes = hex(golden.hex)
  let offset = 0
  for (const line of dump(bytes)) {
    expect(line.kind).not.toBe('corrupt')
    expect(line.offset).toBe(offset)
    offset = line.end
  }
  expect(offset).toBe(bytes.length)
})

const shown = [
  'PingRequest',
  'InvokeRequest',
  'InvokeRequest, empty',
  'InvokeResponse with a payload',
  'InvokeResponse with an error',
]
it.each(goldens.filter(({ name }) => shown.includes(name)))('shows $name', (golden) => {
  expect(text(bytesOf(golden))).toMatchSnapshot()
})

/** As Go 1.26 wrote them: `Box struct { Name string; V any }`, `Circle struct { R int }`. */
const box = '1f7f03010103426f7801ff8000010201044e616d65010c000101560110000000'
it.each([
  ['a nil interface', `${box}06ff8001016100`],
  ['an interface holding an int', `${box}0fff800101610103696e740402000e00`],
  [
    'an interface whose type is defined in it',
    `${box}2cff80010161010b6d61696e2e436972636c65ff8103010106436972636c6501ff82000101010152010400000007ff820301060000`,
  ],
  [
    'an interface within an interface',
    `${box}45ff8001016101086d61696e2e426f78ff802a010162010b6d61696e2e436972636c65ff8103010106436972636c6501ff82000101010152010400000007ff82030106000000`,
  ],
  [
    'a list of interfaces',
    '0cff83020102ff8400011000003eff84000303696e740402000206737472696e670c030001780b6d61696e2e436972636c65ff8103010106436972636c6501ff82000101010152010400000006ff8203011200',
  ],
  [
    'BinaryMarshaler, GobEncoder, complex',
    '37ff89030101045465787401ff8a0001050102417401ff8c0001045768656e01ff8e0001014e01ff9000010143010e00010144010e00000010ff8b060101044164647201ff8c00000010ff8d0501010454696d6501ff8e0000000aff8f050102ff920000002aff8a01040a000001010f010000000e7791f70000000000ffff010302012c01fef03fffc001fe08400000',
  ],
  ['a complex number', '060e00fef03f40'],
  ['a long string', `440c0040${'61'.repeat(64)}`],
  ['text that would move the cursor', '080c00051b5b324aff'],
  ['nothing', ''],
])('shows %s', (_name, stream) => {
  expect(text(hex(stream))).toMatchSnapshot()
})

it.each([
  ['04 0c 00 5a 61', 'corrupt at byte 3: string of 90 bytes runs past the end of its message'],
  ['00', 'corrupt at byte 0: message of 0 bytes, it cannot even hold a type id'],
  ['07 04 00', 'corrupt at byte 3: stream ends inside a message, 5 bytes before its end'],
  ['03 04 01 02', 'corrupt at byte 2: value begins with 1, where one that is no struct begins with 0'],
  ['05 ff 82 01 02 00', 'corrupt at byte 3: type 65 is not defined'],
  ['04 03 03 00 00', 'corrupt at byte 1: type id 2 cannot be defined, only those from 64 on'],
  ['03 04 00 80', 'corrupt at byte 3: integer of 128 bytes, at most 8 are allowed'],
  ['02 7f 00', 'corrupt at byte 3: stream ends after type definitions, before the value they are for'],
  [`${box}05ff80030200`, 'corrupt at byte 35: field number 2, but Box was sent with 2 fields'],
  [
    '0d7f040102ff80000102010200000aff8000fc400000000000',
    'corrupt at byte 18: map of 1073741824 elements does not fit in the 2 bytes that follow',
  ],
])('says where it is corrupt and what is wrong: %s', (stream, meaning) => {
  expect([...dump(hex(stream))].at(-1)).toMatchObject({ kind: 'corrupt', meaning })
})

it.each(goldens)(
  'ends in a line, and no exception, wherever a stream is cut off or changed: $name',
  ({ hex: stream }) => {
    const whole = hex(stream)
    const step = Math.max(1, Math.floor(whole.length / 40))
    for (let at = 0; at < whole.length; at += step) {
      for (const _ of dump(whole.subarray(0, at)));
      const changed = whole.slice()
      changed[at] = (changed[at] as number) ^ (1 << (at % 8))
      for (const _ of dump(changed));
    }
  },
)

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

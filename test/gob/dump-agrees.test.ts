import { expect, it } from 'vitest'
import { type AnyGobType, Decoder, type DumpLine, dump, type GobType } from '../../src/gob/door.ts'
import { accepted } from './accepted-streams.ts'
import { bytesOf, goldens, plainGoldens, typeOf } from './golden-files.ts'

/** The values of a dump that are still to be compared, in the order of the wire. */
type Lines = DumpLine[]

const nextLine = (lines: Lines): DumpLine => {
  const line = lines.shift()
  if (line === undefined) throw new Error('the dump has fewer values than the decoder')
  return line
}

function same(isSame: boolean, { meaning, offset }: DumpLine, value: unknown): void {
  if (!isSame) throw new Error(`byte ${offset}: the dump says ${meaning}, the decoder ${String(value)}`)
}

/** Compares what the decoder gave for a value with the lines that are nested deeper than it. */
function agree(type: AnyGobType, value: unknown, lines: Lines, depth: number): void {
  const { shape } = type
  switch (shape.kind) {
    case 'lazy':
    case 'pointer':
      agree(base(type), value, lines, depth)
      return
    case 'struct':
      while (lines[0] !== undefined && lines[0].depth > depth) {
        const field = shape.fields.find(({ name }) => name === lines[0]?.label)
        if (field === undefined) throw new Error(`no field ${lines[0].label}`)
        one(field.type, Reflect.get(value as object, field.name), lines)
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

/** The type behind pointers and names that are resolved later. */
function base(type: AnyGobType): AnyGobType {
  const { shape } = type
  if (shape.kind === 'lazy') return base(shape.resolve())
  return shape.kind === 'pointer' ? base(shape.elem) : type
}

function one(type: AnyGobType, value: unknown, lines: Lines): void {
  const line = nextLine(lines)
  const { shape } = base(type)
  if (shape.kind === 'interface') agreeInterface(shape.types, value, line, lines)
  else if (line.scalar === undefined) agree(type, value, lines, line.depth)
  else if (shape.kind === 'marshaler') {
    const bytes = Buffer.from(shape.codec.encode(value as never))
    same(bytes.equals(line.scalar as Uint8Array), line, bytes.toString('hex'))
  } else agreeScalar(line, value)
}

function agreeInterface(
  types: Readonly<Record<string, AnyGobType>>,
  value: unknown,
  line: DumpLine,
  lines: Lines,
): void {
  if (value === null) {
    same(line.meaning.endsWith(' nil'), line, null)
    return
  }
  const { name, value: concrete } = value as { name: string; value: unknown }
  same(line.meaning.endsWith(` holding ${JSON.stringify(name)}`), line, name)
  const type = types[name]
  if (type === undefined) throw new Error(`${name} is not registered`)
  if (base(type).shape.kind === 'struct') agree(type, concrete, lines, line.depth)
  else one(type, concrete, lines)
}

function agreeScalar(line: DumpLine, value: unknown): void {
  const { scalar } = line
  if (typeof value === 'string') {
    same(new TextDecoder('utf-8', { ignoreBOM: true }).decode(scalar as Uint8Array) === value, line, value)
  } else if (typeof value === 'number' && typeof scalar === 'bigint') same(scalar === BigInt(value), line, value)
  else if (Array.isArray(scalar)) {
    const { re, im } = value as { re: number; im: number }
    same(Object.is(scalar[0], re) && Object.is(scalar[1], im), line, `${re} ${im}`)
  } else if (value instanceof Uint8Array) same(Buffer.from(value).equals(scalar as Uint8Array), line, value)
  else same(Object.is(scalar, value), line, value)
}

/** The lines of values, without those of definitions that stand in their midst. */
function valuesOf(lines: readonly DumpLine[]): Lines {
  let inDefinition = false
  return lines.filter(({ kind, meaning }) => {
    if (kind === 'type' && meaning.startsWith('definition of')) inDefinition = true
    if (kind === 'definition') inDefinition = false
    return kind === 'value' && !inDefinition
  })
}

it.each(plainGoldens)('agrees with the decoder on where values end and what they are: $name', (golden) => {
  const bytes = bytesOf(golden)
  const decoder = new Decoder()
  decoder.push(bytes)
  const lines = [...dump(bytes)]
  const starts = lines.flatMap(({ kind, depth, meaning }, index) =>
    kind === 'type' && depth === 1 && meaning.startsWith('value of') ? [index] : [],
  )
  expect(starts).toHaveLength(golden.types.length)
  for (const [index, name] of golden.types.entries()) {
    const from = (starts[index] as number) + 1
    const until = lines.findIndex(({ kind, depth }, at) => at >= from && kind === 'message' && depth === 0)
    const ofValue = lines.slice(from, until < 0 ? undefined : until)
    const type = typeOf(name)
    const value = decoder.decode(type as GobType<unknown>)?.value
    expect(ofValue.at(-1)?.end).toBe(bytes.length - decoder.unreadBytes)
    const values = valuesOf(ofValue)
    if (values[0]?.label === '') one(type, value, values)
    else agree(type, value, values, 1)
    expect(values).toEqual([])
  }
})

/** Where the messages of a stream begin and how long they are, by nothing but their lengths. */
function messagesOf(bytes: Uint8Array): string[] {
  const messages: string[] = []
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] as number
    const size = first < 128 ? 0 : 256 - first
    const length = size === 0 ? first : Buffer.from(bytes).readUIntBE(at + 1, size)
    messages.push(`byte ${at}, ${1 + size} bytes: message of ${length} bytes`)
    at += 1 + size + length
  }
  return messages
}

const streams = [...goldens, ...accepted].map(({ name, hex }) => ({
  name,
  bytes: new Uint8Array(Buffer.from(hex, 'hex')),
}))

it.each(streams)('finds the messages where their lengths say that they are: $name', ({ bytes }) => {
  const found = [...dump(bytes)]
    .filter(({ kind }) => kind === 'message')
    .map(({ offset, end, meaning }) => `byte ${offset}, ${end - offset} bytes: ${meaning}`)
  expect(found).toEqual(messagesOf(bytes))
})

it.each(streams)('covers each byte once, in order, and finds nothing corrupt: $name', ({ bytes }) => {
  let offset = 0
  const wrong: DumpLine[] = []
  for (const line of dump(bytes)) {
    if (line.kind === 'corrupt' || line.offset !== offset || line.end < offset) wrong.push(line)
    offset = line.end
  }
  expect(wrong).toEqual([])
  expect(offset).toBe(bytes.length)
})

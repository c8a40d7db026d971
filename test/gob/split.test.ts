import { describe, expect, it } from 'vitest'
import * as gob from '../../src/gob/door.ts'
import { typeOf } from './golden-files.ts'
import { thrownBy } from './thrown-by.ts'

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'))

const point = gob.struct('Point', { X: gob.int })
const other = gob.struct('Other', { Y: gob.int })
const holderOf = (types: gob.RegisteredTypes) =>
  gob.struct('Holder', { F: gob.iface(gob.registry(types)), G: gob.iface(gob.registry(types)) }) as gob.GobType<unknown>
const holder = holderOf({ Point: point, Other: other })
/** Wants the same, but does not know one of the types. */
const narrow = holderOf({ Other: other })
const latter = gob.struct('Holder', { G: gob.iface(gob.registry({ Other: other })) })

/** The messages of a stream, none of them longer than 127 bytes, without their lengths. */
function messagesOf(stream: Uint8Array): Buffer[] {
  const messages: Buffer[] = []
  for (let at = 0; at < stream.length; at += (stream[at] ?? 0) + 1) {
    messages.push(Buffer.from(stream.subarray(at + 1, at + 1 + (stream[at] ?? 0))))
  }
  return messages
}
const framed = (messages: readonly Uint8Array[]) =>
  Buffer.concat(messages.flatMap((body) => [Uint8Array.of(body.length), body]))

/**
 * Two values. The first one comes in three messages, as the types that it holds are defined in its midst: 1 to 3 of
 * those here; behind them the second one, which holds a type that is known by then.
 */
const sent = messagesOf(
  new gob.Encoder().encodeAll([
    [holder, { F: { name: 'Point', value: { X: 1n } }, G: { name: 'Other', value: { Y: 2n } } }],
    [holder, { F: { name: 'Other', value: { Y: 3n } } }],
  ]),
)
const changed = (change: (messages: Buffer[]) => void) => {
  const messages = sent.map((body) => Buffer.from(body))
  change(messages)
  return framed(messages)
}

/** The definition of Other, which stands behind its name at the end of a message. */
const definitionIn = (message: Buffer = Buffer.alloc(0)): Buffer => message.subarray(message.indexOf('Other') + 5)

/** What a decoder gives and throws, in turn, for the same bytes in these chunks; at last what `end()` throws. */
function results(chunks: readonly Uint8Array[], read: (decoder: gob.Decoder) => unknown): unknown[] {
  const decoder = new gob.Decoder()
  const list: unknown[] = []
  for (const chunk of chunks) {
    decoder.push(chunk)
    for (;;) {
      let result: unknown
      const error = thrownBy(() => {
        result = read(decoder)
      })
      if (error === undefined && (result === undefined || result === false)) break
      if (String(error) === list.at(-1)) break
      list.push(error === undefined ? result : String(error))
    }
  }
  const ended = thrownBy(() => decoder.end())
  return ended === undefined ? list : [...list, String(ended)]
}

const splits = (bytes: Uint8Array): Uint8Array[][] => [
  [bytes],
  Array.from(bytes, (byte) => Uint8Array.of(byte)),
  ...Array.from(bytes, (_, at) => [bytes.subarray(0, at), bytes.subarray(at)]),
]

const notKnown = (at: number) =>
  `GobDecodeError: gob: type "Point" is not registered for interfaces (byte ${at}, at Holder.F)`
const second = { value: { F: { name: 'Other', value: { Y: 3n } }, G: null } }

const broken = 'GobDecodeError: gob: message of 0 bytes, it cannot even hold a type id (byte 106)'

/** Bytes, what they are read as, and what comes of it. */
const cases: readonly (readonly [string, Uint8Array, gob.AnyGobType, readonly unknown[]])[] = [
  ['a value that fits', framed(sent.slice(0, 4)), holder, [expect.objectContaining({ value: expect.anything() })]],
  [
    'it was found by the fuzzer, and its end is missing',
    hex(`177f0301010446416e7901ff8000010101014601100000001cff80010e5b4d696e74657266616365207b7dff81020102ff8200011006
      ff8202000000`),
    typeOf('cases.FAny'),
    ['GobDecodeError: gob: type "[Minterface {}" is not registered for interfaces (byte 28, at FAny.F)'],
  ],
  ['the rest is there, and a value behind it that needs its definitions', framed(sent), narrow, [notKnown(36), second]],
  [
    'the rest is not there',
    framed(sent.slice(0, 3)),
    narrow,
    ['GobDecodeError: gob: stream ends inside a value, after a type definition in it (byte 106)'],
  ],
  [
    'the rest cannot be read: what is behind the message that it fails in is the next value',
    changed((messages) => messages.splice(3, 1, Buffer.from([0xff, 0x84, 3, 1, 0xf7]))),
    narrow,
    [notKnown(36), second],
  ],
  [
    'the rest defines a type for the second time: the first definition counts',
    changed((messages) => messages.splice(3, 0, definitionIn(messages[2]))),
    narrow,
    [notKnown(36), expect.stringContaining('GobDecodeError'), second],
  ],
  [
    'a message of the rest has a length that cannot be',
    Buffer.concat([framed(sent.slice(0, 3)), Uint8Array.of(0)]),
    narrow,
    [notKnown(36), broken, broken],
  ],
]

describe('a value that comes in several messages', () => {
  it.each(cases)('gives the same, and so does what is behind it, however the input is split: %s', (...given) => {
    const [, bytes, type, expected] = given
    for (const chunks of splits(bytes)) {
      expect(results(chunks, (decoder) => decoder.decode(type))).toEqual(expected)
    }
  })

  it.each(cases)('is stepped over and read without a type the same, however the input is split: %s', (_name, bytes) => {
    for (const read of [(decoder: gob.Decoder) => decoder.skip(), (decoder: gob.Decoder) => decoder.decodeAny()]) {
      const whole = results([bytes], read)
      for (const chunks of splits(bytes)) expect(results(chunks, read)).toEqual(whole)
    }
  })

  it('can be read as another type, or stepped over, when the rest of it has come', () => {
    const bytes = framed(sent.slice(0, 4))
    for (const [read, expected] of [
      [(decoder: gob.Decoder) => decoder.skip(), true],
      [(decoder: gob.Decoder) => decoder.decodeAny()?.type, 'struct Holder'],
      [(decoder: gob.Decoder) => decoder.decode(latter), { value: { G: { name: 'Other', value: { Y: 2n } } } }],
    ] as const) {
      const decoder = new gob.Decoder()
      decoder.push(bytes.subarray(0, -1))
      expect(decoder.decode(narrow)).toBe(undefined)
      decoder.push(bytes.subarray(-1))
      expect(read(decoder)).toEqual(expected)
      decoder.end()
    }
  })
})

it('holds next to nothing for lengths that are announced and do not come', () => {
  const held = () => process.memoryUsage().external
  const before = held()
  const waiting = Array.from({ length: 100 }, () => {
    const decoder = new gob.Decoder()
    decoder.push(hex('fc 00 7f ff ff'))
    expect(decoder.skip()).toBe(false)
    return decoder
  })
  expect(held() - before).toBeLessThan(1024 * 1024)
  expect(waiting.every((decoder) => decoder.unreadBytes === 5)).toBe(true)
})

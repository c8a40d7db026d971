import { runInNewContext } from 'node:vm'
import { describe, expect, expectTypeOf, it } from 'vitest'
import * as gob from '../../src/gob/door.ts'
import { thrownBy } from './thrown-by.ts'

const text: gob.Codec<string> = {
  decode(bytes) {
    if (bytes[0] === 0x21) throw new Error('begins with !')
    return Buffer.from(bytes).toString('latin1')
  },
  encode(value) {
    if (typeof value !== 'string') throw new TypeError('wanted a string')
    return Buffer.from(value, 'latin1')
  },
  zero: () => '',
}
/** Go's method is one of the pointer. */
const version = gob.gobEncoder('semver.Version', text)
/** Go's method is one of the value. */
const label = gob.gobEncoder('main.Label', { ...text, isZero: (value) => value === '' })
const address = gob.binaryMarshaler('netip.Addr', text)

const holding = <T, In>(type: gob.GobType<T, In>) => gob.struct('main.Holder', { Before: gob.int, F: type })
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const messageOf = (attempt: () => unknown) => (thrownBy(attempt) as Error).message

/** The message of a Holder whose definitions were sent before: `04 ff80 …`. */
function sent<T>(type: gob.GobType<T>, value: T | undefined): string {
  const encoder = new gob.Encoder()
  const holder = holding(type)
  encoder.encode(holder, {})
  return hex(encoder.encode(holder, { F: value } as gob.Input<typeof holder>))
}

describe('a type that encodes itself', () => {
  it('is what its codec makes of its bytes', () => {
    const bytes = gob.encode(version, 'v1.2')
    expect(hex(bytes)).toBe(`127f05010107${hex(Buffer.from('Version'))}01ff8000000008ff80000476312e32`)
    expect(gob.decode(version, bytes)).toBe('v1.2')
  })

  it('may be an element, a key, a field, and inside an interface', () => {
    const any = gob.iface(gob.registry({ 'semver.Version': version, '*netip.Addr': gob.pointer(address) }))
    const all = gob.struct('main.All', {
      List: gob.slice(version),
      Array: gob.array(2, gob.pointer(address)),
      Map: gob.map(version, address),
      Any: gob.slice(any),
    })
    const value = {
      List: ['a', ''],
      Array: ['b', ''],
      Map: new Map([['k', 'v']]),
      Any: [{ name: 'semver.Version', value: 'x' }, null, { name: '*netip.Addr', value: 'y' }],
    } as const
    expect(gob.decode(all, gob.encode(all, value))).toEqual(value)
    expectTypeOf<gob.Infer<typeof all>['Map']>().toEqualTypeOf<Map<string, string>>()
  })

  it('is left out of structs where its zero value is Go’s, and always sent where Go’s method is one of the pointer', () => {
    expect([sent(label, ''), sent(label, undefined), sent(label, 'x')]).toEqual([
      '03ff8000',
      '03ff8000',
      '06ff8002017800',
    ])
    expect([sent(version, ''), sent(version, undefined), sent(version, 'x')]).toEqual([
      '05ff80020000',
      '05ff80020000',
      '06ff8002017800',
    ])
    const pairs = gob.struct('main.Pairs', { Pair: gob.array(2, version) })
    expect(gob.decode(pairs, gob.encode(pairs, {}))).toEqual({ Pair: ['', ''] })
  })

  it.each([label, version])('is left out behind a pointer where that is nil, and only there', (type) => {
    const pointers = [gob.pointer(type), gob.pointer(gob.pointer(type)), gob.pointer(gob.lazy(() => type))]
    for (const pointer of pointers) {
      expect(sent(pointer, undefined)).toBe('03ff8000')
      expect(sent(pointer, '')).toBe('05ff80020000')
      const holder = holding(pointer)
      expect(gob.decode(holder, gob.encode(holder, {})).F).toBe(undefined)
      expect(gob.decode(holder, gob.encode(holder, { F: '' })).F).toBe('')
    }
  })

  it('has a new zero value wherever nothing was sent, also in generated code', () => {
    const list = gob.gobEncoder<number[]>('main.List', {
      decode: (bytes) => [...bytes],
      encode: (value) => Uint8Array.from(value),
      zero: () => [],
      isZero: (value) => value.length === 0,
    })
    const holder = holding(list)
    const encoder = new gob.Encoder()
    const decoder = new gob.Decoder()
    const read = new Set<number[]>()
    for (let round = 0; round < 200; round++) {
      decoder.push(encoder.encode(holder, { Before: 1n }))
      const list = decoder.decode(holder)?.value.F
      expect(list).toEqual([])
      read.add(list as number[])
    }
    expect(read.size).toBe(200)
  })

  it('is sent and left out the same in generated code', () => {
    const encoder = new gob.Encoder()
    const both = gob.struct('main.Both', { Version: version, Label: label, Pointer: gob.pointer(label) })
    encoder.encode(both, {})
    const written = new Set<string>()
    for (let round = 0; round < 200; round++) written.add(hex(encoder.encode(both, { Label: '', Pointer: '' })))
    expect([...written]).toEqual(['07ff800100020000'])
  })

  it('is stepped over where nobody wants it', () => {
    const narrow = gob.struct('', { Before: gob.int })
    const bytes = gob.encode(holding(version), { Before: 3n, F: 'x'.repeat(300) })
    expect(gob.decode(narrow, bytes)).toEqual({ Before: 3n })
  })

  it('gives its codec bytes to keep', () => {
    const kept = gob.gobEncoder<Uint8Array>('main.Kept', {
      decode: (bytes) => bytes,
      encode: (value) => value,
      zero: () => new Uint8Array(0),
    })
    const encoder = new gob.Encoder()
    const decoder = new gob.Decoder()
    for (const size of [3, 40_000]) {
      decoder.push(encoder.encode(kept, new Uint8Array(size).fill(7)))
      const value = decoder.decode(kept)?.value
      decoder.push(encoder.encode(kept, new Uint8Array(size).fill(8)))
      expect(decoder.decode(kept)?.value).toEqual(new Uint8Array(size).fill(8))
      expect(value).toEqual(new Uint8Array(size).fill(7))
    }
  })

  it('is defined once, however many codecs there are for it', () => {
    const other = gob.gobEncoder('semver.Version', { ...text, decode: (bytes) => `v${Buffer.from(bytes)}` })
    const two = gob.struct('main.Two', { A: version, B: other })
    expect(gob.decode(two, gob.encode(two, { A: '1', B: '2' }))).toEqual({ A: '1', B: 'v2' })
    expect(hex(gob.encode(two, {})).split(hex(Buffer.from('Version')))).toHaveLength(2)
  })

  it('is read as any type of the same method, whatever its name', () => {
    expect(gob.decode(label, gob.encode(version, 'x'))).toBe('x')
  })

  it('is read as nothing else, with Go’s refusals', () => {
    const refusal = (type: gob.AnyGobType, bytes: Uint8Array) =>
      messageOf(() => gob.decode(type as gob.GobType<unknown>, bytes))
    const sentVersion = gob.encode(version, 'x')
    expect(refusal(address, sentVersion)).toBe(
      'gob: sent as GobEncoder Version, wanted as netip.Addr (byte 22, at value)',
    )
    expect(refusal(gob.bytes, sentVersion)).toBe(
      'gob: sent as GobEncoder Version, wanted as []uint8 (byte 22, at value)',
    )
    expect(refusal(version, gob.encode(gob.bytes, new Uint8Array(1)))).toBe(
      'gob: sent as bytes, wanted as semver.Version (byte 2, at value)',
    )
    expect(refusal(holding(gob.slice(version)), gob.encode(holding(gob.slice(address)), { F: ['x'] }))).toMatch(
      /^gob: sent as \[\]BinaryMarshaler Addr, wanted as \[\]semver\.Version \(byte \d+, at Holder\.F\)$/,
    )
  })

  it('cannot be a nil pointer in a list', () => {
    const list = gob.slice(gob.pointer(version)) as gob.GobType<unknown, unknown>
    expect(messageOf(() => gob.encode(list, [undefined]))).toBe(
      'gob: a nil pointer can only be sent as a field of a struct (at value[0])',
    )
  })
})

describe('what a codec throws', () => {
  it('becomes an error with its place and cause, and the next value is read', () => {
    const encoder = new gob.Encoder()
    const decoder = new gob.Decoder()
    const holder = holding(gob.slice(version))
    decoder.push(encoder.encode(holder, { F: ['a', '!b'] }))
    decoder.push(encoder.encode(holder, { F: ['c'] }))
    const error = thrownBy(() => decoder.decode(holder)) as gob.GobDecodeError
    expect(error).toBeInstanceOf(gob.GobDecodeError)
    expect(error.message).toBe(
      `gob: semver.Version cannot be decoded from its 2 bytes: begins with ! (byte ${error.offset}, at Holder.F[1])`,
    )
    expect(error.cause).toEqual(new Error('begins with !'))
    expect(decoder.decode(holder)?.value.F).toEqual(['c'])
    decoder.end()
  })

  it.each([
    ['text', 'text'],
    [undefined, 'undefined'],
    [null, 'null'],
    [7n, '7'],
    [{}, 'what it threw is no Error'],
    [() => 1, 'what it threw is no Error'],
    [Symbol('s'), 'Symbol(s)'],
  ])('may be anything, not only an error: %s', (thrown, words) => {
    const throws = (): string => {
      throw thrown
    }
    const type = gob.gobEncoder('main.T', { ...text, decode: throws })
    const error = thrownBy(() => gob.decode(type, gob.encode(type, 'x'))) as gob.GobDecodeError
    expect(error.message).toBe(`gob: main.T cannot be decoded from its 1 bytes: ${words} (byte 17, at value)`)
    expect(error.cause).toBe(thrown)
  })

  it('may be a stack overflow', () => {
    const forever = (): string => `${forever()}`
    const type = gob.gobEncoder('main.T', { ...text, decode: forever })
    expect(messageOf(() => gob.decode(type, gob.encode(type, 'x')))).toBe(
      'gob: main.T cannot be decoded from its 1 bytes: Maximum call stack size exceeded (byte 17, at value)',
    )
  })

  it('becomes an error with its path, and leaves the stream as it was', () => {
    const encoder = new gob.Encoder()
    const holder = holding(version) as gob.GobType<unknown, unknown>
    const error = thrownBy(() => encoder.encode(holder, { F: 7 })) as gob.GobEncodeError
    expect(error).toBeInstanceOf(gob.GobEncodeError)
    expect(error.message).toBe('gob: semver.Version cannot be encoded: wanted a string (at Holder.F)')
    expect(error.cause).toEqual(new TypeError('wanted a string'))
    expect(encoder.encode(holder, { F: 'x' })).toEqual(gob.encode(holder, { F: 'x' }))
  })

  it('is as if it were not zero, where a value is asked for that', () => {
    const strict = gob.gobEncoder<string>('main.Strict', {
      ...text,
      isZero() {
        throw new Error('never asked')
      },
    })
    expect(sent(strict, '')).toBe('05ff80020000')
  })
})

describe('what a codec gives', () => {
  it.each([
    [7, 'the number 7'],
    ['text', 'the string "text"'],
    [[1], 'an object (Array)'],
    [Promise.resolve(new Uint8Array(1)), 'an object (Promise)'],
    [undefined, 'undefined'],
    [null, 'null'],
  ])('must be a Uint8Array: not %s', (given, described) => {
    const type = gob.gobEncoder('main.T', { ...text, encode: () => given as unknown as Uint8Array })
    expect(messageOf(() => gob.encode(holding(type), { F: 'x' }))).toBe(
      `gob: wanted a Uint8Array from the codec of main.T, got ${described} (at Holder.F)`,
    )
  })

  it('may be a Uint8Array of another realm', () => {
    const foreign = runInNewContext('Uint8Array.of(118)') as Uint8Array
    const type = gob.gobEncoder('main.T', { ...text, encode: () => foreign })
    expect(gob.decode(type, gob.encode(type, ''))).toBe('v')
  })

  it('must not be undefined, which is a nil pointer', () => {
    const type = gob.gobEncoder<string>('main.T', { ...text, decode: () => undefined as unknown as string })
    expect(messageOf(() => gob.decode(type, gob.encode(type, 'x')))).toBe(
      'gob: the codec of main.T gave undefined, which is a nil pointer (byte 17, at value)',
    )
    expect(() => gob.gobEncoder<undefined>('main.T', { ...text, zero: () => undefined } as never)).toThrow(
      'gob: the zero value of main.T cannot be undefined',
    )
  })
})

describe('the name of a type that encodes itself', () => {
  it('is there, as in Go', () => {
    expect(() => gob.gobEncoder('', text)).toThrow('gob: a GobEncoder needs the name of its Go type')
    expect(() => gob.binaryMarshaler('', text)).toThrow('gob: a BinaryMarshaler needs the name of its Go type')
  })

  it('cannot be given a second time: such a type has no methods in Go', () => {
    expect(() => gob.named('main.Stamp', gob.time)).toThrow(
      'gob: main.Stamp would not have the methods of the type it is made of',
    )
  })
})

describe('a TextMarshaler, which Go reserves', () => {
  const url = gob.textMarshaler('main.Text', text)

  it('is written and read', () => {
    const bytes = gob.encode(url, 'x')
    expect(hex(bytes)).toBe('0f7f070101045465787401ff8000000005ff80000178')
    expect(gob.decode(url, bytes)).toBe('x')
  })

  it('is read as no GobEncoder', () => {
    expect(messageOf(() => gob.decode(version, gob.encode(url, 'x')))).toBe(
      'gob: sent as TextMarshaler Text, wanted as semver.Version (byte 19, at value)',
    )
  })
})

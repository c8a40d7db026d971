import { Buffer } from 'node:buffer'
import * as gob from '../../src/gob/door.ts'

/** The types of test/oracle/cases/marshalers.go, method for method. */

const utf8 = { encode: (text: string) => new TextEncoder().encode(text), zero: () => '' }
const decodeUtf8 = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const text = { ...utf8, decode: decodeUtf8 }

const byValue = gob.gobEncoder<number>('cases.ByValue', {
  decode(bytes) {
    if (!/^[-+]?\d+$/.test(decodeUtf8(bytes))) throw new Error('no number')
    return Number(decodeUtf8(bytes))
  },
  encode: (value) => utf8.encode(String(value)),
  zero: () => 0,
  isZero: (value) => value === 0,
})
const byPointer = gob.gobEncoder('cases.ByPointer', text)
const binary = gob.binaryMarshaler('cases.Binary', { ...text, isZero: (value) => value === '' })
const twoWays = gob.gobEncoder<string>('cases.TwoWays', {
  decode(bytes) {
    const sent = decodeUtf8(bytes)
    if (!sent.startsWith('gob ')) throw new Error('no gob')
    return sent.slice(4)
  },
  encode: (value) => utf8.encode(`gob ${value}`),
  zero: () => '',
  isZero: (value) => value === '',
  underlying: gob.struct('', { Binary: binary }),
})
const byText = gob.struct('cases.ByText', { A: gob.int })

/** One byte, as of {@link parcel} and its like. */
const count = (isZero?: (value: number) => boolean): gob.Codec<number> => ({
  decode(bytes) {
    if (bytes[0] === undefined) throw new Error('no byte')
    return bytes[0]
  },
  encode: (value) => Uint8Array.of(value),
  zero: () => 0,
  ...(isZero && { isZero }),
})

const netip = gob.binaryMarshaler<string>('netip.Addr', {
  decode(bytes) {
    if (bytes.length > 4 && bytes.length < 16) throw new Error('unexpected slice size')
    if (bytes.length > 0 && bytes.length < 4) throw new Error('unexpected slice size')
    return Buffer.from(bytes).toString('hex')
  },
  encode: (hex) => Buffer.from(hex, 'hex'),
  zero: () => '',
  isZero: (hex) => hex === '',
})
const url = gob.binaryMarshaler('url.URL', {
  ...text,
  underlying: gob.struct('', {
    Scheme: gob.string,
    User: gob.pointer(gob.struct('url.Userinfo', {})),
    Host: gob.string,
    ForceQuery: gob.bool,
  }),
})

const raw = gob.named('cases.Raw', gob.stringBytes)
const field = <T, In>(name: string, type: gob.GobType<T, In>) => gob.struct(`cases.${name}`, { F: type })

/**
 * @param any what an interface may hold there.
 * @returns the types by the names that Go prints, and those it registers.
 */
export function marshalerTypes(
  any: gob.GobType<gob.InterfaceValue | null>,
  shared: { readonly point: gob.AnyGobType; readonly node: gob.AnyGobType; readonly names: gob.AnyGobType },
) {
  const names = shared.names as gob.GobType<string[]>
  const parcelFields = gob.lazy(
    (): gob.GobType<unknown, never> =>
      gob.struct('', {
        Sender: shared.point,
        Items: gob.slice(shared.node as gob.GobType<unknown>),
        Weight: gob.float64,
        Again: gob.pointer(parcel),
        Price: gob.pointer(gob.bigInt),
        Packed: gob.time,
      }) as gob.GobType<unknown, never>,
  )
  const parcel: gob.GobType<number> = gob.gobEncoder('cases.Parcel', {
    ...count((value) => value === 0),
    underlying: parcelFields,
  })
  const lines = gob.gobEncoder('cases.Lines', { ...count((value) => value === 0), underlying: gob.slice(names) })
  const pair = gob.named('cases.Pair', gob.array(2, names))
  const routes = gob.gobEncoder<boolean>('cases.Routes', {
    decode: (bytes) => bytes.length > 0,
    encode: (present) => new Uint8Array(present ? 1 : 0),
    zero: () => false,
    isZero: (present) => !present,
    underlying: gob.map(shared.point as gob.GobType<unknown>, pair),
  })
  const timeCodec = gob.time.shape.kind === 'marshaler' ? gob.time.shape.codec : undefined
  const stamped = gob.gobEncoder('cases.Stamped', {
    ...(timeCodec as gob.Codec<gob.Time>),
    underlying: gob.struct('', { Time: gob.time, Note: gob.string }),
  })

  const known: Readonly<Record<string, gob.AnyGobType>> = {
    'time.Time': gob.time,
    'big.Int': gob.bigInt,
    'netip.Addr': netip,
    'url.URL': url,
    'cases.ByValue': byValue,
    'cases.ByPointer': byPointer,
    'cases.Binary': binary,
    'cases.TwoWays': twoWays,
    'cases.ByText': byText,
    'cases.Parcel': parcel,
    'cases.Lines': lines,
    'cases.Routes': routes,
    'cases.Stamped': stamped,
    'cases.Raw': raw,
    'cases.Ambiguous': gob.struct('cases.Ambiguous', {
      Time: gob.time,
      Int: gob.pointer(gob.bigInt),
      Addr: netip,
      Note: gob.string,
    }),
    'cases.Times': gob.struct('cases.Times', {
      At: gob.time,
      Until: gob.pointer(gob.time),
      Deep: gob.pointer(gob.pointer(gob.time)),
      Before: gob.slice(gob.time),
      After: gob.slice(gob.pointer(gob.time)),
      Pair: gob.array(2, gob.time),
      ByName: gob.map(gob.string, gob.time),
      Pointed: gob.map(gob.string, gob.pointer(gob.time)),
      ByTime: gob.map(gob.time, gob.string),
      Any: any,
      Note: gob.string,
    }),
    'cases.Numbers': gob.struct('cases.Numbers', {
      Pointer: gob.pointer(gob.bigInt),
      Value: gob.bigInt,
      Deep: gob.pointer(gob.pointer(gob.bigInt)),
      List: gob.slice(gob.pointer(gob.bigInt)),
      Values: gob.slice(gob.bigInt),
      Pair: gob.array(2, gob.bigInt),
      Pairs: gob.array(2, gob.pointer(gob.bigInt)),
      ByName: gob.map(gob.string, gob.pointer(gob.bigInt)),
      Any: any,
      Note: gob.string,
    }),
    'cases.Addresses': gob.struct('cases.Addresses', {
      Addr: netip,
      Pointer: gob.pointer(netip),
      List: gob.slice(netip),
      ByAddr: gob.map(netip, gob.string),
      Link: gob.pointer(url),
      Url: url,
      Links: gob.slice(gob.pointer(url)),
      Any: any,
      Note: gob.string,
    }),
    'cases.Own': gob.struct('cases.Own', {
      Value: byValue,
      Pointer: gob.pointer(byValue),
      Pointers: byPointer,
      Indirect: gob.pointer(byPointer),
      Binary: binary,
      Two: twoWays,
      Text: byText,
      Parcel: parcel,
      Lines: lines,
      Routes: routes,
      Stamped: stamped,
      Note: gob.string,
    }),
    'cases.Raws': gob.struct('cases.Raws', {
      F: raw,
      Pointer: gob.pointer(raw),
      List: gob.slice(raw),
      Pair: gob.array(2, raw),
      Keys: gob.map(raw, raw),
      Any: any,
      Note: gob.string,
    }),
    'cases.FTime': field('FTime', gob.time),
    'cases.FPTime': field('FPTime', gob.pointer(gob.time)),
    'cases.FTimes': field('FTimes', gob.slice(gob.time)),
    'cases.FBig': field('FBig', gob.bigInt),
    'cases.FPBig': field('FPBig', gob.pointer(gob.bigInt)),
    'cases.FAddr': field('FAddr', netip),
    'cases.FAddrs': field('FAddrs', gob.slice(netip)),
    'cases.FBinary': field('FBinary', binary),
    'cases.FTwoWays': field('FTwoWays', twoWays),
    'cases.FText': field('FText', byText),
    'cases.FRaw': field('FRaw', raw),
    'cases.FRaws': field('FRaws', gob.map(raw, raw)),
  }
  const registered = {
    'time.Time': gob.time,
    '*big.Int': gob.pointer(gob.bigInt),
    'oracle/cases.ByValue': byValue,
    '*cases.ByPointer': gob.pointer(byPointer),
    'oracle/cases.Binary': binary,
    'oracle/cases.Parcel': parcel,
    'net/netip.Addr': netip,
    '*url.URL': gob.pointer(url),
    'oracle/cases.Raw': raw,
  }
  return { known, registered }
}

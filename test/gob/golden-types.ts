import * as gob from '../../src/gob/door.ts'
import { marshalerTypes } from './golden-marshalers.ts'
import { moreTypes } from './golden-types-more.ts'
import { typeFromText } from './type-text.ts'

/** The structs and named types of test/oracle/cases, field for field. */

const point = gob.struct('cases.Point', { X: gob.int, Y: gob.int })

const names = gob.named('cases.Names', gob.slice(gob.string))
const celsius = gob.named('cases.Celsius', gob.float64)
const blob = gob.named('cases.Blob', gob.bytes)
const ages = gob.named('cases.Ages', gob.map(gob.string, gob.uint8))
const pair = gob.named('cases.Pair', gob.array(2, names))

interface Node {
  Value: bigint
  Next: Node | undefined
}
const node: gob.GobType<Node> = gob.struct('cases.Node', { Value: gob.int, Next: gob.pointer(gob.lazy(() => node)) })

interface Tree {
  Name: string
  Children: Tree[]
  ByName: Map<string, Tree>
}
const tree: gob.GobType<Tree> = gob.struct('cases.Tree', {
  Name: gob.string,
  Children: gob.slice(gob.pointer(gob.lazy(() => tree))),
  ByName: gob.map(gob.string, gob.pointer(gob.lazy(() => tree))),
})

interface Ping {
  Count: bigint
  Pong: Pong | undefined
}
interface Pong {
  Label: string
  Pings: Ping[]
  Last: Map<string, Ping>
}
const ping: gob.GobType<Ping> = gob.struct('cases.Ping', {
  Count: gob.int,
  Pong: gob.pointer(gob.lazy(() => pong)),
})
const pong: gob.GobType<Pong> = gob.struct('cases.Pong', {
  Label: gob.string,
  Pings: gob.slice(ping),
  Last: gob.map(gob.string, ping),
})

type List = List[]
const list: gob.GobType<List> = gob.named('cases.List', gob.slice(gob.lazy((): gob.GobType<List> => list)))

const base = gob.struct('cases.Base', { Id: gob.int, Kind: gob.string })
const embeds = gob.struct('cases.Embeds', { Base: base, Point: gob.pointer(point), Note: gob.string })
const empty = gob.struct('cases.Empty', {})
const field = <T, In>(name: string, type: gob.GobType<T, In>) => gob.struct(`cases.${name}`, { F: type })

const circle = gob.struct('cases.Circle', { Radius: gob.float64 })
const lazyAny: gob.GobType<gob.InterfaceValue | null> = gob.lazy(() => any)
const fAny = field('FAny', lazyAny)
const shape = gob.named('cases.Shape', gob.iface(gob.registry({ '*cases.Circle': gob.pointer(circle) })))
const holder = gob.struct('cases.Holder', {
  Name: gob.string,
  One: lazyAny,
  Shape: shape,
  Members: gob.slice(lazyAny),
  ByName: gob.map(gob.string, lazyAny),
  Keys: gob.map(lazyAny, gob.int8),
  Pair: gob.array(2, lazyAny),
  Pointer: gob.pointer(lazyAny),
  After: gob.string,
})
const marshalers = marshalerTypes(lazyAny, { point, node, names })

/** What test/oracle/cases registers, by the names that Go gives. */
const any: gob.GobType<gob.InterfaceValue | null> = gob.iface(
  gob.registry({
    'oracle/cases.Point': point,
    '*cases.Circle': gob.pointer(circle),
    'oracle/cases.Holder': holder,
    'oracle/cases.Node': node,
    'oracle/cases.Tree': tree,
    'oracle/cases.Ping': ping,
    'oracle/cases.Names': names,
    'oracle/cases.Celsius': celsius,
    'oracle/cases.Empty': empty,
    'oracle/cases.FAny': fAny,
    '[]interface {}': gob.slice(lazyAny),
    'map[string]interface {}': gob.map(gob.string, lazyAny),
    '[2]int': gob.array(2, gob.int),
    '[][]string': gob.slice(gob.slice(gob.string)),
    '[]*cases.Circle': gob.slice(gob.pointer(circle)),
    ...marshalers.registered,
  }),
) as gob.GobType<gob.InterfaceValue | null>

const frame = gob.struct('messages.InvokeResponse_Error_StackFrame', {
  Path: gob.string,
  Line: gob.int32,
  Label: gob.string,
})

/** Go's predeclared types, by their names. */
export const scalars: Readonly<Record<string, gob.AnyGobType>> = {
  bool: gob.bool,
  int: gob.int,
  int8: gob.int8,
  int16: gob.int16,
  int32: gob.int32,
  int64: gob.int64,
  uint: gob.uint,
  uint8: gob.uint8,
  uint16: gob.uint16,
  uint32: gob.uint32,
  uint64: gob.uint64,
  uintptr: gob.uintptr,
  float32: gob.float32,
  float64: gob.float64,
  complex64: gob.complex64,
  complex128: gob.complex128,
  string: gob.string,
}

const known: Readonly<Record<string, gob.AnyGobType>> = {
  ...marshalers.known,
  ...moreTypes({ point, base, embeds, empty, node, names, celsius }),
  ...scalars,
  '[]uint8': gob.bytes,
  'interface {}': any,
  'cases.Shape': shape,
  'cases.Circle': circle,
  'cases.Holder': holder,
  'cases.FAny': fAny,
  'cases.FAnys': field('FAnys', gob.slice(any)),
  'struct {}': gob.struct('', {}),
  'cases.Point': point,
  'cases.Names': names,
  'cases.Celsius': celsius,
  'cases.Blob': blob,
  'cases.Ages': ages,
  'cases.Pair': pair,
  'cases.Node': node,
  'cases.Tree': tree,
  'cases.Ping': ping,
  'cases.Pong': pong,
  'cases.List': list,
  'cases.Empty': empty,
  'cases.Scalars': gob.struct('cases.Scalars', {
    Bool: gob.bool,
    Int8: gob.int8,
    Int16: gob.int16,
    Int32: gob.int32,
    Int64: gob.int64,
    Int: gob.int,
    Uint8: gob.uint8,
    Uint16: gob.uint16,
    Uint32: gob.uint32,
    Uint64: gob.uint64,
    Uint: gob.uint,
    Uintptr: gob.uintptr,
    Float32: gob.float32,
    Float64: gob.float64,
    String: gob.string,
    Bytes: gob.bytes,
  }),
  'cases.Composites': gob.struct('cases.Composites', {
    Strings: gob.slice(gob.string),
    Ints: gob.array(3, gob.int32),
    Counts: gob.map(gob.string, gob.int),
    Point: point,
    Points: gob.slice(point),
    Pointer: gob.pointer(point),
    Pointers: gob.slice(gob.pointer(point)),
    ByName: gob.map(gob.string, point),
    Grid: gob.array(2, gob.array(2, gob.uint8)),
    Lists: gob.slice(gob.slice(gob.string)),
    Index: gob.map(gob.int32, gob.slice(gob.string)),
    Nested: gob.map(gob.string, gob.map(gob.string, gob.bool)),
  }),
  'cases.Pointers': gob.struct('cases.Pointers', {
    Bool: gob.pointer(gob.bool),
    Int: gob.pointer(gob.int),
    Deep: gob.pointer(gob.pointer(gob.int)),
    String: gob.pointer(gob.string),
    Bytes: gob.pointer(gob.bytes),
    List: gob.pointer(gob.slice(gob.int)),
    Map: gob.pointer(gob.map(gob.string, gob.int)),
    Array: gob.pointer(gob.array(2, gob.int)),
    Struct: gob.pointer(point),
  }),
  'cases.HoldsEmpty': gob.struct('cases.HoldsEmpty', {
    Before: gob.string,
    Empty: empty,
    List: gob.slice(empty),
    After: gob.string,
  }),
  'cases.Zeros': gob.struct('cases.Zeros', {
    Array: gob.array(2, gob.int),
    Struct: point,
    Map: gob.map(gob.string, gob.int),
    Slice: gob.slice(gob.int),
    Bytes: gob.array(3, gob.uint8),
  }),
  'cases.Named': gob.struct('cases.Named', {
    Names: names,
    Degrees: celsius,
    Blob: blob,
    Ages: ages,
    Pair: pair,
    Again: names,
    Temps: gob.slice(celsius),
  }),
  'cases.Anonymous': gob.struct('cases.Anonymous', {
    Inner: gob.struct('', { A: gob.int, B: gob.string }),
    List: gob.slice(gob.struct('', { C: gob.bool })),
  }),
  'cases.Embeds': embeds,
  'cases.KeyedByStruct': gob.struct('cases.KeyedByStruct', { M: gob.map(point, gob.string) }),
  'cases.KeyedByArray': gob.struct('cases.KeyedByArray', { M: gob.map(gob.array(2, gob.int8), gob.string) }),
  'cases.Keys': gob.struct('cases.Keys', {
    Bools: gob.map(gob.bool, gob.int8),
    Uints: gob.map(gob.uint64, gob.int8),
    Int64s: gob.map(gob.int64, gob.int8),
    Floats: gob.map(gob.float64, gob.int8),
    Strings: gob.map(gob.string, gob.int8),
  }),
  'cases.Box[int]': gob.struct('cases.Box[int]', { Content: gob.int }),
  'cases.Box[oracle/cases.Point]': gob.struct('cases.Box[oracle/cases.Point]', { Content: point }),
  'cases.Box[[]string]': gob.struct('cases.Box[[]string]', { Content: gob.slice(gob.string) }),
  'cases.Many': gob.struct('cases.Many', {
    ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`F${String(i).padStart(2, '0')}`, gob.int])),
    Last: gob.string,
  }),
  'cases.Narrow': gob.struct('cases.Narrow', { A: gob.string, B: gob.int32 }),
  'cases.Reordered': gob.struct('cases.Reordered', { B: gob.int64, Z: gob.slice(gob.string), A: gob.string }),
  'cases.Disjoint': gob.struct('cases.Disjoint', { Q: gob.int }),
  'cases.FBool': field('FBool', gob.bool),
  'cases.FInt': field('FInt', gob.int),
  'cases.FInt8': field('FInt8', gob.int8),
  'cases.FInt32': field('FInt32', gob.int32),
  'cases.FInt64': field('FInt64', gob.int64),
  'cases.FUint': field('FUint', gob.uint),
  'cases.FUint8': field('FUint8', gob.uint8),
  'cases.FUint64': field('FUint64', gob.uint64),
  'cases.FFloat32': field('FFloat32', gob.float32),
  'cases.FFloat64': field('FFloat64', gob.float64),
  'cases.FString': field('FString', gob.string),
  'cases.FBytes': field('FBytes', gob.bytes),
  'cases.FInts': field('FInts', gob.slice(gob.int)),
  'cases.FInt8s': field('FInt8s', gob.slice(gob.int8)),
  'cases.FStrings': field('FStrings', gob.slice(gob.string)),
  'cases.FArray2': field('FArray2', gob.array(2, gob.int)),
  'cases.FArray3': field('FArray3', gob.array(3, gob.int)),
  'cases.FMap': field('FMap', gob.map(gob.string, gob.int)),
  'cases.FMap8': field('FMap8', gob.map(gob.string, gob.int8)),
  'cases.FMapInt': field('FMapInt', gob.map(gob.int, gob.int)),
  'cases.FStruct': field('FStruct', point),
  'cases.FPointer': field('FPointer', gob.pointer(point)),
  'cases.FPInt': field('FPInt', gob.pointer(gob.int)),
  'cases.FComplex': field('FComplex', gob.complex128),
  'cases.FComplex64': field('FComplex64', gob.complex64),
  'cases.Complexes': gob.struct('cases.Complexes', {
    Small: gob.complex64,
    Large: gob.complex128,
    List: gob.slice(gob.complex64),
    Pair: gob.array(2, gob.complex128),
    Pointer: gob.pointer(gob.complex128),
    Keys: gob.map(gob.complex128, gob.string),
    Values: gob.map(gob.string, gob.complex64),
  }),
  'messages.PingRequest': gob.struct('messages.PingRequest', {}),
  'messages.PingResponse': gob.struct('messages.PingResponse', {}),
  'messages.InvokeRequest': gob.struct('messages.InvokeRequest', {
    Payload: gob.bytes,
    RequestId: gob.string,
    XAmznTraceId: gob.string,
    Deadline: gob.struct('messages.InvokeRequest_Timestamp', { Seconds: gob.int64, Nanos: gob.int64 }),
    InvokedFunctionArn: gob.string,
    CognitoIdentityId: gob.string,
    CognitoIdentityPoolId: gob.string,
    ClientContext: gob.bytes,
  }),
  'messages.InvokeResponse': gob.struct('messages.InvokeResponse', {
    Payload: gob.bytes,
    Error: gob.pointer(
      gob.struct('messages.InvokeResponse_Error', {
        Message: gob.string,
        Type: gob.string,
        StackTrace: gob.slice(gob.pointer(frame)),
        ShouldExit: gob.bool,
      }),
    ),
  }),
  'rpc.Request': gob.struct('rpc.Request', { ServiceMethod: gob.string, Seq: gob.uint64 }),
  'rpc.Response': gob.struct('rpc.Response', { ServiceMethod: gob.string, Seq: gob.uint64, Error: gob.string }),
}

const found = new Map<string, gob.AnyGobType | undefined>()

/** The type that Go prints as `text`; undefined for those that the codec has no constructor for. */
export function goldenType(text: string): gob.AnyGobType | undefined {
  if (!found.has(text)) found.set(text, typeFromText(text, known))
  return found.get(text)
}

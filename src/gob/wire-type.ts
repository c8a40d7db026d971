import { pointer, slice, struct } from './composite-types.ts'
import type { Infer, Input } from './gob-type.ts'
import { int, int32, safeInteger, string } from './scalar-types.ts'

/** Ids of the types that need no definition. @see GOROOT/src/encoding/gob/type.go, "Primordial types" */
export const basicIds = {
  bool: 1,
  int: 2,
  uint: 3,
  float: 4,
  bytes: 5,
  string: 6,
  complex: 7,
  interface: 8,
} as const

/** The first id that a stream may define; also the first that Go's encoder gives (65 in the documentation and in old releases). */
export const firstUserId = 64

/** The id of {@link wireType}, which both sides know without a definition. */
export const wireTypeId = 16

const common = struct('CommonType', { Name: string, Id: int32 })
const arrayType = struct('arrayType', { CommonType: common, Elem: int32, Len: safeInteger(int) })
const sliceType = struct('sliceType', { CommonType: common, Elem: int32 })
const fieldType = struct('fieldType', { Name: string, Id: int32 })
const structType = struct('structType', { CommonType: common, Field: slice(fieldType) })
const mapType = struct('mapType', { CommonType: common, Key: int32, Elem: int32 })
const gobEncoderType = struct('gobEncoderType', { CommonType: common })

/** How a type definition travels: a gob value itself. @see GOROOT/src/encoding/gob/type.go, `wireType` */
export const wireType = struct('wireType', {
  ArrayT: pointer(arrayType),
  SliceT: pointer(sliceType),
  StructT: pointer(structType),
  MapT: pointer(mapType),
  GobEncoderT: pointer(gobEncoderType),
  BinaryMarshalerT: pointer(gobEncoderType),
  TextMarshalerT: pointer(gobEncoderType),
})

export type WireType = Infer<typeof wireType>
export type WireTypeInput = Input<typeof wireType>

const define = (Name: string, Id: number, fields: readonly (readonly [string, number])[]): [number, WireTypeInput] => [
  Id,
  { StructT: { CommonType: { Name, Id }, Field: fields.map(([field, id]) => ({ Name: field, Id: id })) } },
]

/** The definitions that both sides know from the start, so that definitions can be sent at all. */
export const bootstrap: ReadonlyMap<number, WireTypeInput> = new Map<number, WireTypeInput>([
  define('wireType', wireTypeId, [
    ['ArrayT', 17],
    ['SliceT', 19],
    ['StructT', 20],
    ['MapT', 23],
    ['GobEncoderT', 24],
    ['BinaryMarshalerT', 24],
    ['TextMarshalerT', 24],
  ]),
  define('arrayType', 17, [
    ['CommonType', 18],
    ['Elem', basicIds.int],
    ['Len', basicIds.int],
  ]),
  define('CommonType', 18, [
    ['Name', basicIds.string],
    ['Id', basicIds.int],
  ]),
  define('sliceType', 19, [
    ['CommonType', 18],
    ['Elem', basicIds.int],
  ]),
  define('structType', 20, [
    ['CommonType', 18],
    ['Field', 22],
  ]),
  define('fieldType', 21, [
    ['Name', basicIds.string],
    ['Id', basicIds.int],
  ]),
  [22, { SliceT: { CommonType: { Name: '[]fieldType', Id: 22 }, Elem: 21 } }],
  define('mapType', 23, [
    ['CommonType', 18],
    ['Key', basicIds.int],
    ['Elem', basicIds.int],
  ]),
  define('gobEncoderType', 24, [['CommonType', 18]]),
])

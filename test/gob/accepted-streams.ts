import { type AnyGobType, Encoder, type GobType } from '../../src/gob/door.ts'
import { typeOf } from './golden-files.ts'
import type { Json } from './notation.ts'

/** A stream that no encoder writes, and what it is read as. */
export interface Accepted {
  readonly name: string
  readonly type: string
  readonly hex: string
  readonly value: Json
}

const any = (type: AnyGobType) => type as GobType<unknown>

/** Bytes as one message: their length in front. */
function message(text: string): string {
  const body = text.replaceAll(' ', '')
  const length = (body.length / 2).toString(16).padStart(2, '0')
  return (body.length / 2 < 128 ? length : `ff${length}`) + body
}

/** The definitions that go before a value of a type. */
function definitions(type: AnyGobType, value: unknown): string {
  const encoder = new Encoder()
  const first = encoder.encode(any(type), value)
  return Buffer.from(first.subarray(0, first.length - encoder.encode(any(type), value).length)).toString('hex')
}

const point = definitions(typeOf('cases.Point'), {})
const tree = definitions(typeOf('cases.Tree'), { Name: '', Children: [], ByName: new Map() })

/** `struct Point { X, Y int }` under an id of the stream's own, and a value of it. */
const pointAs = (minusId: string, id: string) =>
  message(
    `${minusId} 03 01 01 05 ${Buffer.from('Point').toString('hex')} 01 ${id} 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00`,
  ) + message(`${id} 01 02 01 04 00`)

export const accepted: readonly Accepted[] = [
  { name: 'a padded integer', type: 'int', hex: message('04 00 f8 0000000000000002'), value: '1' },
  { name: 'a padded float', type: 'float64', hex: message('08 00 f8 000000000000f03f'), value: 1 },
  { name: 'a padded message length', type: 'int', hex: `fd000003${'040002'}`, value: '1' },
  { name: 'a padded type id', type: 'int', hex: message('fe 0004 00 02'), value: '1' },
  {
    name: 'a struct without its terminator',
    type: 'cases.Point',
    hex: point + message('ff80 01 02'),
    value: { X: '1', Y: '0' },
  },
  {
    name: 'nested structs without any terminator',
    type: 'cases.Tree',
    hex: tree + message('ff80 01 01 61 01 01 01 01 62'),
    value: { Name: 'a', Children: [{ Name: 'b', Children: [], ByName: null }], ByName: null },
  },
  { name: 'a struct without anything', type: 'cases.Point', hex: point + message('ff80'), value: { X: '0', Y: '0' } },
  {
    name: 'bytes behind a struct',
    type: 'cases.Point',
    hex: point + message('ff80 01 02 00 de ad'),
    value: { X: '1', Y: '0' },
  },
  { name: 'bytes behind a number', type: 'int', hex: message('04 00 02 ff'), value: '1' },
  {
    name: 'fields that are sent although zero',
    type: 'cases.Point',
    hex: point + message('ff80 01 00 01 00 00'),
    value: { X: '0', Y: '0' },
  },
  { name: 'a bool of 2', type: 'bool', hex: message('02 00 02'), value: true },
  { name: 'a bool of 2^56', type: 'bool', hex: message('02 00 f8 0100000000000000'), value: true },
  { name: 'the type id 64', type: 'cases.Point', hex: pointAs('7f', 'ff80'), value: { X: '1', Y: '2' } },
  { name: 'the type id 300', type: 'cases.Point', hex: pointAs('fe0257', 'fe0258'), value: { X: '1', Y: '2' } },
  {
    name: 'the type id 2^31-1',
    type: 'cases.Point',
    hex: pointAs('fcfffffffd', 'fcfffffffe'),
    value: { X: '1', Y: '2' },
  },
  { name: 'text that is not UTF-8', type: 'string', hex: message('0c 00 03 61 ff 62'), value: 'a\ufffdb' },
  {
    name: 'a float32 between two float32s',
    type: 'float32',
    hex: message('08 00 f8 9a9999999999b93f'),
    value: 0.10000000149011612,
  },
]

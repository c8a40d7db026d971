import fc from 'fast-check'
import type { Direction } from '../../src/types/direction.ts'
import type { Declaration, Field, GoNumber, GoTypes, MapKey, Shape } from '../../src/types/go-types.ts'
import { declarations, declare, read, written } from './data.ts'

const integers = ['int', 'int8', 'int16', 'int32', 'int64', 'uint', 'uint8', 'uint16', 'uint32', 'uint64'] as const
const numbers: readonly GoNumber[] = [...integers, 'float32', 'float64']
const keyKinds: readonly MapKey[] = ['string', 'text', ...integers]

const customs: readonly (readonly [string, 'json' | 'text'])[] = [
  ['time.Time', 'json'],
  ['math/big.Int', 'json'],
  ['net/netip.Addr', 'text'],
  ['github.com/google/uuid.NullUUID', 'json'],
  ['github.com/shopspring/decimal.Decimal', 'json'],
  ['github.com/aws/aws-lambda-go/events.DynamoDBAttributeValue', 'json'],
  ['github.com/aws/aws-lambda-go/events.JSONNumberBytes', 'json'],
  ['github.com/aws/aws-lambda-go/events.MilliSecondsEpochTime', 'json'],
  ['github.com/aws/aws-lambda-go/events.CodeBuildTime', 'json'],
  ['github.com/aws/aws-lambda-go/events.CodeCommitEventTime', 'json'],
  ['shop.Own', 'json'],
]

const quoted = fc.constantFrom({}, {}, { quoted: true as const })

const leaves: fc.Arbitrary<Shape> = fc.oneof(
  quoted.map((more): Shape => ({ kind: 'boolean', ...more })),
  quoted.map((more): Shape => ({ kind: 'string', ...more })),
  fc.tuple(fc.constantFrom(...numbers), quoted).map(([go, more]): Shape => ({ kind: 'number', go, ...more })),
  quoted.map((more): Shape => ({ kind: 'json-number', ...more })),
  fc.constant<Shape>({ kind: 'bytes' }),
  fc.constant<Shape>({ kind: 'any', go: 'any' }),
  fc.constantFrom(...customs).map(([go, by]): Shape => ({ kind: 'custom', by, go, at: '' })),
)

const names = ['Order', 'Item', 'Tree']

const fieldNames = fc.oneof(
  fc.constantFrom('id', 'item', 'two words', "it's", '__proto__', 'Ä'),
  fc.stringMatching(/^[a-z]{1,5}$/),
)

function shapes(direction: Direction, depth: number): fc.Arbitrary<Shape> {
  const orNull = (some: fc.Arbitrary<Shape>) =>
    fc.tuple(some, fc.boolean()).map(([shape, nil]): Shape => (nil ? { ...shape, nullable: true } : shape))
  if (depth === 0) return orNull(leaves)
  const inner = shapes(direction, depth - 1)
  const ref = fc.constantFrom(...names).map((name) => (direction === 'request' ? read : written)(`shop.${name}`))
  // Within these a type may be itself: there is a value that ends.
  const part = fc.oneof({ weight: 3, arbitrary: inner }, { weight: 1, arbitrary: ref })
  return orNull(
    fc.oneof(
      leaves,
      ref.map((shape): Shape => ({ ...shape, nullable: true })),
      part.map((of): Shape => ({ kind: 'list', of })),
      fc.tuple(inner, fc.integer({ min: 0, max: 10 })).map(([of, length]): Shape => ({ kind: 'list', of, length })),
      fc.tuple(fc.constantFrom(...keyKinds), part).map(([key, of]): Shape => ({ kind: 'map', key, of })),
      fields(inner).map((some): Shape => ({ kind: 'object', fields: some })),
    ),
  )
}

function fields(type: fc.Arbitrary<Shape>): fc.Arbitrary<Field[]> {
  const field = fc.tuple(fieldNames, type, fc.boolean()).map(
    ([name, shape, optional]): Field => ({
      ...{ name, go: name, type: shape },
      ...(optional && { optional: true as const }),
    }),
  )
  return fc.uniqueArray(field, { maxLength: 4, selector: ({ name }) => name })
}

/** A shape and the declared types that it may name. */
export interface Described {
  readonly shape: Shape
  readonly declarations: GoTypes['declarations']
}

/** Shapes of every kind, and types that name themselves and each other. */
export function describedShapes(direction: Direction): fc.Arbitrary<Described> {
  const shape = shapes(direction, 1)
  const declared = fc.tuple(
    ...names.map((name) => fields(shape).map((some): [string, Shape] => [name, { kind: 'object', fields: some }])),
  )
  return fc.tuple(shapes(direction, 2), declared).map(([root, types]) => ({
    shape: root,
    declarations: declarations(
      ...types.map(
        ([name, type]): Declaration => declare((direction === 'request' ? read : written)(`shop.${name}`), type),
      ),
    ),
  }))
}

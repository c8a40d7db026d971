import type { Direction } from './direction.ts'
import type { Constant, Declaration, GoTypes, Shape } from './go-types.ts'

/** What a `ref` shape names, whether the data declares it or we do. */
export interface DeclaredType {
  readonly id: string
  /** The id without its direction: `shop/orders.Page[shop/orders.Order]`. */
  readonly go: string
  readonly direction: Direction
  /** `Order`; of a generic instance `Page`. */
  readonly name: string
  readonly args: readonly string[]
  /** The import path. */
  readonly package: string
  readonly packageName: string
  readonly doc?: string
  /** Any of these. */
  readonly forms: readonly Shape[]
  readonly constants: readonly Constant[]
}

/** @returns undefined where neither the data nor we declare it. */
export function declaredType(id: string, declarations: GoTypes['declarations']): DeclaredType | undefined {
  const { direction, go } = splitId(id)
  if (go === attributeValue) return attributeValues[direction]
  const declaration = Object.hasOwn(declarations, id) ? declarations[id] : undefined
  return declaration === undefined ? undefined : fromDeclaration(declaration, direction, go)
}

function splitId(id: string): { direction: Direction; go: string } {
  return { direction: id.startsWith('decode:') ? 'request' : 'response', go: id.replace(/^[^:]*:/, '') }
}

function fromDeclaration(declaration: Declaration, direction: Direction, go: string): DeclaredType {
  const { id, name, args = [], packageName, doc, type, constants = [] } = declaration
  return {
    ...{ id, go, direction, name, args, package: declaration.package, packageName, constants, forms: [type] },
    ...(doc !== undefined && { doc }),
  }
}

const eventsPackage = 'github.com/aws/aws-lambda-go/events'
const attributeValue = `${eventsPackage}.DynamoDBAttributeValue`

/**
 * An object with one field, which says of what kind it is. Go refuses `null` for it, and gives it for a nil slice or map.
 *
 * @see aws-lambda-go, events/attributevalue.go
 */
function dynamoDbAttribute(direction: Direction): DeclaredType {
  const id = `${direction === 'request' ? 'decode' : 'encode'}:${attributeValue}`
  const nullable = direction === 'response' ? ({ nullable: true } as const) : {}
  const bytes: Shape = { kind: 'bytes', ...nullable }
  const list = (of: Shape): Shape => ({ kind: 'list', of, ...nullable })
  const itself: Shape = { kind: 'ref', to: id }
  const kinds: [string, Shape][] = [
    ['B', bytes],
    ['BOOL', { kind: 'boolean' }],
    ['BS', list(bytes)],
    ['L', list(itself)],
    ['M', { kind: 'map', key: 'string', of: itself, ...nullable }],
    ['N', { kind: 'string' }],
    ['NS', list({ kind: 'string' })],
    ['NULL', { kind: 'boolean' }],
    ['S', { kind: 'string' }],
    ['SS', list({ kind: 'string' })],
  ]
  return {
    ...{ id, go: attributeValue, direction, name: 'DynamoDBAttributeValue', args: [], constants: [] },
    ...{ package: eventsPackage, packageName: 'events', doc: 'A value of DynamoDB: its only field says of what kind.' },
    forms: kinds.map(([name, type]) => ({ kind: 'object', fields: [{ name, go: name, type }] })),
  }
}

const attributeValues = { request: dynamoDbAttribute('request'), response: dynamoDbAttribute('response') }

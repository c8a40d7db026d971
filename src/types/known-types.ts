import type { Direction } from './direction.ts'
import type { GoNumber, Shape } from './go-types.ts'
import { isCodeBuildTime, isCodeCommitTime, isRfc3339, isUuid } from './text-formats.ts'

type Custom = Extract<Shape, { kind: 'custom' }>

/** What is known of a Go type that reads and writes JSON in a way of its own. */
export interface KnownType {
  /** What JSON holds for it: any of these. */
  readonly forms: readonly Shape[]
  /** What is asked of a value besides, as completes "expected …"; only of what is not null. */
  readonly is?: { readonly expected: string; readonly fits: (value: unknown) => boolean }
  /** For those who read the generated type. */
  readonly note?: string
}

interface Ways {
  readonly request: KnownType
  readonly response: KnownType
}

const text: Shape = { kind: 'string' }
const none: Shape = { kind: 'never', why: 'it is null', nullable: true }
const number = (go: GoNumber): Shape => ({ kind: 'number', go })

const both = (known: KnownType): Ways => ({ request: known, response: known })

const time = (expected: string, fits: (text: string) => boolean, note: string): KnownType => ({
  forms: [text],
  is: { expected, fits: (value) => typeof value === 'string' && fits(value) },
  note,
})

const rfc3339 = time('a time as RFC 3339 writes it', isRfc3339, 'A time: RFC 3339.')
const codeBuildTime = time('a time like "Jan 2, 2006 3:04:05 PM"', isCodeBuildTime, 'Like "Jan 2, 2006 3:04:05 PM".')
const codeCommitTime = time(
  'a time like "2006-01-2T15:04:05.000-0700"',
  isCodeCommitTime,
  'Like "2006-01-2T15:04:05.000-0700".',
)

const wholeNumber: KnownType = {
  forms: [number('float64')],
  is: { expected: 'a whole number', fits: isWhole },
}

const uuid: KnownType = {
  forms: [text],
  is: { expected: 'a UUID', fits: (value) => typeof value === 'string' && isUuid(value) },
}

const decimal = {
  request: { forms: [text, number('float64')], is: { expected: 'a decimal number', fits: isDecimal } },
  response: { forms: [text], is: { expected: 'a decimal number', fits: isDecimal }, note: 'A decimal number.' },
}

const orNull = ({ forms, ...rest }: KnownType): KnownType => ({ ...rest, forms: [...forms, none] })
const nullUuid = both(orNull(uuid))

const events = 'github.com/aws/aws-lambda-go/events'

/**
 * By Go name. What writes itself as text is a string without being listed; what is not listed and writes JSON is `unknown`.
 * Of aws-lambda-go's events all types with a way of their own are here but DynamoDBAttributeValue (`declared-type.ts`),
 * those that keep to their fields (`without` below), and the two streaming responses: they are bytes, not JSON.
 */
const knownTypes: Readonly<Record<string, Ways>> = {
  'time.Time': both(rfc3339),
  'log/slog.Level': both({ forms: [text] }),
  'math/big.Int': both(wholeNumber),
  'github.com/shopspring/decimal.Decimal': decimal,
  'github.com/shopspring/decimal.NullDecimal': { request: orNull(decimal.request), response: orNull(decimal.response) },
  'github.com/google/uuid.UUID': both(uuid),
  'github.com/gofrs/uuid.UUID': both(uuid),
  'github.com/gofrs/uuid/v5.UUID': both(uuid),
  'github.com/google/uuid.NullUUID': nullUuid,
  'github.com/gofrs/uuid.NullUUID': nullUuid,
  'github.com/gofrs/uuid/v5.NullUUID': nullUuid,
  [`${events}.RFC3339EpochTime`]: both(rfc3339),
  [`${events}.SecondsEpochTime`]: both({ forms: [number('float64')], note: 'A time in seconds since 1970.' }),
  [`${events}.MilliSecondsEpochTime`]: both({ forms: [number('int64')], note: 'A time in milliseconds since 1970.' }),
  [`${events}.DurationSeconds`]: {
    request: { forms: [number('float64')], note: 'Seconds; Go drops what is not whole.' },
    response: { forms: [number('int64')], note: 'Seconds.' },
  },
  [`${events}.DurationMinutes`]: {
    request: { forms: [number('float64')], note: 'Minutes; Go drops what is not whole.' },
    response: { forms: [number('int64')], note: 'Minutes.' },
  },
  [`${events}.CodeBuildTime`]: both(codeBuildTime),
  [`${events}.CodeBuildNumber`]: { request: { forms: [number('int32')] }, response: { forms: [number('float32')] } },
  [`${events}.CodeCommitEventTime`]: both(codeCommitTime),
  [`${events}.JSONNumberBytes`]: both({
    forms: [{ kind: 'list', of: number('int8') }],
    note: 'Bytes, as numbers from -128 to 127.',
  }),
}

/** Types whose methods change values only, not which fields there are. */
const keepToTheirFields: ReadonlySet<string> = new Set([
  `${events}.S3Object`,
  `${events}.ECSContainerInstanceEventResource`,
])

/** Declared by us and not by the data: `declared-type.ts`. */
const declaredTypes: ReadonlySet<string> = new Set([`${events}.DynamoDBAttributeValue`])

/** What JSON holds for a type that has its own way; `undefined` where that is not known. */
export function knownType(shape: Custom, direction: Direction): KnownType | undefined {
  const prefix = direction === 'request' ? 'decode' : 'encode'
  if (declaredTypes.has(shape.go)) return { forms: [{ kind: 'ref', to: `${prefix}:${shape.go}` }] }
  const known = Object.hasOwn(knownTypes, shape.go) ? knownTypes[shape.go]?.[direction] : undefined
  if (known !== undefined) return known
  if (shape.without !== undefined && keepToTheirFields.has(shape.go)) return { forms: [shape.without] }
  return shape.by === 'text' ? { forms: [text], note: `${shortName(shape.go)} as text.` } : undefined
}

/** `netip.Addr` of `net/netip.Addr`, `uuid.UUID` of `github.com/gofrs/uuid/v5.UUID`. */
export function shortName(go: string): string {
  const [path = '', type = ''] = [go.slice(0, typeDot(go)), go.slice(typeDot(go) + 1)]
  const folders = path.split('/').filter((folder, index) => index === 0 || !/^v\d+$/.test(folder))
  return `${folders.at(-1)}.${type.replace(/\[.*/, '')}`
}

/** Where the dot between import path and type is: folders may have dots, and so have type arguments. */
function typeDot(go: string): number {
  const bracket = go.indexOf('[')
  return go.lastIndexOf('.', bracket === -1 ? go.length : bracket)
}

function isWhole(value: unknown): boolean {
  // From 1e21 on, JavaScript writes an exponent, which big.Int refuses.
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 1e21
  return typeof value === 'bigint' || (typeof value === 'string' && /^-?(0|[1-9]\d*)$/.test(value))
}

function isDecimal(value: unknown): boolean {
  if (typeof value !== 'string') return true
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value)
}

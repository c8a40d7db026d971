import fc from 'fast-check'
import type { Direction } from '../../src/types/direction.ts'

const two = (value: number) => String(value).padStart(2, '0')

const clock = fc.record({
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.integer({ min: 0, max: 59 }),
  second: fc.integer({ min: 0, max: 59 }),
})

const days = fc
  .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, day]) => ({ year, month, day, date: `${String(year).padStart(4, '0')}-${two(month)}` }))

/** As Go writes it: no zeros at the end of a fraction, `Z` for no offset. */
const times = fc
  .tuple(
    days,
    clock,
    fc.option(fc.integer({ min: 1, max: 999_999_999 })),
    fc.option(fc.integer({ min: -720, max: 840 })),
  )
  .map(([{ date, day }, { hour, minute, second }, nanoseconds, offset]) => {
    const fraction = nanoseconds === null ? '' : `.${String(nanoseconds).padStart(9, '0').replace(/0+$/, '')}`
    return `${date}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}${fraction}${zone(offset ?? 0, ':', 'Z')}`
  })

function zone(minutes: number, separator: string, none: string): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return minutes === 0 ? none : `${minutes < 0 ? '-' : '+'}${two(hours)}${separator}${two(rest)}`
}

const wholeSeconds = times.map((time) => time.replace(/\.\d+/, ''))

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const codeBuildTimes = fc.tuple(days, clock).map(([{ year, month, day }, { hour, minute, second }]) => {
  const half = hour < 12 ? 'AM' : 'PM'
  const date = `${months[month - 1]} ${day}, ${String(year).padStart(4, '0')}`
  return `${date} ${hour % 12 || 12}:${two(minute)}:${two(second)} ${half}`
})

const codeCommitTimes = fc
  .tuple(days, clock, fc.integer({ min: 0, max: 999 }), fc.integer({ min: -720, max: 840 }))
  .map(([{ date, day }, { hour, minute, second }, milliseconds, offset]) => {
    const fraction = String(milliseconds).padStart(3, '0')
    return `${date}-${day}T${two(hour)}:${two(minute)}:${two(second)}.${fraction}${zone(offset, '', '+0000')}`
  })

const between = (limit: number) => fc.integer({ min: -limit, max: limit })
const wide = (limit: number) => fc.maxSafeInteger().map((value) => value % limit)

const decimals = fc
  .tuple(between(999_999), fc.integer({ min: 0, max: 4 }))
  .map(([digits, places]) => Number(`${digits}e-${places}`) + 0)

const addresses = fc.oneof(fc.ipV4(), fc.constantFrom('::', '::1', 'fe80::1', '2001:db8::8a2e:370:7334'))
const uuids = fc.uuid()
const ratios = fc
  .tuple(between(99), fc.constantFrom(2, 3, 5, 7, 11))
  .map(([top, bottom]) => (top % bottom === 0 ? String(top / bottom) : `${top}/${bottom}`))

const always = (values: fc.Arbitrary<unknown>) => () => values

const events = 'github.com/aws/aws-lambda-go/events'

/** Values of types that are read and written in a way of their own, by Go name: what Go reads, writes again, and would write. */
export const knownArbitraries: Readonly<Record<string, (direction: Direction) => fc.Arbitrary<unknown>>> = {
  'time.Time': always(times),
  'log/slog.Level': always(fc.constantFrom('DEBUG', 'INFO', 'WARN+2', 'ERROR')),
  'math/big.Int': always(fc.maxSafeInteger()),
  'math/big.Float': always(between(999_999).map(String)),
  'math/big.Rat': always(ratios),
  'net/netip.Addr': always(addresses),
  'net/netip.AddrPort': always(fc.tuple(fc.ipV4(), fc.nat(65_535)).map(([address, port]) => `${address}:${port}`)),
  'net/netip.Prefix': always(fc.tuple(fc.ipV4(), fc.nat(32)).map(([address, bits]) => `${address}/${bits}`)),
  'net.IP': always(addresses),
  'regexp.Regexp': always(fc.stringMatching(/^[a-z]{1,6}[+*?]$/)),
  'github.com/google/uuid.UUID': always(uuids),
  'github.com/google/uuid.NullUUID': always(fc.option(uuids)),
  'github.com/gofrs/uuid.UUID': always(uuids),
  'github.com/gofrs/uuid.NullUUID': always(fc.option(uuids)),
  'github.com/gofrs/uuid/v5.UUID': always(uuids),
  'github.com/gofrs/uuid/v5.NullUUID': always(fc.option(uuids)),
  'github.com/shopspring/decimal.Decimal': (direction) =>
    direction === 'request' ? fc.oneof(decimals, decimals.map(String)) : decimals.map(String),
  [`${events}.RFC3339EpochTime`]: always(wholeSeconds),
  // What float64(UnixNano())/1e9 keeps.
  [`${events}.SecondsEpochTime`]: always(between(2 ** 31 - 1)),
  [`${events}.MilliSecondsEpochTime`]: always(wide(9e12)),
  [`${events}.DurationSeconds`]: always(between(2 ** 31 - 1)),
  [`${events}.DurationMinutes`]: always(wide(150_000_000)),
  [`${events}.CodeBuildTime`]: always(codeBuildTimes),
  // It goes through a float32.
  [`${events}.CodeBuildNumber`]: always(between(2 ** 24)),
  [`${events}.CodeCommitEventTime`]: always(codeCommitTimes),
}

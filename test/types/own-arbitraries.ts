import fc from 'fast-check'

const hex = fc.integer({ min: 0, max: 255 }).map((value) => value.toString(16).padStart(2, '0'))
const ranks = fc.integer({ min: -9, max: 99 }).map((value) => `level-${value}`)
const words = fc.string({ unit: 'grapheme', maxLength: 8 })

/** JSON for the types of test/lambdas/types that decode in a way of their own, by Go name. */
export const ownArbitraries: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  'lambdas/types/internal/level.Colour': fc.tuple(hex, hex, hex).map((parts) => `#${parts.join('')}`),
  'lambdas/types/internal/level.Flexible': fc.oneof(words, fc.array(words, { maxLength: 3 })),
  'lambdas/types/internal/level.Level': ranks,
  'lambdas/types/internal/level.Money': fc
    .tuple(fc.nat(9999), fc.nat(99))
    .map(([whole, cents]) => ({ amount: `${whole}.${String(cents).padStart(2, '0')}` })),
  // Other text is refused.
  'lambdas/types/internal/own.Colour': fc.constantFrom('red', 'blue'),
  'lambdas/types/internal/own.Either': fc.oneof(words, fc.integer()),
  'lambdas/types/internal/own.State': fc.constantFrom('open', 'closed'),
  // It has the methods of the Level that it embeds.
  'lambdas/types/embedded-marshaler.Ranked': ranks,
}

import { type CheckOptions, type Misfit, misfit } from './check-value.ts'
import type { Direction } from './direction.ts'
import type { FunctionTypes, GoTypes, Shape } from './go-types.ts'

const nothing: Shape = { kind: 'never', why: 'the handler gives only an error', nullable: true }

/**
 * Compares a request or a response with what a function takes and gives. Where it has several handlers, it fits if it fits any of
 * them, and the misfit is that of the one which it fits furthest. Where not all of its handlers are known, everything fits.
 */
export function functionMisfit(
  { handlers, unresolved }: FunctionTypes,
  declarations: GoTypes['declarations'],
  value: unknown,
  direction: Direction,
  options: CheckOptions = {},
): Misfit | undefined {
  let furthest: Misfit | undefined
  if (unresolved.length > 0) return undefined
  for (const handler of handlers) {
    const shape = handler[direction] ?? (direction === 'response' ? nothing : undefined)
    const found = shape === undefined ? undefined : misfit(shape, declarations, value, direction, options)
    if (found === undefined) return undefined
    if (furthest === undefined || found.path.length > furthest.path.length) furthest = found
  }
  return furthest
}

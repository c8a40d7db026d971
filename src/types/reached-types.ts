import { type DeclaredType, declaredType } from './declared-type.ts'
import type { Direction } from './direction.ts'
import type { GoTypes, Shape } from './go-types.ts'
import { knownType } from './known-types.ts'

type Declarations = GoTypes['declarations']

/** The declared types that shapes name, and those that these name, by id. */
export function reachedTypes(
  roots: readonly { readonly shape: Shape; readonly direction: Direction }[],
  declarations: Declarations,
): ReadonlyMap<string, DeclaredType> {
  const reached = new Map<string, DeclaredType>()
  const open = roots.flatMap(({ shape, direction }) => refsOf(shape, direction))
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const type = reached.has(id) ? undefined : declaredType(id, declarations)
    if (type === undefined) continue
    reached.set(id, type)
    open.push(...type.forms.flatMap((form) => refsOf(form, type.direction)))
  }
  return reached
}

function refsOf(shape: Shape, direction: Direction): string[] {
  switch (shape.kind) {
    case 'ref':
      return [shape.to]
    case 'list':
    case 'map':
      return refsOf(shape.of, direction)
    case 'object':
      return shape.fields.flatMap(({ type }) => refsOf(type, direction))
    case 'custom':
      return (knownType(shape, direction)?.forms ?? []).flatMap((form) => refsOf(form, direction))
    default:
      return []
  }
}

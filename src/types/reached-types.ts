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
  for (const [id, type] of reached) {
    if (namesItself(type, reached))
      reached.set(id, { ...type, forms: [{ kind: 'never', why: 'a pointer to itself', nullable: true }] })
  }
  return reached
}

/** `type T *T`: its only value that ends is nil. */
function namesItself(type: DeclaredType, reached: ReadonlyMap<string, DeclaredType>): boolean {
  const seen = new Set<DeclaredType>()
  for (let next: DeclaredType | undefined = type; next !== undefined; ) {
    if (seen.has(next)) return next === type
    seen.add(next)
    const [form, ...others]: readonly Shape[] = next.forms
    next = form?.kind === 'ref' && others.length === 0 ? reached.get(form.to) : undefined
  }
  return false
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

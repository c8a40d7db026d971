import { declarationText } from './declaration-text.ts'
import type { DeclaredType } from './declared-type.ts'
import { equalTypes, isWritten, type TypeClass } from './equal-types.ts'
import type { FunctionTypes, GoTypes } from './go-types.ts'
import { reachedTypes } from './reached-types.ts'
import { compare, typeNames } from './type-names.ts'
import type { Scope } from './type-text.ts'

/** A function's types, with the declarations of the load that read them: what its refs name. */
export interface ReadFunction {
  /** Left out where none could be read. */
  readonly types?: FunctionTypes | undefined
  readonly declarations: GoTypes['declarations']
}

/**
 * Every declared type that functions take or give as an exported type of TypeScript, in the order of their names, and what
 * each is called, by the load that it is of. What is equal in TypeScript is written once.
 */
export function writeDeclarations(functions: readonly ReadFunction[]): {
  readonly texts: readonly string[]
  readonly namesIn: (declarations: GoTypes['declarations']) => Scope['nameOf']
} {
  const loads = reachedByLoad(functions)
  const classes = equalTypes([...loads.values()])
  const names = typeNames(classes)
  const nameOfType = new Map(classes.flatMap((one) => one.types.map((type) => [type, names.get(one) ?? 'unknown'])))
  const namesIn = (declarations: GoTypes['declarations']) => (id: string) => {
    const type = loads.get(declarations)?.get(id)
    return (type === undefined ? undefined : nameOfType.get(type)) ?? 'unknown'
  }
  const loadOf = new Map([...loads].flatMap(([load, types]) => [...types.values()].map((type) => [type, load])))
  const written = new Set(classes.filter(isWritten).map(({ types }) => types[0]?.go))
  const declarations = classes
    .map((one) => {
      const name = names.get(one) ?? ''
      // Comments may differ: the longest has the say.
      const texts = one.types.map((type) => {
        const nameOf = namesIn(loadOf.get(type) ?? {})
        return declarationText(type, name, { nameOf, comments: true }, remarkOn(one, type, name, written))
      })
      return { name, text: texts.sort((a, b) => b.length - a.length || compare(a, b))[0] ?? '' }
    })
    .sort((a, b) => compare(a.name, b.name))
  return { texts: declarations.map(({ text }) => text), namesIn }
}

/** The declared types that functions reach, for each load that they are of. */
function reachedByLoad(
  functions: readonly ReadFunction[],
): Map<GoTypes['declarations'], ReadonlyMap<string, DeclaredType>> {
  const byLoad = new Map<GoTypes['declarations'], ReadFunction[]>()
  for (const one of functions) byLoad.set(one.declarations, [...(byLoad.get(one.declarations) ?? []), one])
  return new Map(
    [...byLoad].map(([declarations, some]) => {
      const handlers = some.flatMap(({ types }) => types?.handlers ?? [])
      const roots = handlers.flatMap(({ request, response }) => [
        ...(request === undefined ? [] : [{ shape: request, direction: 'request' as const }]),
        ...(response === undefined ? [] : [{ shape: response, direction: 'response' as const }]),
      ])
      return [declarations, reachedTypes(roots, declarations)]
    }),
  )
}

/** Said of types that are not called as in Go: which one it is. `written`: the Go names of those that are written, too. */
function remarkOn(
  one: TypeClass,
  type: DeclaredType,
  name: string,
  written: ReadonlySet<string | undefined>,
): string | undefined {
  if (name.toLowerCase() === type.name.toLowerCase()) return undefined
  const read = !isWritten(one) && written.has(type.go)
  // Without the line that a type of a function has.
  return `In Go ${type.go.replace(/@[^:]*:\d+(#\d+)?/g, '')}${read ? ', as it is read' : ''}.`
}

import type { Constant, Declaration, Field, FunctionTypes, GoTypes, Handler, Shape } from '../../src/types/go-types.ts'
import type { NamedFunction } from '../../src/types/write-typescript.ts'

/** The project's folder in these tests. */
export const root = '/project'

/** What the Go program prints, written shortly: a test names only what it is about. */
export const text: Shape = { kind: 'string' }
export const int: Shape = { kind: 'number', go: 'int' }
export const boolean: Shape = { kind: 'boolean' }
export const bytes: Shape = { kind: 'bytes' }
export const any: Shape = { kind: 'any', go: 'any' }
export const list = (of: Shape, length?: number): Shape => ({
  kind: 'list',
  of,
  ...(length !== undefined && { length }),
})
export const map = (of: Shape, key: Extract<Shape, { kind: 'map' }>['key'] = 'string'): Shape => ({
  kind: 'map',
  key,
  of,
})
export const nullable = (shape: Shape): Shape => ({ ...shape, nullable: true })
export const custom = (go: string, by: 'json' | 'text' = 'json', without?: Shape): Shape => ({
  ...{ kind: 'custom', by, go, at: '/somewhere/else.go:7' },
  ...(without !== undefined && { without }),
})

/** Fields by name; `name?` is optional. */
export function object(fields: Readonly<Record<string, Shape>>, docs: Readonly<Record<string, string>> = {}): Shape {
  return {
    kind: 'object',
    fields: Object.entries(fields).map(([key, type]): Field => {
      const name = key.replace(/\?$/, '')
      const doc = docs[name]
      return {
        ...{ name, go: name, type },
        ...(key !== name && { optional: true as const }),
        ...(doc !== undefined && { doc }),
      }
    }),
  }
}

/** A declared type by its whole Go name, read and written. */
export const read = (go: string): Shape => ({ kind: 'ref', to: `decode:${go}` })
export const written = (go: string): Shape => ({ kind: 'ref', to: `encode:${go}` })

interface More {
  readonly doc?: string
  readonly constants?: readonly Constant[]
  readonly args?: readonly string[]
  readonly packageName?: string
}

/** A declaration of a type `shop/orders.Order`, as a ref names it. */
export function declare(ref: Shape, type: Shape, { packageName, ...more }: More = {}): Declaration {
  const id = ref.kind === 'ref' ? ref.to : ''
  const [, path = '', name = ''] = /^\w+:(.*?)\.([^./[]+)(?:\[.*)?$/.exec(id) ?? []
  return {
    id,
    name,
    package: path,
    packageName: packageName ?? path.split('/').at(-1) ?? '',
    at: '/x.go:1',
    type,
    ...more,
  }
}

export function declarations(...some: readonly Declaration[]): GoTypes['declarations'] {
  return Object.fromEntries(some.map((one) => [one.id, one]))
}

/** The function in `/project/cmd/<name>`, called by `./cmd/<name>`. */
export function namedFunction(
  name: string,
  handlers: readonly Partial<Handler>[],
  declared: GoTypes['declarations'] = {},
  more: Partial<FunctionTypes> & Partial<NamedFunction> = {},
): NamedFunction {
  const { paths = [`./cmd/${name}`], dir = `${root}/cmd/${name}`, importPath = `shop/cmd/${name}`, ...notes } = more
  const types: FunctionTypes = {
    ...{ dir, importPath, unresolved: [], warnings: [] },
    handlers: handlers.map((handler) => ({ name: 'main.handle', at: `${dir}/main.go:12`, ...handler })),
    ...notes,
  }
  return { paths, dir, types, declarations: declared }
}

import { createHash } from 'node:crypto'
import { declarationText } from './declaration-text.ts'
import type { DeclaredType } from './declared-type.ts'

/** Declared types that are the same in TypeScript: of several loads, or read and written. */
export interface TypeClass {
  /** What puts classes of one Go name in an order that does not depend on that of the loads. */
  readonly order: string
  readonly types: readonly DeclaredType[]
}

/** One of the types, where its refs lead. */
interface Node {
  readonly type: DeclaredType
  readonly load: ReadonlyMap<string, DeclaredType>
}

/**
 * Puts together what has one Go name and one text, where refs count as equal if what they name is: all of a Go name begin as one, and
 * are parted as long as texts differ, so that types that name themselves are compared, too. Comments do not count.
 *
 * @param loads the declared types of each, by id.
 */
export function equalTypes(loads: readonly ReadonlyMap<string, DeclaredType>[]): readonly TypeClass[] {
  const nodes = loads.flatMap((load) => [...load.values()].map((type): Node => ({ type, load })))
  let keys = new Map(nodes.map(({ type }) => [type, type.go]))
  const texts = textsOf(nodes, keys)
  for (let next = digests(texts); count(next) > count(keys); next = digests(textsOf(nodes, next))) keys = next
  const classes = new Map<string, DeclaredType[]>()
  for (const [type, key] of keys) classes.set(key, [...(classes.get(key) ?? []), type])
  return [...classes].map(([key, types]) => ({
    order: types.map((type) => `${texts.get(type)} ${key}`).sort()[0] ?? '',
    types,
  }))
}

type Texts = ReadonlyMap<DeclaredType, string>

function count(keys: Texts): number {
  return new Set(keys.values()).size
}

function digests(texts: Texts): Map<DeclaredType, string> {
  return new Map([...texts].map(([type, text]) => [type, createHash('sha256').update(text).digest('hex')]))
}

/** What each is, refs by these keys. */
function textsOf(nodes: readonly Node[], keys: Texts): Texts {
  return new Map(
    nodes.map(({ type, load }) => {
      const nameOf = (id: string) => keys.get(load.get(id) as DeclaredType) ?? id
      return [type, declarationText(type, type.go, { nameOf, comments: false })]
    }),
  )
}

import { createHash } from 'node:crypto'
import { declarationText } from './declaration-text.ts'
import type { DeclaredType } from './declared-type.ts'

/** Declared types that are the same in TypeScript: of several loads, or read and written. */
export interface TypeClass {
  /** What puts classes of one Go name in an order that does not depend on that of the loads. */
  readonly order: string
  readonly types: readonly DeclaredType[]
}

/** One of the types: its text around its refs, and what these lead to. */
interface Node {
  readonly type: DeclaredType
  readonly texts: readonly string[]
  readonly refs: readonly (DeclaredType | undefined)[]
}

/** What each type counts as the same as. */
type Keys = ReadonlyMap<DeclaredType, string>

/**
 * Puts together what has one Go name and one text, where refs count as equal if what they name is: all of a Go name begin as one, and
 * are parted as long as texts differ, so that types that name themselves are compared, too. Comments do not count.
 *
 * @param loads the declared types of each, by id.
 */
export function equalTypes(loads: readonly ReadonlyMap<string, DeclaredType>[]): readonly TypeClass[] {
  const nodes = loads.flatMap((load) => [...load.values()].map((type) => nodeOf(type, load)))
  let keys: Keys = new Map(nodes.map(({ type }) => [type, type.go]))
  const texts = new Map(nodes.map((node) => [node.type, textOf(node, keys)]))
  for (let next = parted(nodes, keys); count(next) > count(keys); next = parted(nodes, next)) keys = next
  const classes = new Map<string, DeclaredType[]>()
  for (const [type, key] of keys) classes.set(key, [...(classes.get(key) ?? []), type])
  return [...classes].map(([key, types]) => ({
    order: types.map((type) => `${texts.get(type)} ${key}`).sort()[0] ?? '',
    types,
  }))
}

/** The text is written once: what is written for a ref stands between two of these. */
const mark = '\0'

function nodeOf(type: DeclaredType, load: ReadonlyMap<string, DeclaredType>): Node {
  const nameOf = (id: string) => `${mark}${id}${mark}`
  const parts = declarationText(type, type.go, { nameOf, comments: false }).split(mark)
  return {
    type,
    texts: parts.filter((_, index) => index % 2 === 0),
    refs: parts.filter((_, index) => index % 2 === 1).map((id) => load.get(id)),
  }
}

function textOf({ texts, refs }: Node, keys: Keys): string {
  return texts.map((text, index) => `${text}${keys.get(refs[index] as DeclaredType) ?? ''}`).join('')
}

function parted(nodes: readonly Node[], keys: Keys): Keys {
  return new Map(nodes.map((node) => [node.type, createHash('sha256').update(textOf(node, keys)).digest('hex')]))
}

function count(keys: Keys): number {
  return new Set(keys.values()).size
}

/** Whether a function writes it; it may be read as well. */
export function isWritten(one: TypeClass): boolean {
  return one.types.some(({ direction }) => direction === 'response')
}

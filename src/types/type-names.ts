import type { DeclaredType } from './declared-type.ts'
import { isWritten, type TypeClass } from './equal-types.ts'
import { reservedNames } from './reserved-names.ts'

const eventsPackage = 'github.com/aws/aws-lambda-go/events'

/** All classes of one Go name, and what they could be called. */
interface Family {
  readonly go: string
  readonly exported: boolean
  readonly ofEvents: boolean
  /** The Go name. */
  readonly plain: string
  /** With the package's name before it. */
  readonly long: string
  /** Of a generic type, with the package's name before each type that it is of. */
  readonly qualified: string
  /** The Go name without what a generic type is of. */
  readonly generic: string
  readonly classes: readonly TypeClass[]
}

/**
 * What every class is called in TypeScript: as in Go, with a capital; with the package's name before it where several Go types or
 * one of TypeScript's are called so (aws-lambda-go's events keep theirs), of instances of one generic type before what they are of; then
 * with a number. Where a type differs by
 * direction, the one that is read has `Input` behind it. The order of `classes` does not matter.
 */
export function typeNames(classes: readonly TypeClass[]): ReadonlyMap<TypeClass, string> {
  const families = familiesOf(classes)
  const shared = new Map<string, Family[]>()
  for (const family of families) shared.set(family.plain, [...(shared.get(family.plain) ?? []), family])
  const keepsPlain = (family: Family) => {
    if (reservedNames.has(family.plain)) return false
    return family.ofEvents || shared.get(family.plain)?.length === 1
  }
  const taken = new Set<string>(reservedNames)
  const free = (...wanted: readonly string[]): string => {
    const last = wanted.at(-1) ?? ''
    let name = wanted.find((one) => !taken.has(one)) ?? ''
    for (let number = 2; name === ''; number++) if (!taken.has(`${last}${number}`)) name = `${last}${number}`
    taken.add(name)
    return name
  }
  // All plain names first: a name that is made up gives way to one that stands in the Go code.
  const base = new Map<Family, string>()
  for (const family of families.filter(keepsPlain)) base.set(family, free(family.plain))
  for (const family of families) {
    const others = shared.get(family.plain) ?? []
    const differ = others.length > 1 && others.every(({ generic }) => generic === family.generic)
    if (!base.has(family)) base.set(family, free(differ ? family.qualified : family.long))
  }
  const names = new Map<TypeClass, string>()
  for (const family of families) {
    const own = base.get(family) ?? family.long
    const written = family.classes.filter(isWritten)
    const main = written.length > 0 ? written : family.classes
    main.forEach((one, index) => {
      names.set(one, index === 0 ? own : free(own))
    })
    const long = own === family.plain ? [`${family.long}Input`] : []
    for (const one of family.classes) if (!names.has(one)) names.set(one, free(`${own}Input`, ...long))
  }
  return names
}

/** Exported names before others, then by their whole name. */
function familiesOf(classes: readonly TypeClass[]): readonly Family[] {
  const byGo = new Map<string, TypeClass[]>()
  for (const one of classes) {
    const go = one.types[0]?.go ?? ''
    byGo.set(go, [...(byGo.get(go) ?? []), one])
  }
  const families = [...byGo].map(([go, some]) => familyOf(go, some))
  return families.sort((a, b) => Number(b.exported) - Number(a.exported) || compare(inOrder(a.go), inOrder(b.go)))
}

/** A type that is declared in a function has its line in its name: 9 comes before 12. */
function inOrder(go: string): string {
  return go.replace(/(?<=@[^:]*:)\d+/g, (line) => line.padStart(8, '0'))
}

function familyOf(go: string, classes: readonly TypeClass[]): Family {
  const type = classes[0]?.types[0] as DeclaredType
  const words = type.args.map(capital).join('')
  const plain = capital(type.name) + (words === '' ? '' : `Of${words}`)
  const [generic = '', ...rest] = go.split('[')
  const args = rest.join('[').replace(/(?:[^\s/,[\]*]+\/)*([^\s/,[\]*.]+)\.([^\s/,[\]*.]+)/g, '$1 $2')
  return {
    go,
    exported: /^\p{Lu}/u.test(type.name),
    ofEvents: type.package === eventsPackage,
    plain,
    long: `${packageWord(type)}${plain}`,
    qualified: rest.length === 0 ? `${packageWord(type)}${plain}` : `${capital(type.name)}Of${capital(args)}`,
    generic,
    classes: [...classes].sort((a, b) => compare(a.order, b.order)),
  }
}

/** `Billing`; of a package main the folder's name. */
function packageWord({ package: path, packageName }: DeclaredType): string {
  const folder = path.split('/').findLast((part) => !/^v\d+$/.test(part)) ?? path
  return capital(packageName === 'main' ? folder : packageName)
}

/** As a name begins and without what no name has: `page-of_orders` is `PageOfOrders`. */
function capital(text: string): string {
  const words = text.split(/[^\p{L}\p{Nd}_$]+|_(?=\p{Ll})/u).filter((word) => word !== '')
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return /^\p{Nd}/u.test(name) ? `_${name}` : name
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

import { itemsOf } from './script-text.ts'

/** How a function is built, where a test file says so in plain text. */
export interface NamedBuild {
  readonly tags?: readonly string[]
  readonly flags?: readonly string[]
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** One that is set elsewhere (`build`, `...shared.build`) is not plain text. */
const property = /^(?:([A-Za-z_$][\w$]*)|(['"])([^'"\\\n]+)\2)\s*:\s*([\s\S]+)$/
const plainText = /^(['"`])([^'"`$\\\n]*)\1$/

/**
 * Reads `build` out of the text of a function's options: `{}` where there is none, `undefined` where it is not written in
 * plain text.
 */
export function literalBuild(options: string): NamedBuild | undefined {
  if (!/\bbuild\b/.test(options)) return {}
  const own = propertiesOf(options)
  if (own === undefined) return undefined
  if (!own.has('build')) return [...own.keys()].some((name) => /^\.\.\..*\bbuild\b/.test(name)) ? undefined : {}
  const build = propertiesOf(own.get('build') ?? '')
  if (build === undefined) return undefined
  const [tags, flags, env] = [build.get('tags'), build.get('flags'), build.get('env')]
  const read = {
    ...(tags !== undefined && { tags: textsOf(tags) }),
    ...(flags !== undefined && { flags: textsOf(flags) }),
    ...(env !== undefined && { env: variablesOf(env) }),
  }
  const known = Object.values(read)
  if (known.includes(undefined) || known.length < build.size) return undefined
  return read as NamedBuild
}

/** Names and the text of their values; what is no plain property stands there as its own name. */
function propertiesOf(text: string): Map<string, string> | undefined {
  if (!/^\{[\s\S]*\}$/.test(text)) return undefined
  const items = itemsOf(text)
  return (
    items &&
    new Map(
      items.map((item) => {
        const [, word, , quoted, value] = property.exec(item) ?? []
        return [word ?? quoted ?? item, value ?? '']
      }),
    )
  )
}

function textsOf(text: string): string[] | undefined {
  const items = /^\[[\s\S]*\]$/.test(text) ? itemsOf(text) : undefined
  const texts = items?.map((item) => plainText.exec(item)?.[2])
  return texts?.every((item) => item !== undefined) ? (texts as string[]) : undefined
}

function variablesOf(text: string): Record<string, string | undefined> | undefined {
  const found: Record<string, string | undefined> = {}
  for (const [name, value] of propertiesOf(text) ?? [['', '']]) {
    const plain = plainText.exec(value)?.[2]
    if (plain === undefined && value !== 'undefined') return undefined
    found[name] = plain
  }
  return found
}

import { commentText, indented, lineText } from './comment-text.ts'
import type { Direction } from './direction.ts'
import { goFile, goFolder, goPlace } from './go-place.ts'
import type { FunctionTypes, Handler, Note } from './go-types.ts'
import { compare } from './type-names.ts'
import { members, type Scope, stringLiteral, unionText } from './type-text.ts'
import type { NamedFunction } from './write-typescript.ts'

interface Entry {
  readonly text: string
  readonly warnings: readonly string[]
}

/**
 * The properties of `UseGoLambda.Functions`, one for each path, in the paths' order.
 *
 * @param nameOf what the declared types of a function are called, by id.
 */
export function functionEntries(
  functions: readonly NamedFunction[],
  root: string,
  nameOf: (one: NamedFunction) => Scope['nameOf'],
): { readonly entries: readonly string[]; readonly warnings: readonly string[] } {
  const byPath = new Map<string, Map<string, NamedFunction>>()
  for (const one of functions) {
    for (const path of one.paths) {
      const meant = byPath.get(path) ?? new Map<string, NamedFunction>()
      byPath.set(path, meant)
      const before = meant.get(one.dir)
      if (before?.types === undefined) meant.set(one.dir, one)
    }
  }
  const entries = [...byPath]
    .sort(([a], [b]) => compare(a, b))
    .map(([path, meant]) => {
      const [only, ...others] = [...meant.values()].sort((a, b) => compare(folderOf(a, root), folderOf(b, root)))
      if (only === undefined || others.length > 0) return severalFunctions(path, [...meant.values()], root)
      return oneFunction(path, only, root, nameOf(only))
    })
  const warnings = [...new Set(entries.flatMap((entry) => entry.warnings))]
  return { entries: entries.map(({ text }) => text), warnings }
}

function folderOf({ dir, types }: NamedFunction, root: string): string {
  return goFolder(root, { dir, importPath: types?.importPath ?? '' })
}

function severalFunctions(path: string, meant: readonly NamedFunction[], root: string): Entry {
  const folders = meant.map((one) => folderOf(one, root)).sort(compare)
  const reason = `${stringLiteral(path)} stands for ${folders.length} functions: ${folders.join(', ')}`
  return {
    text: entryText(path, 'unknown', 'unknown', [reason]),
    warnings: [`${reason}; its types are unknown`],
  }
}

function oneFunction(path: string, one: NamedFunction, root: string, nameOf: Scope['nameOf']): Entry {
  const { types } = one
  const folder = folderOf(one, root)
  if (types === undefined) {
    return { text: entryText(path, 'unknown', 'unknown', ['its types were not read']), warnings: [] }
  }
  const said = (note: Note) => (note.at === '' ? note.reason : `${note.reason} (${goPlace(note.at, root, types)})`)
  const warnings = [...types.unresolved, ...types.warnings].map((note) => `${folder}: ${said(note)}`)
  const reasons = types.unresolved.map(said)
  if (types.handlers.length === 0) return { text: entryText(path, 'unknown', 'unknown', reasons), warnings }
  const comment = commentText(types.handlers.map((handler) => handlerText(handler, types, root)))
  if (reasons.length > 0) {
    const why = `not all of its handlers are known: ${reasons.join('; ')}`
    return { text: `${comment}\n${entryText(path, 'unknown', 'unknown', [why])}`, warnings }
  }
  const request = directionText(types.handlers, 'request', nameOf)
  const response = directionText(types.handlers, 'response', nameOf)
  return { text: `${comment}\n${entryText(path, request, response, [])}`, warnings }
}

function entryText(path: string, request: string, response: string, reasons: readonly string[]): string {
  const oneLine = `${stringLiteral(path)}: { request: ${request}; response: ${response} }`
  const text =
    /\n/.test(request + response) || oneLine.length > 110
      ? `${stringLiteral(path)}: {\n  request: ${indented(request)}\n  response: ${indented(response)}\n}`
      : oneLine
  return reasons.length === 0 ? text : `${text} // ${lineText(reasons.join('; '))}`
}

/** `handle (cmd/orders/main.go): what its doc comment says`. */
function handlerText({ name, at, doc }: Handler, types: FunctionTypes, root: string): string {
  const short = name.replace(/^(\(?\*?)main\./, '$1')
  const place = at === '' ? '' : ` (${goFile(at, root, types)})`
  return doc === undefined ? `${short}${place}` : `${short}${place}: ${doc}`
}

/** A handler without a request does not look at it; without a response it answers `null`. */
function directionText(handlers: readonly Handler[], direction: Direction, nameOf: Scope['nameOf']): string {
  const nothing = direction === 'request' ? 'unknown' : 'null'
  return unionText(
    handlers.flatMap((handler) => {
      const shape = handler[direction]
      return shape === undefined ? [nothing] : members(shape, { direction, nameOf, comments: true }, true)
    }),
  )
}

import { literalBuild, type NamedBuild } from './literal-build.ts'
import { argumentsAt } from './script-text.ts'

/** A call of `useGoLambda`, `goLambda` or `startGoLambda` in a test file. */
export type FunctionCall =
  | {
      /** As it is written. */
      readonly path: string
      /** It is relative to the file alone: `new URL('../cmd/fn', import.meta.url)`. */
      readonly besideFile: boolean
      /** `startGoLambda` looks from the working directory. */
      readonly fromWorkingDirectory: boolean
      readonly build: NamedBuild
    }
  /**
   * What it names, or how it is built, is only known when the file runs: the beginning of the call, and where it is only the latter,
   * what it names.
   */
  | { readonly unread: string; readonly named?: NamedPath }

interface NamedPath {
  readonly path: string
  readonly besideFile: boolean
  readonly fromWorkingDirectory: boolean
}

/** `useGoLambda<Request, Response>(`, up to the bracket. */
const call = /(?<![\w$]|function )(useGoLambda|goLambda|startGoLambda)\s*(?:<[^()'"`]{0,500}>)?\(/g
const plainText = /^(['"`])([^'"`$\\\n]+)\1$/
const fileUrl = /^new\s+URL\(\s*(['"`])([^'"`$\\\n]+)\1\s*,\s*import\.meta\.url\s*,?\s*\)$/

/** The functions that a test file names in so many words, and the calls that cannot be read without running it. */
export function functionCalls(text: string): FunctionCall[] {
  const calls: FunctionCall[] = []
  for (const match of text.matchAll(call)) {
    const [source = '', options = ''] = argumentsAt(text, match.index + match[0].length) ?? []
    // A binary that is already built, or no call at all but words about one.
    if (source === '' || source.startsWith('{')) continue
    // A deployed function.
    if (/\btarget\s*:\s*['"`]arn:/.test(options)) continue
    const unread = { unread: `${match[1]}(${short(source)}${options === '' ? '' : `, ${short(options)}`})` }
    const path = plainText.exec(source)?.[2]
    const besideFile = fileUrl.exec(source)?.[2]
    const build = literalBuild(options)
    const named = path ?? besideFile
    if (named === undefined) {
      calls.push(unread)
      continue
    }
    const found = { path: named, besideFile: path === undefined, fromWorkingDirectory: match[1] === 'startGoLambda' }
    calls.push(build === undefined ? { ...unread, named: found } : { ...found, build })
  }
  return calls
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 57)}…` : line
}

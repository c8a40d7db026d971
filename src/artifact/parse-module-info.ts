import type { GoBuildInfo, GoModule } from './go-build-info.ts'

type Draft = { -readonly [key in keyof GoModule]: GoModule[key] }

const simpleEscapes: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/**
 * Reads the lines that stand in a Go program: `path`, `mod`, `dep`, `=>`, `build`, each with tabs. Lines that make no
 * sense are passed over.
 *
 * @see GOROOT/src/runtime/debug/mod.go, ParseBuildInfo
 */
export function parseModuleInfo(text: string): Omit<GoBuildInfo, 'goVersion'> {
  let path = ''
  let main: Draft | undefined
  let last: Draft | undefined
  const deps: Draft[] = []
  const settings = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [word, ...columns] = line.split('\t')
    const [first = '', version = ''] = columns
    if (word === 'path') path = first
    else if (word === 'mod') {
      main = { path: first, version }
      last = main
    } else if (word === 'dep') {
      last = { path: first, version }
      deps.push(last)
    } else if (word === '=>' && last !== undefined) {
      last.replace = { path: first, version }
      last = undefined
    } else if (word === 'build') addSetting(settings, line.slice('build\t'.length))
  }
  return { path, ...(main !== undefined && { main }), deps, settings: Object.fromEntries(settings) }
}

function addSetting(settings: Map<string, string>, text: string): void {
  const [, key, value] = /^("(?:[^"\\]|\\.)*"|`[^`]*`|[^=]+)=(.*)$/s.exec(text) ?? []
  if (key !== undefined && value !== undefined) settings.set(unquoted(key), unquoted(value))
}

/** A text as Go's strconv.Quote writes it, or one that needs no quotes. */
function unquoted(text: string): string {
  if (/^`[^`]*`$/.test(text)) return text.slice(1, -1)
  if (!/^".*"$/s.test(text)) return text
  return text.slice(1, -1).replaceAll(/\\(?:x(..)|u(.{4})|U(.{8})|([0-7]{3})|(.))/g, escaped)
}

function escaped(whole: string, x?: string, u?: string, U?: string, octal?: string, simple?: string): string {
  if (simple !== undefined) return simpleEscapes[simple] ?? simple
  const code = octal === undefined ? Number.parseInt(x ?? u ?? U ?? '', 16) : Number.parseInt(octal, 8)
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole
}

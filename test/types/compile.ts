import { dirname, join } from 'node:path'
import ts from 'typescript'

const folder = import.meta.dirname
const libraries = new Map<string, ts.SourceFile | undefined>()

/**
 * What TypeScript says of files, by name: `use.ts:3: TS2322 Type 'number' is …`, the first line of each. Strict, and with the types of
 * declaration files checked; nothing is read but TypeScript's own libraries.
 */
export function compile(files: Readonly<Record<string, string>>, options: ts.CompilerOptions = {}): readonly string[] {
  const settings: ts.CompilerOptions = {
    ...{ strict: true, noEmit: true, skipLibCheck: false, types: [], lib: ['lib.es2022.d.ts'] },
    ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Preserve },
    ...options,
  }
  const named = new Map(Object.entries(files).map(([name, text]) => [join(folder, name), text]))
  const read = (path: string) => named.get(path) ?? ts.sys.readFile(path)
  const library = dirname(ts.getDefaultLibFilePath(settings))
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost(settings),
    fileExists: (path) => named.has(path) || ts.sys.fileExists(path),
    readFile: read,
    getSourceFile: (path, version) => {
      if (dirname(path) === library && libraries.has(path)) return libraries.get(path)
      const text = read(path)
      const source = text === undefined ? undefined : ts.createSourceFile(path, text, version, true)
      if (dirname(path) === library) libraries.set(path, source)
      return source
    },
  }
  const program = ts.createProgram([...named.keys()], settings, host)
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, code, messageText }) => {
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1
    const name = file?.fileName.slice(folder.length + 1) ?? ''
    return `${name}:${line}: TS${code} ${ts.flattenDiagnosticMessageText(messageText, '\n').split('\n')[0]}`
  })
}

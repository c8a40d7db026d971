import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { runInThisContext, Script } from 'node:vm'
import { folder } from './folder.ts'
import { keptCode, type Source, sourceOf } from './kept-code.ts'
import { scripts } from './scripts.ts'

type Require = (specifier: string) => unknown
type Body = (exports: object, require: Require, module: Module, file: string, folder: string) => void

interface Module {
  exports: object
}

const requireOthers = createRequire(import.meta.url)
const modules = new Map<string, Module>()

/** Vitest's vm pools and Jest's ES modules have errors and arrays of their own: what runs in one is compiled in it. */
const isSandbox = globalThis !== runInThisContext('globalThis')

/**
 * Loads a CommonJS file that stands beside this one, and those of this package that it requires, as `require` does, but
 * with V8's code cache: where an earlier process has kept what V8 had compiled, nothing is parsed. In a worker of a runner,
 * which is new for every test file, parsing and compiling is half of what a suite costs.
 *
 * The doors for ES modules are made of this by the build (build/esm-doors.ts): so the package is there once for both kinds
 * of modules.
 */
export function load<Exports extends object>(name: string): Exports {
  const known = modules.get(name)
  if (known !== undefined) return known.exports as Exports
  const file = join(folder, name)
  const body = compiled(name, file)
  const module: Module = { exports: {} }
  // Before it runs: files that require each other find what is there already.
  modules.set(name, module)
  body(module.exports, requireFrom, module, file, folder)
  return module.exports as Exports
}

function requireFrom(specifier: string): unknown {
  return specifier.startsWith('./') ? load(specifier.slice('./'.length)) : requireOthers(specifier)
}

function compiled(name: string, file: string): Body {
  const { text, source } = read(file)
  const code = `(function (exports, require, module, __filename, __dirname) { ${text}\n})`
  if (isSandbox) {
    // biome-ignore lint/security/noGlobalEval: called so, it compiles in the realm that this function is of
    return globalThis.eval(`${code}\n//# sourceURL=${file}`) as Body
  }
  const cachedData = keptCode().get(name, source)
  const script = new Script(code, { filename: file, ...(cachedData !== undefined && { cachedData }) })
  scripts.push({ name, source, script, kept: cachedData !== undefined && script.cachedDataRejected !== true })
  return script.runInThisContext() as Body
}

/** The package is ASCII (build/ascii.ts): V8 is given one byte per character. */
function read(file: string): { readonly text: string; readonly source: Source } {
  const descriptor = openSync(file, 'r')
  try {
    return { source: sourceOf(fstatSync(descriptor)), text: readFileSync(descriptor, 'latin1') }
  } finally {
    closeSync(descriptor)
  }
}

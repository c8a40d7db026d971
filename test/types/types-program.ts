import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll } from 'vitest'
import type { FunctionTypes, GoTypes, Note, Shape } from '../../src/types/go-types.ts'

const run = promisify(execFile)

/** What is known of one package, each handler as `main.handle main.go:12 (orders.Order) orders.Receipt`. */
export interface Found {
  readonly handlers: readonly string[]
  readonly unresolved: readonly string[]
  readonly warnings: readonly string[]
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly flags?: readonly string[]
}

export interface TypesProgram {
  /** By the name of each folder, in a module at `root`. */
  find(root: string, folders: readonly string[], options?: RunOptions): Promise<Readonly<Record<string, Found>>>
  /** Its standard output. */
  output(root: string, args: readonly string[], options?: RunOptions): Promise<string>
}

/** Builds the Go program once for a test file. */
export function typesProgram(): TypesProgram {
  const folder = mkdtempSync(join(tmpdir(), 'use-go-lambda-types-'))
  const binary = join(folder, 'types')
  beforeAll(async () => {
    await run('go', ['build', '-o', binary, '.'], { cwd: resolve(import.meta.dirname, '../../src/types/program') })
    // Where nothing is compiled yet, the libraries take longer than a test may.
    for (const functions of ['lambdas-types-find', 'lambdas-types-public'])
      await run('go', ['list', '-e', '-deps', '-export', './...'], {
        cwd: resolve(import.meta.dirname, '..', functions),
        maxBuffer: 64 * 1024 * 1024,
      })
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const output: TypesProgram['output'] = async (root, args, { env = {}, flags = [] } = {}) => {
    const all = ['-go', 'go', ...flags.flatMap((flag) => ['-flag', flag]), ...args]
    const { stdout } = await run(binary, all, {
      cwd: root,
      env: { ...process.env, ...env },
      maxBuffer: 64 * 1024 * 1024,
    })
    return stdout
  }
  return {
    output,
    async find(root, folders, options) {
      const dirs = folders.map((name) => join(root, name))
      const types: GoTypes = JSON.parse(await output(root, dirs, options))
      return Object.fromEntries(types.functions.map((found, i) => [String(folders[i]), shortened(found)]))
    },
  }
}

function shortened({ handlers, unresolved, warnings }: FunctionTypes): Found {
  return {
    handlers: handlers.map(({ name, at, request, response }) =>
      [name, basename(at), `(${request === undefined ? '' : typeName(request)})`]
        .concat(response === undefined ? [] : typeName(response))
        .join(' '),
    ),
    unresolved: unresolved.map(noted),
    warnings: warnings.map(noted),
  }
}

function noted({ reason, at }: Note): string {
  return at === '' ? reason : `${reason} (${basename(at)})`
}

/** As it is written in Go. */
function typeName(shape: Shape): string {
  switch (shape.kind) {
    case 'ref':
      return `${shape.nullable ? '*' : ''}${withoutPaths(shape.to.replace(/^[a-z]+:/, ''))}`
    case 'list':
      return `[]${typeName(shape.of)}`
    case 'map':
      return `map[${shape.key}]${typeName(shape.of)}`
    default:
      return `${shape.nullable ? '*' : ''}${'go' in shape ? withoutPaths(shape.go) : shape.kind}`
  }
}

/** `Page[orders.Order]` of `shop/Page[shop/orders.Order]`. */
function withoutPaths(name: string): string {
  return name.replaceAll(/[\w.-]+\//g, '')
}

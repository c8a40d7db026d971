import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bundle } from '../environment/bundle.ts'

let loader: string
let folder: string
let cache: string

beforeAll(async () => {
  const built = mkdtempSync(join(tmpdir(), 'ugl-code-cache-'))
  loader = readFileSync(await bundle('../../src/code-cache/index.ts', built), 'utf8')
  rmSync(built, { recursive: true })
})

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ugl-code-cache-'))
  cache = join(folder, 'cache')
  put('loader.mjs', loader)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('load', () => {
  test('loads a file and what it requires, each once, and also where they require each other', () => {
    put('a.cjs', `exports.name = 'a'; const b = require('./b.cjs'); exports.b = b.name; exports.back = b.back()`)
    put('b.cjs', `exports.name = 'b'; const a = require('./a.cjs'); exports.back = () => a.b; exports.early = a.name`)
    put('c.cjs', `exports.both = [require('./a.cjs') === require('./a.cjs'), require('./b.cjs').early]`)
    expect(
      run(`const { both } = load('c.cjs'); print([both, load('a.cjs').b, load('a.cjs') === load('a.cjs')])`),
    ).toEqual([[true, 'a'], 'b', true])
  })

  test('gives what CommonJS has: builtins, its own path, module.exports', () => {
    put('a.cjs', `module.exports = { file: __filename, folder: __dirname, sep: require('node:path').sep }`)
    expect(run(`print(load('a.cjs'))`)).toEqual({ file: join(folder, 'a.cjs'), folder, sep: '/' })
  })

  test('names file and line of an error as they are', () => {
    put('a.cjs', `exports.fail = () => {\n  throw new Error('no')\n}`)
    const stack = run(`try { load('a.cjs').fail() } catch (error) { print(error.stack) }`)
    expect(stack).toContain(`${join(folder, 'a.cjs')}:2:9`)
  })

  test('compiles what runs in a sandbox in the sandbox', () => {
    put('a.cjs', `exports.list = []; exports.error = new Error('of which realm?')`)
    put(
      'sandbox.mjs',
      `import vm from 'node:vm'
       import { readFileSync } from 'node:fs'
       const context = vm.createContext({ process, Buffer, URL, console })
       const linked = async (specifier) => {
         const given = await import(specifier)
         return new vm.SyntheticModule(Object.keys(given), function () {
           for (const [name, value] of Object.entries(given)) this.setExport(name, value)
         }, { context })
       }
       const file = new URL('./loader.mjs', import.meta.url)
       const module = new vm.SourceTextModule(readFileSync(file, 'utf8'), {
         context, identifier: file.href, initializeImportMeta: (meta) => { meta.url = file.href },
       })
       await module.link(linked)
       await module.evaluate()
       context.load = module.namespace.load
       const { list, error } = module.namespace.load('a.cjs')
       console.log(JSON.stringify([
         list instanceof Array, list instanceof vm.runInContext('Array', context),
         error instanceof Error, error instanceof vm.runInContext('Error', context), error.stack.includes('a.cjs:1'),
       ]))`,
    )
    const args = ['--no-warnings', '--experimental-vm-modules', join(folder, 'sandbox.mjs')]
    const printed = execFileSync(process.execPath, args, { env: environment(), encoding: 'utf8' })
    expect(JSON.parse(printed)).toEqual([false, true, false, true, true])
  })
})

describe('kept code', () => {
  /** Of one length, so that V8 alone would not see that one is not the other. */
  const [before, after] = ['exports.say = () => "before"', 'exports.say = () => "after!"']

  test('is written once, for its owner alone, and taken by the next process', () => {
    put('a.cjs', before)
    keep()
    const [kept = ''] = files()
    expect(statSync(kept).mode & 0o777).toBe(0o600)
    expect(statSync(join(cache, 'code')).mode & 0o777).toBe(0o700)
    const { ino } = statSync(kept)
    keep()
    expect(files()).toEqual([kept])
    expect(statSync(kept).ino).toBe(ino)
    expect(said()).toBe('before')
  })

  test('is taken as it is: whoever could write to it would be believed', () => {
    put('a.cjs', before)
    keep()
    forge()
    expect(said()).toBe('before')
  })

  test.each<[why: string, spoil: () => void]>([
    ['others may write to the file', () => chmodSync(files()[0] ?? '', 0o622)],
    ['others may write to its folder', () => chmodSync(join(cache, 'code'), 0o722)],
    ['others may write to the cache folder', () => chmodSync(cache, 0o722)],
    [
      'the file is a link',
      () => {
        const [kept = ''] = files()
        renameSync(kept, join(folder, 'elsewhere'))
        symlinkSync(join(folder, 'elsewhere'), kept)
      },
    ],
    [
      'the folder is a link',
      () => {
        renameSync(join(cache, 'code'), join(folder, 'elsewhere'))
        symlinkSync(join(folder, 'elsewhere'), join(cache, 'code'))
      },
    ],
  ])('is not taken where %s', (_, spoil) => {
    put('a.cjs', before)
    keep()
    forge()
    spoil()
    expect(said()).toBe('after!')
  })

  test('is not taken for another text of the same length, in the same file or in another of its name', () => {
    put('a.cjs', before)
    keep()
    put('a.cjs', after)
    expect(said()).toBe('after!')
    keep()
    put('new.cjs', before)
    renameSync(join(folder, 'new.cjs'), join(folder, 'a.cjs'))
    expect(said()).toBe('before')
  })

  test.each<[what: string, spoil: (kept: string) => void]>([
    ['is empty', (kept) => truncateSync(kept, 0)],
    ['ends in the midst of the code', (kept) => truncateSync(kept, statSync(kept).size - 100)],
    ['ends in the midst of the list', (kept) => truncateSync(kept, 10)],
    ['is no such file', (kept) => writeFileSync(kept, '[]\nnonsense')],
    ['cannot be read', (kept) => chmodSync(kept, 0)],
  ])('that %s is written anew', (_, spoil) => {
    put('a.cjs', before)
    keep()
    const [kept = ''] = files()
    const whole = readFileSync(kept)
    spoil(kept)
    expect(said()).toBe('before')
    keep()
    expect(Math.abs(statSync(kept).size - whole.length)).toBeLessThan(1_000)
    expect(said()).toBe('before')
  })

  test('of files that only another process needed stays', () => {
    put('a.cjs', before)
    put('b.cjs', 'exports.b = 1')
    keep()
    run(`load('b.cjs'); await keepFreshCode(); print(1)`)
    expect(list().sort()).toEqual(['a.cjs', 'b.cjs'])
  })

  test('of files that are gone, or others now, goes', () => {
    put('a.cjs', before)
    put('b.cjs', 'exports.b = 1')
    put('c.cjs', 'exports.c = 1')
    run(`for (const name of ['a.cjs', 'b.cjs', 'c.cjs']) load(name); await keepFreshCode(); print(1)`)
    rmSync(join(folder, 'b.cjs'))
    put('c.cjs', 'exports.c = 2')
    put('d.cjs', 'exports.d = 1')
    run(`load('d.cjs'); await keepFreshCode(); print(1)`)
    expect(list().sort()).toEqual(['a.cjs', 'd.cjs'])
  })

  test('that was written a month ago goes when something is written', () => {
    put('a.cjs', before)
    keep()
    const old = join(cache, 'code', '00000000-v20.0.0-x64')
    writeFileSync(old, '')
    const month = Date.now() / 1000 - 31 * 86_400
    utimesSync(old, month, month)
    put('a.cjs', after)
    keep()
    expect(existsSync(old)).toBe(false)
    expect(files()).toHaveLength(1)
  })

  test('is only time: where nothing can be written everything runs', () => {
    put('a.cjs', before)
    writeFileSync(cache, 'not a folder')
    keep()
    expect(said()).toBe('before')
  })

  function keep(): void {
    run(`load('a.cjs').say(); await keepFreshCode(); print(1)`)
  }

  function said(): unknown {
    return run(`print(load('a.cjs').say())`)
  }

  /** Puts the other text in place, and has the kept code say that it is of this one. */
  function forge(): void {
    put('a.cjs', after)
    const [kept = ''] = files()
    const bytes = readFileSync(kept)
    const end = bytes.indexOf('\n')
    const entries = JSON.parse(bytes.toString('latin1', 0, end))
    const { size, ino, ctimeMs } = statSync(join(folder, 'a.cjs'))
    entries['a.cjs'].source = [size, ino, ctimeMs]
    writeFileSync(kept, `${JSON.stringify(entries)}\n`, 'latin1')
    appendFileSync(kept, bytes.subarray(end + 1))
  }
})

function put(name: string, text: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), text)
}

function files(): string[] {
  const code = join(cache, 'code')
  return readdirSync(code).map((name) => join(code, name))
}

/** The files whose code is kept. */
function list(): string[] {
  const bytes = readFileSync(files()[0] ?? '')
  return Object.keys(JSON.parse(bytes.toString('latin1', 0, bytes.indexOf('\n'))))
}

/** Runs a process of Node in which `load` and `keepFreshCode` are there; gives what it prints. */
function run(program: string): unknown {
  put(
    'program.mjs',
    `import { keepFreshCode, load } from './loader.mjs'
     const print = (value) => console.log(JSON.stringify(value))
     ${program}`,
  )
  return JSON.parse(
    execFileSync(process.execPath, [join(folder, 'program.mjs')], { env: environment(), encoding: 'utf8' }),
  )
}

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, USE_GO_LAMBDA_CACHE: cache }
}

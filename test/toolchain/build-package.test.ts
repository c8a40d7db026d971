import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type BuildPackageOptions, buildPackage, findGo } from '../../src/toolchain/index.ts'
import { bundle } from './bundle.ts'
import { processesWith, snapshotOf, until, workspace } from './workspace.ts'

const space = workspace()
const cacheFolder = space.at('cache')
const children = new Set<ChildProcess>()
let module = ''
let go = ''
let runs = 0

beforeAll(async () => {
  module = await bundle('index', space.path)
  go = await findGo()
  space.file('mod/go.mod', 'module example.com/mod\n\ngo 1.21\n')
})

afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
})

function newRun(): string {
  runs += 1
  return space.at(`runs/${runs}`)
}

/** A program that prints `text`. */
function program(name: string, text: string): string {
  return dirname(space.file(`mod/${name}/main.go`, `package main\n\nfunc main() { println("${text}") }\n`))
}

function build(dir: string, options: Partial<BuildPackageOptions> = {}) {
  return buildPackage({ dir, cacheFolder, runFolder: space.at('runs/shared'), freshness: 'run', ...options })
}

function outputOf(binary: string): string {
  return execFileSync('sh', ['-c', '"$1" 2>&1', 'sh', binary], { encoding: 'utf8' }).trim()
}

/** A go command that notes when it builds; what it is asked besides is not counted. */
function loggingGo(log: string, before = ':'): string {
  const noted = `if [ "$1" = build ]; then echo build >> '${space.at(log)}'; ${before}; fi`
  return space.file(`go-${log}`, `#!/bin/sh\n${noted}\nexec '${go}' "$@"\n`, 0o755)
}

function linesOf(name: string): string[] {
  return existsSync(space.at(name)) ? readFileSync(space.at(name), 'utf8').split('\n').filter(Boolean) : []
}

/** Node processes that each call buildPackage once; gives what they print. */
async function inProcesses(count: number, options: BuildPackageOptions): Promise<Record<string, unknown>[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const child = startBuild(options)
      let text = ''
      child.stdout?.on('data', (chunk) => {
        text += String(chunk)
      })
      await once(child, 'close')
      return JSON.parse(text) as Record<string, unknown>
    }),
  )
}

function startBuild(options: BuildPackageOptions): ChildProcess {
  const script = space.file(
    'build.mjs',
    `import { buildPackage } from ${JSON.stringify(module)}
     const answer = await buildPackage(JSON.parse(process.argv[2])).catch(({ message, code, kind, lines }) => ({ message, code, kind, lines }))
     console.log(JSON.stringify(answer))`,
  )
  const child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.add(child)
  return child
}

describe('a build', () => {
  it('gives a program that runs, and is made once per run', async () => {
    const dir = program('once', 'hello')
    const runFolder = newRun()
    const first = await build(dir, { runFolder })
    expect(outputOf(first.binary)).toBe('hello')
    expect(first).toMatchObject({ shared: false, durationMs: expect.any(Number) })
    expect(await build(dir, { runFolder })).toEqual({ ...first, shared: true })
    expect(first.binary.endsWith('/once')).toBe(true)
    expect(first.binary.startsWith(runFolder)).toBe(true)
  })

  it("leaves the user's tree alone", async () => {
    const dir = program('tree', 'x')
    const before = snapshotOf(space.at('mod'))
    await build(dir, { runFolder: newRun() })
    expect(snapshotOf(space.at('mod'))).toEqual(before)
  })

  it('makes folders that only their owner may enter', async () => {
    const runFolder = newRun()
    const fresh = space.at('fresh-cache')
    await build(program('modes', 'x'), { runFolder, cacheFolder: fresh })
    const folders = [fresh, runFolder, ...foldersIn(fresh), ...foldersIn(runFolder)]
    expect(folders.length).toBeGreaterThan(7)
    for (const folder of folders) expect(statSync(folder).mode & 0o077, folder).toBe(0)
  })

  it('follows go.work, replace lines and links, as the same command in a shell does', async () => {
    space.file('work/go.work', 'go 1.21\n\nuse ./app\nuse ./lib\n')
    space.file('work/app/go.mod', 'module example.com/app\n\ngo 1.21\n')
    space.file('work/app/main.go', 'package main\n\nimport "example.com/lib"\n\nfunc main() { println(lib.Text) }\n')
    space.file('work/lib/go.mod', 'module example.com/lib\n\ngo 1.21\n')
    space.file('work/lib/lib.go', 'package lib\n\nconst Text = "from the workspace"\n')
    symlinkSync(space.at('work/app'), space.at('link'))
    expect(outputOf((await build(space.at('work/app'))).binary)).toBe('from the workspace')
    // Outside of the workspace by its name, so that go.work is not found above it: as in a shell.
    await expect(build(space.at('link'), { runFolder: newRun() })).rejects.toMatchObject({ kind: 'module-missing' })
  })

  it('is a binary of its own for each set of tags, flags and variables', async () => {
    const dir = program('tagged', 'plain')
    space.file('mod/tagged/loud.go', '//go:build loud\n\npackage main\n\nfunc init() { println("LOUD") }\n')
    const plain = await build(dir)
    const loud = await build(dir, { tags: ['loud', 'other'] })
    expect(outputOf(plain.binary)).toBe('plain')
    expect(outputOf(loud.binary)).toBe('LOUD\nplain')
    expect(outputOf((await build(dir, { env: { GOFLAGS: '-tags=loud' } })).binary)).toBe('LOUD\nplain')
    expect(outputOf((await build(dir, { env: { GOFLAGS: '-tags=loud' }, tags: [] })).binary)).toBe('plain')
    const stripped = await build(dir, { flags: ['-ldflags=-s -w'] })
    expect(statSync(stripped.binary).size).toBeLessThan(statSync(plain.binary).size)
  })

  it('gives go the environment of the developer, less what is removed', async () => {
    const dir = program('environment', 'x')
    const log = space.at('environment.log')
    const spy = space.file('go-env', `#!/bin/sh\nenv > '${log}'\nexec '${go}' "$@"\n`, 0o755)
    process.env['USE_GO_LAMBDA_TEST_VARIABLE'] = 'kept'
    process.env['USE_GO_LAMBDA_TEST_OTHER'] = 'removed'
    await build(dir, { env: { USE_GO_LAMBDA_GO: spy, USE_GO_LAMBDA_TEST_OTHER: undefined, GOPRIVATE: 'example.com' } })
    delete process.env['USE_GO_LAMBDA_TEST_VARIABLE']
    delete process.env['USE_GO_LAMBDA_TEST_OTHER']
    const lines = readFileSync(log, 'utf8').split('\n')
    expect(lines).toContain('USE_GO_LAMBDA_TEST_VARIABLE=kept')
    expect(lines).toContain('GOPRIVATE=example.com')
    expect(lines).toContain(`PWD=${dir}`)
    expect(lines.some((line) => line.startsWith('USE_GO_LAMBDA_TEST_OTHER'))).toBe(false)
  })

  it('works without HOME: Go is given a cache in ours', async () => {
    const none = { HOME: undefined, XDG_CACHE_HOME: undefined, GOCACHE: undefined, GOPATH: undefined }
    const { binary } = await build(program('homeless', 'no home'), { runFolder: newRun(), env: none })
    expect(outputOf(binary)).toBe('no home')
    expect(existsSync(join(cacheFolder, 'go-build'))).toBe(true)
  })

  it('refuses a cache folder whose parts are links', async () => {
    const bad = space.at('linked-cache')
    mkdirSync(bad)
    mkdirSync(space.at('foreign'))
    const dir = program('linked', 'x')
    await build(dir, { runFolder: newRun(), cacheFolder: bad })
    const key = readdirSync(join(bad, 'bin'))[0] ?? ''
    rmSync(join(bad, 'bin', key), { recursive: true })
    symlinkSync(space.at('foreign'), join(bad, 'bin', key))
    await expect(build(dir, { runFolder: newRun(), cacheFolder: bad })).rejects.toMatchObject({ code: 'CACHE_FOLDER' })
  })
})

describe('a rebuild', () => {
  it('is asked for in watch mode only when no build began after the change', async () => {
    const dir = program('watched', 'one')
    const runFolder = newRun()
    const first = await build(dir, { runFolder })
    program('watched', 'two')
    const since = Date.now()
    expect(outputOf((await build(dir, { runFolder })).binary)).toBe('one')
    const second = await build(dir, { runFolder, freshness: { since } })
    expect(second.shared).toBe(false)
    expect(outputOf(second.binary)).toBe('two')
    expect(await build(dir, { runFolder, freshness: { since } })).toEqual({ ...second, shared: true })
    expect(outputOf(first.binary)).toBe('one')
  })

  it('is not fooled by a build that began before the change and ended after it', async () => {
    const dir = program('late', 'one')
    const runFolder = newRun()
    const env = { USE_GO_LAMBDA_GO: loggingGo('late.log', 'test -e late-done || { touch "$PWD/late-done"; sleep 1; }') }
    const early = build(dir, { runFolder, env })
    await until('go runs', () => linesOf('late.log').length === 1)
    const since = Date.now()
    const late = await build(dir, { runFolder, env, freshness: { since } })
    expect(late.shared).toBe(false)
    expect((await early).shared).toBe(false)
    expect(linesOf('late.log')).toEqual(['build', 'build'])
  })

  it('leaves the same file where nothing changed, and does not link it anew', async () => {
    const dir = program('same', 'same')
    const runFolder = newRun()
    const first = await build(dir, { runFolder })
    const second = await build(dir, { runFolder, freshness: { since: Date.now() - 1 + 1 } })
    expect(second.binary).toBe(first.binary)
    const otherRun = await build(dir, { runFolder: newRun() })
    expect(statSync(otherRun.binary).ino).toBe(statSync(first.binary).ino)
  })

  it('never touches a binary that is running', async () => {
    const dir = dirname(
      space.file(
        'mod/running/main.go',
        'package main\n\nimport "os"\n\nfunc main() { println("1"); os.Stdin.Read(make([]byte, 1)) }\n',
      ),
    )
    const runFolder = newRun()
    const first = await build(dir, { runFolder })
    const child = spawn(first.binary, { stdio: ['pipe', 'ignore', 'pipe'] })
    children.add(child)
    await once(child.stderr, 'data')
    const before = readFileSync(first.binary)
    program('running', '2')
    const second = await build(dir, { runFolder, freshness: { since: Date.now() } })
    expect(outputOf(second.binary)).toBe('2')
    expect(readFileSync(first.binary).equals(before)).toBe(true)
    expect(child.exitCode).toBeNull()
    child.stdin.end()
    expect((await once(child, 'exit'))[0]).toBe(0)
  })

  it("leaves a run's binaries where they are when the cache is deleted", async () => {
    const own = space.at('short-lived-cache')
    const dir = program('kept', 'still here')
    const runFolder = newRun()
    const { binary } = await build(dir, { runFolder, cacheFolder: own })
    rmSync(own, { recursive: true })
    expect(outputOf(binary)).toBe('still here')
    expect((await build(dir, { runFolder: newRun(), cacheFolder: own })).shared).toBe(false)
  })

  it('is made where the binary has gone from the run', async () => {
    const dir = program('lost', 'found')
    const runFolder = newRun()
    const { binary } = await build(dir, { runFolder })
    rmSync(binary)
    const again = await build(dir, { runFolder })
    expect(outputOf(again.binary)).toBe('found')
  })

  it('keeps one output in the cache', async () => {
    const own = space.at('bounded-cache')
    const dir = program('bounded', '0')
    for (let round = 0; round < 4; round++) {
      program('bounded', round === 2 ? '" +' : String(round))
      await build(dir, { runFolder: newRun(), cacheFolder: own }).catch(() => {})
    }
    const [key] = readdirSync(join(own, 'bin'))
    expect(readdirSync(join(own, 'bin', key ?? '')).filter((name) => name !== 'kept.json')).toEqual(['4'])
    expect(readdirSync(join(own, 'locks', key ?? ''))).toEqual(['4'])
  })
})

describe('many processes at once', () => {
  it('build a package once, and all get the same binary', async () => {
    const dir = program('many', 'many')
    const env = { USE_GO_LAMBDA_GO: loggingGo('many.log') }
    const answers = await inProcesses(6, { dir, cacheFolder, runFolder: newRun(), freshness: 'run', env })
    expect(linesOf('many.log')).toEqual(['build'])
    expect(new Set(answers.map(({ binary }) => binary)).size).toBe(1)
    expect(answers.filter(({ shared }) => shared === false)).toHaveLength(1)
    expect(outputOf(String(answers[0]?.['binary']))).toBe('many')
  })

  it('compile a broken package once, and all get the same error', async () => {
    const dir = program('broken', '" + nothing + "')
    const env = { USE_GO_LAMBDA_GO: loggingGo('broken.log') }
    const label = './broken'
    const answers = await inProcesses(6, { dir, label, cacheFolder, runFolder: newRun(), freshness: 'run', env })
    expect(linesOf('broken.log')).toEqual(['build'])
    const lines = ['# example.com/mod/broken', './main.go:3:28: undefined: nothing']
    const message = [
      './broken does not compile',
      ...lines.map((line) => `  | ${line}`),
      "  → fix the lines above; their paths are relative to the package's folder",
    ].join('\n')
    expect(answers).toEqual(Array(6).fill({ message, code: 'GO_BUILD', kind: 'compile', lines }))
  })

  it('build different packages beside each other', async () => {
    const runFolder = newRun()
    const names = ['a/fn', 'b/fn', 'c/fn']
    const built = await Promise.all(names.map((name) => build(program(name, name), { runFolder })))
    expect(built.map(({ binary }) => outputOf(binary))).toEqual(names)
  })

  it('are told the pid of the one that builds for too long', async () => {
    const dir = program('held', 'x')
    const env = { USE_GO_LAMBDA_GO: loggingGo('held.log', 'sleep 60') }
    const runFolder = newRun()
    const child = startBuild({ dir, cacheFolder, runFolder, freshness: 'run', env })
    await until('go runs', () => linesOf('held.log').length === 1)
    const error = (await build(dir, { label: './held', runFolder, env, timeoutMs: 200 }).catch(
      (reason) => reason,
    )) as Error
    expect(error.message.replace(/within \d+ ms/, 'within N ms')).toBe(
      `./held is being built by process ${child.pid}, which did not end within N ms\n  → raise { buildTimeoutMs }, or see what process ${child.pid} is doing`,
    )
    expect(error).toMatchObject({ code: 'GO_BUILD', kind: 'waiting', package: './held' })
  })
})

describe('the end of a build before its end', () => {
  const cold = (mark: string) => ({ USE_GO_LAMBDA_TEST_MARK: mark, GOCACHE: space.at(`cold-${mark}`) })
  const atWork = (mark: string) => processesWith(`USE_GO_LAMBDA_TEST_MARK=${mark}`).filter((pid) => pid !== process.pid)
  const compiling = (mark: string) => until('compilers run', () => atWork(mark).length >= 3)
  const nobody = (mark: string) => until('no process of the build lives', () => atWork(mark).length === 0, 2000)

  it('by its timeout kills go and the compilers, and all are told', async () => {
    const dir = program('slow', 'x')
    const runFolder = newRun()
    const options = { label: './slow', runFolder, env: cold('timeout'), timeoutMs: 700 }
    const error = (await build(dir, options).catch((reason) => reason)) as Error
    await nobody('timeout')
    expect(error.message.replace(/within \d+ ms/, 'within N ms')).toBe(
      [
        './slow was not built within N ms: go build and its children were killed',
        '  → raise { buildTimeoutMs }, or run go build once by hand, which fills the cache of Go',
      ].join('\n'),
    )
    expect(error).toMatchObject({ code: 'GO_BUILD', kind: 'timeout', lines: [], command: 'go build -buildvcs=false .' })
    const begun = performance.now()
    await expect(build(dir, options)).rejects.toMatchObject({ kind: 'timeout' })
    expect(performance.now() - begun).toBeLessThan(500)
    await expect(build(dir, { ...options, timeoutMs: 120_000 })).resolves.toMatchObject({ shared: false })
  })

  it('by a signal throws its reason, kills go and the compilers, and is no result for others', async () => {
    const dir = program('aborted', 'x')
    const runFolder = newRun()
    const controller = new AbortController()
    const reason = new Error('the suite has ended')
    const building = build(dir, { runFolder, env: cold('abort'), signal: controller.signal })
    const outcome = building.catch((error: unknown) => error)
    await compiling('abort')
    controller.abort(reason)
    expect(await outcome).toBe(reason)
    await nobody('abort')
    expect(readdirSync(join(runFolder, 'builds'))).toEqual([])
  })

  it('by SIGKILL of the process that asked for it leaves no go and no lock', async () => {
    const dir = program('killed', 'x')
    const env = cold('sigkill')
    const runFolder = newRun()
    const child = startBuild({ dir, cacheFolder, runFolder, freshness: 'run', env })
    await compiling('sigkill')
    child.kill('SIGKILL')
    await nobody('sigkill')
    expect(await build(dir, { runFolder, env, timeoutMs: 120_000 })).toMatchObject({ shared: false })
  })

  it('by the end of the thread that asked for it leaves no go', async () => {
    const dir = program('thread', 'x')
    const options = { dir, cacheFolder, runFolder: newRun(), freshness: 'run', env: cold('thread') }
    const script = space.file(
      'thread.mjs',
      `import { buildPackage } from ${JSON.stringify(module)}
       import { workerData } from 'node:worker_threads'
       await buildPackage(workerData)`,
    )
    const worker = new Worker(script, { workerData: options })
    await compiling('thread')
    await worker.terminate()
    await nobody('thread')
  })
})

describe('progress', () => {
  it('is told when a build takes longer than two seconds, and how long it took', async () => {
    const lines: string[] = []
    const env = { USE_GO_LAMBDA_GO: loggingGo('slow.log', 'sleep 2.3') }
    const dir = program('progress', 'x')
    await build(dir, { label: './progress', env, runFolder: newRun(), onProgress: (line) => lines.push(line) })
    expect(lines.map((line) => line.replace(/\d+\.\d s$/, 'N s'))).toEqual([
      'building ./progress … 2 s',
      'built ./progress in N s',
    ])
  })

  it('is silent for a short one', async () => {
    const lines: string[] = []
    await build(program('quick', 'x'), { runFolder: newRun(), onProgress: (line) => lines.push(line) })
    expect(lines).toEqual([])
  })
})

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
}

chmodSync(space.path, 0o700)

import { execFileSync, spawn } from 'node:child_process'
import { once as event } from 'node:events'
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Rolldown } from 'tsdown'

const outputLines = 524_288
const outputBytes = outputLines * 100

/**
 * Rows of what surrounds an invocation: the process, its start, its output. What they are compared with (in the column
 * of Go) is said by their names.
 */
export function environmentRows(folder, atEnd) {
  const bench = new Bench(folder, atEnd)
  const small = { rounds: 40, warm: 8, pick: 0.5, must: 1.05, aim: 1.05 }
  const smallCalls = (base, name, payload) => ({
    ...small,
    go: () => bench.invocations(base, name, payload, 500),
    ours: () => bench.invocations('exact logs', name, payload, 500),
  })
  const lines = { lines: 3, bytes: 80 }
  const starts = { rounds: 15, warm: 2, pick: 0.5 }
  return [
    {
      name: 'small invoke through the harness with exact logs, p50, to the same without logs (/dev/null)',
      ...smallCalls('no logs', 'upper', 'daniel'),
    },
    {
      name: 'the same, the function writes 3 lines, to a file that nobody reads',
      ...smallCalls('unread logs', 'prints-lines', lines),
      must: undefined,
      aim: undefined,
    },
    {
      name: 'the same, the function writes 3 lines, to /dev/null',
      ...smallCalls('no logs', 'prints-lines', lines),
      must: undefined,
      aim: undefined,
    },
    {
      name: 'small invoke over the Runtime API, p50, to the same over net/rpc',
      ...small,
      go: () => bench.invocations('exact logs', 'upper', 'daniel', 500),
      ours: () => bench.invocations('exact logs', 'upper', 'daniel', 500, 'runtime-api'),
      must: 4,
      aim: 3,
    },
    {
      name: 'start, spawn to first Ping, to a whole run of a Go hello world',
      ...starts,
      must: 2.5,
      aim: 2,
      go: () => bench.helloWorlds(10),
      ours: () => bench.starts(10, ({ initDurationMs }) => initDurationMs * 1e6),
    },
    {
      name: 'start with all that belongs to it (port, folders, first invocation), to a whole run of a Go hello world',
      ...starts,
      go: () => bench.helloWorlds(10),
      ours: () => bench.starts(10, (_, elapsed) => elapsed),
    },
    {
      name: '50 MB of output in one invocation, to the same work run from a shell with `>> file 2>&1`',
      rounds: 12,
      warm: 2,
      pick: 0.5,
      must: 1.1,
      aim: 1.1,
      go: () => bench.outputFromShell(),
      ours: () => bench.outputOfInvocation(),
    },
  ]
}

class Bench {
  #folder
  #atEnd
  #builds = new Map()
  #functions = new Map()

  constructor(folder, atEnd) {
    this.#folder = folder
    this.#atEnd = atEnd
  }

  /** The nanoseconds of each of so many calls of the handle's `invoke`. */
  async invocations(build, name, payload, calls, transport = 'rpc') {
    const lambda = await this.#started(build, name, transport)
    const times = new Array(calls)
    for (let index = 0; index < calls; index++) {
      const begin = process.hrtime.bigint()
      await lambda.invoke(payload)
      times[index] = Number(process.hrtime.bigint() - begin)
    }
    return times
  }

  async helloWorlds(runs) {
    const times = []
    const output = openSync(join(this.#folder, 'hello.log'), 'a')
    for (let run = 0; run < runs; run++) {
      const begin = process.hrtime.bigint()
      const child = spawn(join(this.#folder, 'hello'), { detached: true, stdio: ['ignore', output, output], env: {} })
      const [code] = await event(child, 'exit')
      times.push(Number(process.hrtime.bigint() - begin))
      if (code !== 0) throw new Error(`hello world exited with ${code}`)
    }
    closeSync(output)
    return times
  }

  /** Each start follows the end of the one before, which is not counted. */
  async starts(runs, pick) {
    const lambda = await this.#started('exact logs', 'upper')
    const times = []
    for (let run = 0; run < runs; run++) {
      await lambda.restart()
      const begin = process.hrtime.bigint()
      const result = await lambda.invokeDetailed('daniel')
      const elapsed = Number(process.hrtime.bigint() - begin)
      if (!result.coldStart) throw new Error('not a cold start')
      times.push(pick(result, elapsed))
    }
    return times
  }

  async outputOfInvocation() {
    const lambda = await this.#started('exact logs', 'writes')
    // The caller's time and not `durationMs`: the file of the call before is emptied in it.
    const begin = process.hrtime.bigint()
    const { logs, response } = await lambda.invokeDetailed(outputLines)
    const elapsed = Number(process.hrtime.bigint() - begin)
    const leftOut = Number(/^… (\d+) bytes/.exec(logs)?.[1])
    const held = logs.length - logs.indexOf('\n') - 1
    if (response !== outputLines || leftOut + held !== outputBytes) throw new Error(`not all: ${logs.slice(0, 200)}`)
    return [elapsed]
  }

  /** The start of the program is counted, and of the shell: 2 ms. */
  async outputFromShell() {
    // Beside the function's own: on the same file system.
    mkdirSync(join(this.#folder, 'cache'), { recursive: true })
    const file = join(this.#folder, 'cache', 'shell.log')
    rmSync(file, { force: true })
    const command = `exec '${join(this.#folder, 'writes')}' ${outputLines} >> '${file}' 2>&1`
    const begin = process.hrtime.bigint()
    const [code] = await event(spawn('/bin/sh', ['-c', command], { stdio: 'ignore' }), 'exit')
    const elapsed = Number(process.hrtime.bigint() - begin)
    if (code !== 0 || statSync(file).size !== outputBytes) throw new Error(`not all: ${statSync(file).size} bytes`)
    return [elapsed]
  }

  #started(build, name, transport = 'rpc') {
    const key = `${build} ${name} ${transport}`
    if (!this.#functions.has(key)) this.#functions.set(key, this.#start(build, name, transport))
    return this.#functions.get(key)
  }

  async #start(build, name, transport) {
    const { startGoLambda } = await this.#build(build)
    const binary = join(this.#folder, name)
    if (name !== 'writes') goBuild(binary, join(import.meta.dirname, '../test/lambdas'), `./${name}`)
    const lambda = await startGoLambda({ binary }, { timeoutMs: 60_000, transport })
    this.#atEnd(() => lambda.stop())
    return lambda
  }

  /** The harness as one file. */
  #build(build) {
    if (!this.#builds.has(build)) this.#builds.set(build, this.#bundle(build))
    return this.#builds.get(build)
  }

  async #bundle(build) {
    process.env.USE_GO_LAMBDA_CACHE = join(this.#folder, 'cache')
    const folder = join(this.#folder, build.replaceAll(' ', '-'))
    mkdirSync(folder, { recursive: true })
    const plugins = outputFiles[build] ?? []
    await bundle('../src/environment/reap-main.ts', join(folder, 'reap.mjs'), [])
    await bundle('../src/harness/door.ts', join(folder, 'door.mjs'), plugins)
    return import(pathToFileURL(join(folder, 'door.mjs')).href)
  }
}

/** The builds whose function writes where nobody asks how much. */
const outputFiles = {
  'no logs': [unmeasured("'/dev/null'")],
  'unread logs': [unmeasured('path')],
}

/** Another class in place of src/environment/output-file.ts. */
function unmeasured(path) {
  return {
    name: 'unmeasured',
    load(id) {
      if (!id.endsWith('/src/environment/output-file.ts')) return undefined
      const [, body] = readFileSync(id, 'utf8').split('export class OutputFile {')
      const members = [...body.matchAll(/^ {2}(\w+)\(/gm)].map(([, name]) => name)
      const unknown = members.filter((name) => !['constructor', 'mark', 'read', 'emptyIfLarge', 'close'].includes(name))
      if (unknown.length > 0) throw new Error(`OutputFile has members that this one lacks: ${unknown.join(', ')}`)
      return `
        import { closeSync, openSync } from 'node:fs'
        export class OutputFile {
          constructor(path) { this.fd = openSync(${path}, 'a') }
          mark() { return 0 }
          read() { return '' }
          emptyIfLarge() { return 0 }
          close() { if (this.fd !== undefined) closeSync(this.fd); this.fd = undefined }
        }`
    },
  }
}

async function bundle(entry, file, plugins) {
  const input = join(import.meta.dirname, entry)
  const build = await Rolldown.rolldown({ input, platform: 'node', logLevel: 'silent', plugins })
  await build.write({ file, format: 'esm', codeSplitting: false })
  await build.close()
}

function goBuild(binary, module, name) {
  const options = { cwd: module, stdio: ['ignore', 'ignore', 'inherit'] }
  execFileSync('go', ['build', '-buildvcs=false', '-o', binary, name], options)
}

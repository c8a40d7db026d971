import { type ChildProcess, spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { inject } from 'vitest'
import { killAll, type LivingProcess, processesWith } from './processes.ts'
import type { Installed } from './versions.ts'

const checkout = join(import.meta.dirname, '../..')
const lambdas = join(checkout, 'test/lambdas')

/** A runner's process. */
export interface RunnerProcess {
  readonly child: ChildProcess
  readonly pid: number
  /** What it has written so far. */
  readonly stdout: string
  readonly stderr: string
  /** Resolves when it has ended and its output is complete. */
  readonly ended: Promise<Ended>
}

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
  /** Both, colours taken out. */
  readonly text: string
}

export interface StartOptions {
  /** A folder to come first on the PATH. */
  readonly path?: string
  readonly variables?: Readonly<Record<string, string>>
  /** Vitest's watch mode; its standard input stays open. */
  readonly watch?: boolean
}

/** One start of `go build`. */
export interface GoBuild {
  /** Where, from the project's folder on. */
  readonly folder: string
  /** The pid of the worker. */
  readonly by: number
  readonly args: string
}

/** How the suites of the two runners differ: their first lines. */
const runners = {
  vitest: {
    program: 'node_modules/vitest/vitest.mjs',
    args: ['run'],
    head: `import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi as timers } from 'vitest'
import { useGoLambda } from 'use-go-lambda/vitest'
`,
  },
  jest: {
    program: 'node_modules/jest/bin/jest.js',
    args: [],
    head: `import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest as timers, test } from '@jest/globals'
import { useGoLambda } from 'use-go-lambda/jest'
`,
  },
} as const

export type RunnerName = keyof typeof runners

/** `jest.config` for suites in TypeScript. */
export const swc = { '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] }

/**
 * A user's project in a temporary folder: a Go module, suites, and in node_modules the packed package beside links to
 * this checkout's runners. Everything started in it carries its path and is killed when it is removed.
 */
export class Project {
  readonly path: string
  readonly cache: string
  readonly #goLog: string
  readonly #node: string

  /** With the runners of this checkout, or with one that is installed elsewhere. */
  constructor({ modules: runners = join(checkout, 'node_modules'), node = process.execPath }: Installed = {}) {
    this.#node = node
    this.path = realpathSync(mkdtempSync(join(tmpdir(), 'ugl-project-')))
    this.cache = join(this.path, '.cache')
    this.#goLog = join(this.path, 'go.log')
    const modules = join(this.path, 'node_modules')
    cpSync(inject('unpacked'), join(modules, 'use-go-lambda'), { recursive: true })
    for (const name of ['vitest', 'vite', 'jest', '@jest/globals']) link(modules, runners, name)
    for (const name of ['@swc/core', '@swc/jest', 'jest-junit']) link(modules, join(checkout, 'node_modules'), name)
    this.write('package.json', JSON.stringify({ name: 'project', private: true }))
    for (const name of ['go.mod', 'go.sum']) cpSync(join(lambdas, name), join(this.path, name))
  }

  /** Copies a function of test/lambdas to `cmd/<as>`. */
  lambda(name: string, as = name): void {
    cpSync(join(lambdas, name), join(this.path, 'cmd', as), { recursive: true })
  }

  write(name: string, text: string, mode = 0o644): string {
    const path = join(this.path, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text, { mode })
    return path
  }

  /** A suite of one runner, in its own folder: `<runner>/<name>.test.ts`. */
  suite(runner: RunnerName, name: string, body: string): void {
    this.write(`${runner}/${name}.test.ts`, `${runners[runner].head}${body}`)
  }

  /** What a suite appended to a file, line by line as JSON. */
  lines<T>(name: string): T[] {
    const path = join(this.path, name)
    if (!existsSync(path)) return []
    // A line that is being written is not read yet.
    const text = readFileSync(path, 'utf8')
    return text
      .slice(0, text.lastIndexOf('\n') + 1)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8')
  }

  json<T>(name: string): T {
    return JSON.parse(readFileSync(join(this.path, name), 'utf8'))
  }

  /** Puts a `go` first on the PATH that writes down what is built, and with `delayS` takes its time before it builds. */
  watchGo({ delayS = 0 } = {}): string {
    const go = (process.env['PATH'] ?? '')
      .split(delimiter)
      .map((folder) => join(folder, 'go'))
      .find((path) => existsSync(path))
    this.write(
      'bin/go',
      `#!/bin/sh
[ "$1" != build ] || {
  echo "{\\"folder\\": \\"\${PWD#${this.path}/}\\", \\"by\\": $PPID, \\"args\\": \\"$*\\"}" >>'${this.#goLog}'
  sleep ${delayS}
}
exec '${go}' "$@"
`,
      0o755,
    )
    return join(this.path, 'bin')
  }

  /** Every start of `go build`, in order. */
  goBuilds(): GoBuild[] {
    return this.lines('go.log')
  }

  /** Starts a runner in its own process group, as a terminal does. */
  start(runner: RunnerName, args: readonly string[], { path, variables, watch }: StartOptions = {}): RunnerProcess {
    const { program, args: usual } = runners[runner]
    const first = watch === true && runner === 'vitest' ? ['watch'] : usual
    const child = spawn(this.#node, [join(this.path, program), ...first, ...args], {
      cwd: this.path,
      detached: true,
      stdio: [watch === true ? 'pipe' : 'ignore', 'pipe', 'pipe'],
      env: {
        ...outerVariables(),
        CI: watch === true ? '' : 'true',
        USE_GO_LAMBDA_CACHE: this.cache,
        PATH: pathWith(path),
        ...variables,
      },
    })
    let stdout = ''
    let stderr = ''
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      stderr += text
    })
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr, text: plain(stdout + stderr) }))
    })
    return {
      child,
      pid: child.pid ?? 0,
      ended,
      get stdout() {
        return stdout
      },
      get stderr() {
        return stderr
      },
    }
  }

  /** Runs a runner to its end. */
  async run(runner: RunnerName, args: readonly string[], options?: StartOptions): Promise<Ended> {
    return this.start(runner, args, options).ended
  }

  processes(): LivingProcess[] {
    return processesWith(this.path)
  }

  /** Ports that are reserved. */
  reservations(): string[] {
    return namesIn(join(this.cache, 'ports'))
  }

  /** Ends everything that was started in it, and removes it. */
  async remove(): Promise<void> {
    killAll(this.path)
    await rm(this.path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }
}

/** Where it is there: a version of one runner comes without the other. */
function link(modules: string, from: string, name: string): void {
  if (!existsSync(join(from, name))) return
  mkdirSync(dirname(join(modules, name)), { recursive: true })
  symlinkSync(join(from, name), join(modules, name))
}

/** Our environment without what the outer Vitest put there, which the inner one would take for its own. */
export function outerVariables(): NodeJS.ProcessEnv {
  const inner = /^(VITEST.*|TEST|TEST_REPORT|NODE_ENV|MODE|DEV|PROD|SSR|BASE_URL|NODE_OPTIONS|FORCE_COLOR|COLORTERM)$/
  const kept = Object.entries(process.env).filter(([name]) => !inner.test(name))
  return { ...Object.fromEntries(kept), NO_COLOR: '1' }
}

function pathWith(folder: string | undefined): string {
  return [...(folder === undefined ? [] : [folder]), process.env['PATH'] ?? ''].join(delimiter)
}

export function plain(text: string): string {
  return text.replace(/\x1b\[[0-9;]*[A-Za-z]/g, '')
}

export function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : []
}

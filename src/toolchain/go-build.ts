import { constants, existsSync } from 'node:fs'
import { access, open, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { explainGoBuild } from './explain-go-build.ts'
import { GoBuildError, type GoBuildFailure, type GoBuildProblem } from './go-build-error.ts'
import { type GoRunResult, runGo } from './go-command.ts'

export interface GoBuildRun {
  readonly go: string
  /** `build` and its flags; `-o` and the package are added. */
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly label: string
  /** Where the binary goes. */
  readonly output: string
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

const QUESTION_TIMEOUT_MS = 30_000

/**
 * Runs go build and makes sure that a program came out.
 *
 * @throws {GoBuildError}
 */
export async function runGoBuild(run: GoBuildRun): Promise<void> {
  const { go, cwd, env, label, output, timeoutMs, signal } = run
  const args = [...run.args, '-o', output, '.']
  const fail = (kind: GoBuildProblem, what: string, nextStep: string, result?: GoRunResult): never => {
    const failure: GoBuildFailure = {
      kind,
      package: label,
      command: ['go', ...run.args, '.'].join(' '),
      reason: `${label} ${what}`,
      lines: result?.stderr ?? [],
      omitted: result?.omitted ?? 0,
      nextStep,
    }
    throw new GoBuildError(failure)
  }
  const result = await runGo({ go, args, cwd, env, timeoutMs, signal })
  if (result.timedOut) {
    const nextStep = 'raise { buildTimeoutMs }, or run go build once by hand, which fills the cache of Go'
    fail('timeout', `was not built within ${timeoutMs} ms: go build and its children were killed`, nextStep, result)
  }
  if (result.exitCode !== 0) {
    if (!existsSync(go))
      fail('go-vanished', `could not be built: ${go} has gone`, 'check the installation of Go', result)
    const { kind, what, nextStep } = explainGoBuild(result.stderr, result.exitCode, { importsC: await importsC(cwd) })
    fail(kind, what, nextStep, result)
  }
  const problem = await notAProgram(output)
  if (problem === undefined) return
  const name = await packageName(run)
  if (name !== 'main' && (problem === 'archive' || problem === 'missing')) {
    const nextStep = 'give the folder of the package that has func main'
    fail('not-main', `is package ${name}, not main: there is no program to build`, nextStep, result)
  }
  fail(
    'other',
    `was built, but what came out is no program (${problem})`,
    'check { build: { flags } } and GOFLAGS',
    result,
  )
}

/** What is wrong with what came out: go build answers 0 for a package that is not main, and writes an archive, or nothing. */
export async function notAProgram(path: string): Promise<string | undefined> {
  const stats = await stat(path).catch(() => undefined)
  if (stats === undefined) return 'missing'
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read({ length: 8, position: 0 })
    if (bytesRead === 0) return 'empty'
    if (buffer.toString('latin1', 0, bytesRead) === '!<arch>\n') return 'archive'
  } finally {
    await file.close()
  }
  return access(path, constants.X_OK).then(
    () => undefined,
    () => 'not executable',
  )
}

async function packageName({ go, cwd, env, signal }: GoBuildRun): Promise<string> {
  const args = ['list', '-find', '-f', '{{.Name}}', '.']
  const { stdout } = await runGo({ go, args, cwd, env, timeoutMs: QUESTION_TIMEOUT_MS, signal })
  return stdout[0] ?? 'unknown'
}

async function importsC(folder: string): Promise<boolean> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.go') || name.endsWith('_test.go')) continue
    const source = await readFile(join(folder, name), 'utf8').catch(() => '')
    if (/^\s*(?:import\s+)?"C"\s*$/m.test(source)) return true
  }
  return false
}

import { realpath } from 'node:fs/promises'
import { relative } from 'node:path'
import { realNow } from '../clock/index.ts'
import { buildKey } from './build-key.ts'
import { BuildProgress } from './build-progress.ts'
import { explainGoBuild } from './explain-go-build.ts'
import { findGo } from './find-go.ts'
import { GoBuildError } from './go-build-error.ts'
import { runGo } from './go-command.ts'
import { goEnvironment } from './go-environment.ts'
import { goTool, goToolDigest } from './go-tool.ts'
import { keepAnswer, keptAnswer } from './kept-answer.ts'
import { listInputs } from './list-inputs.ts'
import { moduleFolder } from './module-folder.ts'
import { PackageNotFoundError } from './package-not-found-error.ts'

/** What is asked about packages, and of whom. */
export interface AskGoToolOptions {
  /** The folder of the program's source: a module of its own that needs nothing but Go's library. */
  readonly source: string
  /** For messages: what it is that takes so long. */
  readonly label: string
  /** Folders of packages, of one module or workspace ({@link moduleFolder}). */
  readonly dirs: readonly string[]
  readonly tags?: readonly string[]
  readonly flags?: readonly string[]
  /** Variables of the go command, over the developer's own. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly cacheFolder: string
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Asks a Go program of ours about packages: `program -go GO -flag=… DIR…`, which answers with JSON on its standard output. An
 * answer is kept until something changes that the packages are made of; then no process is started at all.
 *
 * @throws {GoNotFoundError} {@link GoBuildError} {@link PackageNotFoundError} {@link CacheFolderError}
 */
export async function askGoTool(options: AskGoToolOptions): Promise<unknown> {
  const { source, label, tags, cacheFolder, timeoutMs, signal, env: changes = {} } = options
  const dirs = await Promise.all([...new Set(options.dirs)].sort().map(real))
  const [cwd] = dirs
  if (cwd === undefined) throw new RangeError('there is no package to ask about')
  const env = goEnvironment(process.env, changes, cacheFolder)
  const go = await findGo(env)
  const flags = [...(tags === undefined ? [] : [`-tags=${tags.join(',')}`]), ...(options.flags ?? [])]
  const args = [goToolDigest(source), ...flags, '--', ...dirs]
  const key = buildKey({ go, dir: moduleFolder(cwd, env), args, changes, env })
  const named = { ...env, PWD: cwd }
  const kept = await keptAnswer(cacheFolder, key, named)
  if (kept !== undefined) return kept
  const startedAt = realNow()
  const progress = new BuildProgress(label)
  let answered = false
  try {
    const run = { go, cwd, env, timeoutMs, signal }
    const program = await goTool({ source, label, cacheFolder, ...run })
    const [result, inputs] = await Promise.all([
      runGo({
        ...run,
        go: program,
        args: ['-go', go, ...flags.map((flag) => `-flag=${flag}`), ...dirs],
        wholeAnswer: true,
      }),
      listInputs({ ...run, flags, folders: dirs, tolerant: true }).catch(() => undefined),
    ])
    if (result.exitCode !== 0) throw notAnswered(options, codeIn(moduleFolder(cwd, env)), result)
    const answer: unknown = JSON.parse(result.stdout.join('\n'))
    answered = true
    const known = dirs.flatMap((dir) => inputs?.get(dir) ?? [])
    // What could not be found may come without any of these files changing: a download that failed.
    if (known.length === dirs.length && known.every(({ complete }) => complete)) {
      await keepAnswer(cacheFolder, key, answer, { inputs: known, env: named, startedAt })
    }
    return answer
  } finally {
    progress.end(answered)
  }
}

async function real(dir: string): Promise<string> {
  return realpath(dir).catch((cause) => {
    throw new PackageNotFoundError([dir], { reason: `there is no folder ${dir}`, cause })
  })
}

/** Which of several modules it is. */
function codeIn(folder: string): string {
  const way = relative(process.cwd(), folder) || 'this folder'
  return `the Go code in ${way.startsWith('..') ? folder : way}`
}

function notAnswered(
  { label, timeoutMs }: AskGoToolOptions,
  code: string,
  result: { exitCode: number | undefined; timedOut: boolean; stderr: readonly string[]; omitted: number },
): GoBuildError {
  const { stderr: lines, omitted, exitCode, timedOut } = result
  const explained = timedOut
    ? {
        kind: 'timeout' as const,
        what: `took longer than ${timeoutMs} ms`,
        nextStep: 'run go build once by hand, which fills the cache of Go',
      }
    : explainGoBuild(lines, exitCode, { importsC: false })
  const { kind, what, nextStep } = explained
  const failure = { kind, package: label, command: 'go list -deps -export', reason: `${code} ${what}` }
  return new GoBuildError({ ...failure, lines, omitted, nextStep })
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { bundle, bundleReapScript } from '../environment/bundle.ts'
import { withoutProgress } from '../support/mask.ts'

/** How a run of the command ended. */
export interface Outcome {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface Run {
  readonly child: ChildProcess
  readonly ended: Promise<Outcome>
}

export interface RunOptions {
  /** Written to standard input, which is then closed; left open if it is `undefined`. */
  readonly stdin?: string | undefined
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
}

/**
 * The command as one file, with the reaper's program beside it, as in dist/. Not dist/ itself, so that it is the sources
 * that are tested, and whoever builds meanwhile does not matter.
 */
export async function bundleCommand(folder: string): Promise<string> {
  const dist = join(folder, 'dist')
  await bundleReapScript(dist)
  const { renameSync } = await import('node:fs')
  renameSync(join(dist, 'reap-main.mjs'), join(dist, 'reap.mjs'))
  cpSync(join(import.meta.dirname, '../../src/types/program'), join(dist, 'types-program'), { recursive: true })
  return bundle('../../src/cli/bin.ts', dist)
}

/** Starts the command as a shell would. */
export function startCommand(script: string, args: readonly string[], options: RunOptions = {}): Run {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: 'pipe',
  })
  child.stdin?.on('error', () => undefined)
  if (options.stdin !== undefined) child.stdin?.end(options.stdin)
  const { stdout, stderr } = child
  if (stdout === null || stderr === null) throw new Error('no pipes')
  const ended = Promise.all([once(child, 'close'), text(stdout), text(stderr)]).then(
    ([[code, signal], out, err]): Outcome => ({ code, signal, stdout: out, stderr: withoutProgress(err) }),
  )
  return { child, ended }
}

/** What the functions under a cache folder have written so far. */
export function outputUnder(cacheFolder: string): string {
  try {
    return readdirSync(join(cacheFolder, 'runs'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('output.log'))
      .map((path) => readFileSync(join(cacheFolder, 'runs', path), 'utf8'))
      .join('')
  } catch {
    return '' // removed meanwhile
  }
}

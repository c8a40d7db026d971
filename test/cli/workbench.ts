import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { reservePort } from '../../src/environment/index.ts'
import { eventually } from '../environment/eventually.ts'
import { expectNothingLeft } from '../harness/left-behind.ts'
import { type Workshop, workshop } from '../harness/workshop.ts'
import { mask } from '../support/mask.ts'
import { bundleCommand, type Outcome, type Run, type RunOptions, startCommand } from './command.ts'

/** A workshop with the command. */
export interface Workbench {
  readonly shop: Workshop
  /** The command's file. */
  readonly script: () => string
  start(args: readonly string[], options?: RunOptions): Run
  /** Runs the command to its end, with an empty standard input unless told otherwise. */
  run(args: readonly string[], options?: RunOptions): Promise<Outcome>
  /** A function that somebody else started on a port; ended after the test. */
  running(name: string): Promise<{ port: string; pid: number }>
  /** An outcome with what differs from run to run masked on standard error. */
  masked(outcome: Outcome): Outcome
}

/** Makes the command once for a test file; after each test nothing is left, unless that is proved otherwise. */
export function workbench({ checksEach = true } = {}): Workbench {
  const shop = workshop()
  const started: ChildProcess[] = []
  const commands: Run[] = []
  let script = ''
  beforeAll(async () => {
    script = await bundleCommand(shop.folder)
  })
  afterEach(async () => {
    for (const child of started.splice(0)) {
      const gone = once(child, 'exit')
      if (child.kill('SIGKILL')) await gone
    }
    if (checksEach) await expectNothingLeft(shop.cacheFolder)
  })
  // What a failed test has not ended.
  afterAll(async () => {
    for (const { child, ended } of commands) if (child.kill('SIGTERM')) await ended
  })
  return {
    shop,
    script: () => script,
    start(args, options) {
      const run = startCommand(script, args, options)
      commands.push(run)
      return run
    },
    run: (args, options) => startCommand(script, args, { stdin: '', ...options }).ended,
    masked: (outcome) => ({ ...outcome, stderr: mask(outcome.stderr, { '<tmp>': shop.folder }) }),
    async running(name) {
      const binary = await shop.binary(name)
      const { port, release } = await reservePort(shop.cacheFolder)
      release()
      const env = { PATH: process.env['PATH'], _LAMBDA_SERVER_PORT: String(port) }
      const child = spawn(binary, { env, stdio: 'ignore' })
      started.push(child)
      await eventually(
        () => isOpen(port),
        (open) => open,
        name,
      )
      return { port: String(port), pid: child.pid ?? 0 }
    },
  }
}

/** The outcome of a run that printed this and nothing else. */
export function answered(stdout: string): Outcome {
  return { code: 0, signal: null, stdout, stderr: '' }
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { realNow } from '../../src/clock/index.ts'
import { type ExecutionEnvironment, reservePort } from '../../src/environment/index.ts'
import { isAlive, isLiving, listProcesses, markedProcesses } from '../../src/environment/process-table.ts'
import { namesIn } from '../../src/environment/registration.ts'
import { LambdaConnectionError, LambdaExitError, LambdaTimeoutError, RpcTransport } from '../../src/lambda/index.ts'
import { bundleReapScript } from './bundle.ts'
import { eventually } from './eventually.ts'
import { buildLambdas, environmentFor, type optionsFor, parsed, request } from './lambdas.ts'
import { temporaryFolder } from './temporary-folder.ts'

const folder = temporaryFolder()
const cache = join(folder, 'cache')
let reapScript: string
const environments: ExecutionEnvironment[] = []

beforeAll(async () => {
  reapScript = await bundleReapScript(folder)
  await buildLambdas(
    folder,
    ...['closes-connection', 'counts', 'echo-env', 'exits', 'exits-at-start', 'heeds-sigterm', 'ignores-deadline'],
    ...['never-listens', 'panics', 'prints-lines', 'spawns-children', 'upper', 'writes-between'],
  )
})

function environment(name: string, changed: Parameters<typeof optionsFor>[3] = {}): ExecutionEnvironment {
  const made = environmentFor(folder, reapScript, name, changed)
  environments.push(made)
  return made
}

async function started(...given: Parameters<typeof environment>): Promise<ExecutionEnvironment> {
  const made = environment(...given)
  await made.start()
  return made
}

/** No process, no port, no folder: whatever happened to the environment. */
async function nothingIsLeft(): Promise<void> {
  await Promise.all(environments.splice(0).map((each) => each.stop()))
  expect(markedProcesses(cache)).toEqual([])
  expect(namesIn(join(cache, 'ports'))).toEqual([])
  expect(namesIn(join(cache, 'runs'))).toEqual([])
}

afterEach(async () => {
  vi.useRealTimers()
  await nothingIsLeft()
})

const timeoutMs = 3_000
const id = '11111111-2222-4333-8444-555555555555'

async function failure(promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (error instanceof Error) return error
  throw new Error(`no failure but ${String(error)}`)
}

/** What differs from run to run. */
function masked(error: Error): string {
  return String(error)
    .replaceAll(folder, '<folder>')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:<port>')
    .replace(/after \d+ ms/g, 'after <n> ms')
    .replace(/pid \d+/g, 'pid <pid>')
}

describe('an environment', () => {
  it('starts, answers one invocation after the other, and is gone after stop()', async () => {
    const one = environment('counts')
    expect([one.state, one.pid, one.port, one.coldStart]).toEqual(['starting', undefined, undefined, true])
    await one.start()
    expect([one.state, one.coldStart]).toEqual(['idle', true])
    expect(isAlive(one.pid ?? 0)).toBe(true)
    const first = await one.invoke(request({}, id), { timeoutMs })
    expect(first).toMatchObject({ requestId: id, coldStart: true, initDurationMs: one.initDurationMs })
    expect(first.billedDurationMs).toBe(Math.ceil(first.durationMs + (first.initDurationMs ?? 0)))
    expect(one.initDurationMs).toBeGreaterThan(0)
    const second = await one.invoke(request({}), { timeoutMs })
    expect(second.coldStart).toBe(false)
    expect(second).not.toHaveProperty('initDurationMs')
    expect(one.coldStart).toBe(false)
    await Promise.all([one.stop(), one.stop()])
    expect(one.state).toBe('ended')
    expect(isAlive(one.pid ?? 0)).toBe(false)
  })

  it('has folders of its own for TMPDIR and HOME, and no variable that nobody gave it', async () => {
    let folders: unknown
    const one = await started('echo-env', {
      variables: (given) => {
        folders = given
        expect(readdirSync(given.folder).sort()).toEqual(['home', 'output.log', 'tmp'])
        return Promise.resolve({ GIVEN: 'yes' })
      },
    })
    const environ = execFileSync('cat', [`/proc/${one.pid}/environ`])
      .toString()
      .split('\0')
      .filter(Boolean)
      .sort()
    expect(folders).toMatchObject({ folder: expect.any(String) })
    const { tmp, home } = folders as { tmp: string; home: string }
    expect(environ).toEqual(['GIVEN=yes', `HOME=${home}`, `TMPDIR=${tmp}`, `_LAMBDA_SERVER_PORT=${one.port}`].sort())
  })

  it('is marked by a variable of ours where TMPDIR and HOME are the user’s own', async () => {
    const one = await started('counts', { variables: () => ({ TMPDIR: '/tmp', HOME: '/' }) })
    expect(markedProcesses(cache)).toEqual([one.pid])
  })

  it('refuses a second invocation while one is under way', async () => {
    const one = await started('ignores-deadline')
    const first = one.invoke(request(50), { timeoutMs })
    const error = await failure(one.invoke(request(1), { timeoutMs }))
    expect(error.message).toBe('ExecutionEnvironment of cmd/ignores-deadline: invoke() while it is busy')
    expect(parsed(await first)).toBe(1)
  })

  it('answers under fake timers', async () => {
    vi.useFakeTimers({ now: 0, toFake: ['Date', 'performance', 'hrtime', 'setTimeout', 'setInterval', 'setImmediate'] })
    const one = await started('upper')
    expect(parsed(await one.invoke(request('daniel'), { timeoutMs }))).toBe('DANIEL')
    await one.stop()
  })

  it('rejects what is called after stop(), and a start that stop() called off', async () => {
    const one = environment('never-listens')
    const start = failure(one.start())
    await eventually(
      () => one.pid,
      (pid) => pid !== undefined,
      'the pid',
    )
    await one.stop()
    expect(masked(await start)).toBe(
      'LambdaStoppedError: cmd/never-listens has been stopped\n' +
        '  → call start() first, or invoke before the suite ends (await every invocation)',
    )
    const error = await failure(one.invoke(request(1), { timeoutMs }))
    expect(error.message).toBe('ExecutionEnvironment of cmd/never-listens: invoke() while it is ended')
  })

  it('passes on what its variables threw, and leaves nothing', async () => {
    const own = new Error('the container is not up')
    const one = environment('upper', { variables: () => Promise.reject(own) })
    expect(await failure(one.start())).toBe(own)
    expect(one.state).toBe('ended')
  })
})

describe('the logs', () => {
  it('are those of the invocation and no others', async () => {
    const one = await started('prints-lines')
    const first = await one.invoke(request({ lines: 3, label: 'ä' }), { timeoutMs })
    const second = await one.invoke(request({ lines: 2, label: 'b', unfinished: true }), { timeoutMs })
    expect(first.logs).toBe('ä 1 of 3\nä 2 of 3\nä 3 of 3\n')
    expect(second.logs).toBe('b 1 of 2\nb 2 of 2')
    expect(one.logs).toBe(first.logs + second.logs)
    await one.stop()
    expect(one.logs).toBe(first.logs + second.logs)
  })

  it('do not hold what is written between invocations', async () => {
    const one = await started('writes-between')
    const first = await one.invoke(request({ afterMs: 20 }), { timeoutMs })
    await eventually(
      () => one.logs,
      (logs) => logs.includes('after'),
      'the goroutine’s line',
    )
    const second = await one.invoke(request({ afterMs: 60_000 }), { timeoutMs })
    expect([first.logs, second.logs]).toEqual(['invocation 1\n', 'invocation 2\n'])
    expect(one.logs).toBe('invocation 1\nwritten after invocation 1\ninvocation 2\n')
  })

  it('are exact after more than 16 MiB', async () => {
    const one = await started('prints-lines')
    const large = await one.invoke(request({ lines: 20_000, bytes: 1000, stream: 'stdout' }), { timeoutMs: 60_000 })
    expect(large.logs.length).toBeLessThan(2 ** 20 + 100)
    expect(large.logs).toMatch(/^… \d+ bytes of output left out\n/)
    const small = await one.invoke(request({ lines: 1 }), { timeoutMs })
    expect(small.logs).toBe('line 1 of 1\n')
    expect(one.logs).toBe('line 1 of 1\n')
  })
})

describe('a failing invocation', () => {
  it('that runs into its deadline is killed with all its children', async () => {
    const one = await started('ignores-deadline')
    const error = await failure(one.invoke(request(60_000, id), { timeoutMs: 500 }))
    expect(error).toBeInstanceOf(LambdaTimeoutError)
    expect(masked(error)).toBe(
      `LambdaTimeoutError: RequestId: ${id} Error: Task timed out after 0.50 seconds\n` +
        '  | sleeping for 60000 ms\n' +
        '  → cmd/ignores-deadline was killed at its deadline and starts anew at the next invocation; heed ctx.Done() in the handler, or raise { timeoutMs: 500 }',
    )
    expect(one.state).toBe('ended')
    expect(isAlive(one.pid ?? 0)).toBe(false)
    expect((error as LambdaTimeoutError).invocation).toMatchObject({ coldStart: true, logs: 'sleeping for 60000 ms\n' })
    expect((error as LambdaTimeoutError).invocation.durationMs).toBeGreaterThanOrEqual(500)
  })

  it('that runs into its deadline under fake timers is killed too', async () => {
    const one = await started('ignores-deadline')
    vi.useFakeTimers({ now: 0, toFake: ['Date', 'performance', 'hrtime', 'setTimeout', 'setInterval', 'setImmediate'] })
    expect(await failure(one.invoke(request(60_000), { timeoutMs: 50 }))).toBeInstanceOf(LambdaTimeoutError)
  })

  it('that exits says with what code, and what it wrote last', async () => {
    const one = await started('exits')
    const error = await failure(one.invoke(request({ code: 3, say: 'no table' }, id), { timeoutMs }))
    expect(error).toMatchObject({ exitCode: 3, signal: null, errorType: 'Runtime.ExitError' })
    expect(String(error)).toBe(
      `LambdaExitError: RequestId: ${id} Error: Runtime exited with error: exit status 3\n` +
        '  | no table\n' +
        '  → cmd/exits ended before it answered; its output above says why. It starts anew at the next invocation',
    )
    expect(one.state).toBe('ended')
  })

  it('that is killed from outside says by what signal', async () => {
    const one = await started('ignores-deadline')
    const failing = failure(one.invoke(request(60_000, id), { timeoutMs }))
    await eventually(
      () => one.logs,
      (logs) => logs.includes('sleeping'),
      'the handler',
    )
    process.kill(one.pid ?? 0, 'SIGKILL')
    const error = await failing
    expect(error).toBeInstanceOf(LambdaExitError)
    expect(error).toMatchObject({
      exitCode: null,
      signal: 'SIGKILL',
      errorMessage: `RequestId: ${id} Error: Runtime exited with error: signal: killed`,
    })
  })

  it('whose line breaks while the process lives on says so, and is not sent again', async () => {
    const one = await started('closes-connection')
    const error = await failure(one.invoke(request({ cut: true }, id), { timeoutMs }))
    expect(error).toBeInstanceOf(LambdaConnectionError)
    expect(masked(error)).toContain(`the connection to cmd/closes-connection was lost during invocation ${id}: `)
    expect(masked(error)).toContain('(127.0.0.1:<port>; the process, pid <pid>, was alive)')
    expect(error).toMatchObject({ invocation: { logs: 'cutting the line\n' } })
    expect(one.state).toBe('ended')
  })

  it('that panics is answered, and its environment used up', async () => {
    const one = await started('panics')
    const { response } = await one.invoke(request({}), { timeoutMs })
    expect(response.Error).toMatchObject({ ShouldExit: true })
    expect(one.state).toBe('ended')
    expect(isAlive(one.pid ?? 0)).toBe(false)
  })

  it('that the caller gives up rejects with his reason, when nothing is left of it', async () => {
    const one = await started('ignores-deadline')
    const reason = new Error('enough')
    const controller = new AbortController()
    const failing = failure(one.invoke(request(60_000), { timeoutMs, signal: controller.signal }))
    await eventually(
      () => one.logs,
      (logs) => logs.includes('sleeping'),
      'the handler',
    )
    controller.abort(reason)
    expect(await failing).toBe(reason)
    expect(isAlive(one.pid ?? 0)).toBe(false)
  })

  it('that stop() interrupts says so', async () => {
    const one = await started('ignores-deadline')
    const failing = failure(one.invoke(request(60_000), { timeoutMs }))
    await one.stop()
    expect(String(await failing)).toMatch(/^LambdaStoppedError: cmd\/ignores-deadline has been stopped/)
  })

  it('is not taken for overdue when the answer came in time to a busy event loop', async () => {
    const one = await started('ignores-deadline')
    const answer = one.invoke(request(20), { timeoutMs: 200 })
    await delay(1) // sent
    const until = performance.now() + 400
    while (performance.now() < until);
    expect(parsed(await answer)).toBe(1)
  })

  it('has no deadline at Infinity, and one far off does not overflow', async () => {
    const one = await started('ignores-deadline')
    for (const deadlineMs of [Number.POSITIVE_INFINITY, realNow() + 2 ** 40]) {
      await one.invoke(request(5), { timeoutMs, deadlineMs })
    }
    expect(one.state).toBe('idle')
  })
})

it('ends children in sessions of their own, and those without parents', async () => {
  const one = await started('spawns-children')
  const how = ['group', 'setsid', 'reparented', 'lost']
  const answer = parsed(await one.invoke(request({ how }), { timeoutMs })) as { children: { pid: number }[] }
  const pids = answer.children.map(({ pid }) => pid)
  expect(pids.map((pid) => isAlive(pid))).toEqual([true, true, true, true])
  await one.stop()
  expect(pids.map((pid) => isAlive(pid))).toEqual([false, false, false, false])
})

it('leaves nothing when the process dies while nobody asks anything of it', async () => {
  const one = await started('spawns-children')
  await one.invoke(request({ how: ['setsid', 'lost'] }), { timeoutMs })
  process.kill(one.pid ?? 0, 'SIGKILL')
  await eventually(
    () => one.state,
    (state) => state === 'ended',
    'the state',
  )
  await eventually(
    () => markedProcesses(cache),
    ({ length }) => length === 0,
    'its children',
  )
})

it('gives a function two seconds to heed SIGTERM, and shows what its handlers wrote', async () => {
  const one = await started('heeds-sigterm')
  await one.invoke(request({}), { timeoutMs })
  const from = performance.now()
  await one.stop('SIGTERM')
  expect(performance.now() - from).toBeGreaterThan(1_900)
  expect(one.logs).toMatch(/\nSIGTERM: wrote 1 orders\n$/)
})

describe('a start that fails', () => {
  const start = (...given: Parameters<typeof environment>) => failure(environment(...given).start()).then(masked)

  it('because the function exits', async () => {
    expect(await start('exits-at-start')).toBe(
      'LambdaStartError: cmd/exits-at-start exited with code 3 after <n> ms, before it could answer Function.Ping on 127.0.0.1:<port>\n' +
        '  | reading the configuration\n' +
        '  | configuration: TABLE_NAME is not set\n' +
        '  → its output above says why; variables that it needs go into { env }',
    )
  })

  it('because it never listens', async () => {
    expect(await start('never-listens', { initTimeoutMs: 300 })).toBe(
      'LambdaStartError: cmd/never-listens did not answer Function.Ping on 127.0.0.1:<port> within 300 ms\n' +
        '  | waiting for the database\n' +
        '  | database: no answer yet\n' +
        '  → check that main() calls lambda.Start, or raise { initTimeoutMs }',
    )
  })

  it('because there is no such file', async () => {
    expect(await start('missing')).toBe(
      'LambdaStartError: cmd/missing could not be started: <folder>/missing does not exist\n' +
        '  → build it again, or correct the path',
    )
  })

  it('because its working directory is missing', async () => {
    expect(await start('upper', { cwd: join(folder, 'nowhere') })).toBe(
      'LambdaStartError: cmd/upper could not be started: its working directory <folder>/nowhere does not exist\n' +
        '  → correct { cwd }',
    )
  })

  it('because it may not be executed', async () => {
    writeFileSync(join(folder, 'plain'), 'text', { mode: 0o644 })
    chmodSync(join(folder, 'plain'), 0o644)
    expect(await start('plain')).toBe(
      'LambdaStartError: cmd/plain could not be started: <folder>/plain may not be executed (EACCES)\n' +
        '  → make it executable (chmod +x <folder>/plain) and its folders readable',
    )
  })

  it('because its interpreter is missing', async () => {
    writeFileSync(join(folder, 'script'), '#!/nowhere/interpreter\n', { mode: 0o755 })
    expect(await start('script')).toBe(
      'LambdaStartError: cmd/script could not be started: the program that <folder>/script needs to run (its interpreter or loader) does not exist\n' +
        '  → build it for this system, with CGO_ENABLED=0 for one that needs no loader',
    )
  })

  it('because the reaper cannot be started', async () => {
    expect(await start('upper', { shell: '/nowhere/sh' })).toBe(
      'LambdaStartError: cmd/upper was not started: /nowhere/sh could not be started\n' +
        '  → the watcher that ends functions after a crash needs a POSIX shell at /bin/sh',
    )
  })
})

it('starts on another port when a stranger holds the one it was given', async () => {
  const stranger = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  const address = stranger.address()
  const taken = typeof address === 'object' && address !== null ? address.port : 0
  const ports = [taken, taken]
  const one = await started('upper', {
    createTransport: () => {
      const port = ports.shift()
      const fixed = { port: port ?? 0, release: () => undefined }
      return new RpcTransport({ reservePort: () => (port === undefined ? reservePort(cache) : Promise.resolve(fixed)) })
    },
  })
  expect(ports).toEqual([])
  expect(one.port).not.toBe(taken)
  expect(parsed(await one.invoke(request('daniel'), { timeoutMs }))).toBe('DANIEL')
  stranger.close()
})

it('is stopped also when its folder was deleted meanwhile', async () => {
  const one = await started('spawns-children')
  await one.invoke(request({ how: ['lost'] }), { timeoutMs })
  execFileSync('rm', ['-rf', cache])
  await one.stop()
  expect(existsSync(cache)).toBe(false)
  mkdirSync(cache)
  expect(listProcesses().filter((each) => each.name === 'spawns-children' && isLiving(each))).toEqual([])
})

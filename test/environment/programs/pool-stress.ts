// A thousand invocations through a pool of eight environments, with failures of every kind among them.
//   node --expose-gc pool-stress.mjs <binary of fails-at-will> <seed> <invocations> <folder for marks>
// Prints what it saw, as JSON. The kinds and their order are the seed's; which environment serves which is not.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type GoLambda, type InvokeOptions, LambdaFunctionError, startGoLambda } from '../../../src/harness/door.ts'
import { leftBehind } from '../../harness/left-behind.ts'

const [binary = '', seed = '', invocations = '', marks = ''] = process.argv.slice(2)
const concurrency = 8
/** More than there are environments: some always wait. */
const callers = 12
const warmUp = 300
/** What is told of what went wrong. */
const mostWrong = 20

interface Payload {
  readonly number: number
  readonly do: string
  readonly text?: string
  readonly code?: number
  readonly mark?: string
}

interface Answer {
  readonly number: number
  readonly text: string
  readonly pid: number
}

type Lambda = GoLambda<Payload, Answer>

/** How often each kind comes, of a hundred. */
const shares = {
  answered: 66,
  'answered, then killed': 3,
  error: 7,
  panic: 6,
  'panic in goroutine': 4,
  exit: 4,
  timeout: 4,
  'killed from outside': 4,
  'given up': 2,
}
type Kind = keyof typeof shares
const hundred = Object.entries(shares).flatMap(([kind, share]) => Array.from({ length: share }, () => kind as Kind))

const below = randomFrom(Number(seed))
const counts: Record<string, number> = {}
const wrong: string[] = []
/** Pids that answered: their next answer is no cold start. */
const known = new Set<number>()
/** Killed after they had answered: the next invocation may meet them before their end is known. */
let killedIdle = 0
let bystanders = 0

async function run(lambda: Lambda, count: number): Promise<void> {
  const tasks = Array.from({ length: count }, (_, number) => taskOf(number))
  const caller = async () => {
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) await task()
  }
  await Promise.all(Array.from({ length: callers }, caller))

  function taskOf(number: number): () => Promise<void> {
    const kind = hundred[below(hundred.length)] ?? 'answered'
    const text = 'abcdefgh'.repeat(below(below(8) === 0 ? 10_000 : 10))
    const code = below(256)
    return async () => {
      counts[kind] = (counts[kind] ?? 0) + 1
      const what = await kinds[kind](lambda, { number, text, code }).catch((error: unknown) => `threw ${String(error)}`)
      if (what === undefined) return
      if (wrong.length < mostWrong) wrong.push(`${number}, ${kind}: ${what}`)
    }
  }
}

interface Given {
  readonly number: number
  readonly text: string
  readonly code: number
}

/** What is wrong with the outcome, `undefined` if nothing is. */
type Check = (lambda: Lambda, given: Given) => Promise<string | undefined>

/** Seen from Node's side these are errors of the same class, with these members. */
const exited = (exitCode: number | null, signal: string | null, why: string) => ({
  name: 'LambdaExitError',
  errorType: 'Runtime.ExitError',
  exitCode,
  signal,
  errorMessage: `RequestId: <id> Error: Runtime exited ${why}`,
})
const killed = exited(null, 'SIGKILL', 'with error: signal: killed')

const kinds: Record<Kind, Check> = {
  answered: async (lambda, given) => {
    const { wrong } = await answered(lambda, given)
    return wrong
  },
  'answered, then killed': async (lambda, given) => {
    const { wrong, pid } = await answered(lambda, given)
    if (pid === undefined) return wrong
    killedIdle += 1
    kill(pid)
    return wrong
  },
  error: async (lambda, { number }) => {
    const error = await failure(lambda, { number, do: 'error' })
    const pid = Number(/\d+$/.exec(String(Reflect.get(error, 'errorMessage')))?.[0])
    const wrong = misfit(error, number, {
      name: 'LambdaFunctionError',
      errorType: 'errorString',
      errorMessage: `${number} failed in ${pid}`,
      logs: `begin ${number}\nend ${number}\n`,
    })
    if (wrong !== undefined || Number.isNaN(pid) || !(error instanceof LambdaFunctionError)) return wrong
    return coldStartMisfit(pid, error.invocation.coldStart)
  },
  panic: async (lambda, { number }) =>
    misfit(await failure(lambda, { number, do: 'panic' }), number, {
      name: 'LambdaFunctionError',
      errorType: 'string',
      errorMessage: `${number} panicked`,
    }),
  'panic in goroutine': async (lambda, { number }) =>
    misfit(
      await failure(lambda, { number, do: 'panic in goroutine' }),
      number,
      exited(2, null, 'with error: exit status 2'),
    ),
  exit: async (lambda, { number, code }) => {
    const why = code === 0 ? 'without providing a reason' : `with error: exit status ${code}`
    return misfit(await failure(lambda, { number, do: 'exit', code }), number, exited(code, null, why))
  },
  timeout: async (lambda, { number }) => {
    const error = await failure(lambda, { number, do: 'hang' }, { deadline: new Date(Date.now() + 200) })
    return misfit(error, number, { name: 'LambdaTimeoutError', errorType: 'Sandbox.Timedout' })
  },
  'killed from outside': async (lambda, { number }) => {
    const mark = join(marks, `killed-${number}-${below(1e9)}`)
    const failed = failure(lambda, { number, do: 'hang', mark })
    const pid = await markedPid(mark, failed)
    if (pid !== undefined) kill(pid)
    return misfit(await failed, number, killed)
  },
  'given up': async (lambda, { number }) => {
    const mark = join(marks, `given-up-${number}-${below(1e9)}`)
    const patience = new AbortController()
    const failed = failure(lambda, { number, do: 'hang', mark }, { signal: patience.signal })
    const pid = await markedPid(mark, failed)
    const reason = new Error(`gave up ${number}`)
    patience.abort(reason)
    const error = await failed
    if (pid === undefined) return misfit(error, number, killed)
    return error === reason ? undefined : `rejected with ${String(error)} instead of the signal's reason`
  },
}

async function answered(lambda: Lambda, { number, text }: Given): Promise<{ wrong?: string; pid?: number }> {
  const requestId = `request-${number}`
  try {
    const { response, logs, coldStart, ...rest } = await lambda.invokeDetailed(
      { number, do: 'answer', text },
      { requestId },
    )
    const { pid } = response
    const seen = JSON.stringify({ response, logs, requestId: rest.requestId })
    const wanted = JSON.stringify({
      response: { number, text: text.toUpperCase(), pid },
      logs: `begin ${number}\nend ${number}\n`,
      requestId,
    })
    const wrong = seen === wanted ? coldStartMisfit(pid, coldStart) : `${seen} instead of ${wanted}`
    return wrong === undefined ? { pid } : { pid, wrong }
  } catch (error) {
    const wrong = isBystander(error) ? undefined : `rejected with ${String(error)}`
    return wrong === undefined ? {} : { wrong }
  }
}

function failure(lambda: Lambda, payload: Payload, options: InvokeOptions = {}): Promise<object> {
  return lambda.invoke(payload, options).then(
    (answer) => new Error(`answered ${JSON.stringify(answer)}`),
    (error: object) => error,
  )
}

/** A failure of this class with these members; or its environment had been killed before, in idleness. */
function misfit(error: object, number: number, wanted: Record<string, unknown>): string | undefined {
  const logs = error instanceof LambdaFunctionError ? error.invocation.logs : ''
  const seen = Object.keys(wanted).map((key) => [key, key === 'logs' ? logs : masked(Reflect.get(error, key))])
  const asWanted = JSON.stringify(Object.fromEntries(seen)) === JSON.stringify(wanted)
  // A deadline may pass while it waits for its turn.
  const mayNotBegin = wanted === killed || wanted['errorType'] === 'Sandbox.Timedout'
  if (asWanted && (logs.startsWith(`begin ${number}\n`) || mayNotBegin)) return undefined
  if (isBystander(error)) return undefined
  return `${String(error)} with logs ${JSON.stringify(logs)}, instead of ${JSON.stringify(wanted)}`
}

function masked(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/^RequestId: \S+/, 'RequestId: <id>') : value
}

function isBystander(error: unknown): boolean {
  if (Reflect.get(Object(error), 'name') !== killed.name || Reflect.get(Object(error), 'signal') !== 'SIGKILL')
    return false
  bystanders += 1
  return true
}

function coldStartMisfit(pid: number, coldStart: boolean): string | undefined {
  if (coldStart === !known.has(pid)) {
    known.add(pid)
    return undefined
  }
  return `coldStart is ${coldStart}, and pid ${pid} is ${known.has(pid) ? 'known' : 'new'}`
}

/** The pid in a file, once it is there; `undefined` when the invocation is over before. */
async function markedPid(mark: string, over: Promise<unknown>): Promise<number | undefined> {
  let isOver = false
  void over.then(() => {
    isOver = true
  })
  for (; !isOver; await delay(5)) {
    const text = existsSync(mark) ? readFileSync(mark, 'utf8') : ''
    if (text.endsWith('\n')) return Number(text)
  }
  return undefined
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // replaced meanwhile
  }
}

/** Eight at once, until eight environments are idle. */
async function allWarm(lambda: Lambda): Promise<void> {
  const idle = () => lambda.environments.filter(({ state }) => state === 'idle').length
  for (let round = 0; idle() < concurrency; round++) {
    if (round === 20) throw new Error(`only ${idle()} environments are idle`)
    const all = Array.from({ length: concurrency }, (_, number) => answered(lambda, { number, text: '', code: 0 }))
    await Promise.all(all)
  }
}

/** Of this process; 0 where that cannot be counted. */
function openFiles(): number {
  return existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0
}

async function heap(): Promise<number> {
  for (let round = 0; round < 5; round++) {
    await delay(20)
    globalThis.gc?.()
  }
  return process.memoryUsage().heapUsed
}

/** Numbers that are the same for the same seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

const lambda: Lambda = await startGoLambda({ binary }, { concurrency, timeoutMs: 60_000 })
await run(lambda, warmUp)
await allWarm(lambda)
await lambda.stop()
const stoppedBefore = { files: openFiles(), heap: await heap() }
for (const kind of Object.keys(counts)) delete counts[kind]

await lambda.start()
await allWarm(lambda)
const before = { files: openFiles(), heap: await heap() }
const began = performance.now()
await run(lambda, Number(invocations))
const seconds = (performance.now() - began) / 1000
await allWarm(lambda)
const after = { files: openFiles(), heap: await heap() }
const environments = lambda.environments.length
await lambda.stop()
const left = leftBehind(process.env['USE_GO_LAMBDA_CACHE'] ?? '')
const stoppedAfter = { files: openFiles(), heap: await heap() }
const tooManyBystanders = bystanders > killedIdle
console.log(
  JSON.stringify({
    ...{ counts, wrong, killedIdle, bystanders, tooManyBystanders, environments, left, seconds },
    ...{ stoppedBefore, before, after, stoppedAfter },
  }),
)

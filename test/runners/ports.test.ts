import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, realpathSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { isAlive, isRefused, killAll, poll } from './processes.ts'
import { Project } from './project.ts'

/** One in every run of the tests; the whole matrix asks for more. */
const runs = Number(process.env['MATRIX_PORT_RUNS'] ?? 1)
/** Where the whole matrix asks for one only. */
const transports = process.env['MATRIX_PORT_TRANSPORT']?.split(',') ?? ['rpc', 'runtime-api']
/** A file for a line of each run's numbers, whatever they are. */
const report = process.env['MATRIX_PORT_REPORT']
const workers = 8
const functionsEach = 8
const invocationsEach = 20

const project = new Project()
/** The neighbour's programs lie elsewhere: what carries the project's path is the run's. */
const neighbourhood = realpathSync(mkdtempSync(join(tmpdir(), 'ugl-neighbour-')))
afterEach(() => killAll(neighbourhood))
afterAll(async () => {
  await project.remove()
  await rm(neighbourhood, { recursive: true, force: true })
})

interface Seen {
  readonly run: string
  readonly pid: number
  /** Over the Runtime API there is none: the function listens nowhere. */
  readonly port?: number
  readonly invocations: number
  /** Answers of other functions than the one that was asked. */
  readonly wrong: number
  /** Why it could not be started. */
  readonly failed?: string
}

project.lambda('speaks-other-rpc')
project.write(
  'cmd/who/main.go',
  `package main

import (
	"os"

	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(n int) (map[string]any, error) {
		return map[string]any{"who": os.Getenv("WHO"), "pid": os.Getpid(), "n": n}, nil
	})
}
`,
)
for (let suite = 1; suite <= workers; suite++) {
  project.suite(
    'vitest',
    `suite-${suite}`,
    `import { appendFileSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
interface Answer { who: string, pid: number, n: number }
const run = process.env['PORTS_RUN'] ?? ''
const functions = Array.from({ length: ${functionsEach} }, (_, n) => {
  const who = '${suite}.' + n
  return { who, lambda: useGoLambda<number, Answer>('./cmd/who', {
    env: { WHO: who },
    transport: process.env['PORTS_TRANSPORT'] === 'runtime-api' ? 'runtime-api' : 'rpc',
  }) }
})
test('each is answered by its own function', async () => {
  const ask = async ({ who, lambda }: typeof functions[number], n: number) => {
    const answer = await lambda.invoke(n)
    return answer.who === who && answer.pid === lambda.pid && answer.n === n ? 0 : 1
  }
  const failed: (string | undefined)[] = functions.map(() => undefined)
  const wrong = await Promise.all(functions.map(async (each, index) => {
    try {
      return await ask(each, -1)
    } catch (error) {
      failed[index] = String(error)
      return 0
    }
  }))
  // Until all ${workers * functionsEach} have been started.
  appendFileSync('up-' + run, 'x'.repeat(functions.length))
  while (readFileSync('up-' + run).length < ${workers * functionsEach}) await sleep(10)
  await Promise.all(functions.map(async (each, index) => {
    if (failed[index] !== undefined) return
    for (let n = 0; n < ${invocationsEach}; n++) wrong[index] = (wrong[index] ?? 0) + await ask(each, n)
  }))
  const seen = functions.map(({ lambda: { pid, port } }, n) => JSON.stringify({
    run, pid, port, wrong: wrong[n], failed: failed[n], invocations: failed[n] === undefined ? ${invocationsEach + 1} : 0,
  }) + '\\n')
  appendFileSync('seen.ndjson', seen.join(''))
  expect(wrong).toEqual(functions.map(() => 0))
  expect(failed).toEqual(functions.map(() => undefined))
}, 120_000)
`,
  )
}
project.write('vitest.config.mjs', `export default { test: { include: ['vitest/*.test.ts'], maxWorkers: ${workers} } }`)

/** Builds the neighbour's servers and starts the neighbour, which takes ports until its stdin ends. */
async function startNeighbour(log: string): Promise<() => Promise<void>> {
  const build = (name: string) => {
    const binary = join(neighbourhood, name)
    execFileSync('go', ['build', '-o', binary, `./cmd/${name}`], { cwd: project.path })
    return binary
  }
  const program = join(import.meta.dirname, '../support/port-grabber.mjs')
  const args = [program, join(project.cache, 'ports'), log, build('who'), build('speaks-other-rpc')]
  const neighbour = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(neighbour.stdout, 'data')
  return async () => {
    expect(neighbour.exitCode, 'the neighbour took ports all the time').toBe(null)
    neighbour.stdin.end()
    await once(neighbour, 'exit')
  }
}

/** Before anything is asserted. A function of which no suite told anything counts as not started. */
function tell(run: string, seen: readonly Seen[], taken: number): void {
  if (report === undefined) return
  const sum = (of: (each: Seen) => number) => seen.reduce((all, each) => all + of(each), 0)
  const failedStarts = workers * functionsEach - sum(({ failed }) => (failed === undefined ? 1 : 0))
  const counts = {
    functions: seen.length,
    invocations: sum((each) => each.invocations),
    taken,
    wrong: sum((each) => each.wrong),
  }
  appendFileSync(report, `${JSON.stringify({ run, ...counts, failedStarts })}\n`)
}

const all = Array.from({ length: runs }, (_, n) => transports.map((transport) => [String(n + 1), transport] as const))

test.each(all.flat())(
  `${workers * functionsEach} functions at once beside a neighbour who takes ports: none starts in vain, none is taken for another (run %s, %s)`,
  async (number, transport) => {
    const run = `${number}-${transport}`
    const log = join(neighbourhood, `taken-${run}`)
    const stopNeighbour = await startNeighbour(log)
    const { code, text } = await project.run('vitest', ['--pool=forks'], {
      variables: { PORTS_RUN: run, PORTS_TRANSPORT: transport },
    })
    await stopNeighbour()
    const taken = existsSync(log) ? readFileSync(log, 'utf8').split('\n').length - 1 : 0
    const seen = project.lines<Seen>('seen.ndjson').filter((each) => each.run === run)
    tell(number, seen, taken)
    // Over the Runtime API none is reserved: the system gives each server one that nobody has.
    if (transport === 'rpc') expect(taken, 'ports that were taken while they were reserved').toBeGreaterThan(5)
    expect(code, text).toBe(0)
    expect(text).toMatch(/Tests +8 passed \(8\)/)

    expect(seen.filter(({ wrong }) => wrong > 0)).toEqual([])
    expect(seen.filter(({ failed }) => failed !== undefined)).toEqual([])
    expect(new Set(seen.map(({ pid }) => pid)).size).toBe(workers * functionsEach)
    // They lived at the same time, so that no two may have had the same port.
    const ports = seen.flatMap(({ port }) => port ?? [])
    expect(new Set(ports).size).toBe(transport === 'rpc' ? workers * functionsEach : 0)
    expect(seen.filter(({ pid }) => isAlive(pid))).toEqual([])
    for (const port of ports) expect(await isRefused(port), `port ${port} is refused`).toBe(true)
    expect(project.reservations()).toEqual([])
    await poll(
      () => project.processes(),
      (left) => left.length === 0,
      2_000,
    ).then(({ answer }) => expect(answer).toEqual([]))
  },
)

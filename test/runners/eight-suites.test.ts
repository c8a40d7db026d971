import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { isAlive, isRefused } from './processes.ts'
import { namesIn, Project, type RunnerName, swc } from './project.ts'
import type { Report } from './report.ts'

const project = new Project()
afterAll(() => project.remove())

const invocations = 200

interface Seen {
  readonly pid: number
  readonly port: number
  readonly worker: number
  readonly mixed: number
}

const names = ['ash', 'birch', 'cedar', 'elm', 'fir', 'hazel', 'larch', 'maple']
for (const name of names) {
  project.write(
    `cmd/${name}/main.go`,
    `package main

import (
	"math/rand"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(n int) (map[string]any, error) {
		time.Sleep(time.Duration(rand.Intn(2000)) * time.Microsecond)
		return map[string]any{"tree": "${name}", "n": n}, nil
	})
}
`,
  )
  for (const runner of ['vitest', 'jest'] as const) {
    // Asked all at once: they wait for their turn on the function's one environment.
    project.suite(
      runner,
      name,
      `import { appendFileSync } from 'node:fs'
const lambda = useGoLambda<number, { tree: string, n: number }>('./cmd/${name}')
test('${name} answers itself', async () => {
  const asked = Array.from({ length: ${invocations} }, (_, n) => n)
  const answers = await Promise.all(asked.map((n) => lambda.invoke(n)))
  const mixed = answers.filter((answer, n) => answer.tree !== '${name}' || answer.n !== n).length
  const seen = { pid: lambda.pid, port: lambda.port, worker: process.pid, mixed }
  appendFileSync('seen.ndjson', JSON.stringify(seen) + '\\n')
  expect(mixed).toBe(0)
}, 60_000)
`,
    )
  }
}
project.write('vitest.config.mjs', `export default { test: { include: ['vitest/*.test.ts'], maxWorkers: 4 } }`)
project.write(
  'jest.config.json',
  JSON.stringify({
    testMatch: ['<rootDir>/jest/*.test.ts'],
    transform: swc,
    maxWorkers: 4,
    workerIdleMemoryLimit: '1GB',
  }),
)

const ways: [string, RunnerName, string[], number][] = [
  ['Vitest, four forks', 'vitest', ['--pool=forks'], 2],
  ['Vitest, four threads', 'vitest', ['--pool=threads'], 1],
  ['Jest, four workers', 'jest', [], 2],
]

describe.each(ways)('eight suites at once: %s', (_, runner, args, workers) => {
  test(`no answer of ${invocations} each is another's, and nothing is left`, async () => {
    const before = project.lines<Seen>('seen.ndjson').length
    const json =
      runner === 'vitest' ? ['--reporter=json', '--outputFile=report.json'] : ['--json', '--outputFile=report.json']
    const ended = await project.run(runner, [...args, ...json])
    const seen = project.lines<Seen>('seen.ndjson').slice(before)
    const report = project.json<Report>('report.json')
    expect(report.numPassedTests, ended.text).toBe(8)
    expect(ended.code).toBe(0)
    expect(seen.map(({ mixed }) => mixed)).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
    expect(new Set(seen.map(({ pid }) => pid)).size).toBe(8)
    // Processes: threads are all in one.
    expect(new Set(seen.map(({ worker }) => worker)).size).toBeGreaterThanOrEqual(workers)

    expect(project.processes()).toEqual([])
    expect(seen.filter(({ pid }) => isAlive(pid))).toEqual([])
    for (const { port } of seen) expect(await isRefused(port), `port ${port} is refused`).toBe(true)
    expect(project.reservations()).toEqual([])
    // Of this run its binaries; what the run before it left is gone.
    expect(namesIn(join(project.cache, 'runs'))).toHaveLength(1)
  })
})

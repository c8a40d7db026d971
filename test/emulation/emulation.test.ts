import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ended, Project, swc } from '../runners/project.ts'
import type { Report } from '../runners/report.ts'
import { behaviours, suites } from './suites.ts'

const project = new Project()
afterAll(() => project.remove())

// At the top of the module, as in test/lambdas: some import packages of their own by that path.
for (const name of new Set(behaviours.map(({ lambda }) => lambda))) project.lambda(name, `../${name}`)
for (const name of ['behaviour.ts', 'run-behaviour.ts', 'behaviours']) {
  cpSync(join(import.meta.dirname, name), join(project.path, 'emulation', name), { recursive: true })
}
const transports = ['rpc', 'runtime-api'] as const

for (const runner of ['vitest', 'jest'] as const) {
  for (const [file, [list], transport] of Object.entries(suites).flatMap(([file, suite]) =>
    transports.map((transport) => [file, suite, transport] as const),
  )) {
    project.suite(
      runner,
      `${file}-${transport}`,
      `import { ${list} } from '../emulation/behaviours/${file}.ts'
import { givenBy } from '../emulation/behaviour.ts'
import { runOf } from '../emulation/run-behaviour.ts'

for (const behaviour of ${list}) {
  describe(behaviour.lambda, () => {
    const run = runOf(behaviour, '${transport}')
    const lambda = useGoLambda(\`./\${behaviour.lambda}\`, run.options)
    test(behaviour.name + ' (${transport})', async () => {
      expect(await run.outcomes(lambda)).toEqual(behaviour.steps.map((step) => givenBy(step, '${transport}')))
    }, 60_000)
  })
}
`,
    )
  }
}
project.write('vitest.config.mjs', `export default { test: { include: ['vitest/*.test.ts'], maxWorkers: 2 } }`)
project.write(
  'jest.config.json',
  JSON.stringify({ testMatch: ['<rootDir>/jest/*.test.ts'], transform: swc, maxWorkers: 2 }),
)

/** What a developer has in a shell; nothing of it may reach a function but the last two. */
const developers = {
  AWS_ACCESS_KEY_ID: 'AKIADEVELOPER',
  AWS_SECRET_ACCESS_KEY: 'developer-secret',
  AWS_PROFILE: 'production',
  AWS_REGION: 'eu-north-1',
  AWS_ENDPOINT_URL: 'http://localhost:4566',
  AWS_LAMBDA_RUNTIME_API: '127.0.0.1:9',
  DATABASE_URL: 'postgres://localhost/production',
  SSL_CERT_FILE: process.env['SSL_CERT_FILE'] ?? '',
  SSL_CERT_DIR: process.env['SSL_CERT_DIR'] ?? '',
}

describe('the list of behaviours', () => {
  test('has at least 40, each with a name of its own', () => {
    expect(behaviours.length).toBeGreaterThanOrEqual(40)
    expect(new Set(behaviours.map(({ name }) => name)).size).toBe(behaviours.length)
  })

  test('follows every failure by an answer, of a fresh environment where it ended one, wherever there can be one', () => {
    const neverAnswers = ['no-lambda', 'wrong-handler']
    const unproved = behaviours.filter(({ lambda, steps }) => {
      if (neverAnswers.includes(lambda)) return false
      return steps.some(({ gives: failed }, index) => {
        if (failed.error === undefined) return false
        const ended = failed.processes === 0
        const later = steps.slice(index).filter(({ gives }) => 'answer' in gives)
        return !later.some(({ gives }) => !ended || gives.environment === 'fresh')
      })
    })
    expect(unproved.map(({ name }) => name)).toEqual([])
  })
})

describe.each(['vitest', 'jest'] as const)('in %s', (runner) => {
  let ended: Ended
  let results: Map<string, { readonly status: string }>

  beforeAll(async () => {
    const json =
      runner === 'vitest'
        ? ['--reporter=default', '--reporter=json', '--outputFile=report.json']
        : ['--json', '--outputFile=report.json']
    ended = await project.run(runner, json, { variables: developers })
    const { testResults } = project.json<Report>('report.json')
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
    results = new Map(tests.map((result) => [result.title, result]))
  })

  test.each(transports.flatMap((transport) => behaviours.map(({ name }) => `${name} (${transport})`)))('%s', (name) => {
    expect(results.get(name)?.status, failureOf(ended.text, name)).toBe('passed')
  })

  test('nothing is left', () => {
    expect(project.processes()).toEqual([])
    expect(project.reservations()).toEqual([])
  })
})

/** What the runner prints of a test that failed; everything, if it prints nothing of it. */
function failureOf(text: string, name: string): string {
  const begin = text.search(new RegExp(`(FAIL |●).* [>›] ${name.replace(/[^\w ]/g, '\\$&')}$`, 'm'))
  const [failure = ''] = text.slice(begin + 1).split(/^ *(?:⎯+\[\d+\/\d+\]⎯+|● .*)$/m)
  return begin === -1 ? text : failure
}

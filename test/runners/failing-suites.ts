import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { type Project, type RunnerName, swc } from './project.ts'

/** Suites of which most tests fail, for what a runner then shows. */
export function writeFailingSuites(project: Project, runner: RunnerName): void {
  for (const name of ['prints-lines', 'upper', 'exits', 'ignores-deadline', 'fails-with-custom-type']) {
    project.lambda(name)
  }
  project.suite(runner, 'fails', runner === 'vitest' ? fails + inVitest : fails)
  project.suite(runner, 'tried-again', triedAgain[runner])
  project.suite(runner, 'through-an-endpoint', throughAnEndpoint(runner))
  const scope = join(project.path, 'node_modules/@aws-sdk')
  mkdirSync(scope)
  symlinkSync(join(import.meta.dirname, '../../node_modules/@aws-sdk/client-lambda'), join(scope, 'client-lambda'))
  if (runner === 'vitest') {
    project.suite(runner, 'fixtures', fixtures)
    project.suite(runner, 'beside', beside)
    project.suite(runner, 'beside-hooks', besideHooks)
    project.write(
      'vitest.config.mjs',
      `export default { test: { include: ['vitest/*.test.ts'], sequence: { concurrent: false } } }`,
    )
  } else {
    const junit = [
      'jest-junit',
      { outputDirectory: '<rootDir>', outputName: 'junit.xml', reportTestSuiteErrors: 'true' },
    ]
    project.write(
      'jest.config.json',
      JSON.stringify({
        testMatch: ['<rootDir>/jest/*.test.ts'],
        transform: swc,
        reporters: ['default', 'github-actions', junit],
      }),
    )
  }
}

const fails = `const lines = useGoLambda<unknown, { printed: number }>('./cmd/prints-lines')
const upper = useGoLambda<unknown, string>('./cmd/upper')
const exits = useGoLambda('./cmd/exits')
const slow = useGoLambda('./cmd/ignores-deadline', { timeoutMs: 60_000 })
const typed = useGoLambda('./cmd/fails-with-custom-type')

// In pieces: both runners print the code around a failure.
const secret = ['hunter', '2'].join('')
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

test('passes, and shows nothing', async () => {
  await lines.invoke({ lines: 2, label: ['not', 'shown'].join('-') })
})
test('fails with its own output', async () => {
  await lines.invoke({ lines: 1, label: 'first-call' })
  await lines.invoke({ lines: 2, label: 'second-call', password: secret, nested: { apiKey: secret, user: 'me' } })
  expect('mine').toBe('another')
})
test('fails after an answer that is long', async () => {
  await upper.invoke('x'.repeat(5000))
  throw new Error('on purpose')
})
test('fails after an exit', async () => {
  const error = await exits.invoke({ code: 3, say: 'no licence' }).catch((error) => error)
  expect(error.exitCode).toBe(0)
})
test('fails with the exit itself, told once', async () => {
  await exits.invoke({ code: 4, say: 'told-once' })
})
test('fails with an error of Go', async () => {
  await typed.invoke({ kind: 'pointer' })
})
test('fails without a function', () => {
  throw new Error('nothing to add')
})
test('fails with what is no error', async () => {
  await upper.invoke('x')
  throw 'a string'
})
test('takes too long', async () => {
  await lines.invoke({ lines: 1, label: 'before-the-end' })
  await sleep(3_000)
}, 500)
test('takes too long while it is under way', async () => {
  await slow.ping()
  await slow.invoke(30_000)
}, 500)
describe('with two', () => {
  beforeEach(async () => {
    await upper.invoke('of the hook')
  })
  describe('and nested', () => {
    const again = useGoLambda<unknown, string>('./cmd/upper')
    test('fails after both', async () => {
      await lines.invoke({ lines: 1, label: 'of-the-outer' })
      await again.invoke('of the inner')
      throw new Error('on purpose')
    })
  })
})
describe('in a hook', () => {
  beforeEach(async () => {
    await upper.invoke('before it')
    throw new Error('in beforeEach')
  })
  test('fails before it began', () => undefined)
})
`

const inVitest = `
test.fails('fails as it should', async () => {
  await lines.invoke({ lines: 1, label: 'as-it-should' })
  throw new Error('this is right')
})
test('fails softly', async () => {
  await upper.invoke('softly')
  expect.soft('this').toBe('that')
  expect.soft('one').toBe('two')
})
`

const triedAgain = {
  vitest: `const upper = useGoLambda<string, string>('./cmd/upper')
let tries = 0
let others = 0
test('fails twice', { retry: 1 }, async () => {
  tries += 1
  await upper.invoke('try ' + tries)
  throw new Error('try ' + tries)
})
test('passes at the second try', { retry: 1 }, async () => {
  others += 1
  await upper.invoke('other try ' + others)
  if (others === 1) throw new Error('other try ' + others)
})
`,
  jest: `const upper = useGoLambda<string, string>('./cmd/upper')
let tries = 0
let others = 0
timers.retryTimes(1)
test('fails twice', async () => {
  tries += 1
  await upper.invoke('try ' + tries)
  throw new Error('try ' + tries)
})
test('passes at the second try', async () => {
  others += 1
  await upper.invoke('other try ' + others)
  if (others === 1) throw new Error('other try ' + others)
})
`,
}

/** What one test leaves under way is called for when the next one runs. */
const throughAnEndpoint = (runner: RunnerName) => `import { spawnSync } from 'node:child_process'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { useInvokeEndpoint } from 'use-go-lambda/${runner}'

const lines = useGoLambda('./cmd/prints-lines')
useInvokeEndpoint(lines)
const client = new LambdaClient({})
const print = (label) => client.send(new InvokeCommand({ FunctionName: 'prints-lines', Payload: JSON.stringify({ lines: 1, label }) }))
const url = () => process.env.AWS_ENDPOINT_URL_LAMBDA + '/2015-03-31/functions/prints-lines/invocations'
let left
let nextBegan = () => undefined

test('leaves a call for later', () => {
  const began = new Promise((resolve) => { nextBegan = resolve })
  left = began.then(() => print('of-the-test-before'))
})
test('fails while that is made', async () => {
  nextBegan()
  await left
  await print('of-its-own')
  throw new Error('on purpose')
})
test('fails after fetch', async () => {
  await fetch(url(), { method: 'POST', body: JSON.stringify({ lines: 1, label: 'by-fetch' }) })
  throw new Error('on purpose')
})
test('fails after another process has called', async () => {
  const script = 'fetch(process.argv[1], { method: "POST", body: process.argv[2] }).then((answer) => answer.text())'
  const { spawn } = await import('node:child_process')
  await new Promise((resolve) => spawn(process.execPath, ['-e', script, url(), JSON.stringify({ lines: 1, label: 'of-a-child' })]).once('close', resolve))
  throw new Error('on purpose')
})
describe('in a hook', () => {
  beforeEach(async () => {
    await print('of-a-hook')
  })
  test('fails after a hook that called', () => {
    throw new Error('on purpose')
  })
})
`

/** Each waits for the other: they do run at the same time. */
const beside = `import { goLambda } from 'use-go-lambda/vitest'
const lines = useGoLambda('./cmd/prints-lines')
const meeting = () => {
  let waiting = 2
  let met
  const both = new Promise((resolve) => { met = resolve })
  return () => {
    waiting -= 1
    if (waiting === 0) met()
    return both
  }
}
const meet = meeting()
test.concurrent('beside another', async () => {
  await meet()
  await lines.invoke({ lines: 1, label: 'of-one-of-two' })
  throw new Error('the first of two')
})
test.concurrent('beside the first', async () => {
  await meet()
  await lines.invoke({ lines: 1, label: 'of-the-other' })
  throw new Error('the second of two')
})
test('after those', async () => {
  await lines.invoke({ lines: 1, label: 'of-the-last' })
  throw new Error('alone again')
})
describe.concurrent('in a group', () => {
  test('one of a group', async () => {
    await lines.invoke({ lines: 1, label: 'of-a-group' })
    throw new Error('of a group')
  })
  test('another, which ends at once', () => undefined)
})
const withFixture = test.extend({ upper: goLambda('./cmd/upper') })
const meetAgain = meeting()
withFixture.concurrent('a fixture beside another', async ({ upper }) => {
  await meetAgain()
  await upper.invoke('one')
  throw new Error('the first with a fixture')
})
withFixture.concurrent('a fixture beside the first', async ({ upper }) => {
  await meetAgain()
  await upper.invoke('two')
  throw new Error('the second with a fixture')
})
withFixture('a fixture, alone', async ({ upper }) => {
  await upper.invoke('alone')
  throw new Error('alone with a fixture')
})
`

const besideHooks = `const lines = useGoLambda('./cmd/prints-lines')
describe.concurrent('in a group with a hook', () => {
  beforeEach(async () => {
    await lines.invoke({ lines: 1, label: 'of-a-hook' })
  })
  test('one with a hook', () => {
    throw new Error('one with a hook')
  })
  test('another with a hook', () => {
    throw new Error('another with a hook')
  })
})
`

const fixtures = `import { goLambda } from 'use-go-lambda/vitest'
const withTwo = test.extend({
  lines: goLambda('./cmd/prints-lines'),
  upper: goLambda('./cmd/upper', { scope: 'worker' }),
})
withTwo('passes with a fixture', async ({ upper }) => {
  await upper.invoke('not shown')
})
withTwo('fails with a fixture', async ({ lines }) => {
  await lines.invoke({ lines: 1, label: 'of-a-fixture' })
  throw new Error('on purpose')
})
withTwo('fails with two fixtures', async ({ lines, upper }) => {
  await lines.invoke({ lines: 1, label: 'of-the-first' })
  await upper.invoke('of the second')
  throw new Error('on purpose')
})
withTwo('fails with a fixture that is not invoked', async ({ lines }) => {
  throw new Error(typeof lines)
})
withTwo('fails twice with a fixture', { retry: 1 }, async ({ task, upper }) => {
  await upper.invoke('try ' + task.result.retryCount)
  throw new Error('try ' + task.result.retryCount)
})
withTwo('takes too long with a fixture', async ({ upper }) => {
  await upper.invoke('in time')
  await new Promise((resolve) => setTimeout(resolve, 3_000))
}, 500)
withTwo.fails('fails with a fixture, as it should', async ({ lines }) => {
  await lines.invoke({ lines: 1, label: 'as-it-should' })
  throw new Error('this is right')
})
describe('in hooks', () => {
  // Vitest 3.2 has the second only.
  ;(withTwo.beforeEach ?? beforeEach)(async ({ upper }) => {
    await upper.invoke('before it')
    throw new Error('in beforeEach')
  })
  withTwo('fails before it began, with a fixture', () => undefined)
})
`

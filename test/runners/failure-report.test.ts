import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ended, Project, swc } from './project.ts'

const project = new Project()
afterAll(() => project.remove())
for (const name of ['prints-lines', 'upper', 'exits']) project.lambda(name)

for (const runner of ['vitest', 'jest'] as const) {
  project.suite(
    runner,
    'fails',
    `const lines = useGoLambda<unknown, { printed: number }>('./cmd/prints-lines')
const upper = useGoLambda<unknown, string>('./cmd/upper')
const exits = useGoLambda('./cmd/exits')

// In pieces: both runners print the code around a failure.
const secret = ['hunter', '2'].join('')

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
test('fails without a function', () => {
  throw new Error('nothing to add')
})
test('fails with what is no error', async () => {
  await upper.invoke('x')
  throw 'a string'
})
test('takes too long', async () => {
  await lines.invoke({ lines: 1, label: 'before-the-end' })
  await new Promise((resolve) => setTimeout(resolve, 3_000))
}, 500)
test.concurrent('beside another', async () => {
  await lines.invoke({ lines: 1, label: 'of-one-of-two' })
  throw new Error('the first of two')
})
test.concurrent('beside the first', async () => {
  await lines.invoke({ lines: 1, label: 'of-one-of-two' })
  throw new Error('the second of two')
})
test('after those', async () => {
  await lines.invoke({ lines: 1, label: 'of-the-last' })
  throw new Error('alone again')
})
`,
  )
}
project.write('vitest.config.mjs', `export default { test: { include: ['vitest/*.test.ts'] } }`)
project.write('jest.config.json', JSON.stringify({ testMatch: ['<rootDir>/jest/*.test.ts'], transform: swc }))

const reporters = {
  vitest: ['--reporter=default', '--reporter=github-actions', '--reporter=junit', '--outputFile.junit=junit.xml'],
  jest: ['--reporters=default', '--reporters=github-actions', '--json', '--outputFile=jest.json'],
}

/** From one text to the next. */
function between(text: string, begin: string, end: string): string {
  const from = text.indexOf(begin)
  return from === -1 ? '' : text.slice(from, text.indexOf(end, from + begin.length))
}

describe.each(['vitest', 'jest'] as const)('in %s', (runner) => {
  let ended: Ended
  /** What the default reporter prints. */
  let shown = ''
  beforeAll(async () => {
    ended = await project.run(runner, reporters[runner], { variables: { GITHUB_ACTIONS: 'true' } })
    shown = ended.text.replace(/^::error.*$/gm, '')
  })

  test('a failed test shows the output of its own invocations, the last request and answer, and the state', () => {
    expect(ended.code).toBe(1)
    const report = between(shown, './cmd/prints-lines in this test', 'environment:')
    expect(
      report
        .trimEnd()
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual([
      './cmd/prints-lines in this test: 2 invocations',
      'output of invocation 1:',
      '| first-call 1 of 1',
      'output of invocation 2:',
      '| second-call 1 of 2',
      '| second-call 2 of 2',
      'last request: {"lines":2,"label":"second-call","password":"***","nested":{"apiKey":"***","user":"me"}}',
      'last answer: {"bytes":38}',
    ])
    expect(ended.text).toMatch(/environment: pid \d+, idle, warm/)
  })

  test('secrets, and what other tests did, are not shown', () => {
    expect(ended.text).not.toMatch(/hunter2|not-shown/)
  })

  test('what is long is cut', () => {
    expect(ended.text).toMatch(/request: "x{1999} … 3002 more characters/)
  })

  test('after an exit its code is shown', () => {
    expect(ended.text).toContain('environment: ended with exit code 3')
    expect(ended.text).toMatch(/error: LambdaExitError: RequestId: /)
  })

  test('what an error says itself is not said again', () => {
    const told = between(shown, 'exit status 4', 'fails without')
    expect(told.match(/\| told-once/g)).toHaveLength(1)
    expect(told.match(/exit status 4/g)).toHaveLength(1)
  })

  test('a test without an invocation has nothing added', () => {
    const from = shown.search(/Error: nothing to add|● fails without a function/)
    const section = shown.slice(from, shown.indexOf('fails with what is no error', from))
    expect(section).toContain('nothing to add')
    expect(section).not.toContain('in this test')
  })

  test("it is added to what is no error, also to the runner's own word for a test that took too long", () => {
    expect(shown).toMatch(/a string"?\n\n *\.\/cmd\/upper in this test: 1 invocation\n/)
    expect(shown).toMatch(
      /\n\n *\.\/cmd\/prints-lines in this test: 1 invocation\n *its output:\n *\| before-the-end 1 of 1\n/,
    )
  })

  test('tests that run concurrently are not given the invocations of each other', () => {
    expect(shown).not.toContain('| of-one-of-two')
    expect(shown).toMatch(
      /alone again\n\n *\.\/cmd\/prints-lines in this test: 1 invocation\n *its output:\n *\| of-the-last/,
    )
    // Jest runs no hooks for them.
    const note =
      "./cmd/prints-lines was invoked by tests that run concurrently: which invocations are this one's cannot be told; run it alone (-t) to see them"
    const blocks = ['the first of two', 'the second of two'].map((word) => between(shown, `Error: ${word}`, '❯'))
    expect(blocks.map((block) => block.includes(note))).toEqual([runner === 'vitest', runner === 'vitest'])
  })

  test('annotations of GitHub show it', () => {
    const annotations = ended.text.split('\n').filter((line) => line.startsWith('::error'))
    expect(annotations.join('\n')).toContain('./cmd/prints-lines in this test')
  })
})

test("Vitest's JUnit report and Jest's JSON show it", () => {
  for (const file of ['junit.xml', 'jest.json']) {
    expect(existsSync(join(project.path, file)), file).toBe(true)
    expect(readFileSync(join(project.path, file), 'utf8'), file).toContain('./cmd/prints-lines in this test')
  }
})

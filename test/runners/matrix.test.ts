import { beforeAll, expect, test } from 'vitest'
import { Matrix } from '../support/matrix.ts'

const matrix = new Matrix()
const chosen = ['--table', 'nodes', '--variant', 'plugin', '--variant', 'cjs-swc']
beforeAll(() => matrix.install(chosen))

test.each([['vitest@3'], ['vitest@4'], ['vitest@5'], ['jest@29'], ['jest@30']])(
  '%s, installed in an empty project: answers, errors, logs and a deadline are as they have to be, and nothing is left',
  async (runner) => {
    const { is, tests, problems, output } = await matrix.outcomeOf('--only', runner, ...chosen)
    expect(problems, output).toEqual([])
    expect([is, tests]).toEqual(['passed', 6])
  },
)

test('a cell fails when the function answers otherwise', async () => {
  const { is, tests, problems } = await matrix.outcomeOf('--only', 'vitest@4', ...chosen, '--spoil')
  expect(problems).toEqual([
    'exit code 1',
    'failed: first: is answered',
    'failed: first: an invocation has its own log',
    'failed: second: has a process of its own',
    'did not pass: first: an invocation has its own log',
    'did not pass: first: is answered',
    'did not pass: second: has a process of its own',
  ])
  expect([is, tests]).toEqual(['failed', 3])
})

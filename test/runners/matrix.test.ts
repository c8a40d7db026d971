import { beforeAll, expect, test } from 'vitest'
import { Matrix } from '../support/matrix.ts'

const matrix = new Matrix()
const chosen = ['--node', 'usual', '--table', 'nodes', '--variant', 'plugin', '--variant', 'cjs-swc']
beforeAll(() => matrix.install(chosen))

async function expectPassed(...cell: readonly string[]): Promise<void> {
  const { is, problems, output } = await matrix.outcomeOf(...cell)
  expect(problems, output).toEqual([])
  expect(is).toBe('passed')
}

test.each([['vitest@3'], ['vitest@4'], ['vitest@5'], ['jest@29'], ['jest@30']])(
  '%s, installed in an empty project: answers, errors, logs and a deadline are as they have to be, and nothing is left',
  (runner) => expectPassed('--only', runner, ...chosen),
)

// Vite looks for every module that such a package imports by a name written out, also where it never comes to it.
test('vitest@5 with the package in server.deps.inline: it can be loaded, and a second copy after vi.resetModules()', () =>
  expectPassed('--only', 'vitest@5', '--table', 'vitest', '--variant', 'reset-modules-inlined'))

test("jest@29 in jsdom, whose globals lack TextEncoder and an AbortSignal's throwIfAborted: functions are built and called", () =>
  expectPassed('--only', 'jest@29', '--table', 'jest', '--variant', 'jsdom'))

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

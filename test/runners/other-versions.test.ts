import { beforeAll, test } from 'vitest'
import { Orphans } from '../support/orphans.ts'

const orphans = new Orphans()
beforeAll(() => orphans.install(['vitest@3', 'vitest@4', 'vitest@5', 'jest@29', 'jest@30']))

// Vitest 4's forks and Jest 30's workers come to every end in ends.test.ts.
test.each([
  ['Vitest 3.2, forks', 'vitest@3', 'forks'],
  ['Vitest 3.2, threads', 'vitest@3', 'threads'],
  ['Vitest 3.2, vmThreads', 'vitest@3', 'vmThreads'],
  ['Vitest 4, threads', 'vitest@4', 'threads'],
  ['Vitest 4, vmThreads', 'vitest@4', 'vmThreads'],
  ['Vitest 5, forks', 'vitest@5', 'forks'],
  ['Vitest 5, threads', 'vitest@5', 'threads'],
  ['Vitest 5, vmThreads', 'vitest@5', 'vmThreads'],
  ['Jest 29, workers', 'jest@29', 'workers'],
  ['Jest 29, in-band', 'jest@29', 'in-band'],
  ['Jest 30, in-band', 'jest@30', 'in-band'],
])('%s: after SIGKILL of the main process nothing of a function or of ours lives 2 s later', (_, runner, pool) =>
  orphans.expectNone(runner, pool, 'sigkill-main'),
)

// Vitest 3.2 cannot import its own module in its configuration, which imports ours for the plugin.
test('Vitest 3.2: goLambdaPlugin() can be imported by its configuration, and nothing is left', () =>
  orphans.expectNone('vitest@3', 'forks', 'normal', 'plugin'))

import { defineConfig } from 'vitest/config'

const quick = ['architecture', 'artifact', 'clock', 'code-cache', 'failure', 'gob', 'lambda', 'rpc']

/** Where `.ci/run` reads how many tests there were. */
const report = process.env['TEST_REPORT']

export default defineConfig({
  test: {
    retry: 0,
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    projects: [
      {
        test: {
          name: 'unit',
          include: quick.map((room) => `test/${room}/**/*.test.ts`),
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [...quick, 'emulation', 'runners', 'package', 'lambdas', 'oracle'].map((room) => `test/${room}/**`),
          testTimeout: 120_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'whole',
          include: ['test/{emulation,runners,package}/**/*.test.ts'],
          globalSetup: ['test/package/pack.ts'],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
})

import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vitest/config'
import { watchTrigger } from './watch-trigger.ts'

/**
 * For `plugins` of `vitest.config.ts`: builds the functions of the last run and those that test files name ahead, beside
 * the runner's own start; prints results and errors of functions in snapshots so that they stay the same; and at the end of
 * the run ends whatever a suite left, and says so. Suites work without it, too.
 */
export function goLambdaPlugin(): Plugin {
  return {
    name: 'use-go-lambda',
    config: () => ({
      test: {
        globalSetup: [beside('vitest-global-setup.mjs')],
        watchTriggerPatterns: [watchTrigger()],
        snapshotSerializers: [beside('vitest-serializer.mjs')],
      },
    }),
  } as Plugin
}

function beside(name: string): string {
  return fileURLToPath(new URL(`./${name}`, import.meta.url))
}

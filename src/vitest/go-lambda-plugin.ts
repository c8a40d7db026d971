import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vitest/config'

/**
 * For `plugins` of `vitest.config.ts`: builds the functions of the last run ahead, beside the runner's own start,
 * and at the end of the run ends whatever a suite left, and says so. Suites work without it, too.
 */
export function goLambdaPlugin(): Plugin {
  return {
    name: 'use-go-lambda',
    config: () => ({ test: { globalSetup: [fileURLToPath(new URL('./vitest-global-setup.mjs', import.meta.url))] } }),
  } as Plugin
}

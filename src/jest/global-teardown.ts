import { endRun } from '../run/index.ts'
import { type JestProjectConfig, runChained } from './chained-hooks.ts'

/** Jest's globalTeardown: ours, then what was configured before it. */
export default async function globalTeardown(globalConfig: unknown, projectConfig: JestProjectConfig): Promise<void> {
  try {
    await endRun()
  } finally {
    await runChained('globalTeardown', globalConfig, projectConfig)
  }
}

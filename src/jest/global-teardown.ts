import { endRun } from '../run/index.ts'
import { type JestProjectConfig, runChained } from './chained-hooks.ts'
import { JestGoWatch } from './jest-go-watch.ts'

/** Jest's globalTeardown: ours, then what was configured before it. */
export default async function globalTeardown(globalConfig: unknown, projectConfig: JestProjectConfig): Promise<void> {
  JestGoWatch.current?.learn()
  try {
    await endRun()
  } finally {
    await runChained('globalTeardown', globalConfig, projectConfig)
  }
}

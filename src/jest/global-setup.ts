import { beginRun } from '../run/index.ts'
import { type JestProjectConfig, runChained } from './chained-hooks.ts'

/** Jest's globalSetup: what was configured before ours, then ours. */
export default async function globalSetup(globalConfig: unknown, projectConfig: JestProjectConfig): Promise<void> {
  await runChained('globalSetup', globalConfig, projectConfig)
  beginRun()
}

import { beginRun } from '../run/index.ts'
import { type JestProjectConfig, runChained } from './chained-hooks.ts'
import { type JestGlobalConfig, testFilesOf } from './test-files.ts'

/** Jest's globalSetup: what was configured before ours, then ours. */
export default async function globalSetup(
  globalConfig: JestGlobalConfig,
  projectConfig: JestProjectConfig & { readonly roots?: readonly string[] },
): Promise<void> {
  await runChained('globalSetup', globalConfig, projectConfig)
  beginRun({ tests: testFilesOf(globalConfig, projectConfig.roots ?? [projectConfig.rootDir]) })
}

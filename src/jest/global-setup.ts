import { beginRun } from '../run/index.ts'
import { type JestProjectConfig, runChained } from './chained-hooks.ts'
import { watchVariable } from './is-watch-mode.ts'
import { type JestGlobalConfig, testFilesOf } from './test-files.ts'

/** Jest's globalSetup: what was configured before ours, then ours. */
export default async function globalSetup(
  globalConfig: JestGlobalConfig,
  projectConfig: JestProjectConfig & { readonly roots?: readonly string[] },
): Promise<void> {
  if (globalConfig.watch === true || globalConfig.watchAll === true) process.env[watchVariable] = '1'
  await runChained('globalSetup', globalConfig, projectConfig)
  beginRun({ tests: testFilesOf(globalConfig, projectConfig.roots ?? [projectConfig.rootDir]) })
}

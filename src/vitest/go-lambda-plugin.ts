import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vitest/config'
import type { WatchingVitest } from './rerun-on-go-changes.ts'
import { pluginName, type VitestProject } from './vitest-project.ts'

/**
 * For `plugins` of `vitest.config.ts`: builds the functions of the last run and those that test files name ahead, beside
 * the runner's own start; runs test files again in watch mode when Go code that they use has changed; prints results and
 * errors of functions in snapshots so that they stay the same; and at the end of the run ends whatever a suite left, and
 * says so. Suites work without it, too.
 */
export function goLambdaPlugin(): Plugin {
  const serializer = beside('vitest-serializer.mjs')
  return {
    name: pluginName,
    config: () => ({
      test: {
        globalSetup: [beside('vitest-global-setup.mjs')],
      },
    }),
    async configureVitest({ project, vitest }: { readonly project: VitestProject; readonly vitest: WatchingVitest }) {
      addSerializer(project, serializer)
      if (!vitest.config.watch) return
      // Loaded only here: other runs are spared it.
      const { rerunOnGoChanges } = await import('./rerun-on-go-changes.ts')
      rerunOnGoChanges(vitest)
    },
  } as Plugin
}

/**
 * Not in `config()`: what it gives does not reach projects that share the server of the root configuration (Vitest 5), and
 * reaches those that run in a browser, which loads it before any test, and cannot.
 */
function addSerializer({ config }: VitestProject, serializer: string): void {
  if (config === undefined || config.browser?.enabled === true) return
  config.snapshotSerializers = [...(config.snapshotSerializers ?? []).filter((path) => path !== serializer), serializer]
}

function beside(name: string): string {
  return fileURLToPath(new URL(`./${name}`, import.meta.url))
}

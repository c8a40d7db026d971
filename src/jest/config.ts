import { chain } from './chained-hooks.ts'
import { hookFiles, serializerFile, watchFiles } from './hook-files.ts'
import { isWatchMode } from './is-watch-mode.ts'

/** As far as a Jest configuration is read here; everything else is kept as it is. */
interface JestConfig {
  readonly globalSetup?: string | null | undefined
  readonly globalTeardown?: string | null | undefined
  readonly snapshotSerializers?: readonly string[] | undefined
  readonly haste?: { readonly hasteMapModulePath?: string } | undefined
  readonly watch?: boolean | undefined
  readonly watchAll?: boolean | undefined
  readonly watchPlugins?: readonly unknown[] | undefined
  /** Projects that are written out have serializers and a haste map of their own. */
  readonly projects?: readonly (string | JestConfig)[] | undefined
}

type ConfigFunction<Config> = (...given: never[]) => Config | Promise<Config>

/**
 * For `jest.config`: adds our global set-up (builds the functions of the last run ahead), global teardown (ends whatever
 * a suite left, and says so), snapshot serializer and, in watch mode, what makes Jest see Go code, to a configuration, or to
 * a function that gives one. A set-up or teardown that is there already runs, too: set-up before ours, teardown after it.
 * Suites work without it, as well.
 *
 * ```js
 * export default withGoLambda({ transform: { '\\.ts$': '@swc/jest' } })
 * ```
 */
export function withGoLambda<Config extends object>(config: ConfigFunction<Config>): () => Promise<Config>
export function withGoLambda<Config extends object>(config?: Config): Config
export function withGoLambda(config: JestConfig | ConfigFunction<JestConfig> = {}): unknown {
  if (typeof config === 'function') return async (...given: never[]) => merge(await config(...given))
  return merge(config)
}

function merge(config: JestConfig): JestConfig {
  chain({ globalSetup: config.globalSetup ?? undefined, globalTeardown: config.globalTeardown ?? undefined })
  const watched = isWatchMode(process.argv, config) ? withWatch(config) : config
  return { ...withSerializer(watched), ...hookFiles() }
}

/** Somebody's own haste map stays: Go code is not seen then. */
function withWatch(config: JestConfig): JestConfig {
  const { haste, watchPlugins } = watchFiles()
  return {
    ...withHaste(config, haste),
    watchPlugins: [...(config.watchPlugins ?? []), ...watchPlugins],
  }
}

function withHaste(config: JestConfig, haste: { readonly hasteMapModulePath: string }): JestConfig {
  const { projects } = config
  return {
    ...config,
    haste: { ...haste, ...config.haste },
    ...(projects !== undefined && {
      projects: projects.map((project) => (typeof project === 'string' ? project : withHaste(project, haste))),
    }),
  }
}

function withSerializer(config: JestConfig): JestConfig {
  const { snapshotSerializers = [], projects } = config
  return {
    ...config,
    snapshotSerializers: [...snapshotSerializers, serializerFile()],
    ...(projects !== undefined && {
      projects: projects.map((project) => (typeof project === 'string' ? project : withSerializer(project))),
    }),
  }
}

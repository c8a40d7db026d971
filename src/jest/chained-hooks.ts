import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { errorMessage } from '../failure/index.ts'

/** The global set-up and teardown that stood in a configuration before `withGoLambda` put ours there. */
export interface ChainedHooks {
  readonly globalSetup?: string | undefined
  readonly globalTeardown?: string | undefined
}

/** As far as these hooks read what Jest hands them. */
export interface JestProjectConfig {
  readonly rootDir: string
}

type GlobalHook = (globalConfig: unknown, projectConfig: JestProjectConfig) => unknown

/**
 * Jest calls a hook file once, with the first project that names it; the hooks of every configuration that
 * `withGoLambda` saw are kept here, in Jest's main process, which reads the configurations and runs the hooks.
 */
const key = Symbol.for('use-go-lambda.jest.chained')
const holder = globalThis as { [key]?: ChainedHooks[] }

export function chain(hooks: ChainedHooks): void {
  holder[key] = [...(holder[key] ?? []), hooks]
}

/** Runs what was chained, each file once, as Jest would: transformed by the project's own transform, awaited in order. */
export async function runChained(
  name: keyof ChainedHooks,
  globalConfig: unknown,
  projectConfig: JestProjectConfig,
): Promise<void> {
  const paths = new Set((holder[key] ?? []).flatMap((hooks) => hooks[name] ?? []))
  for (const path of paths) {
    const hook = await loadHook(path, projectConfig.rootDir)
    if (typeof hook !== 'function') {
      throw new TypeError(`${name} file must export a function: ${path}`)
    }
    await (hook as GlobalHook)(globalConfig, projectConfig)
  }
}

async function loadHook(path: string, rootDir: string): Promise<unknown> {
  const require = createRequire(join(rootDir, 'package.json'))
  const file = require.resolve(path.replace('<rootDir>', rootDir))
  let loaded: unknown
  try {
    // While Jest waits for our hook its transform is in force for require(): the user's TypeScript is read, too.
    loaded = require(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ERR_REQUIRE_ESM' && code !== 'ERR_REQUIRE_ASYNC_MODULE' && !isEsmSyntax(error)) throw error
    loaded = await import(pathToFileURL(file).href)
  }
  const outer = defaultOf(loaded)
  return typeof outer === 'function' ? outer : defaultOf(outer)
}

function isEsmSyntax(error: unknown): boolean {
  return /import statement|Unexpected token 'export'/.test(errorMessage(error))
}

function defaultOf(module: unknown): unknown {
  return typeof module === 'object' && module !== null && 'default' in module ? module.default : module
}

import type { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import { isInCache } from '../run/index.ts'
import { JestGoWatch } from './jest-go-watch.ts'

/** As far as jest-haste-map is used here; the same in 29 and 30. */
interface HasteMap extends EventEmitter {
  setupCachePath?(options: Options): Promise<void>
  build(): Promise<Built>
  end(): Promise<void>
}

interface Options {
  readonly rootDir: string
  readonly watch?: boolean
}

interface Built {
  readonly hasteFS: HasteFS
  readonly moduleMap: ModuleMap
}

interface Change extends Built {
  readonly eventsQueue: readonly { readonly filePath: string }[]
}

interface HasteFS {
  getAllFiles(): string[]
  exists(file: string): boolean
  getDependencies(file: string): string[] | null
}

interface ModuleMap {
  getModule(name: string, ...more: unknown[]): string | null
}

interface HasteMapModule {
  readonly default: new (options: Options) => HasteMap
}

/**
 * Jest's own haste map (`haste.hasteMapModulePath`), which in watch mode also knows of Go code. Nothing of it comes into
 * the map itself: Go files are no modules, are not covered and not transformed.
 */
export default class GoHasteMap extends jestHasteMap() {
  readonly #options: Options
  #built: Built | undefined

  constructor(options: Options) {
    super(options)
    this.#options = options
  }

  override async build(): Promise<Built> {
    // Jest does it only for its own.
    await this.setupCachePath?.(this.#options)
    const built = await super.build()
    const { watch, rootDir } = this.#options
    if (watch !== true) return built
    const goWatch = JestGoWatch.orNew
    this.#built = withGoCode(built, goWatch)
    goWatch.emitBy((filePath) => {
      this.emit('change', { ...this.#built, eventsQueue: [{ filePath, stat: undefined, type: 'change' }] })
    })
    await goWatch.readTests(built.hasteFS.getAllFiles(), rootDir)
    return built
  }

  override emit(name: string | symbol, ...given: unknown[]): boolean {
    const goWatch = JestGoWatch.current
    if (name !== 'change' || goWatch === undefined) return super.emit(name, ...given)
    const change = given[0] as Change
    this.#built = withGoCode(change, goWatch)
    // With the cache folder in the project every run would lead to the next one.
    const eventsQueue = change.eventsQueue.filter(({ filePath }) => !isInCache(filePath))
    return eventsQueue.length > 0 && super.emit(name, { ...change, eventsQueue })
  }

  override async end(): Promise<void> {
    JestGoWatch.current?.close()
    await super.end()
  }
}

const done = new WeakSet<HasteFS>()

/** Answers what Jest asks to find the tests that are related to changed files. */
function withGoCode(built: Built, goWatch: JestGoWatch): Built {
  const { hasteFS, moduleMap } = built
  if (done.has(hasteFS)) return built
  done.add(hasteFS)
  const exists = hasteFS.exists.bind(hasteFS)
  const getDependencies = hasteFS.getDependencies.bind(hasteFS)
  const getModule = moduleMap.getModule.bind(moduleMap)
  hasteFS.exists = (file) => goWatch.knows(file) || exists(file)
  hasteFS.getDependencies = (file) => {
    const dependencies = getDependencies(file)
    return dependencies && [...dependencies, ...goWatch.dependenciesOf(file)]
  }
  moduleMap.getModule = (name, ...more) => goWatch.fileOf(name) ?? getModule(name, ...more)
  return built
}

/** The class of the Jest that has just loaded this file; which one that is cannot be told by a search from here. */
function jestHasteMap(): HasteMapModule['default'] {
  const { cache } = createRequire(import.meta.url)
  const loaded = Object.keys(cache).find((file) => /[\\/]jest-haste-map[\\/]build[\\/]index\.js$/.test(file))
  const module = loaded === undefined ? undefined : cache[loaded]?.exports
  if (module === undefined) throw new Error('use-go-lambda: this file is loaded by jest-haste-map, and by nobody else')
  return (module as HasteMapModule).default
}

import { sep } from 'node:path'
import { GoWatch, RunUses } from '../run/index.ts'

/** As far as Vitest is used here; the same in 3.2, 4 and 5. */
export interface WatchingVitest {
  readonly config: { readonly watch: boolean; readonly root: string }
  readonly vite: { readonly watcher: ViteWatcher }
  readonly watcher: { readonly changedTests: Set<string> }
}

/** Private to Vitest's types. */
interface Scheduler {
  /** Runs `changedTests`: once for all changes that come together, filtered as the user has asked, after a run under way. */
  scheduleRerun?(file: string): void
}

interface ViteWatcher {
  on(event: 'all', listener: (event: string, path: string) => void): unknown
}

/** Vite's watchers that are listened to: the plugin may stand in a configuration more than once. */
const key = Symbol.for('use-go-lambda.vitest.watchers')
const holder = globalThis as { [key]?: WeakMap<ViteWatcher, GoWatch> }

/**
 * In watch mode runs the test files that use a function again when something has changed that it is made of. Not by
 * `watchTriggerPatterns`: those are not asked of removed files, and keep Vitest from running whoever imports the same file.
 */
export function rerunOnGoChanges({ config, vite, watcher }: WatchingVitest): void {
  holder[key] ??= new WeakMap()
  if (holder[key].has(vite.watcher)) return
  const scheduler = watcher as Scheduler
  if (scheduler.scheduleRerun === undefined) {
    process.stderr.write(
      'use-go-lambda: this Vitest does not let a plugin run test files again; after a change of Go code press a\n',
    )
    return
  }
  const uses = new RunUses()
  const goWatch = new GoWatch({
    uses: () => uses.all(),
    rerun(testFiles, file) {
      for (const testFile of testFiles) watcher.changedTests.add(testFile)
      scheduler.scheduleRerun?.(file)
    },
    // What Vite itself watches, with the user's `server.watch` (polling, what is ignored).
    covers: (folder) => `${folder}/`.startsWith(`${config.root}/`) && !/\/(?:node_modules|\.git)\//.test(`${folder}/`),
  })
  holder[key].set(vite.watcher, goWatch)
  uses.onChange(() => void goWatch.learn())
  vite.watcher.on('all', (_, path) => {
    const file = path.replaceAll(sep, '/')
    if (goWatch.isTestFile(file)) uses.forget(file)
    goWatch.changed(file)
  })
}

import { join } from 'node:path'
import { Rolldown } from 'tsdown'

const here = import.meta.dirname

/** One of our modules, with what it imports, as a file that plain Node (`.mjs`) or Jest (`.cjs`) can load. */
export async function bundle(entry: string, folder: string, format: 'esm' | 'cjs' = 'esm'): Promise<string> {
  const ending = format === 'esm' ? '.mjs' : '.cjs'
  const name = entry.split('/').at(-1)?.replace(/\.ts$/, ending) ?? 'bundle'
  const build = await Rolldown.rolldown({ input: join(here, entry), platform: 'node', logLevel: 'silent' })
  // One file, but for what the bundler sets apart all the same.
  const names = { entryFileNames: name, chunkFileNames: `[name]-[hash]${ending}` }
  await build.write({ dir: folder, ...names, format, codeSplitting: false })
  await build.close()
  return join(folder, name)
}

/** The reaper's program. */
export function bundleReapScript(folder: string): Promise<string> {
  return bundle('../../src/environment/reap-main.ts', folder)
}

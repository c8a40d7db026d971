import { join } from 'node:path'
import { Rolldown } from 'tsdown'

const here = import.meta.dirname

/** One of our modules, with what it imports, as a file that plain Node (`.mjs`) or Jest (`.cjs`) can load. */
export async function bundle(entry: string, folder: string, format: 'esm' | 'cjs' = 'esm'): Promise<string> {
  const name =
    entry
      .split('/')
      .at(-1)
      ?.replace(/\.ts$/, format === 'esm' ? '.mjs' : '.cjs') ?? 'bundle'
  const file = join(folder, name)
  const build = await Rolldown.rolldown({ input: join(here, entry), platform: 'node', logLevel: 'silent' })
  await build.write({ file, format, codeSplitting: false })
  await build.close()
  return file
}

/** The reaper's program. */
export function bundleReapScript(folder: string): Promise<string> {
  return bundle('../../src/environment/reap-main.ts', folder)
}

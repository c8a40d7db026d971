import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { GoTypes } from '../../src/types/go-types.ts'

const program = join(import.meta.dirname, '../../src/types/program')
const run = promisify(execFile)

/** Builds the program that reads the types of Go packages into `folder`, and gives what runs it on packages of one module. */
export async function buildGoTypes(
  folder: string,
): Promise<(module: string, dirs: readonly string[]) => Promise<GoTypes>> {
  const binary = join(folder, 'go-types')
  await run('go', ['build', '-buildvcs=false', '-o', binary, '.'], { cwd: program })
  const { stdout: goroot } = await run('go', ['env', 'GOROOT'], { cwd: program })
  const go = join(goroot.trim(), 'bin/go')
  return async (module, dirs) => {
    const { stdout } = await run(binary, ['-go', go, ...dirs], { cwd: module, maxBuffer: 1 << 28 })
    return JSON.parse(stdout) as GoTypes
  }
}

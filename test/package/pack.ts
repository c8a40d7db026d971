import { execFile } from 'node:child_process'
import { cp, mkdtemp, realpath, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** The tarball that `npm publish` would send. */
    readonly tarball: string
    /** The folder it unpacks to: what stands in a user's node_modules. */
    readonly unpacked: string
  }
}

const checkout = join(import.meta.dirname, '../..')
const sources = [
  'src',
  'build',
  'package.json',
  'tsdown.config.ts',
  'tsconfig.json',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
]
const run = promisify(execFile)

/**
 * Vitest's global set-up of the project `whole`: builds, packs and unpacks the package in a folder of its own, so that
 * what is tested is today's source, and a build in the checkout meanwhile changes nothing.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'ugl-packed-')))
  const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 5 })
  try {
    const copy = join(folder, 'copy')
    for (const name of sources) await cp(join(checkout, name), join(copy, name), { recursive: true })
    await symlink(join(checkout, 'node_modules'), join(copy, 'node_modules'))
    const tsdown = join(checkout, 'node_modules/tsdown/dist/run.mjs')
    await run(process.execPath, [tsdown, '--log-level', 'error'], { cwd: copy })
    const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: copy,
    })
    const packed = packedOf(JSON.parse(stdout))
    const unpacked = join(folder, 'unpacked')
    for (const { path } of packed.files) await cp(join(copy, path), join(unpacked, path))
    project.provide('tarball', join(folder, packed.filename))
    project.provide('unpacked', unpacked)
  } catch (error) {
    await remove()
    throw error
  }
  return remove
}

interface Packed {
  readonly filename: string
  readonly files: readonly { readonly path: string }[]
}

/** npm 12 answers an object by package name, the ones before it a list. */
function packedOf(answer: unknown): Packed {
  const [first] = Object.values(answer as Record<string, Packed>)
  if (first === undefined) throw new Error(`npm pack answered ${JSON.stringify(answer)}`)
  return first
}

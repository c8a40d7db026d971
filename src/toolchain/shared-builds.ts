import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode, errorMessage } from '../failure/index.ts'
import { importPathOf } from './import-path.ts'
import { sha256 } from './sha256.ts'
import { SharedBuildError } from './shared-build-error.ts'
import type { SourceState } from './source-state.ts'

/** How a package is built, as far as it is asked for. */
export interface BuildFlags {
  readonly tags?: readonly string[]
  readonly flags?: readonly string[]
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** A binary in a folder that `use-go-lambda build --out` has written. */
export interface SharedBuild {
  /** For people: the package's folder, relative to the folder in which it was built. */
  readonly label: string
  /** By this and the options a suite finds it, in whichever folder its checkout lies. */
  readonly importPath: string
  /** For people. */
  readonly options: string
  /** A digest of the options. */
  readonly optionsKey: string
  /** `linux/amd64`. */
  readonly system: string
  /** Relative to the folder, with `/`. */
  readonly file: string
  readonly bytes: number
  readonly sha256: string
  readonly sources: SourceState
}

export interface Manifest {
  readonly version: 1
  readonly functions: readonly SharedBuild[]
}

export const manifestName = 'manifest.json'

/** What a package is called in a manifest; one that belongs to no module, by its folder's last element. */
export function sharedName(dir: string): string {
  return importPathOf(dir) ?? `./${dir.split('/').at(-1)}`
}

/** The same for the same options: the order of tags is nothing to go, that of flags is. */
export function optionsKey(options: BuildFlags): string {
  const { tags, flags = [], env = {} } = options
  const variables = Object.entries(env)
    .map(([name, value]) => [name, value ?? null] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const parts = [tags === undefined ? null : sortedTags(tags), flags, variables]
  return sha256(JSON.stringify(parts)).slice(0, 16)
}

/** The options as arguments of the command; values of variables may be secrets. */
export function optionsText({ tags, flags = [], env = {} }: BuildFlags): string {
  return [
    ...(tags === undefined ? [] : [`--tags=${sortedTags(tags).join(',')}`]),
    ...flags.map((flag) => `--flag=${flag}`),
    ...Object.entries(env).map(([name, value]) => `--build-env=${name}${value === undefined ? '' : '=…'}`),
  ].join(' ')
}

function sortedTags(tags: readonly string[]): string[] {
  return [...new Set(tags.join(',').split(','))].filter((tag) => tag !== '').sort()
}

/** @throws {SharedBuildError} where there is no manifest, or none that this release can read. */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, manifestName)
  const fail = (reason: string, cause: unknown): never => {
    const nextStep = 'make it anew with use-go-lambda build --out, of the same release; USE_GO_LAMBDA_BINARIES names it'
    throw new SharedBuildError('no-manifest', { reason, nextStep, cause })
  }
  let text = ''
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    fail(
      `${folder} holds no binaries of use-go-lambda build: ${manifestName} cannot be read (${errorCode(error)})`,
      error,
    )
  }
  try {
    const manifest = JSON.parse(text) as Manifest
    if (manifest.version === 1 && Array.isArray(manifest.functions)) return manifest
    return fail(
      `${path} is of version ${JSON.stringify(manifest.version)}, and this release reads version 1`,
      undefined,
    )
  } catch (error) {
    if (error instanceof SharedBuildError) throw error
    return fail(`${path} is damaged: ${errorMessage(error)}`, error)
  }
}

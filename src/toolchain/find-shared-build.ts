import { isAbsolute, relative } from 'node:path'
import { SharedBuildError } from './shared-build-error.ts'
import { optionsKey, optionsText, readManifest, type SharedBuild, sharedName } from './shared-builds.ts'
import { differences } from './source-state.ts'
import type { SharedBuildRequest } from './take-shared-build.ts'

/** More lines of evidence than this help nobody. */
const mostLines = 20

/**
 * Finds the binary of a package in a folder of `use-go-lambda build --out`, whatever folder the checkout lies in: by import
 * path and options. Where several modules have one name, the sources decide.
 *
 * @throws {SharedBuildError} saying what is there, and what to do.
 */
export async function findSharedBuild(asked: SharedBuildRequest): Promise<SharedBuild> {
  const { folder, dir, label, system } = asked
  const { functions } = await readManifest(folder)
  const [name, key, wanted] = [sharedName(dir), optionsKey(asked), optionsText(asked)]
  const command = `use-go-lambda build ${label}${wanted === '' ? '' : ` ${wanted}`} --out ${quoted(shown(folder))}`
  const ofPackage = functions.filter(({ importPath }) => importPath === name)
  const built = ofPackage.filter(({ optionsKey }) => optionsKey === key)
  if (built.length === 0) {
    const how = wanted === '' ? 'without build options' : `with ${wanted}`
    throw new SharedBuildError('missing', {
      reason:
        ofPackage.length === 0
          ? `${label} (${name}) is not in ${shown(folder)}, which USE_GO_LAMBDA_BINARIES names`
          : `${label} is in ${shown(folder)}, which USE_GO_LAMBDA_BINARIES names, but not built ${how}`,
      evidence: listed(functions),
      nextStep: `add it where the others are built: ${command}`,
    })
  }
  const fitting = built.filter((each) => fits(each.system, system))
  if (fitting.length === 0) {
    throw new SharedBuildError('other-system', {
      reason: `${label} in ${shown(folder)} is built for ${[...new Set(built.map((each) => each.system))].join(', ')}; this machine runs ${system}`,
      nextStep: `build it for this one, too: ${variables(system)} ${command}`,
    })
  }
  return sameSources(fitting, asked, command)
}

function sameSources(
  candidates: readonly SharedBuild[],
  { dir, label }: SharedBuildRequest,
  command: string,
): SharedBuild {
  let least: ReturnType<typeof differences> | undefined
  for (const candidate of candidates) {
    const found = differences(candidate.sources, dir)
    if (found.length === 0) return candidate
    if (least === undefined || found.length < least.length) least = found
  }
  const lines = (least ?? []).map(({ how, path }) => `${how.padEnd(7)} ${shown(path)}`)
  throw new SharedBuildError('stale', {
    reason: `${label} was built of other sources than are here: ${lines.length === 1 ? '1 file differs' : `${lines.length} files differ`}`,
    evidence: cut(lines),
    nextStep: `build it of these: ${command}; or unset USE_GO_LAMBDA_BINARIES, and it is built here`,
  })
}

/** A Mac runs what its Rosetta translates; the header is looked at before the spawn. */
function fits(system: string, here: string): boolean {
  return system === here || (system.startsWith('darwin/') && here.startsWith('darwin/'))
}

function variables(system: string): string {
  const [os, arch] = system.split('/')
  return `GOOS=${os} GOARCH=${arch}`
}

function listed(functions: readonly SharedBuild[]): string[] {
  if (functions.length === 0) return ['it holds no function']
  return cut(functions.map(({ label, options, system }) => [`${label} (${system})`, options].join(' ').trimEnd()))
}

function cut(lines: readonly string[]): string[] {
  const more = lines.length - mostLines
  return more <= 0 ? [...lines] : [...lines.slice(0, mostLines), `… and ${more} more`]
}

/** For a shell. */
function quoted(word: string): string {
  return /^[\w./~-]+$/.test(word) ? word : `'${word}'`
}

/** For people: relative to the working directory where it is inside. */
function shown(path: string): string {
  const way = relative(process.cwd(), path)
  return way === '' || way.startsWith('..') || isAbsolute(way) ? path : way
}

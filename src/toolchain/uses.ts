import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isBuildVariable } from './build-key.ts'
import { buildsFolder } from './build-record.ts'
import type { AskedPackage } from './group-packages.ts'
import { sha256 } from './sha256.ts'

/** That a test file uses a package, and what decides which files the package has. */
export interface PackageUse extends AskedPackage {
  /** Absolute. */
  readonly testFile: string
}

/** Keeps it for the run's main process. Never fails: only watch mode asks. */
export function recordUse(runFolder: string, { testFile, dir, tags, flags, env = {} }: PackageUse): void {
  // `null` for what is taken out of the environment.
  const changes = Object.entries(env).flatMap(([name, value]) => (isBuildVariable(name) ? [[name, value ?? null]] : []))
  const use = { testFile, dir, tags, flags, ...(changes.length > 0 && { env: Object.fromEntries(changes) }) }
  const folder = usesFolder(runFolder)
  const name = sha256(JSON.stringify(use)).slice(0, 32)
  const draft = join(folder, `${name}.${process.pid}`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(draft, JSON.stringify(use), { mode: 0o600 })
    renameSync(draft, join(folder, `${name}.json`))
  } catch {
    // not rerun by itself when the package changes
  }
}

/** What was recorded in a run. Never throws. */
export function readUses(runFolder: string): PackageUse[] {
  return [...usesByFile(usesFolder(runFolder)).values()]
}

/** For a test file that has changed itself: it is run again, and records anew what it uses. Never throws. */
export function forgetUses(runFolder: string, testFile: string): void {
  for (const [file, use] of usesByFile(usesFolder(runFolder))) {
    if (use.testFile === testFile) rmSync(file, { force: true })
  }
}

export function usesFolder(runFolder: string): string {
  return join(buildsFolder(runFolder), 'uses')
}

function usesByFile(folder: string): Map<string, PackageUse> {
  const uses = new Map<string, PackageUse>()
  for (const name of namesIn(folder)) {
    const file = join(folder, name)
    try {
      const { env, ...use } = JSON.parse(readFileSync(file, 'utf8'))
      const changes = Object.entries(env ?? {}).map(([variable, value]) => [variable, value ?? undefined])
      uses.set(file, { ...use, ...(env !== undefined && { env: Object.fromEntries(changes) }) })
    } catch {
      // gone meanwhile
    }
  }
  return uses
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json'))
  } catch {
    return []
  }
}

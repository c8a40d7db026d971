import { join } from 'node:path'
import { Orphans } from '../support/orphans.ts'
import type { RunnerName } from './project.ts'

/** A release of a runner, by the name that test/matrix/runners.mjs gives it. */
export interface Version {
  readonly id: string
  readonly title: string
  readonly runner: RunnerName
}

/** Every release that is supported. */
export const versions: readonly Version[] = [
  { id: 'vitest@3', title: 'Vitest 3.2', runner: 'vitest' },
  { id: 'vitest@4', title: 'Vitest 4', runner: 'vitest' },
  { id: 'vitest@5', title: 'Vitest 5', runner: 'vitest' },
  { id: 'jest@29', title: 'Jest 29', runner: 'jest' },
  { id: 'jest@30', title: 'Jest 30', runner: 'jest' },
]

/** Where a runner is, and the Node that it runs on. */
export interface Installed {
  /** A folder `node_modules`; `undefined`: that of this checkout. */
  readonly modules?: string
  readonly node?: string
}

/** Installs a release once for all test files of a run; those of this checkout are there already. */
export async function installed({ id }: Pick<Version, 'id'>): Promise<Installed> {
  if (id === 'vitest@4' || id === 'jest@30') return {}
  const project = (await new Orphans().install([id]))[id]
  return project === undefined ? {} : { modules: join(project.path, 'node_modules'), node: project.node }
}

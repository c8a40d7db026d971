import { createRequire } from 'node:module'
import { deployableMatchers } from '../suite/index.ts'
import type { ImportedVitest } from './import-vitest.ts'

let imported: ImportedVitest = {}

/** For the door of ES modules, which alone can import the runner's module. */
export function useVitest(given: ImportedVitest): void {
  imported = given
}

/** @throws what Vitest says where it cannot be used: in its configuration, or required by CommonJS. */
export function vitest(): typeof import('vitest') {
  if ('failure' in imported) throw imported.failure
  imported.vitest ??= createRequire(import.meta.url)('vitest') as typeof import('vitest')
  return imported.vitest
}

/** Of Vitest before 4.1: reads and sets the functions of tests. */
export function testFunctions(): ImportedVitest['functions'] {
  return imported.functions
}

/** Where the runner could be imported, as in every worker of it. */
export function addMatchers(): void {
  imported.vitest?.expect.extend(deployableMatchers)
}

import { usesOfThisRun } from '../run/index.ts'

/** As `watchTriggerPatterns` of Vitest's configuration takes it. */
export interface WatchTrigger {
  readonly pattern: RegExp
  readonly testsToRun: (file: string) => string[] | undefined
}

/** Runs the test files that use a function again when something has changed that it is made of, also an embedded file. */
export function watchTrigger(): WatchTrigger {
  return {
    pattern: /./,
    testsToRun(file) {
      const files = usesOfThisRun()?.testFilesOf(file) ?? []
      // Without an answer Vitest goes on as ever.
      return files.length > 0 ? files : undefined
    },
  }
}

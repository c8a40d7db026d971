import type { BuildsAhead } from './builds-ahead.ts'
import type { KeptTypes } from './keep-types.ts'

/** A run as its main process sees it. Set up more than once (Vitest 3 and 4: once per project) it stays one. */
export interface Run {
  readonly folder: string
  readonly ahead: BuildsAhead | undefined
  readonly types: Promise<KeptTypes | undefined> | undefined
  begun: number
}

/** In the main process there is one run at a time, also when set-up and teardown are two copies of this module. */
const key = Symbol.for('use-go-lambda.run')
const holder = globalThis as { [key]?: Run | undefined }

/** The run of this process. `undefined` before it has begun. */
export function thisRun(): Run | undefined {
  return holder[key]
}

export function setThisRun(run: Run | undefined): void {
  holder[key] = run
}

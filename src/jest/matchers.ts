import type { DeployableMatchers } from '../suite/index.ts'

/** Of `@jest/globals`. */
declare module 'expect' {
  // The parameters have to be named as they are there.
  interface Matchers<R extends void | Promise<void>, T = unknown> extends DeployableMatchers {}
}

/** Of `@types/jest`, for those who use the globals. */
declare global {
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: see above
    interface Matchers<R, T = {}> extends DeployableMatchers {}
  }
}

export type { DeployableMatchers } from '../suite/index.ts'

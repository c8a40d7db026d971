import type { DeployableMatchers } from '../suite/index.ts'

declare module 'vitest' {
  // The parameter has to be named as it is there.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  interface Matchers<T = any> extends DeployableMatchers {}
}

export type { DeployableMatchers } from '../suite/index.ts'

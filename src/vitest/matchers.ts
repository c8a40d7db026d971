import type { DeployableMatchers } from '../suite/index.ts'

/**
 * The assertions of Vitest 3.2, 4 and 5 are made of these. Its own `Matchers`, which is meant for that, has other parameters
 * from 5 on, and an interface must have the same wherever it is added to.
 */
declare global {
  namespace Chai {
    interface Assertion extends DeployableMatchers {}
  }
}

export type { DeployableMatchers } from '../suite/index.ts'

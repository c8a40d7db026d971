import { createRequire } from 'node:module'
import { join } from 'node:path'
import type * as Sdk from '@aws-sdk/client-lambda'
import { errorCode, errorMessage } from '../failure/index.ts'
import { LambdaRemoteError } from './remote-error.ts'

export type { Sdk }

const name = '@aws-sdk/client-lambda'

/**
 * Loads the user's own AWS SDK: what is found from this package, else from a folder of his. By `require`, which works in
 * every way that this package is loaded itself; an `import()` does not in a Jest sandbox, nor in code from V8's cache.
 *
 * @throws {LambdaRemoteError} where it is not installed, or does not load.
 */
export function loadSdk(label: string, folder: string): typeof Sdk {
  let failure: unknown
  for (const from of [import.meta.url, join(folder, 'package.json')]) {
    try {
      return createRequire(from)(name) as typeof Sdk
    } catch (error) {
      if (!isMissing(error)) throw unloadable(label, error)
      failure = error
    }
  }
  throw new LambdaRemoteError({
    reason: `${label} is a deployed function in this run, which is invoked through ${name}: it is not installed`,
    nextStep: `npm install --save-dev ${name}`,
    cause: failure,
  })
}

/** Itself, and not something that it asks for. */
function isMissing(error: unknown): boolean {
  return (
    errorCode(error) === 'MODULE_NOT_FOUND' && errorMessage(error).split('\n', 1)[0]?.includes(`'${name}'`) === true
  )
}

function unloadable(label: string, error: unknown): LambdaRemoteError {
  return new LambdaRemoteError({
    reason: `${label} is a deployed function in this run, which is invoked through ${name}: it could not be loaded`,
    evidence: errorMessage(error).split('\n'),
    nextStep: `npm install --save-dev ${name}@latest`,
    cause: error,
  })
}

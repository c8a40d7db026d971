import { maxTimeoutMs } from '../lambda/index.ts'
import { callerNow } from './caller-clock.ts'
import type { InvokeOptions } from './go-lambda.ts'
import type { InvokeRunningOptions } from './invoke-running.ts'
import { type Check, checkAll, integersCheck, isPlain, LambdaOptionError, text, whole } from './options.ts'

/** Over the Runtime API it stands in a URL. */
const requestId: Check = (value) =>
  typeof value === 'string' && /^[\w.:~-]+$/.test(value)
    ? undefined
    : 'letters, digits and - _ . : ~ (a UUID, as on AWS)'

/** Over the Runtime API it is a header. */
const headerText: Check = (value) =>
  typeof value === 'string' && /^[\x20-\x7e]*$/.test(value) ? undefined : 'a string of printable ASCII'

const cognitoKeys = ['cognitoIdentityId', 'cognitoIdentityPoolId'] as const

const contextChecks = {
  requestId,
  traceId: headerText,
  clientContext: (value) => (isPlain(value) ? undefined : 'an object: { client, env, custom }'),
  cognitoIdentity: (value) => {
    const right = isPlain(value) && cognitoKeys.every((key) => typeof Reflect.get(value, key) === 'string')
    return right ? undefined : 'an object of two strings: { cognitoIdentityId, cognitoIdentityPoolId }'
  },
} satisfies Record<string, Check>

const invokeChecks: Readonly<Record<keyof InvokeOptions, Check>> = {
  ...contextChecks,
  deadline: (value) => {
    const left = isDate(value) ? value.getTime() - callerNow() : Number.NaN
    if (left > 0 && left <= maxTimeoutMs) return undefined
    return `a Date to come, at most ${maxTimeoutMs.toLocaleString('en')} ms after now (${new Date(callerNow()).toISOString()})`
  },
  qualifier: (value) =>
    typeof value === 'string' && /^[\w$-]{1,128}$/.test(value)
      ? undefined
      : 'a version or alias, as $LATEST, 3 or live',
  tenantId: headerText,
  // Not by its class: a Jest sandbox and jsdom have their own.
  signal: (value) => (isPlain(value) && 'aborted' in value ? undefined : 'an AbortSignal'),
}

/** By its tag: a Jest sandbox and jsdom have Date classes of their own, and fake timers another. */
function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === '[object Date]'
}

const runningChecks: Readonly<Record<keyof InvokeRunningOptions, Check>> = {
  ...contextChecks,
  host: text,
  timeoutMs: whole(maxTimeoutMs),
  functionName: text,
  integers: integersCheck,
}

/**
 * Before anything is sent: what the wire refuses later reads as a lost connection, and costs an environment.
 *
 * @throws {LambdaOptionError}
 */
export function checkInvokeOptions(options: InvokeOptions): void {
  checkAll(options, invokeChecks, 'options of one invocation are')
}

/** @throws {LambdaOptionError} */
export function checkRunning(port: number, options: InvokeRunningOptions): void {
  if (whole(65_535)(port) !== undefined) {
    throw new LambdaOptionError(`the port is ${String(port)}`, 'give it a whole number from 1 to 65,535')
  }
  checkAll(options, runningChecks, 'options of invokeRunning are')
}

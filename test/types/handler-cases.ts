import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** A handler of test/lambdas/types as it is chosen when its function starts. */
export interface HandlerCase {
  /** The function's folder in test/lambdas/types. */
  readonly name: string
  /** `ACTION` in its environment, for those that choose by it. */
  readonly action?: string
  readonly title: string
}

/** Where the functions are. */
export const handlersFolder = join(import.meta.dirname, '../lambdas/types')

/** What each of those that choose their handler chooses from. */
const actions: Readonly<Record<string, readonly string[]>> = {
  'chosen-by-environment': ['create', 'delete', 'list'],
  'chosen-from-map': ['ping', 'count'],
  'chosen-variable': ['sum', 'join'],
  'event-authorizers': ['token', 'request', 'simple', 'policy'],
  'event-brokers': ['active', 'rabbit'],
  'event-cognito': [
    'pre-signup',
    'post-confirmation',
    'pre-token-generation',
    'define-auth',
    'migrate-user',
    'custom-message',
  ],
  'event-deployment': ['build', 'deploy', 'pipeline', 'job', 'commit', 'image', 'scan'],
  'event-iot-devices': ['button', 'click', 'provision'],
  'event-operations': ['scaling', 'vpn', 'config', 'secret', 'container'],
  'local-types': ['create', 'remove'],
}

/** The names of all functions of test/lambdas/types. */
export const handlerNames: readonly string[] = readdirSync(handlersFolder)
  .filter((name) => name !== 'internal')
  .sort()

/** Each handler of each function. */
export const handlerCases: readonly HandlerCase[] = handlerNames.flatMap((name): HandlerCase[] => {
  const some = actions[name]
  if (some === undefined) return [{ name, title: name }]
  return some.map((action) => ({ name, action, title: `${name} (${action})` }))
})

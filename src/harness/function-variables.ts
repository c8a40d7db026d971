import { join } from 'node:path'
import { errorMessage } from '../failure/index.ts'
import { awsVariables, LambdaStartError } from '../lambda/index.ts'
import { checkEnv, type Env, type GoLambdaOptions } from './options.ts'

/** Of the developer's own environment only these reach the function. */
const passedThrough = ['PATH', 'SSL_CERT_FILE', 'SSL_CERT_DIR'] as const

/**
 * What a function finds in its environment besides HOME and TMPDIR (its environment's own) and what the transport adds:
 * AWS's variables with fake credentials, no way to the developer's, and last the user's own `env`.
 *
 * @param folder the environment's own, removed with it.
 */
export async function functionVariables(
  given: {
    /** How messages name the function. */
    readonly label: string
    readonly functionName: string
    readonly memorySizeMb: number
    readonly taskRoot: string
    readonly environmentId: string
    readonly now: Date
    readonly env: GoLambdaOptions['env']
  },
  folder: string,
): Promise<Record<string, string>> {
  const all: Record<string, string | undefined> = awsVariables(given)
  for (const name of passedThrough) all[name] = process.env[name]
  all['AWS_CONFIG_FILE'] = join(folder, 'no-aws-config')
  all['AWS_SHARED_CREDENTIALS_FILE'] = join(folder, 'no-aws-credentials')
  const own = await ownVariables(given.env, given.label)
  return Object.fromEntries(
    Object.entries({ ...all, ...own }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

async function ownVariables(env: GoLambdaOptions['env'], label: string): Promise<Env> {
  if (typeof env !== 'function') return env ?? {}
  let given: unknown
  try {
    given = await env()
  } catch (cause) {
    throw new LambdaStartError({
      label,
      reason: `was not started: its env() threw: ${errorMessage(cause)}`,
      nextStep: 'see the cause below; env() is called each time that a process is started',
      cause,
    })
  }
  return checkEnv(given)
}

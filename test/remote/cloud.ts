import { afterAll, beforeAll } from 'vitest'
import { createFunction, type TestedFunction } from '../../src/harness/create-function.ts'
import type { GoLambda, GoLambdaOptions } from '../../src/harness/index.ts'
import { RemoteFunction } from '../../src/harness/remote-function.ts'
import { type InvokeEndpoint, startInvokeEndpoint } from '../../src/harness/start-invoke-endpoint.ts'

export const place = {
  from: process.cwd(),
  root: process.cwd(),
  watches: false,
  givesUpAfterFailedStart: false,
  frameColumns: false,
}

/** In the account that our endpoint has, whatever region. */
export function arnOf(name: string, region = 'eu-west-1'): string {
  return `arn:aws:lambda:${region}:123456789012:function:${name}`
}

/** Sets variables for a test file, or takes them away, and puts them back. */
export function withVariables(variables: () => Readonly<Record<string, string | undefined>>): void {
  let before: Readonly<Record<string, string | undefined>> = {}
  beforeAll(() => {
    const wanted = variables()
    before = Object.fromEntries(Object.keys(wanted).map((name) => [name, process.env[name]]))
    setAll(wanted)
  })
  afterAll(() => setAll(before))
}

/** Nobody's credentials, and no way to any. */
export const fakeAccount = {
  AWS_ACCESS_KEY_ID: 'ASIAFAKEFAKEFAKEFAKE',
  AWS_SECRET_ACCESS_KEY: 'fake-secret-access-key',
  AWS_SESSION_TOKEN: undefined,
  AWS_PROFILE: undefined,
  AWS_REGION: undefined,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nowhere/aws-config',
  AWS_SHARED_CREDENTIALS_FILE: '/nowhere/aws-credentials',
} as const

export function setAll(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}

/** Deploys functions: our endpoint stands for AWS's, the SDK finds it by its variable. Stopped at the end. */
export function deployed(functions: readonly GoLambda[]): {
  remote<Request = unknown, Response = unknown>(
    name: string,
    options?: GoLambdaOptions,
  ): RemoteFunction<Request, Response> & TestedFunction<Request, Response>
} {
  let endpoint: InvokeEndpoint | undefined
  const made: TestedFunction[] = []
  const before = process.env['AWS_ENDPOINT_URL_LAMBDA']
  beforeAll(async () => {
    endpoint = await startInvokeEndpoint(functions)
    setAll({ AWS_ENDPOINT_URL_LAMBDA: endpoint.url })
  })
  afterAll(async () => {
    setAll({ AWS_ENDPOINT_URL_LAMBDA: before })
    await Promise.all(made.map((lambda) => lambda.stop()))
    await endpoint?.stop()
  })
  return {
    remote<Request, Response>(name: string, options: GoLambdaOptions = {}) {
      const target = name.startsWith('arn:') ? name : arnOf(name)
      const lambda = createFunction<Request, Response>(`./cmd/${name}`, { ...options, target }, place)
      made.push(lambda as TestedFunction)
      if (!(lambda instanceof RemoteFunction)) throw new Error('not remote')
      return lambda
    },
  }
}

import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { realNow } from '../../src/clock/index.ts'
import { ExecutionEnvironment, type ExecutionEnvironmentOptions, reservePort } from '../../src/environment/index.ts'
import { type InvokeRequest, invokeRequest, RpcTransport } from '../../src/lambda/index.ts'

const lambdas = join(import.meta.dirname, '../lambdas')

/** Builds real functions of test/lambdas into a folder, under their names. */
export async function buildLambdas(folder: string, ...names: string[]): Promise<void> {
  const packages = names.map((name) => `./${name}`)
  await promisify(execFile)('go', ['build', '-buildvcs=false', '-o', `${folder}/`, ...packages], { cwd: lambdas })
}

/** The options of an environment for one of them. */
export function optionsFor(
  folder: string,
  reapScript: string,
  name: string,
  changed: Partial<ExecutionEnvironmentOptions> = {},
): ExecutionEnvironmentOptions {
  const cacheFolder = join(folder, 'cache')
  return {
    label: `cmd/${name}`,
    command: join(folder, name),
    cwd: lambdas,
    cacheFolder,
    reapScript,
    createTransport: () => new RpcTransport({ reservePort: () => reservePort(cacheFolder) }),
    variables: () => ({ PATH: process.env.PATH ?? '' }),
    ...changed,
  }
}

export function environmentFor(...given: Parameters<typeof optionsFor>): ExecutionEnvironment {
  return new ExecutionEnvironment(optionsFor(...given))
}

/** A request with this payload; its deadline is three seconds off. */
export function request(payload: unknown, requestId: string = randomUUID()): InvokeRequest {
  const bytes = Buffer.from(JSON.stringify(payload))
  return invokeRequest(bytes, realNow() + 3_000, 'arn:aws:lambda:us-east-1:123456789012:function:x', { requestId })
}

/** An answer's JSON. */
export function parsed({ response }: { response: { Payload: Uint8Array } }): unknown {
  return JSON.parse(Buffer.from(response.Payload).toString())
}

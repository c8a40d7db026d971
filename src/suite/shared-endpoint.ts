import { type InvokeEndpoint, type NamedFunction, openInvokeEndpoint, setSuiteEndpoint } from '../harness/index.ts'
import { asCallers, callersNow } from './calling-test.ts'
import { type RequestOrigins, requestOrigins } from './request-origins.ts'
import type { Runner } from './runner.ts'

/**
 * One endpoint for all suites that are open in this worker at a time, at the same port each time if it can be: a client
 * made once at the top of a module keeps the address that it found at its first call.
 */
const suites: (readonly NamedFunction[])[] = []
let opened: Promise<Opened> | undefined
let lastPort: number | undefined

interface Opened {
  readonly endpoint: InvokeEndpoint
  readonly restore: () => void
}

/** A suite's share. */
export interface JoinedEndpoint {
  readonly endpoint: InvokeEndpoint
  /** The last one to leave closes the endpoint and puts `process.env` back. */
  leave(): Promise<void>
}

/** Adds the functions of a suite; the first one opens the endpoint and puts it into `process.env`. */
export async function joinEndpoint(functions: readonly NamedFunction[], runner: Runner): Promise<JoinedEndpoint> {
  opened ??= open(runner)
  const { endpoint } = await opened.catch((error) => {
    opened = undefined
    throw error
  })
  suites.push(functions)
  return {
    endpoint,
    async leave() {
      const at = suites.lastIndexOf(functions)
      if (at !== -1) suites.splice(at, 1)
      if (suites.length > 0) return
      const last = await opened
      opened = undefined
      last?.restore()
      await last?.endpoint.stop()
    },
  }
}

async function open(runner: Runner): Promise<Opened> {
  let origins: RequestOrigins | undefined
  const endpoint = await openInvokeEndpoint(find, {
    port: lastPort,
    // What a test of this process sends is its own; whom another process sends for is not known.
    within: (remotePort, body) =>
      asCallers(origins?.of(remotePort) ?? { tests: runner.runningTests(), unsure: 'outside' }, body),
  })
  lastPort = endpoint.port
  origins = requestOrigins(endpoint.port, () => callersNow(runner))
  const restore = setVariables(endpoint)
  setSuiteEndpoint(endpoint.url)
  return {
    endpoint,
    restore() {
      origins?.stop()
      setSuiteEndpoint(undefined)
      restore()
    },
  }
}

/** Of two suites that have a function of this name the inner one, which came later. */
function find(name: string): NamedFunction | undefined {
  return suites
    .flat()
    .reverse()
    .find(({ functionName }) => functionName === name)
}

/** Credentials and region only where there are none. */
function setVariables({ env }: InvokeEndpoint): () => void {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_PROFILE, AWS_REGION } = process.env
  const names = ['AWS_ENDPOINT_URL_LAMBDA']
  if (process.env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'] !== undefined)
    names.push('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS')
  if (!AWS_REGION) names.push('AWS_REGION')
  if (!AWS_ACCESS_KEY_ID && !AWS_SECRET_ACCESS_KEY && !AWS_PROFILE) {
    names.push('AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN')
  }
  const before = names.map((name) => [name, process.env[name]] as const)
  for (const name of names) setVariable(name, env[name])
  return () => {
    for (const [name, value] of before) setVariable(name, value)
  }
}

function setVariable(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}

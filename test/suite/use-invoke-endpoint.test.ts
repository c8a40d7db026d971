import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NamedFunction } from '../../src/harness/index.ts'
import { createUseInvokeEndpoint, type Runner } from '../../src/suite/index.ts'
import { workshop } from '../harness/workshop.ts'

const shop = workshop()
const upper = shop.lambda('upper')
const echo = shop.lambda('echo')
const otherUpper = shop.lambda('echo', { functionName: 'upper' })

const names = [
  'AWS_ENDPOINT_URL_LAMBDA',
  'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
  'AWS_REGION',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_PROFILE',
]
const variables = () => Object.fromEntries(names.map((name) => [name, process.env[name]]))
const none = Object.fromEntries(names.map((name) => [name, undefined]))
const outer = variables()

function set(given: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}

beforeEach(() => set(none))
afterEach(() => set(outer))

/** A suite whose hooks the test runs itself. */
function suite(...lambdas: readonly NamedFunction[]) {
  const hooks: { before?: () => Promise<void>; after?: () => Promise<void> } = {}
  const runner: Runner = {
    name: 'vitest',
    beforeAll(body) {
      hooks.before = body
    },
    afterAll(body) {
      hooks.after = body
    },
    afterEach: () => undefined,
    aroundTests: () => undefined,
    callers: () => ({ tests: [] }),
    runningTests: () => [],
    testFile: () => undefined,
    currentTest: () => undefined,
    root: () => undefined,
    watches: () => false,
  }
  const endpoint = createUseInvokeEndpoint(runner)(...lambdas)
  return { endpoint, open: async () => hooks.before?.(), close: async () => hooks.after?.() }
}

/** Code under test, whose client may be older than the suite. */
async function answerOf(name: string, payload: unknown, client = new LambdaClient({})): Promise<unknown> {
  const command = new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(payload) })
  return JSON.parse((await client.send(command)).Payload?.transformToString() ?? '')
}

describe('useInvokeEndpoint', () => {
  it('opens in beforeAll, sets what an SDK needs, and takes it all back in afterAll', async () => {
    const { endpoint, open, close } = suite(upper)
    expect(variables()).toEqual(none)
    await open()
    expect(variables()).toEqual({
      ...none,
      AWS_ENDPOINT_URL_LAMBDA: endpoint.url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'ASIAFAKEFAKEFAKEFAKE',
      AWS_SECRET_ACCESS_KEY: 'fake-secret-access-key',
      AWS_SESSION_TOKEN: 'fake-session-token',
    })
    expect(endpoint.env['AWS_ENDPOINT_URL_LAMBDA']).toBe(endpoint.url)
    expect(await answerOf('upper', 'daniel')).toBe('DANIEL')
    const { url } = endpoint
    await close()
    expect(variables()).toEqual(none)
    await expect(fetch(url)).rejects.toThrow('fetch failed')
  })

  it('leaves the region and the credentials that there are', async () => {
    const own = {
      ...none,
      AWS_ENDPOINT_URL_LAMBDA: 'http://127.0.0.1:1',
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'OWN',
      AWS_SECRET_ACCESS_KEY: 'own',
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
    }
    set(own)
    const { endpoint, open, close } = suite(upper)
    await open()
    expect(variables()).toEqual({
      ...own,
      AWS_ENDPOINT_URL_LAMBDA: endpoint.url,
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false',
    })
    expect(await answerOf('upper', 'daniel')).toBe('DANIEL')
    await close()
    expect(variables()).toEqual(own)
  })

  it('takes a profile for credentials', async () => {
    set({ AWS_PROFILE: 'own' })
    const { endpoint, open, close } = suite()
    await open()
    expect(variables()).toEqual({
      ...none,
      AWS_PROFILE: 'own',
      AWS_ENDPOINT_URL_LAMBDA: endpoint.url,
      AWS_REGION: 'us-east-1',
    })
    await close()
  })

  it('is the same address in the suite after it, for a client that has kept it', async () => {
    const client = new LambdaClient({})
    const seen = new Set<string>()
    for (const name of ['first', 'second', 'third']) {
      const { endpoint, open, close } = suite(upper)
      await open()
      seen.add(endpoint.url)
      expect(await answerOf('upper', name, client)).toBe(name.toUpperCase())
      await close()
    }
    expect(seen.size).toBe(1)
    client.destroy()
  })

  it('is one for all suites that are open; the inner one’s functions come first and go with it', async () => {
    const client = new LambdaClient({})
    const [first, second, inner] = [suite(upper), suite(echo), suite(otherUpper)]
    await first.open()
    await second.open()
    expect(await answerOf('upper', 'a', client)).toBe('A')
    await inner.open()
    expect(await answerOf('upper', 'a', client)).toBe('a')
    expect(inner.endpoint.url).toBe(first.endpoint.url)
    await inner.close()
    expect(await answerOf('upper', 'a', client)).toBe('A')
    // Jest runs these in the order of their calls, Vitest the other way round.
    await first.close()
    await expect(answerOf('upper', 'a', client)).rejects.toThrow('Function not found')
    expect(await answerOf('echo', 'a', client)).toBe('a')
    await second.close()
    expect(variables()).toEqual(none)
    client.destroy()
  })

  it('has no address outside of its suite', async () => {
    const { endpoint, open, close } = suite(upper)
    const message =
      'the endpoint of useInvokeEndpoint() is not open\n  → read its url and env in a test or a hook: it is opened in beforeAll and closed in afterAll'
    expect(() => endpoint.url).toThrow(message)
    await open()
    expect(endpoint.url).toMatch(/^http:/)
    await close()
    expect(() => endpoint.env).toThrow(message)
    await close()
  })

  it('refuses what is no function, and to be called inside a test', () => {
    expect(() => suite('./cmd/fn' as never)).toThrow('useInvokeEndpoint was given "./cmd/fn" among its functions\n')
    const inTest = createUseInvokeEndpoint({ currentTest: () => 'shouts' } as unknown as Runner)
    expect(() => inTest()).toThrow(
      'useInvokeEndpoint() was called inside the test "shouts"\n  → call it at the top of the file or of a describe: it registers hooks. Inside a test, use startInvokeEndpoint()',
    )
  })
})

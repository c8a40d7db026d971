import { Buffer } from 'node:buffer'
import { afterEach, describe, expect, it } from 'vitest'
import { FunctionUnderTest } from '../../src/harness/function-under-test.ts'
import { invokeRunning } from '../../src/harness/invoke-running.ts'
import { failureOf } from './failure-of.ts'
import { workshop } from './workshop.ts'

const shop = workshop()
afterEach(() => shop.stopAll())

const place = { from: '/', root: '/', watches: false, givesUpAfterFailedStart: false, frameColumns: false }

function refusal(source: unknown, options: unknown = {}): string {
  try {
    new FunctionUnderTest(source as never, options as never, place)
  } catch (error) {
    return String(error)
  }
  return 'taken'
}

describe('an option of a function that is wrong is named as it was given', () => {
  it.each([
    [
      { timeoutMs: Number.POSITIVE_INFINITY },
      'option timeoutMs is Infinity\n  → give it a whole number from 1 to 900,000',
    ],
    [{ timeoutMs: Number.NaN }, 'option timeoutMs is NaN\n  → give it a whole number from 1 to 900,000'],
    [{ concurrency: 0 }, 'option concurrency is 0\n  → give it a whole number from 1 to 1,000'],
    [{ whenBusy: 'throw' }, `option whenBusy is "throw"\n  → give it 'wait' or 'reject'`],
    [{ start: true }, "option start is true\n  → give it 'lazy' or 'eager'"],
    [{ integers: 1 }, "option integers is 1\n  → give it 'bigint', 'string' or 'number'"],
    [{ cwd: {} }, 'option cwd is {}\n  → give it a path or file: URL'],
    [{ cwd: new URL('http://x/y') }, 'option cwd is "http://x/y"\n  → give it a path or file: URL'],
    [{ build: [] }, 'option build is []\n  → give it an object: { tags, flags, env }'],
    [null, 'options are null\n  → give them as an object'],
    ['fast', 'options are "fast"\n  → give them as an object'],
    [{ env: { A: 1 } }, 'option env.A is a number\n  → give it as a string (undefined removes the variable)'],
    [
      { env: { A: 'b\0' } },
      'option env.A is a string with a NUL byte\n  → give it as a string (undefined removes the variable)',
    ],
    [
      { env: { 'A=B': 'c' } },
      'option env.A=B is named as no variable can be (empty, or with = or a NUL byte)\n  → give it as a string (undefined removes the variable)',
    ],
  ])('%j', (options, message) => {
    expect(refusal('./cmd/fn', options)).toBe(`LambdaOptionError: ${message}`)
  })

  it.each([
    ['', '""'],
    [{ binary: ' ' }, '" "'],
    [new URL('http://x/y'), '"http://x/y"'],
    [5n, '5n'],
  ])('and so is a source: %s', (source, shown) => {
    expect(refusal(source)).toBe(
      `LambdaOptionError: a function cannot be made of ${shown}\n  → give the package's folder ('./cmd/fn'), a file: URL, { binary: 'dist/bootstrap' } or { zip: 'function.zip' }`,
    )
  })
})

describe('an option of one invocation', () => {
  const known = 'requestId, traceId, clientContext, cognitoIdentity, deadline, qualifier, tenantId, signal'

  it.each([
    [{ timeoutMs: 5 }, `there is no option timeoutMs\n  → options of one invocation are: ${known}`],
    [{ requestId: 5 }, 'option requestId is 5\n  → give it letters, digits and - _ . : ~ (a UUID, as on AWS)'],
    [{ clientContext: 'x' }, 'option clientContext is "x"\n  → give it an object: { client, env, custom }'],
    [
      { cognitoIdentity: { cognitoIdentityId: 'a' } },
      'option cognitoIdentity is {"cognitoIdentityId":"a"}\n  → give it an object of two strings: { cognitoIdentityId, cognitoIdentityPoolId }',
    ],
    [{ qualifier: 'a b' }, 'option qualifier is "a b"\n  → give it a version or alias, as $LATEST, 3 or live'],
    [{ signal: true }, 'option signal is true\n  → give it an AbortSignal'],
    [null, 'options are null\n  → give them as an object'],
  ])(
    'that is wrong is refused before anything is sent, not read as a lost connection: %j',
    async (options, message) => {
      const lambda = shop.lambda('upper')
      const error = await failureOf(lambda.invoke('x', options as never))
      expect(String(error)).toBe(`LambdaOptionError: ${message}`)
      expect(lambda.environments).toEqual([])
    },
  )
})

it('invokeRaw takes the bytes of any view', async () => {
  const lambda = shop.lambda('upper')
  const { buffer } = new Uint8Array(Buffer.from('   "abc"   '))
  expect(Buffer.from(await lambda.invokeRaw(new DataView(buffer, 3, 5) as never)).toString()).toBe('"ABC"')
})

it('restart() after stop() fails at the line that called it', async () => {
  const lambda = shop.lambda('upper')
  await lambda.stop()
  const { stack } = await failureOf(lambda.restart())
  expect(stack?.split('\n')[2]).toContain('wrong-options.test.ts')
})

describe('invokeRunning refuses before it connects', () => {
  it.each([
    [
      1,
      { timeoutMs: Number.POSITIVE_INFINITY },
      'option timeoutMs is Infinity\n  → give it a whole number from 1 to 900,000',
    ],
    [1, { timeoutMs: 0 }, 'option timeoutMs is 0\n  → give it a whole number from 1 to 900,000'],
    [
      1,
      { timeout: 5 },
      'there is no option timeout\n  → options of invokeRunning are: requestId, traceId, clientContext, cognitoIdentity, host, timeoutMs, functionName, integers',
    ],
    [70_000, {}, 'the port is 70000\n  → give it a whole number from 1 to 65,535'],
    [undefined, {}, 'the port is undefined\n  → give it a whole number from 1 to 65,535'],
  ])('port %s with %j', async (port, options, message) => {
    expect(String(await failureOf(invokeRunning(port as never, 'x', options as never)))).toBe(
      `LambdaOptionError: ${message}`,
    )
  })
})

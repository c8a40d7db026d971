import { expect, test } from 'vitest'
import { isGoLambdaError } from '../../src/failure/index.ts'
import {
  type Invocation,
  LambdaConnectionError,
  LambdaExitError,
  LambdaFunctionError,
  LambdaResponseError,
  LambdaStoppedError,
  LambdaTimeoutError,
  lastLines,
} from '../../src/lambda/errors.ts'
import { LambdaStartError } from '../../src/lambda/start-error.ts'
import { LambdaTooManyRequestsError } from '../../src/lambda/too-many-requests-error.ts'

const invocation: Invocation = {
  requestId: 'r-1',
  logs: 'one\ntwo\n',
  durationMs: 1.5,
  billedDurationMs: 2,
  coldStart: false,
}
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index + 1}`)

test('the last lines of a long output say how many came before', () => {
  expect(lastLines('')).toEqual([])
  expect(lastLines('\n')).toEqual([])
  expect(lastLines('one')).toEqual(['one'])
  expect(lastLines('one\n\nthree\n')).toEqual(['one', '', 'three'])
  expect(lastLines(numbered(20).join('\n'))).toEqual(numbered(20))
  expect(lastLines(numbered(21).join('\n'))).toEqual(['… 1 earlier line', ...numbered(21).slice(1)])
  expect(lastLines(numbered(500).join('\n'), 2)).toEqual(['… 498 earlier lines', 'line 499', 'line 500'])
})

test.each(['panic: missing TABLE_NAME', 'fatal error: stack overflow'])(
  'a long report of a crash is shown from its begin: %s',
  (reason) => {
    const lines = [...numbered(3), reason, ...numbered(30)]
    expect(lastLines(lines.join('\n'))).toEqual(['… 3 earlier lines', reason, ...numbered(19), '… 11 later lines'])
  },
)

test('a short report of a crash keeps the lines before it', () => {
  const lines = ['reading', 'panic: no', '', 'goroutine 1 [running]:']
  expect(lastLines(lines.join('\n'))).toEqual(lines)
})

test('an endless line is cut', () => {
  expect(lastLines(`${'x'.repeat(1_005)}\nend`)).toEqual([`${'x'.repeat(1_000)} … 5 more characters`, 'end'])
})

test.each([
  [3, null, 'no licence\n', 'exit status 3', 'its output above says why'],
  [0, null, '', undefined, 'it wrote nothing: look for os.Exit'],
  [null, 'SIGTERM', '', 'signal: terminated', 'it wrote nothing: see who sends that signal'],
  [null, 'SIGSEGV', 'x', 'signal: segmentation fault', 'its output above says why'],
  [null, 'SIGKILL', 'x', 'signal: killed', 'something killed it: is there enough memory?'],
  [null, 'SIGUSR2', '', 'signal: SIGUSR2', 'it wrote nothing: see who sends that signal'],
] as const)(
  'an end with code %s, signal %s says what AWS says and where to look',
  (exitCode, signal, logs, words, look) => {
    const error = new LambdaExitError({
      label: './cmd/fn',
      requestId: 'r-1',
      exitCode,
      signal,
      invocation: { ...invocation, logs },
    })
    const reason =
      words === undefined ? 'Runtime exited without providing a reason' : `Runtime exited with error: ${words}`
    expect(error.toAwsJson()).toEqual({
      errorMessage: `RequestId: r-1 Error: ${reason}`,
      errorType: 'Runtime.ExitError',
    })
    expect(error.message.split('\n').at(-1)).toBe(
      `  → ./cmd/fn ended before it answered; ${look}. It starts anew at the next invocation`,
    )
  },
)

test('each failure has its own code and name', () => {
  const given = { label: './cmd/fn', requestId: 'r-1', invocation }
  const errors = [
    new LambdaFunctionError({ errorMessage: 'no', errorType: 'errorString' }, invocation),
    new LambdaTimeoutError({ ...given, timeoutMs: 3_000 }),
    new LambdaExitError({ ...given, exitCode: 1, signal: null }),
    new LambdaConnectionError({ ...given, reason: 'unexpected EOF' }),
    new LambdaStartError({ label: './cmd/fn', reason: 'did not start' }),
    new LambdaStoppedError('./cmd/fn'),
    new LambdaTooManyRequestsError('./cmd/fn', 1),
    new LambdaResponseError({ reason: 'not JSON', bytes: new Uint8Array() }),
  ]
  expect(errors.map(({ name, code }) => [name, code])).toEqual([
    ['LambdaFunctionError', 'LAMBDA_FUNCTION_ERROR'],
    ['LambdaTimeoutError', 'LAMBDA_TIMEOUT'],
    ['LambdaExitError', 'LAMBDA_EXIT'],
    ['LambdaConnectionError', 'LAMBDA_CONNECTION'],
    ['LambdaStartError', 'LAMBDA_START'],
    ['LambdaStoppedError', 'LAMBDA_STOPPED'],
    ['LambdaTooManyRequestsError', 'LAMBDA_TOO_MANY_REQUESTS'],
    ['LambdaResponseError', 'LAMBDA_RESPONSE'],
  ])
  for (const error of errors) expect(isGoLambdaError(error, error.code)).toBe(true)
})

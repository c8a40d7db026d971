import { answersFresh, type Behaviour, type Outcome } from '../behaviour.ts'

const measured = /Duration: \d+\.\d\d ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\t/

/** What CloudWatch gets of an invocation, its output given as the source of a RegExp. */
function tail(output: string, status = ''): RegExp {
  const id = 'RequestId: <request id>'
  const report = `REPORT ${id}\\t${measured.source}(Max Memory Used: \\d+ MB\\t)?(Init Duration: \\d+\\.\\d\\d ms\\t)?`
  return new RegExp(`^START ${id} Version: \\$LATEST\\n${output}END ${id}\\n${report}${status}\\n$`)
}

function sent(answer: object, processes: number): Outcome {
  return { answer: { httpStatusCode: 200, StatusCode: 200, ExecutedVersion: '$LATEST', ...answer }, processes }
}

/** A function error is an answer, and no exception. */
export const invokeApi: readonly Behaviour[] = [
  {
    name: 'an answer of 6,291,556 bytes is the largest; one byte more is Function.ResponseSizeTooLarge',
    lambda: 'big-answer',
    options: { timeoutMs: 30_000 },
    steps: [
      { invoke: { bytes: 6_291_556 }, gives: answersFresh('a'.repeat(6_291_554)) },
      {
        invoke: { bytes: 6_291_557 },
        gives: {
          error: {
            class: 'LambdaFunctionError',
            code: 'LAMBDA_FUNCTION_ERROR',
            aws: {
              errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
              errorType: 'Function.ResponseSizeTooLarge',
            },
          },
          logs: '',
          environment: 'warm',
          processes: 0,
        },
      },
      { invoke: { bytes: 5 }, gives: answersFresh('aaa') },
    ],
  },
  {
    name: "send() answers as the SDK's InvokeCommand does, with the tail of the log",
    lambda: 'log-fatals',
    steps: [
      { send: { Payload: '""' }, gives: sent({ Payload: '"calm"' }, 1) },
      { send: { Payload: '""', LogType: 'Tail' }, gives: sent({ Payload: '"calm"', LogResult: tail('') }, 1) },
      {
        send: { Payload: '"no table"', LogType: 'Tail' },
        gives: sent(
          {
            FunctionError: 'Unhandled',
            Payload:
              '{"errorType":"Runtime.ExitError","errorMessage":"RequestId: <request id> Error: Runtime exited with error: exit status 1"}',
            LogResult: tail(
              '[\\d/]+ [\\d:]+ no table\\nRequestId: <request id> Error: Runtime exited with error: exit status 1\\nRuntime.ExitError\\n',
              'Status: error\\tError Type: Runtime.ExitError',
            ),
          },
          0,
        ),
      },
      { send: { Payload: '""' }, gives: sent({ Payload: '"calm"' }, 1) },
    ],
  },
  {
    name: 'send() answers a timeout with StatusCode 200 and FunctionError, and the next invocation works',
    lambda: 'ignores-deadline',
    options: { timeoutMs: 300 },
    steps: [
      {
        send: { Payload: '60000' },
        gives: sent(
          {
            FunctionError: 'Unhandled',
            Payload:
              '{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: <request id> Error: Task timed out after 0.30 seconds"}',
          },
          0,
        ),
      },
      { invoke: 0, gives: answersFresh(1, { logs: 'sleeping for 0 ms\n' }) },
    ],
  },
  {
    name: 'DryRun is 204 and starts nothing',
    lambda: 'counts',
    steps: [
      {
        send: { InvocationType: 'DryRun' },
        gives: { answer: { httpStatusCode: 204, StatusCode: 204, Payload: '' }, processes: 0 },
      },
    ],
  },
  {
    name: 'an Event is 202 at once, and runs',
    lambda: 'writes-between',
    steps: [
      { call: 'start', gives: { processes: 1 } },
      {
        send: { InvocationType: 'Event', Payload: '{"afterMs":60000}' },
        gives: { answer: { httpStatusCode: 202, StatusCode: 202, Payload: '' }, processes: 1 },
      },
      { written: 'invocation 1\n', gives: { processes: 1 } },
    ],
  },
]

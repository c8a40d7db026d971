import { errorMessage } from '../failure/index.ts'
import { LambdaFunctionError, type ObservedEnd } from '../harness/index.ts'
import type { FoundSource } from './serve-sources.ts'
import { inWordsOfTheCommand } from './words.ts'

/** What is printed first: where the functions are. */
export function servedText(
  url: string,
  functions: readonly FoundSource[],
  { isOpen = false, watches = false },
): string {
  const { host, port } = new URL(url)
  const [first] = functions
  const count = functions.length === 1 ? '1 function' : `${functions.length} functions`
  return [
    `${count} on ${url}${watches ? ', built anew when Go code changes' : ''}`,
    ...functions.flatMap(({ functionName, label }) => [
      `  ${functionName} (${label})`,
      `    http://${host}/lambda-url/${functionName}/`,
      `    http://${functionName}.localhost:${port}/`,
    ]),
    ...(isOpen ? ['Other machines can reach them, too.'] : []),
    'With the AWS CLI (any region and credentials do):',
    `  aws lambda invoke --endpoint-url ${url} --region us-east-1 --function-name ${first?.functionName} --cli-binary-format raw-in-base64-out --payload '{}' /dev/stdout`,
    'With an AWS SDK:',
    `  AWS_ENDPOINT_URL_LAMBDA=${url}`,
    '',
    '',
  ].join('\n')
}

/** One line for an invocation that is over, and beneath what the function wrote. */
export function invocationText(functionName: string, end: ObservedEnd, now: Date): string {
  const { invocation, error } = end
  const known =
    invocation === undefined
      ? []
      : [
          invocation.requestId,
          milliseconds(invocation.durationMs),
          ...(invocation.initDurationMs === undefined ? [] : [`(init ${milliseconds(invocation.initDurationMs)})`]),
        ]
  const [outcome = '', ...rest] = error === undefined ? ['ok'] : failureText(error).split('\n')
  const logs = (invocation?.logs ?? '').replace(/\n$/, '')
  const beneath = [...rest, ...(logs === '' ? [] : logs.split('\n').map((line) => `  | ${line}`))]
  return `${[clock(now), functionName, ...known, outcome].join(' ')}\n${beneath.map((line) => `${line}\n`).join('')}`
}

/** A line for what is no invocation; the name may be anything that stood in a URL. */
export function noteText(functionName: string, note: string, now: Date): string {
  const name = /^[\w.-]+$/.test(functionName) ? functionName : JSON.stringify(functionName)
  return `${[clock(now), name, note].join(' ')}\n`
}

/** Of a failed function AWS's words; of all else the whole message. */
function failureText(error: unknown): string {
  if (!(error instanceof LambdaFunctionError)) return inWordsOfTheCommand(errorMessage(error))
  const [first = ''] = error.errorMessage.split('\n')
  return `${error.errorType}: ${first.replace(/^RequestId: \S+ Error: /, '')}`
}

/** `14:03:58`, of the place where it runs. */
function clock(now: Date): string {
  return [now.getHours(), now.getMinutes(), now.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':')
}

function milliseconds(ms: number): string {
  return `${ms.toFixed(1)} ms`
}

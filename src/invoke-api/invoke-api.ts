import { randomUUID } from 'node:crypto'
import { markForSnapshot } from '../lambda/index.ts'
import { readReference } from './endpoint-reference.ts'
import type { EndpointStream } from './endpoint-target.ts'
import { EventQueue } from './event-queue.ts'
import { exceptionOf, type InvocationOutcome, outcomeOfError } from './invocation-outcome.ts'
import type { InvokeInput } from './invoke-input.ts'
import type { InvokeOutput, ResponseMetadata } from './invoke-output.ts'
import type { InvokeTarget, TargetSettings } from './invoke-target.ts'
import { type ExceptionName, LambdaServiceException } from './lambda-service-exception.ts'
import { logResult } from './log-result.ts'
import { type ReadInput, readInput } from './read-input.ts'
import { blobAdapter } from './uint8-array-blob-adapter.ts'

/** AWS's Invoke API in front of one function. */
export class InvokeApi {
  readonly #target: InvokeTarget
  readonly #events = new EventQueue()

  constructor(target: InvokeTarget) {
    this.#target = target
  }

  /**
   * What the SDK's `InvokeCommand` answers. A failure of the function is an answer, whatever it is.
   *
   * @param by who called: handed on to the target with each invocation.
   * @param requestId that of the invocation, where it is known before.
   * @throws {LambdaServiceException} AWS's exceptions by name.
   */
  async send(input: InvokeInput, by?: unknown, requestId: string = randomUUID()): Promise<InvokeOutput> {
    const read = await readInput(input, requestId)
    const settings = await this.#ready(requestId)
    const qualifier = qualifierOf(input, settings.functionName, requestId)
    const request: Request = { ...read, requestId, settings, qualifier, by }
    switch (read.invocationType) {
      case 'DryRun':
        return accepted(204, requestId)
      case 'Event':
        this.#events.add(this.#untilAnswered(request))
        return accepted(202, requestId)
      case 'RequestResponse':
        return await this.#invoke(request, 1)
    }
  }

  /**
   * The answer while the function writes it.
   *
   * @throws {LambdaServiceException} as `send` does; what the function failed with before its first byte.
   */
  async stream(input: InvokeInput, by?: unknown, requestId: string = randomUUID()): Promise<EndpointStream> {
    const read = await readInput(input, requestId)
    const settings = await this.#ready(requestId)
    const qualifier = qualifierOf(input, settings.functionName, requestId)
    const init = { logs: '' }
    const startedMs = this.#target.nowMs()
    const { ended, ...answer } = await this.#target.stream(read.payload, {
      requestId,
      qualifier,
      clientContext: read.clientContext,
      by,
      queued: false,
      onInitLogs: (logs) => {
        init.logs = logs
      },
    })
    const log = (outcome: Partial<InvocationOutcome>) =>
      logOf(settings, requestId, { initLogs: init.logs, ...outcome }, startedMs, this.#target.nowMs())
    const logs = ended.then(
      (invocation) => log({ invocation }),
      (error) => log(outcomeOfError(error, requestId)),
    )
    logs.catch(() => undefined)
    return { requestId, ...answer, logResult: read.tail ? logs : undefined }
  }

  /** See `GoLambda.eventResults`. */
  eventResults(): Promise<readonly InvokeOutput[]> {
    return this.#events.results()
  }

  /** Resolves when no `Event` invocation is under way. */
  settled(): Promise<void> {
    return this.#events.settled()
  }

  async #ready(requestId: string): Promise<TargetSettings> {
    try {
      return await this.#target.ready()
    } catch (error) {
      throw exceptionOf(error, requestId)
    }
  }

  /** AWS waits one and two minutes before it tries again; here it is at once. */
  async #untilAnswered(request: Request): Promise<InvokeOutput> {
    for (let attempt = 1; ; attempt++) {
      const output = await this.#invoke({ ...request, tail: true }, attempt)
      if (output.FunctionError === undefined || attempt > request.settings.maximumRetryAttempts) return output
    }
  }

  async #invoke(request: Request, attempts: number): Promise<InvokeOutput> {
    const { requestId, tail, settings } = request
    const startedMs = this.#target.nowMs()
    const init: { logs: string } = { logs: '' }
    const { payload, failed, sandboxError, invocation, initLogs } = await this.#outcome(request, init)
    const endedMs = this.#target.nowMs()
    const log = () =>
      logOf(settings, requestId, { sandboxError, invocation, initLogs: initLogs ?? init.logs }, startedMs, endedMs)
    const output: InvokeOutput = {
      StatusCode: 200,
      ...(failed && { FunctionError: 'Unhandled' as const }),
      ...(tail && { LogResult: log() }),
      Payload: blobAdapter(payload),
      ExecutedVersion: '$LATEST',
      $metadata: metadata(200, requestId, attempts),
    }
    return markForSnapshot(output, 'sent')
  }

  async #outcome(request: Request, init: { logs: string }): Promise<InvocationOutcome> {
    const { requestId, qualifier, clientContext, invocationType, tail, by } = request
    try {
      const { response, ...invocation } = await this.#target.invoke(request.payload, {
        requestId,
        qualifier,
        clientContext,
        by,
        queued: invocationType === 'Event',
        onInitLogs: tail
          ? (logs) => {
              init.logs = logs
            }
          : undefined,
      })
      return { payload: response, failed: false, invocation }
    } catch (error) {
      return outcomeOfError(error, requestId)
    }
  }
}

interface Request extends ReadInput {
  readonly requestId: string
  readonly settings: TargetSettings
  readonly qualifier: string | undefined
  readonly by: unknown
}

function accepted(statusCode: 202 | 204, requestId: string): InvokeOutput {
  const Payload = blobAdapter(new Uint8Array())
  const output: InvokeOutput = { StatusCode: statusCode, Payload, $metadata: metadata(statusCode, requestId, 1) }
  return markForSnapshot(output, 'sent')
}

function metadata(httpStatusCode: number, requestId: string, attempts: number): ResponseMetadata {
  return { httpStatusCode, requestId, attempts, totalRetryDelay: 0 }
}

/** The region of every function here. */
const region = 'us-east-1'

/** That of `Qualifier`, or the one that `FunctionName` ends in. */
function qualifierOf(input: InvokeInput, functionName: string, requestId: string): string | undefined {
  const { FunctionName: given, Qualifier: qualifier } = input
  const asked = qualifier === '' ? undefined : qualifier
  if (given === undefined) return asked
  const reference = readReference(given, asked, region)
  if ('status' in reference) {
    const { name, message } = reference
    throw new LambdaServiceException(name as ExceptionName, { message, requestId })
  }
  if (reference.functionName === functionName) return reference.qualifier
  const message = `Function not found: ${reference.arn}`
  throw new LambdaServiceException('ResourceNotFoundException', { message, requestId })
}

/** The last 4,096 bytes of the log, with the lines that AWS writes around them. */
function logOf(
  { memorySizeMb }: TargetSettings,
  requestId: string,
  { sandboxError, invocation, initLogs = '' }: Partial<InvocationOutcome>,
  startedMs: number,
  endedMs: number,
): string {
  return logResult({
    requestId,
    memorySizeMb,
    initLogs,
    logs: invocation?.logs ?? '',
    measured: invocation ?? { durationMs: endedMs - startedMs, billedDurationMs: Math.ceil(endedMs - startedMs) },
    sandboxError,
    endedAt: new Date(endedMs),
  })
}

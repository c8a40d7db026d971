import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { realNow } from '../clock/index.ts'
import { EnvironmentPool, ExecutionEnvironment, type InvocationResult, type WhenBusy } from '../environment/index.ts'
import {
  type AnswerSink,
  defaultInitTimeoutMs,
  defaultMemorySizeMb,
  defaultTimeoutMs,
  functionArn,
  invokeRequest,
  type Transport,
} from '../lambda/index.ts'
import { debuggedMs, isDebugged } from './debugger.ts'
import { functionVariables } from './function-variables.ts'
import type { GivenDeadline } from './given-deadline.ts'
import type { InvokeOptions } from './go-lambda.ts'
import type { GoLambdaOptions } from './options.ts'
import type { Prepared } from './prepare.ts'
import { reapScript, type Surroundings } from './surroundings.ts'

/** A function with every option decided. */
export interface FunctionSettings {
  readonly binary: string
  readonly args: readonly string[]
  readonly label: string
  readonly cwd: string
  readonly functionName: string
  readonly timeoutMs: number
  readonly initTimeoutMs: number
  readonly memorySizeMb: number
  readonly concurrency: number
  readonly whenBusy: WhenBusy
  readonly maximumRetryAttempts: number
  readonly env: GoLambdaOptions['env']
  readonly debugged: boolean
  readonly createTransport: () => Transport
  readonly used: (() => void) | undefined
}

export function settingsOf(
  prepared: Prepared,
  options: GoLambdaOptions,
  createTransport: () => Transport,
): FunctionSettings {
  const { cwd = prepared.directory } = options
  return {
    binary: prepared.binary,
    label: prepared.label,
    args: options.args ?? [],
    cwd: resolve(typeof cwd === 'string' && !cwd.startsWith('file:') ? cwd : fileURLToPath(String(cwd))),
    functionName: options.functionName ?? prepared.name,
    timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
    initTimeoutMs: options.initTimeoutMs ?? defaultInitTimeoutMs,
    memorySizeMb: options.memorySizeMb ?? defaultMemorySizeMb,
    concurrency: options.concurrency ?? 1,
    whenBusy: options.whenBusy ?? 'wait',
    maximumRetryAttempts: options.maximumRetryAttempts ?? 0,
    env: options.env,
    debugged: isDebugged(),
    createTransport,
    used: prepared.used,
  }
}

/** The pool of a function's environments: of one, unless more are asked for. */
export function createPool(
  settings: FunctionSettings,
  { cacheFolder }: Surroundings,
): EnvironmentPool<ExecutionEnvironment> {
  return new EnvironmentPool({
    label: settings.label,
    size: settings.concurrency,
    create: () => {
      settings.used?.()
      return new ExecutionEnvironment({
        label: settings.label,
        command: settings.binary,
        args: settings.args,
        cwd: settings.cwd,
        initTimeoutMs: settings.debugged ? Number.POSITIVE_INFINITY : settings.initTimeoutMs,
        cacheFolder,
        reapScript: reapScript(),
        createTransport: settings.createTransport,
        variables: ({ folder }) =>
          functionVariables(
            {
              ...settings,
              taskRoot: settings.cwd,
              environmentId: randomBytes(16).toString('hex'),
              now: new Date(realNow()),
            },
            folder,
          ),
      })
    },
  })
}

/** Invokes the function in an environment that is ready; the deadline counts from now (the init phase not included), unless it has its own. */
export function invokeIn(
  environment: ExecutionEnvironment,
  settings: FunctionSettings,
  payload: Uint8Array,
  options: InvokeOptions,
  own: GivenDeadline | undefined,
  sink?: AnswerSink,
): Promise<InvocationResult> {
  const { debugged, functionName } = settings
  const timeoutMs = own?.leftMs ?? settings.timeoutMs
  const deadlineMs = own?.deadlineMs ?? realNow() + (debugged ? debuggedMs : timeoutMs)
  const request = invokeRequest(payload, deadlineMs, functionArn(functionName, options.qualifier), options)
  return environment.invoke(options.tenantId === undefined ? request : { ...request, TenantId: options.tenantId }, {
    sink,
    deadlineMs: debugged ? Number.POSITIVE_INFINITY : deadlineMs,
    timeoutMs,
    ownDeadline: own !== undefined,
    signal: options.signal,
  })
}

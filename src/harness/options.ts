import type { WhenBusy } from '../environment/index.ts'
import { GoLambdaError } from '../failure/index.ts'
import { type Integers, maxTimeoutMs } from '../lambda/index.ts'
import { readFunctionArn } from '../remote/index.ts'
import type { FromGo, KnownPath, TypeOf } from '../types/index.ts'
import type { GoLambda } from './go-lambda.ts'
import { reservedNames } from './reserved-names.ts'
import { isStandardSchema, type StandardSchema } from './standard-schema.ts'

/** Variables for the function; `undefined` removes one that it would otherwise have. */
export type Env = Readonly<Record<string, string | undefined>>

/**
 * What is tested: a package folder (`'./cmd/fn'`, absolute, a `file:` URL, or the module's import path),
 * or a binary that is already built (no Go needed then): a program, a folder that holds a `bootstrap`, or the zip that is
 * deployed.
 */
export type GoLambdaSource = string | URL | { readonly binary: string | URL } | { readonly zip: string | URL }

/** As {@link GoLambdaSource}, with the paths that `use-go-lambda types` knows for the editor to suggest. */
export type SuggestedSource = KnownPath | (string & {}) | Exclude<GoLambdaSource, string>

/** A function with the types given for it, else with those of its Go handler. */
export type TypedGoLambda<Request, Response, Source, Wide = undefined> = GoLambda<
  TypeOf<Request, Source, 'request', Wide>,
  TypeOf<Response, Source, 'response', Wide>
>

/**
 * The function at a path that `use-go-lambda types` knows: `GoLambdaAt<'./cmd/orders'>`, for a fixture or a parameter; with the option
 * `integers`, `GoLambdaAt<'./cmd/orders', 'bigint'>`.
 */
export type GoLambdaAt<Path extends KnownPath, Wide extends Integers = Integers> = TypedGoLambda<
  FromGo,
  FromGo,
  Path,
  Wide
>

/** `Wide`: the option `integers`, where the types of a function depend on it. */
export interface GoLambdaOptions<Wide extends Integers = Integers> {
  /**
   * The function's own variables, or a function that gives them, called for every environment started. Names that AWS
   * reserves are refused as AWS refuses them, but for credentials and region.
   */
  readonly env?: Env | (() => Env | Promise<Env>)
  /** The function's timeout, its deadline in Go's context; 1 to 900,000, default 3,000 as on AWS. */
  readonly timeoutMs?: number
  /** How long the init phase may take, from spawn to the first Ping answered; default 10,000. */
  readonly initTimeoutMs?: number
  /** How long `go build` may take; default 600,000. */
  readonly buildTimeoutMs?: number
  /** What the function is told; default 128. Not enforced. */
  readonly memorySizeMb?: number
  /**
   * How many execution environments there may be at once, each a process that serves one invocation at a time; 1 to
   * 1,000, default 1. They are started on demand and reused warm.
   */
  readonly concurrency?: number
  /**
   * What becomes of an invocation while all of them are busy: it waits for its turn (`'wait'`, the default), or rejects
   * with `LambdaTooManyRequestsError`, as AWS throttles (`'reject'`).
   */
  readonly whenBusy?: WhenBusy
  /**
   * How often the invocation of `send({ InvocationType: 'Event' })` runs again after it failed: 0 (the default) to 2, which
   * is what AWS does unless told otherwise. At once, where AWS waits one and then two minutes.
   */
  readonly maximumRetryAttempts?: 0 | 1 | 2
  /**
   * `'lazy'`: at the first invocation, as on AWS (`startGoLambda` starts one environment at once, unless told so).
   * `'eager'`: all of them before the first test, and `env()` is called then.
   */
  readonly start?: 'lazy' | 'eager'
  /**
   * How the function is spoken to. `'rpc'`: Go's net/rpc; `'runtime-api'`: AWS's Runtime API, as where it is deployed.
   * `'auto'` (the default): net/rpc where the program has it, which is faster; the Runtime API where it was left out
   * (`lambda.norpc`), and for programs without aws-lambda-go.
   */
  readonly transport?: 'auto' | 'rpc' | 'runtime-api'
  /** `AWS_LAMBDA_FUNCTION_NAME`; by default the last element of the package's path, or the binary's name. */
  readonly functionName?: string
  /** The function's working directory and LAMBDA_TASK_ROOT; by default the package's folder, or the binary's. */
  readonly cwd?: string | URL
  /** Arguments of the process; none by default. */
  readonly args?: readonly string[]
  /** How it is built; without it plain `go build`. */
  readonly build?: BuildOptions
  /** How integers beyond ±(2^53 − 1) are read and sent; without it they are an error naming the path. */
  readonly integers?: Wide
  /**
   * Holds answers to a type, and fails with the path of what does not fit: `true`, to what the Go code says (read when the
   * function is built); or a Standard Schema (zod, valibot, arktype) for `request` or `response`. Answers are given as they came.
   */
  readonly validate?: true | ValidateOptions
  /**
   * A deployed function that is invoked in place of this one, written out as an ARN, through `@aws-sdk/client-lambda` and with
   * your own credentials. Of the other options only `functionName`, `integers` and `validate` have an effect there. What
   * `USE_GO_LAMBDA_TARGETS` says of this function comes first.
   */
  readonly target?: string | undefined
}

/** What `invoke` and `invokeDetailed` send and give, each held to the Go code (`true`) or a schema. */
export interface ValidateOptions {
  /** A request that does not fit is not sent. */
  readonly request?: true | StandardSchema
  readonly response?: true | StandardSchema
}

export interface BuildOptions {
  /** `-tags`; also overrides the tags in GOFLAGS (`[]`: none). */
  readonly tags?: readonly string[]
  /** More flags of `go build`, each one argument (`'-ldflags=-w'`). */
  readonly flags?: readonly string[]
  /** Variables of the go command (`CGO_ENABLED`, `GOEXPERIMENT`), over the developer's own. */
  readonly env?: Env
}

/** An option that is not known, or not of its kind. `code`: `LAMBDA_OPTION`. */
export class LambdaOptionError extends GoLambdaError {
  constructor(reason: string, nextStep: string) {
    super('LambdaOptionError', 'LAMBDA_OPTION', { reason, nextStep })
  }
}

const variableNextStep = 'give it as a string (undefined removes the variable)'

/** What would be right instead, where a value is not. */
export type Check = (value: unknown) => string | undefined

export const text: Check = (value) => (typeof value === 'string' && value !== '' ? undefined : 'a non-empty string')
const texts: Check = (value) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? undefined : 'an array of strings'
const place: Check = (value) => (isFileUrl(value) || text(value) === undefined ? undefined : 'a path or file: URL')
const variables: Check = (value) =>
  typeof value === 'object' && value !== null && wrongVariable(value) === undefined
    ? undefined
    : 'an object whose values are strings (or undefined, to remove one)'

/** The first variable that no process can be given: its value is not shown, as it may be secret. */
function wrongVariable(value: unknown): { readonly name: string; readonly is: string } | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, item] of Object.entries(value)) {
    const is = wrongItem(name, item)
    if (is !== undefined) return { name: name.replaceAll('\0', '\\0'), is }
  }
  return undefined
}

function wrongItem(name: string, item: unknown): string | undefined {
  if (item === undefined) return undefined
  if (item === null) return 'null'
  if (typeof item !== 'string') return typeof item === 'object' ? 'an object' : `a ${typeof item}`
  if (item.includes('\0')) return 'a string with a NUL byte'
  return /^[^=\0]+$/.test(name) ? undefined : 'named as no variable can be (empty, or with = or a NUL byte)'
}

export function whole(most: number): Check {
  return (value) =>
    Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most
      ? undefined
      : `a whole number from 1 to ${most.toLocaleString('en')}`
}

function oneOf(...words: readonly string[]): Check {
  return (value) => (words.some((word) => word === value) ? undefined : listed(words))
}

function listed(words: readonly string[]): string {
  const quoted = words.map((word) => `'${word}'`)
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}

export const integersCheck: Check = oneOf('bigint', 'string', 'number')

/** Neither a name nor a part of an ARN, which would mean whatever account the credentials are of. */
export const wantedArn =
  "a function's whole ARN: arn:aws:lambda:REGION:ACCOUNT:function:NAME, with :VERSION or :ALIAS if you like"

const wrongValidate: Check = (value) => {
  const right =
    value === true ||
    (isPlain(value) &&
      Object.entries(value).every(
        ([side, check]) =>
          (side === 'request' || side === 'response') &&
          (check === undefined || check === true || isStandardSchema(check)),
      ))
  return right ? undefined : 'true, or { request, response }: each true or a Standard Schema (zod, valibot, arktype)'
}

const buildChecks: Readonly<Record<keyof BuildOptions, Check>> = { tags: texts, flags: texts, env: variables }

const checks: Readonly<Record<keyof GoLambdaOptions, Check>> = {
  env: (value) => (typeof value === 'function' ? undefined : variables(value)),
  timeoutMs: whole(maxTimeoutMs),
  initTimeoutMs: whole(maxTimeoutMs),
  buildTimeoutMs: whole(86_400_000),
  memorySizeMb: whole(10_240),
  concurrency: whole(1_000),
  whenBusy: oneOf('wait', 'reject'),
  maximumRetryAttempts: (value) => (value === 0 || value === 1 || value === 2 ? undefined : '0, 1 or 2'),
  start: oneOf('lazy', 'eager'),
  transport: oneOf('auto', 'rpc', 'runtime-api'),
  functionName: text,
  cwd: place,
  args: texts,
  build: (value) => (isPlain(value) ? undefined : 'an object: { tags, flags, env }'),
  integers: integersCheck,
  validate: wrongValidate,
  target: (value) => (typeof value === 'string' && readFunctionArn(value) !== undefined ? undefined : wantedArn),
}

/**
 * Refuses options that are not known (a misspelt one would otherwise do nothing) or not of their kind.
 *
 * @throws {LambdaOptionError}
 */
export function checkOptions(options: GoLambdaOptions): void {
  checkAll(options, checks, 'options are')
  if (typeof options.env === 'object') refuseReserved(options.env)
  if (options.build !== undefined) checkAll(options.build, buildChecks, 'options are', 'build.')
}

/**
 * Checks each option that was given.
 *
 * @param are begins the list of what there is (`options are`).
 * @throws {LambdaOptionError}
 */
export function checkAll(given: unknown, known: Readonly<Record<string, Check>>, are: string, prefix = ''): void {
  if (!isPlain(given)) throw new LambdaOptionError(`options are ${describe(given)}`, 'give them as an object')
  for (const [name, value] of Object.entries(given)) {
    const check = Object.hasOwn(known, name) ? known[name] : undefined
    if (check === undefined) {
      const names = Object.keys(known).map((key) => prefix + key)
      throw new LambdaOptionError(`there is no option ${prefix}${name}`, `${are}: ${names.join(', ')}`)
    }
    if (value === undefined) continue
    const wanted = check(value)
    const variable = name === 'env' ? wrongVariable(value) : undefined
    if (wanted !== undefined && variable !== undefined) {
      throw new LambdaOptionError(`option ${prefix}env.${variable.name} is ${variable.is}`, variableNextStep)
    }
    if (wanted !== undefined) {
      throw new LambdaOptionError(`option ${prefix}${name} is ${describe(value)}`, `give it ${wanted}`)
    }
  }
}

/** A value that is not as it should be, in an error. */
export function describe(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'number') return String(value) // JSON writes NaN and Infinity as null
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    return 'an object that JSON cannot hold'
  }
}

export function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** By its tag: a Jest sandbox and jsdom have URL classes of their own. */
export function isFileUrl(value: unknown): value is URL {
  return Object.prototype.toString.call(value) === '[object URL]' && (value as URL).protocol === 'file:'
}

/** What `env()` gave, checked as the option itself is. */
export function checkEnv(env: unknown): Env {
  const variable = wrongVariable(env)
  if (variable !== undefined) {
    throw new LambdaOptionError(`env() gave ${variable.name} as ${variable.is}`, variableNextStep)
  }
  const wanted = variables(env)
  if (wanted !== undefined) throw new LambdaOptionError(`env() gave ${describe(env)}`, `let it give ${wanted}`)
  refuseReserved(env as Env)
  return env as Env
}

function refuseReserved(env: Env): void {
  const reserved = reservedNames(env)
  if (reserved.length === 0) return
  throw new LambdaOptionError(
    `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    'leave them out of { env }: options such as functionName, memorySizeMb and cwd decide what the function finds there',
  )
}

import { GoLambdaError } from '../failure/index.ts'
import { type Integers, maxTimeoutMs } from '../lambda/index.ts'

/** Variables for the function; `undefined` removes one that it would otherwise have. */
export type Env = Readonly<Record<string, string | undefined>>

/**
 * What is tested: a package folder (`'./cmd/fn'`, absolute, a `file:` URL, or the module's import path),
 * or a binary that is already built (no Go needed then).
 */
export type GoLambdaSource = string | URL | { readonly binary: string | URL }

export interface GoLambdaOptions {
  /** The function's own variables, or a function that gives them, called for every environment started. */
  readonly env?: Env | (() => Env | Promise<Env>)
  /** The function's timeout, its deadline in Go's context; 1 to 900,000, default 3,000 as on AWS. */
  readonly timeoutMs?: number
  /** How long the init phase may take, from spawn to the first Ping answered; default 10,000. */
  readonly initTimeoutMs?: number
  /** How long `go build` may take; default 600,000. */
  readonly buildTimeoutMs?: number
  /** What the function is told; default 128. Not enforced. */
  readonly memorySizeMb?: number
  /** `AWS_LAMBDA_FUNCTION_NAME`; by default the last element of the package's path, or the binary's name. */
  readonly functionName?: string
  /** The function's working directory and LAMBDA_TASK_ROOT; by default the package's folder, or the binary's. */
  readonly cwd?: string | URL
  /** Arguments of the process; none by default. */
  readonly args?: readonly string[]
  /** How it is built; without it plain `go build`. */
  readonly build?: BuildOptions
  /** How integers beyond ±(2^53 − 1) are read and sent; without it they are an error naming the path. */
  readonly integers?: Integers
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

type Check = (value: unknown) => string | undefined

const text: Check = (value) => (typeof value === 'string' && value !== '' ? undefined : 'a non-empty string')
const texts: Check = (value) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? undefined : 'an array of strings'
const place: Check = (value) =>
  (typeof value === 'object' && value !== null) || text(value) === undefined ? undefined : 'a path or file: URL'
const variables: Check = (value) =>
  typeof value === 'object' && value !== null && wrongVariable(value) === undefined
    ? undefined
    : 'an object whose values are strings (or undefined, to remove one)'

/** The first variable that is no string: the others are not shown, as they may be secret. */
function wrongVariable(value: unknown): { readonly name: string; readonly is: string } | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const wrong = Object.entries(value).find(([, item]) => item !== undefined && typeof item !== 'string')
  if (wrong === undefined) return undefined
  const [name, item] = wrong
  return { name, is: item === null ? 'null' : typeof item === 'object' ? 'an object' : `a ${typeof item}` }
}

function whole(most: number): Check {
  return (value) =>
    Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most
      ? undefined
      : `a whole number from 1 to ${most.toLocaleString('en')}`
}

const buildChecks: Readonly<Record<keyof BuildOptions, Check>> = { tags: texts, flags: texts, env: variables }

const checks: Readonly<Record<keyof GoLambdaOptions, Check>> = {
  env: (value) => (typeof value === 'function' ? undefined : variables(value)),
  timeoutMs: whole(maxTimeoutMs),
  initTimeoutMs: whole(maxTimeoutMs),
  buildTimeoutMs: whole(86_400_000),
  memorySizeMb: whole(10_240),
  functionName: text,
  cwd: place,
  args: texts,
  build: (value) => (typeof value === 'object' && value !== null ? undefined : 'an object: { tags, flags, env }'),
  integers: (value) =>
    value === 'bigint' || value === 'string' || value === 'number' ? undefined : "'bigint', 'string' or 'number'",
}

/**
 * Refuses options that are not known (a misspelt one would otherwise do nothing) or not of their kind.
 *
 * @throws {LambdaOptionError}
 */
export function checkOptions(options: GoLambdaOptions): void {
  checkAll(options as Record<string, unknown>, checks, '')
  if (options.build !== undefined) checkAll(options.build as Record<string, unknown>, buildChecks, 'build.')
}

function checkAll(given: Record<string, unknown>, known: Readonly<Record<string, Check>>, prefix: string): void {
  for (const [name, value] of Object.entries(given)) {
    const check = Object.hasOwn(known, name) ? known[name] : undefined
    if (check === undefined) {
      const names = Object.keys(known).map((key) => prefix + key)
      throw new LambdaOptionError(`there is no option ${prefix}${name}`, `options are: ${names.join(', ')}`)
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

function describe(value: unknown): string {
  return typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? String(value))
}

/** What `env()` gave, checked as the option itself is. */
export function checkEnv(env: unknown): Env {
  const variable = wrongVariable(env)
  if (variable !== undefined) {
    throw new LambdaOptionError(`env() gave ${variable.name} as ${variable.is}`, variableNextStep)
  }
  const wanted = variables(env)
  if (wanted !== undefined) throw new LambdaOptionError(`env() gave ${describe(env)}`, `let it give ${wanted}`)
  return env as Env
}

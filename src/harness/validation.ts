import { formatPath } from '../failure/index.ts'
import type { Integers, Invocation } from '../lambda/index.ts'
import { resolvePackage } from '../toolchain/index.ts'
import { type FunctionTypes, functionMisfit, type GoTypes, isKnown, readGoTypes } from '../types/index.ts'
import { LambdaValidationError } from './lambda-validation-error.ts'
import { type GoLambdaOptions, type GoLambdaSource, LambdaOptionError } from './options.ts'
import type { SchemaIssue, StandardSchema } from './standard-schema.ts'
import type { Surroundings } from './surroundings.ts'

type Side = 'request' | 'response'

/** More of what is wrong is counted. */
const shownIssues = 10

/** Holds what goes into a function and comes out of it to types: those of its Go code, or a schema of the user's. */
export class Validation {
  readonly #source: GoLambdaSource
  readonly #options: GoLambdaOptions
  readonly #label: string
  readonly #surroundings: () => Surroundings
  readonly #checks: Readonly<Partial<Record<Side, true | StandardSchema>>>
  #types: Promise<HandlerTypes> | undefined

  /** @throws {LambdaOptionError} where there is no Go code to read. */
  constructor(source: GoLambdaSource, options: GoLambdaOptions, label: string, surroundings: () => Surroundings) {
    const { validate } = options
    this.#source = source
    this.#options = options
    this.#label = label
    this.#surroundings = surroundings
    this.#checks = validate === true ? { response: true } : (validate ?? {})
    if (this.#readsGo && typeof source === 'object' && ('binary' in source || 'zip' in source)) {
      throw new LambdaOptionError(
        `option validate: true reads the types in the Go code, and ${label} is built already`,
        'name the package (what is run in its place can be an artefact: USE_GO_LAMBDA_TARGETS), or give a Standard Schema',
      )
    }
  }

  /** Reads the Go code, where that is asked for; once, and again if that failed. */
  async prepare(signal?: AbortSignal): Promise<void> {
    if (!this.#readsGo) return
    this.#types ??= this.#read(signal)
    const types = this.#types
    await types.catch((error: unknown) => {
      if (this.#types === types) this.#types = undefined
      throw error
    })
  }

  /** @throws {LambdaValidationError} before anything is sent. */
  request(value: unknown): Promise<void> {
    return this.#check('request', value)
  }

  /** @throws {LambdaValidationError} */
  response(value: unknown, invocation: Invocation): Promise<void> {
    return this.#check('response', value, invocation)
  }

  get #readsGo(): boolean {
    return this.#checks.request === true || this.#checks.response === true
  }

  async #check(side: Side, value: unknown, invocation?: Invocation): Promise<void> {
    const check = this.#checks[side]
    if (check === undefined) return
    if (check === true) return this.#checkByGo(side, value, invocation)
    const { issues = [] } = await check['~standard'].validate(value)
    if (issues.length === 0) return
    const lines = issues.slice(0, shownIssues).map((issue) => `${pathOf(issue)}: ${issue.message}`)
    throw new LambdaValidationError({
      side,
      path: issues[0] === undefined ? '$' : pathOf(issues[0]),
      reason: `${this.#what(side)} does not fit its schema: ${lines[0]}`,
      evidence: [
        ...lines.slice(1),
        ...(issues.length > shownIssues ? [`… and ${issues.length - shownIssues} more`] : []),
      ],
      nextStep: nextSteps[side],
      invocation,
    })
  }

  async #checkByGo(side: Side, value: unknown, invocation?: Invocation): Promise<void> {
    await this.prepare()
    const types = await this.#types
    if (types === undefined) return
    const { handler, declarations, integers } = types
    const misfit = functionMisfit(handler, declarations, value, side, integers === undefined ? {} : { integers })
    if (misfit === undefined) return
    throw new LambdaValidationError({
      side,
      path: misfit.path,
      reason: `${this.#what(side)} is not what the Go code says: at ${misfit.path}, expected ${misfit.expected}, found ${misfit.found}`,
      nextStep: nextSteps[side],
      invocation,
    })
  }

  #what(side: Side): string {
    return side === 'request' ? `the request to ${this.#label}` : `the answer of ${this.#label}`
  }

  async #read(signal?: AbortSignal): Promise<HandlerTypes> {
    const { from, root, cacheFolder } = this.#surroundings()
    const { build = {}, buildTimeoutMs, integers } = this.#options
    const { dir, label } = await resolvePackage(this.#source as string | URL, { from, root })
    const timeout = buildTimeoutMs === undefined ? {} : { timeoutMs: buildTimeoutMs }
    const [load] = await readGoTypes([{ dir, ...build }], { cacheFolder, signal, ...timeout })
    const types = load?.functions[0]
    if (load === undefined || types === undefined || !isKnown(types)) throw unknownTypes(label, types)
    return { handler: types, declarations: load.declarations, integers }
  }
}

const nextSteps: Readonly<Record<Side, string>> = {
  request: 'correct it, or leave request out of { validate }',
  response: 'see what the function answers: invokeRaw() gives its bytes; or leave response out of { validate }',
}

interface HandlerTypes {
  readonly handler: FunctionTypes
  readonly declarations: GoTypes['declarations']
  readonly integers: Integers | undefined
}

function unknownTypes(label: string, types: FunctionTypes | undefined): LambdaOptionError {
  const [why] = types?.unresolved ?? []
  return new LambdaOptionError(
    `option validate: true cannot be followed: the types of ${label} are not known${why === undefined ? '' : `: ${why.reason}${why.at === '' ? '' : ` (${why.at})`}`}`,
    'give a Standard Schema (zod, valibot, arktype, …): { validate: { response: schema } }',
  )
}

function pathOf({ path = [] }: SchemaIssue): string {
  const keys = path.map((part) => (typeof part === 'object' ? part.key : part))
  return formatPath(keys.map((key) => (typeof key === 'number' ? key : String(key))))
}

import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorCode } from '../failure/index.ts'
import type { FunctionArn } from '../remote/index.ts'
import type { GoLambdaOptions } from './options.ts'

/** What a deployed function heeds of them; all else is decided where it is deployed. */
const heeded: readonly (keyof GoLambdaOptions)[] = ['functionName', 'integers', 'validate', 'target']

/** Says on stderr which deployed function is called, as whom and where, and which options do nothing: each once in a run. */
export function tellRemote(given: {
  readonly label: string
  readonly arn: FunctionArn
  /** Where requests go. */
  readonly endpoint: string
  readonly options: GoLambdaOptions
  /** What is shared by all workers of one run. May throw where nothing can be kept. */
  runFolder(): string
}): void {
  const { label, endpoint, options, runFolder } = given
  const { functionName, qualifier, account, region } = given.arn
  const name = qualifier === undefined ? functionName : `${functionName}:${qualifier}`
  const host = new URL(endpoint).host
  const elsewhere = /\.(amazonaws\.com(\.cn)?|api\.aws|amazonaws\.eu)$/.test(host) ? '' : `, at ${host}`
  tellOnce(
    runFolder,
    `this run calls the deployed function ${name} (account ${account}, region ${region}${elsewhere}) with your AWS credentials`,
  )
  const idle = Object.entries(options)
    .filter(([option, value]) => value !== undefined && !heeded.includes(option as keyof GoLambdaOptions))
    .map(([option]) => option)
  if (idle.length === 0) return
  tellOnce(
    runFolder,
    `${idle.join(', ')} of ${label} ${idle.length === 1 ? 'has' : 'have'} no effect on the deployed function ${name}`,
  )
}

function tellOnce(runFolder: () => string, sentence: string): void {
  if (isFirst(runFolder, sentence)) process.stderr.write(`use-go-lambda: ${sentence}\n`)
}

/** Whoever makes a file of that name in the run's folder is the first of all its workers. Where none can be made each says it. */
function isFirst(runFolder: () => string, sentence: string): boolean {
  const hash = createHash('sha256').update(sentence).digest('hex').slice(0, 16)
  try {
    const folder = join(runFolder(), 'told')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(join(folder, hash), '', { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    return errorCode(error) !== 'EEXIST'
  }
}

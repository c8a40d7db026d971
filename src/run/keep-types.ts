import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { performance } from 'node:perf_hooks'
import { clearTimeout, setTimeout } from 'node:timers'
import { errorMessage } from '../failure/index.ts'
import { restBetweenLooks } from './rest-between-looks.ts'
import { type TypesFileOptions, typesFile, writeTypesFile } from './types-file.ts'

/** Work beside a run that keeps the file of types as the Go code is. */
export interface KeptTypes {
  /** Waits for what is under way, and ends it where it takes longer than 10 s. */
  stop(): Promise<void>
}

export interface KeepTypesOptions extends Omit<TypesFileOptions, 'signal' | 'packages'> {
  /** Goes on looking, until it is stopped; else once. */
  readonly watch: boolean
}

const longestEndMs = 10_000

/**
 * Keeps a file of types that is there already: writes it anew where it is stale, with CI set only says so. Never fails, and
 * does not keep the process alive; what it has to say goes to stderr.
 */
export function keepTypes(options: KeepTypesOptions): KeptTypes {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let told = ''
  const look = async (): Promise<void> => {
    const begun = performance.now()
    const said = await refresh({ ...options, signal: stopping.signal })
    if (said !== undefined && said !== told && !stopping.signal.aborted) process.stderr.write(said)
    told = said ?? told
    if (!options.watch || stopping.signal.aborted) return
    const restMs = restBetweenLooks(performance.now() - begun, said !== undefined)
    timer = setTimeout(() => {
      looking = look()
    }, restMs).unref()
  }
  let looking = look()
  return {
    async stop() {
      clearTimeout(timer)
      const limit = setTimeout(() => stopping.abort(new Error('the run has ended')), options.watch ? 0 : longestEndMs)
      await Promise.race([looking, once(stopping.signal, 'abort')])
      clearTimeout(limit)
      stopping.abort()
      clearTimeout(timer)
    },
  }
}

/** What is to be told; `undefined` where all is well. */
async function refresh(options: TypesFileOptions): Promise<string | undefined> {
  const { file } = options
  if (!existsSync(file)) return undefined
  const name = relative(process.cwd(), file)
  try {
    const { text, before, warnings } = await typesFile(options)
    if (before === undefined || text === before) return undefined
    if (isCi(process.env)) return `use-go-lambda: ${name} is stale: run npx use-go-lambda types, and commit it\n`
    await writeTypesFile(file, text)
    return [`${name} follows the Go code again`, ...warnings].map((line) => `use-go-lambda: ${line}\n`).join('')
  } catch (error) {
    return `use-go-lambda: ${name} could not be checked: ${errorMessage(error)}\n`
  }
}

/** As CI services say it, and everybody reads it. */
export function isCi({ CI }: NodeJS.ProcessEnv): boolean {
  return CI !== undefined && !['', '0', 'false'].includes(CI)
}

import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { relative } from 'node:path'
import { clearTimeout, setTimeout } from 'node:timers'
import { errorMessage } from '../failure/index.ts'
import { type Look, lookAgain } from './look-again.ts'
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
export function keepTypes({ watch, ...options }: KeepTypesOptions): KeptTypes {
  const stopping = new AbortController()
  const { signal } = stopping
  const tell = (said: string) => {
    if (!signal.aborted) process.stderr.write(said)
  }
  const look = () => refresh({ ...options, signal })
  const looking = watch ? lookAgain(look, { tell, signal, ref: false }) : look().then(({ said }) => tell(said))
  return {
    async stop() {
      const limit = setTimeout(() => stopping.abort(new Error('the run has ended')), watch ? 0 : longestEndMs)
      await Promise.race([looking, once(signal, 'abort')])
      clearTimeout(limit)
      stopping.abort()
    },
  }
}

async function refresh(options: TypesFileOptions): Promise<Look> {
  const { file } = options
  const name = relative(process.cwd(), file)
  const look = (changed: boolean, ...lines: readonly string[]): Look => ({
    said: lines.map((line) => `use-go-lambda: ${line}\n`).join(''),
    changed,
  })
  if (!existsSync(file)) return look(false)
  try {
    const { text, before, warnings } = await typesFile(options)
    if (before === undefined || text === before) return look(false)
    if (isCi(process.env)) return look(false, `${name} is stale: run npx use-go-lambda types, and commit it`)
    await writeTypesFile(file, text)
    return look(true, `${name} follows the Go code again`, ...warnings)
  } catch (error) {
    return look(false, `${name} could not be checked: ${errorMessage(error)}`)
  }
}

/** As CI services say it, and everybody reads it. */
export function isCi({ CI }: NodeJS.ProcessEnv): boolean {
  return CI !== undefined && !['', '0', 'false'].includes(CI)
}

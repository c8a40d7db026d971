import { relative, resolve } from 'node:path'
import { usableCacheFolder } from '../harness/index.ts'
import { isCi, lookAgain, type TypesFile, typesFile, typesFileIn, writeTypesFile } from '../run/index.ts'
import { resolvePackage } from '../toolchain/index.ts'
import { type Streams, UsageError } from './streams.ts'
import { inWordsOfTheCommand } from './words.ts'

export interface TypesArguments {
  /** Functions that neither tests name nor a look at the files finds. */
  readonly packages: readonly string[]
  readonly out: string | undefined
  readonly check: boolean
  readonly watch: boolean
}

/**
 * Carries out `use-go-lambda types`: 1 where the file is stale and was only to be checked, which it is with CI set, too.
 * With `watch` it goes on until `signal` aborts.
 */
export async function typesCommand(given: TypesArguments, streams: Streams, signal: AbortSignal): Promise<0 | 1> {
  const { packages, out, watch } = given
  if (given.check && watch) throw new UsageError('--check and --watch exclude each other')
  if (watch && isCi(process.env)) throw new UsageError('--watch writes, and with CI set nothing is written')
  const root = process.cwd()
  const file = out === undefined ? typesFileIn(root) : resolve(out)
  if (!/\.d\.[cm]?ts$/.test(file)) throw new UsageError(`--out takes the name of a .d.ts file, not ${out}`)
  const found = await Promise.all(packages.map((path) => resolvePackage(path, { from: root, root })))
  const asked = { file, root, packages: found.map(({ dir }) => dir), cacheFolder: usableCacheFolder(), signal }
  const name = relative(root, file)
  const write = async (made: TypesFile): Promise<boolean> => {
    if (made.text === made.before) return false
    await writeTypesFile(file, made.text)
    streams.stdout.write(`${name}: ${counted(made)}\n`)
    return true
  }
  const tell = (said: string) => {
    if (said !== '' && !signal.aborted) streams.stderr.write(`${said}\n`)
  }
  if (watch) {
    const look = async () => {
      const made = await typesFile(asked)
      return { said: toTell(made), changed: await write(made) }
    }
    const failed = (error: unknown) => ({ said: inWordsOfTheCommand(String(error)), changed: false })
    await lookAgain(() => look().catch(failed), { tell, signal, ref: true })
    return 0
  }
  const made = await typesFile(asked)
  tell(toTell(made))
  if (given.check || isCi(process.env)) return check(name, made, given.check, streams)
  if (!(await write(made))) streams.stdout.write(`${name} is up to date: ${counted(made)}\n`)
  return 0
}

function counted({ functions, known }: TypesFile): string {
  const all = functions === 1 ? '1 function' : `${functions} functions`
  return known === functions ? all : `${all}, the types of ${known} known`
}

/** What was not found out, a line each, and what to do about it. */
function toTell({ warnings, functions, known }: TypesFile): string {
  const lines = [...warnings]
  if (functions === 0)
    lines.push(
      'no test here names a function, and no package main in this folder or below imports aws-lambda-go',
      '→ run it in the folder of your project, or name the functions: npx use-go-lambda types ./cmd/fn',
    )
  if (known < functions)
    lines.push('→ of functions that are not known the types can be given: useGoLambda<Request, Response>(path)')
  return lines.join('\n')
}

async function check(name: string, made: TypesFile, asked: boolean, { stdout, stderr }: Streams): Promise<0 | 1> {
  if (made.text === made.before) {
    stdout.write(`${name} is up to date: ${counted(made)}\n`)
    return 0
  }
  const { createTwoFilesPatch } = await import('diff') // seldom needed
  stdout.write(
    createTwoFilesPatch(
      name,
      name,
      made.before ?? '',
      made.text,
      made.before === undefined ? 'missing' : 'as it is',
      'as it should be',
    ),
  )
  stderr.write(
    `${name} ${made.before === undefined ? 'is missing' : 'is stale'}: run npx use-go-lambda types, and commit it${asked ? '' : ' (with CI set nothing is written)'}\n`,
  )
  return 1
}

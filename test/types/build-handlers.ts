import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { encodePayload } from '../../src/lambda/index.ts'
import { type HandlerCase, handlerNames, handlersFolder } from './handler-cases.ts'

/** What is asked of a handler; test/oracle/types/oracle.go answers. */
export type Question =
  | { readonly do: 'types' }
  /** So many random values, a line each; the same seed gives the same ones. */
  | { readonly do: 'response'; readonly count: number; readonly seed: number; readonly of?: 'request' }
  /** `json` is decoded as the handler's request; it may hold `bigint`. */
  | { readonly do: 'request'; readonly json: unknown }

export interface GoAnswer {
  /** Of the handler, as Go's runtime has it. */
  readonly name?: string
  /** Its Go type; left out where the handler takes none. */
  readonly request?: string
  readonly response?: string
  /** A value as the function would answer it. */
  readonly json?: string
  /** Why there is no value, or the request was not taken. */
  readonly error?: string
  /** Paths (`$.items[3].price`) that make no difference to what was decoded. */
  readonly lost?: readonly string[]
}

/** Gives the answers in the order of the questions. */
export type AskHandler = (handler: HandlerCase, questions: readonly Question[]) => GoAnswer[]

const lambdas = join(handlersFolder, '..')
const oracle = join(import.meta.dirname, '../oracle/types')

/**
 * Builds all functions of test/lambdas/types so that Go says by itself what their handlers take and give.
 *
 * They become one program, as 145 programs take a minute to link and a gigabyte: each `package main` is copied under another
 * name, with a `Main` that calls its `main`. aws-lambda-go is copied too (files of the module cache may not be replaced by `-overlay`), and
 * the place where it looks at the handler asks test/oracle/types first.
 */
export async function buildHandlers(folder: string): Promise<AskHandler> {
  copyLibrary(join(folder, 'aws-lambda-go'))
  copyHandlers(folder)
  const binary = join(folder, 'handlers')
  // -trimpath: the folder's own path is no part of what the build cache knows the packages by. -l: closures keep their names.
  const flags = ['-buildvcs=false', '-trimpath', '-gcflags=lambdas/...=-l', '-o', binary]
  await promisify(execFile)('go', ['build', ...flags, './all'], { cwd: folder })
  return ({ name, action = '' }, questions) => {
    const answered = execFileSync(binary, [name], {
      input: questions.map((question) => Buffer.from(encodePayload(question, 'bigint')).toString()).join('\n'),
      env: { ACTION: action, USE_GO_LAMBDA_TEST_ORACLE: '1' },
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    })
    return answered
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as GoAnswer)
  }
}

function copyLibrary(to: string): void {
  const list = ['list', '-m', '-f', '{{.Dir}}', 'github.com/aws/aws-lambda-go']
  const from = execFileSync('go', list, { cwd: lambdas, encoding: 'utf8' }).trim()
  for (const file of ['go.mod', 'events', 'lambda', 'lambdacontext']) {
    cpSync(join(from, file), join(to, file), {
      recursive: true,
      filter: (path) => !path.endsWith('_test.go') && !path.includes('testdata'),
    })
  }
  // The module cache is read-only, and so are copies of it.
  execFileSync('chmod', ['-R', 'u+w', to])
  cpSync(oracle, join(to, 'lambda/types'), { recursive: true })
  const path = join(to, 'lambda/handler.go')
  const patched = replaced(
    replaced(
      readFileSync(path, 'utf8'),
      'func reflectHandler(f interface{}, h *handlerOptions) handlerFunc {\n',
      (found) => `${found}\ttypes.Talk(f, func(f interface{}) types.Invoker { return reflectHandler(f, h) })\n`,
    ),
    'import (\n',
    (found) => `${found}\t"github.com/aws/aws-lambda-go/lambda/types"\n`,
  )
  writeFileSync(path, patched)
}

function copyHandlers(folder: string): void {
  cpSync(handlersFolder, join(folder, 'types'), { recursive: true })
  for (const name of handlerNames) {
    const dir = join(folder, 'types', name)
    for (const file of readdirSync(dir).filter((file) => file.endsWith('.go'))) {
      const path = join(dir, file)
      writeFileSync(
        path,
        replaced(readFileSync(path, 'utf8'), 'package main\n', () => 'package handler\n'),
      )
    }
    writeFileSync(join(dir, 'run.go'), 'package handler\n\nfunc Main() { main() }\n')
  }
  const imports = handlerNames.map((name, index) => `\th${index} "lambdas/types/${name}"`)
  const cases = handlerNames.map((name, index) => `\tcase "${name}":\n\t\th${index}.Main()`)
  const main = `package main\n\nimport (\n\t"os"\n${imports.join('\n')}\n)\n\nfunc main() {\n\tswitch os.Args[1] {\n${cases.join('\n')}\n\t}\n}\n`
  mkdirSync(join(folder, 'all'))
  writeFileSync(join(folder, 'all/main.go'), main)
  const module = readFileSync(join(lambdas, 'go.mod'), 'utf8')
  writeFileSync(join(folder, 'go.mod'), `${module}\nreplace github.com/aws/aws-lambda-go => ./aws-lambda-go\n`)
  cpSync(join(lambdas, 'go.sum'), join(folder, 'go.sum'))
}

function replaced(text: string, part: string, by: (part: string) => string): string {
  if (!text.includes(part)) throw new Error(`no ${JSON.stringify(part)} in it`)
  return text.replace(part, () => by(part))
}

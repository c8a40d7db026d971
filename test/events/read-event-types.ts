import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readGoTypes } from '../../src/types/index.ts'
import type { NamedFunction } from '../../src/types/write-typescript.ts'

/** The module with the newest aws-lambda-go. */
export const newestModule = join(import.meta.dirname, '../oracle/events')

/** A module in `folder` with the same handler, and the aws-lambda-go of test/lambdas. */
export function olderModule(folder: string): string {
  const lambdas = join(import.meta.dirname, '../lambdas')
  mkdirSync(join(folder, 'handler'), { recursive: true })
  copyFileSync(join(newestModule, 'handler/main.go'), join(folder, 'handler/main.go'))
  copyFileSync(join(lambdas, 'go.sum'), join(folder, 'go.sum'))
  const modules = ['module older/events', 'go 1.21', 'require github.com/aws/aws-lambda-go v1.54.0']
  writeFileSync(join(folder, 'go.mod'), `${modules.join('\n\n')}\n`)
  return folder
}

/** What the handler that takes every event is, in one of the two modules. */
export async function readEventTypes(module: string, cacheFolder: string): Promise<NamedFunction> {
  const [load] = await readGoTypes([{ dir: join(module, 'handler') }], { cacheFolder })
  const [types] = load?.functions ?? []
  if (load === undefined || types?.handlers.length !== 1) {
    throw new Error(`no handler was found: ${JSON.stringify(types?.unresolved)}`)
  }
  return { paths: ['./handler'], dir: types.dir, types, declarations: load.declarations }
}

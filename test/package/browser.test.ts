import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, Script } from 'node:vm'
import { build } from 'vite'
import { afterAll, describe, expect, test } from 'vitest'
import { Project } from '../runners/project.ts'

const project = new Project()
afterAll(() => project.remove())

const names = ['goLambda', 'goLambdaPlugin', 'useGoLambda', 'useInvokeEndpoint']

/** A module as Vite gives it to a browser: one script that leaves what it exports in `door`. */
async function forBrowser(text: string): Promise<string> {
  const entry = project.write('browser/entry.ts', text)
  const outDir = join(project.path, 'browser/out')
  await build({
    root: project.path,
    configFile: false,
    logLevel: 'error',
    build: { outDir, minify: false, lib: { entry, formats: ['iife'], name: 'door', fileName: 'entry' } },
  })
  const [file = ''] = readdirSync(outDir)
  return readFileSync(join(outDir, file), 'utf8')
}

describe('what a bundler for browsers, as Vitest’s browser mode has one, is given for use-go-lambda/vitest', () => {
  test('has every name of the door, and nothing of Node', async () => {
    const dist = join(project.path, 'node_modules/use-go-lambda/dist')
    expect(Object.keys(await import(join(dist, 'vitest-browser.mjs'))).sort()).toEqual(names)
    expect(Object.keys(await import(join(dist, 'vitest.mjs'))).sort()).toEqual(names)
    const script = await forBrowser(`export { ${names.join(', ')} } from 'use-go-lambda/vitest'\n`)
    expect(script).not.toMatch(/node:|require\(|process\.|__vite-browser-external/)
  })

  test.each(names)('says where %s is called that it runs in Node, and what to do', async (name) => {
    const script = await forBrowser(`import * as door from 'use-go-lambda/vitest'
export const call = () => (door as Record<string, (source: string) => unknown>)['${name}']?.('./cmd/upper')
`)
    // A realm without anything of Node.
    const door = new Script(`${script}\ndoor`).runInContext(createContext({})) as { call(): unknown }
    const error = thrownBy(door.call)
    expect(`${error.name}: ${error.message}`).toBe(
      `LambdaOptionError: ${name}() was called in a browser, which cannot start a function: it runs in Node, not in Vitest's browser mode
  → put this suite into a project without test.browser (test.projects of the configuration)`,
    )
    expect(error).toMatchObject({ code: 'LAMBDA_OPTION' })
  })
})

function thrownBy(call: () => unknown): Error {
  try {
    call()
  } catch (error) {
    return error as Error
  }
  throw new Error('nothing was thrown')
}

import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LambdaArtifactError } from '../../src/artifact/index.ts'
import { mask } from '../support/mask.ts'
import { failureOf } from './failure-of.ts'
import { workshop } from './workshop.ts'

const shop = workshop()
afterEach(() => shop.stopAll())

const gozip = join(import.meta.dirname, '../artifact/artefacts/gozip')

/** The folder of a function as it is deployed, with a file beside its `bootstrap`, and the zip of it. */
async function shipped(name: string, flags: string): Promise<{ folder: string; zip: string }> {
  const folder = join(shop.folder, `shipped-${name}`)
  mkdirSync(folder, { recursive: true })
  copyFileSync(await shop.binary(name, { env: { GOFLAGS: flags } }), join(folder, 'bootstrap'))
  chmodSync(join(folder, 'bootstrap'), 0o755)
  writeFileSync(join(folder, 'greeting.txt'), 'hello from the zip\n', { mode: 0o644 })
  const zip = join(shop.folder, `${name}.zip`)
  const files = ['bootstrap', 'greeting.txt'].map((file) => join(folder, file))
  execFileSync('go', ['run', '.', '-modes', zip, ...files], { cwd: gozip, stdio: 'pipe' })
  return { folder, zip }
}

let norpc: { folder: string; zip: string }
let ordinary: { folder: string; zip: string }
beforeAll(async () => {
  norpc = await shipped('echo-env', '-tags=lambda.norpc')
  ordinary = await shipped('reads-file', '')
})

interface Seen {
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
}

describe('a zip as it is deployed', () => {
  it('answers over the Runtime API, in the folder that it was unpacked to, by the name of its file', async () => {
    const lambda = shop.lambda<unknown, Seen>({ zip: norpc.zip })
    const { cwd, env } = await lambda.invoke()
    expect(cwd).toMatch(new RegExp(`^${shop.cacheFolder}/artifacts/[0-9a-f]{64}`))
    expect(env['LAMBDA_TASK_ROOT']).toBe(cwd)
    expect(env['AWS_LAMBDA_FUNCTION_NAME']).toBe('echo-env')
    expect(lambda.functionName).toBe('echo-env')
    expect(readdirSync(cwd).sort()).toEqual(['bootstrap', 'greeting.txt'])
    expect(lambda.port).toBeUndefined()
  })

  it('with net/rpc in it is spoken to over that, and finds its bundled files', async () => {
    const lambda = shop.lambda<unknown, unknown>({ zip: ordinary.zip })
    expect(JSON.stringify(await lambda.invoke('greeting.txt'))).toContain('hello from the zip')
    expect(lambda.port).toBeGreaterThan(0)
  })

  it('is found from a folder below, as a binary is', async () => {
    const { FunctionUnderTest } = await import('../../src/harness/function-under-test.ts')
    const place = { watches: false, givesUpAfterFailedStart: false, frameColumns: false }
    const from = join(shop.folder, 'a/b')
    const lambda = new FunctionUnderTest({ zip: basename(norpc.zip) }, {}, { ...place, from, root: shop.folder })
    expect(await lambda.invoke()).toMatchObject({ args: expect.anything() })
    await lambda.stop()
  })

  it.each([
    ['is not there', () => join(shop.folder, 'missing.zip')],
    ['is no zip file', () => join(norpc.folder, 'greeting.txt')],
  ])('that %s is said to be so', async (_, path) => {
    const error = await failureOf<LambdaArtifactError>(shop.lambda({ zip: path() }).invoke())
    expect(error.code).toBe('LAMBDA_ARTIFACT')
    expect(mask(error.message, { '<tmp>': shop.folder })).toMatchSnapshot()
  })
})

it('a zip whose bootstrap is not executable is told how to zip it, and not to mend what was unpacked', async () => {
  const zip = join(shop.folder, 'naive.zip')
  execFileSync('go', ['run', '.', zip, join(norpc.folder, 'bootstrap')], { cwd: gozip, stdio: 'pipe' })
  const error = await failureOf(shop.lambda({ zip }).invoke())
  expect(mask(error.message, { '<tmp>': shop.folder })).toMatchInlineSnapshot(`
    "bootstrap in <tmp>/naive.zip is not executable (mode 0644)
      → chmod 755 bootstrap before it is zipped (a zip keeps the mode), or have the zipper set it; use-go-lambda check <tmp>/naive.zip says more"
  `)
})

describe('a folder with a bootstrap', () => {
  it('is taken as it is', async () => {
    const lambda = shop.lambda<unknown, Seen>({ binary: norpc.folder })
    const { cwd } = await lambda.invoke()
    expect(cwd).toBe(norpc.folder)
    expect(lambda.functionName).toBe('shipped-echo-env')
  })

  it('is known as one where a path names no package', async () => {
    const lambda = shop.lambda<unknown, Seen>(norpc.folder)
    expect((await lambda.invoke()).cwd).toBe(norpc.folder)
  })

  it('without one is told to be none', async () => {
    const folder = join(shop.folder, 'hollow')
    mkdirSync(folder)
    const error = await failureOf(shop.lambda({ binary: folder }).invoke())
    expect(mask(error.message, { '<tmp>': shop.folder })).toMatchInlineSnapshot(`
      "<tmp>/hollow is a folder, not a binary
        → name its program bootstrap, give that file, or give the folder as a Go package to be built"
    `)
  })
})

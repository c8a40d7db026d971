import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isGoLambdaError } from '../../src/failure/index.ts'
import { mask } from '../support/mask.ts'
import { failureOf } from './failure-of.ts'
import { leftBehind } from './left-behind.ts'
import { lambdaFolder, workshop } from './workshop.ts'

const shop = workshop()
const at = (name: string) => join(shop.folder, name)
/** Any program that writes this file was run. */
const sideEffect = () => at('it-was-run')

function file(name: string, content: string | Buffer, mode = 0o755): string {
  writeFileSync(at(name), content, { mode })
  return at(name)
}

beforeAll(async () => {
  const upper = await shop.binary('upper')
  copyFileSync(upper, at('upper'))
  copyFileSync(upper, at('not-executable'))
  chmodSync(at('not-executable'), 0o644)
  const elf = readFileSync(upper)
  // e_machine stands at byte 18: 0xb7 is arm64, 0x3e amd64.
  const other = Buffer.from(elf)
  other[18] = elf[18] === 0xb7 ? 0x3e : 0xb7
  file('other-processor', other)
  const freebsd = Buffer.from(elf)
  freebsd[7] = 9
  file('other-system', freebsd)
  file('cut-off', elf.subarray(0, 100_000))
  execFileSync('go', ['build', '-buildvcs=false', '-o', at('archive'), '.'], {
    cwd: lambdaFolder('broken/not-main'),
    stdio: 'pipe',
  })
  chmodSync(at('archive'), 0o755)
  // Node's spawn gives what has no known format to /bin/sh.
  file('text', `touch ${sideEffect()}\n`)
  file('function.zip', Buffer.concat([Buffer.from('PK\x03\x04\x14\0\0\0'), Buffer.alloc(200)]))
  file('empty', '')
  mkdirSync(at('folder'))
})

/** After each of them the binary that is right works, and nothing is left; nothing was ever run. */
afterEach(async () => {
  expect(existsSync(sideEffect())).toBe(false)
  expect(await shop.lambda({ binary: at('upper') }).invoke('daniel')).toBe('DANIEL')
  await shop.stopAll()
})

describe('a file that cannot be a function', () => {
  it.each([
    'not-executable',
    'other-processor',
    'other-system',
    'cut-off',
    'archive',
    'text',
    'function.zip',
    'empty',
    'folder',
    'missing',
  ])('is found by its header, before anything is spawned: %s', async (name) => {
    const error = await failureOf(shop.lambda({ binary: at(name) }).invoke('x'))
    expect(isGoLambdaError(error, 'LAMBDA_BINARY'), String(error)).toBe(true)
    expect(leftBehind(shop.cacheFolder)).toEqual([])
    const message = mask(`${error.name}: ${error.message}`, { '<tmp>': shop.folder })
    expect(
      message
        .replace(/\(\d+ bytes\)/g, '(<n> bytes)')
        .replace(/\d{6,}/g, '<n>')
        .replaceAll(/\b(arm64|amd64)\b/g, '<processor>'),
    ).toMatchSnapshot()
  })

  it('and Go source given as one is told to be a package', async () => {
    const binary = join(lambdaFolder('upper'), 'main.go')
    const error = await failureOf(shop.lambda({ binary }).invoke('x'))
    expect(mask(error.message)).toMatchInlineSnapshot(`
      "<root>/test/lambdas/upper/main.go is Go source, not a binary
        → give the folder that holds it as a Go package to be built"
    `)
  })
})

describe('a binary that is already built', () => {
  it('needs no Go, and is found by path, file: URL and from a folder below', async () => {
    process.env['USE_GO_LAMBDA_GO'] = at('no/go')
    try {
      expect(await shop.lambda({ binary: pathToFileURL(at('upper')) }).invoke('url')).toBe('URL')
      expect(await shop.lambda({ binary: at('upper') }).invoke('path')).toBe('PATH')
      const { FunctionUnderTest } = await import('../../src/harness/function-under-test.ts')
      const place = {
        watches: false,
        givesUpAfterFailedStart: false,
        frameColumns: false,
        from: at('folder/a/b'),
        root: shop.folder,
      }
      const lambda = new FunctionUnderTest({ binary: './upper' }, {}, place)
      expect(await lambda.invoke('below')).toBe('BELOW')
      await lambda.stop()
    } finally {
      delete process.env['USE_GO_LAMBDA_GO']
    }
  })

  it('works in its own folder and goes by its own name, a bootstrap by that of its folder', async () => {
    mkdirSync(at('orders'), { recursive: true })
    copyFileSync(await shop.binary('echo-env'), at('orders/bootstrap'))
    const answer = await shop
      .lambda<unknown, { cwd: string; env: Record<string, string> }>({ binary: at('orders/bootstrap') })
      .invoke()
    expect(answer.cwd).toBe(at('orders'))
    expect(answer.env).toMatchObject({ AWS_LAMBDA_FUNCTION_NAME: 'orders', LAMBDA_TASK_ROOT: at('orders') })
  })

  it('given as a package says what to do', async () => {
    const error = await failureOf(shop.lambda(at('upper')).invoke('x'))
    expect(mask(error.message, { '<tmp>': shop.folder })).toMatchInlineSnapshot(`
      "no Go package at <tmp>/upper
        | <tmp>/upper: a file, not a folder (for a binary that is already built give { binary })
        → give the folder that holds the Go files of package main"
    `)
  })
})

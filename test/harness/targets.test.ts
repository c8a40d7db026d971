import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { createFunction } from '../../src/harness/create-function.ts'
import type { GoLambdaOptions, GoLambdaSource } from '../../src/harness/options.ts'
import { isPointedElsewhere, targetOf } from '../../src/harness/targets.ts'

const root = mkdtempSync(join(realpathSync(tmpdir()), 'ugl-targets-'))
const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:upper:live'
const write = (name: string, text = '') => {
  const path = join(root, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return path
}
for (const name of [
  'cmd/fn/main.go',
  'cmd/other/main.go',
  'tests/cmd/fn/main.go',
  'dist/fn/bootstrap',
  'dist/fn.zip',
]) {
  write(name)
}
write('dist/both/main.go')
write('dist/both/bootstrap')
write('dist/empty/README.md')

afterEach(() => {
  delete process.env['USE_GO_LAMBDA_TARGETS']
})
afterAll(() => rm(root, { recursive: true, force: true }))

function pointAt(targets: unknown, file = 'targets.json'): string {
  const path = write(file, typeof targets === 'string' ? targets : JSON.stringify(targets))
  process.env['USE_GO_LAMBDA_TARGETS'] = path
  return path
}

const from = (source: GoLambdaSource, folder = 'tests/deep') => targetOf(source, { from: join(root, folder), root })
const said = (source: GoLambdaSource = './cmd/fn') => {
  try {
    return JSON.stringify(from(source))
  } catch (error) {
    return String(error).replaceAll(root, '<root>')
  }
}

describe('a function is pointed elsewhere by its path, seen from the root', () => {
  it('is tested as it is written without the variable, and without an entry', () => {
    expect(from('./cmd/fn', 'test')).toEqual({ kind: 'written' })
    pointAt({ 'cmd/nobody': arn, 'cmd/nowhere': './not/there' })
    expect(from('./cmd/fn', 'test')).toEqual({ kind: 'written' })
  })

  it.each<[string, unknown, object]>([
    ['an ARN', arn, { kind: 'remote', arn: expect.objectContaining({ arn, qualifier: 'live' }) }],
    ['a binary', { binary: '../dist/fn/bootstrap' }, { kind: 'binary', path: join(root, 'dist/fn/bootstrap') }],
    ["a binary's path", '../dist/fn/bootstrap', { kind: 'binary', path: join(root, 'dist/fn/bootstrap') }],
    ['a zip', { zip: '../dist/fn.zip' }, { kind: 'zip', path: join(root, 'dist/fn.zip') }],
    ["a zip's path", '../dist/fn.zip', { kind: 'zip', path: join(root, 'dist/fn.zip') }],
    ['a folder with bootstrap', '../dist/fn', { kind: 'folder', path: join(root, 'dist/fn') }],
    ['a package', '../cmd/other', { kind: 'package', path: join(root, 'cmd/other') }],
    ['a package in which a bootstrap lies', '../dist/both', { kind: 'package', path: join(root, 'dist/both') }],
    ['an absolute path', join(root, 'dist/fn'), { kind: 'folder', path: join(root, 'dist/fn') }],
  ])('at %s, relative to the folder of the file', (_, target, expected) => {
    pointAt({ 'cmd/fn': target }, 'config/targets.json')
    expect(from('./cmd/fn', 'test')).toEqual(expected)
  })

  it('however the suite and the file write the path', () => {
    for (const key of ['cmd/fn', './cmd/fn', 'cmd/fn/', join(root, 'cmd/fn')]) {
      pointAt({ [key]: arn })
      for (const source of [
        './cmd/fn',
        'cmd/fn',
        '../cmd/fn',
        join(root, 'cmd/fn'),
        new URL(`file://${root}/cmd/fn`),
      ]) {
        expect(from(source, 'test').kind, `${key} for ${source}`).toBe('remote')
      }
    }
    pointAt({ 'example.com/shop/cmd/fn': arn, 'dist/fn/bootstrap': arn })
    expect(from('example.com/shop/cmd/fn').kind).toBe('remote')
    expect(from({ binary: 'dist/fn/bootstrap' }).kind).toBe('remote')
  })

  it('but not one of the same name that lies nearer to the suite', () => {
    pointAt({ 'cmd/fn': arn })
    expect(from('./cmd/fn', 'tests/deep')).toEqual({ kind: 'written' })
    pointAt({ 'tests/cmd/fn': arn })
    expect(from('./cmd/fn', 'tests/deep').kind).toBe('remote')
    expect(from('./cmd/fn', 'test')).toEqual({ kind: 'written' })
  })

  it('and is not built ahead', () => {
    pointAt({ 'cmd/fn': arn })
    expect(isPointedElsewhere(join(root, 'cmd/fn'), root)).toBe(true)
    expect(isPointedElsewhere(join(root, 'cmd/other'), root)).toBe(false)
    pointAt('{')
    expect(isPointedElsewhere(join(root, 'cmd/fn'), root)).toBe(false)
  })
})

describe('a file of targets that is wrong', () => {
  const kinds = `give it a package's folder, a binary ({ "binary": PATH } or its path), a zip ({ "zip": PATH } or its path), a folder with bootstrap, or a function's whole ARN: arn:aws:lambda:REGION:ACCOUNT:function:NAME, with :VERSION or :ALIAS if you like`
  const form = `write an object from packages, seen from the runner's root, to what is tested in their place: { "cmd/fn": "dist/fn/bootstrap" }`

  it('is not there', () => {
    process.env['USE_GO_LAMBDA_TARGETS'] = join(root, 'nowhere.json')
    expect(said()).toBe(
      'LambdaOptionError: USE_GO_LAMBDA_TARGETS names <root>/nowhere.json, which cannot be read (ENOENT)\n  → let it name a file of JSON as { "cmd/fn": "dist/fn/bootstrap" }, or unset it to test functions as suites name them',
    )
  })

  it.each([
    ['{ cmd', /, is no JSON: .+\n {2}→ write an object from packages/],
    ['[]', `LambdaOptionError: <root>/targets.json, which USE_GO_LAMBDA_TARGETS names, holds a list\n  → ${form}`],
    ['null', `LambdaOptionError: <root>/targets.json, which USE_GO_LAMBDA_TARGETS names, holds null\n  → ${form}`],
  ])('is no object of JSON: %s', (text, message) => {
    pointAt(text)
    if (typeof message === 'string') expect(said()).toBe(message)
    else expect(said()).toMatch(message)
  })

  it.each([[1], [null], [[]], [''], [{}], [{ binary: 1 }], [{ binary: 'a', zip: 'b' }], [{ folder: 'dist' }]])(
    'points at %j, also in an entry that nobody asks for',
    (target) => {
      pointAt({ 'cmd/nobody': target })
      const shown = JSON.stringify(target)
      expect(said()).toBe(`LambdaOptionError: <root>/targets.json: "cmd/nobody" is pointed at ${shown}\n  → ${kinds}`)
    },
  )

  it.each([
    ['dist/nothing', '<root>/dist/nothing is not there'],
    ['dist/empty', '<root>/dist/empty holds neither Go files nor bootstrap'],
    [{ binary: 'dist/fn' }, '<root>/dist/fn is no file'],
  ])('points at %j, which it cannot be', (target, what) => {
    pointAt({ 'tests/cmd/fn': target })
    const path = typeof target === 'string' ? target : target.binary
    expect(said()).toBe(
      `LambdaOptionError: <root>/targets.json: "tests/cmd/fn" is pointed at ${path}, and ${what}\n  → ${kinds}; a path is relative to the folder of that file`,
    )
  })

  it('points at what is no whole ARN', () => {
    pointAt({ 'tests/cmd/fn': 'arn:aws:lambda:eu-west-1:function:upper' })
    expect(said()).toBe(
      `LambdaOptionError: <root>/targets.json: "tests/cmd/fn" is pointed at "arn:aws:lambda:eu-west-1:function:upper"\n  → ${kinds}`,
    )
  })
})

describe('option target', () => {
  const place = { from: root, root, watches: false, givesUpAfterFailedStart: false, frameColumns: false }
  const made = (options: GoLambdaOptions, source: GoLambdaSource = './cmd/fn') => createFunction(source, options, place)

  it('makes it a deployed function, known before anything is built', () => {
    const { isRemote, functionName, environments } = made({ target: arn })
    expect([isRemote, functionName, environments]).toEqual([true, 'upper', []])
    expect(made({ target: arn, functionName: 'shop-upper' }).functionName).toBe('shop-upper')
    expect([made({}).isRemote, made({ target: undefined }).isRemote]).toEqual([false, false])
  })

  it('gives way to what is chosen for the run', () => {
    pointAt({ 'cmd/fn': 'cmd/other' })
    expect(made({ target: arn }).isRemote).toBe(false)
    pointAt({ 'cmd/other': 'cmd/fn' })
    expect(made({ target: arn }).isRemote).toBe(true)
  })

  it.each(['upper', '123456789012:function:upper', '', 7])('takes a whole ARN only, not %j', (target) => {
    expect(() => made({ target: target as string })).toThrow(
      `option target is ${JSON.stringify(target)}\n  → give it a function's whole ARN: arn:aws:lambda:REGION:ACCOUNT:function:NAME`,
    )
  })

  it('is where an ARN belongs', () => {
    expect(() => made({}, arn)).toThrow(`name the package too, and the deployed function as its target: ('./cmd/fn', {`)
  })
})

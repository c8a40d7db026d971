import { mkdirSync, symlinkSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { runInNewContext } from 'node:vm'
import { beforeAll, describe, expect, it } from 'vitest'
import { PackageNotFoundError, type ResolvedPackage, resolvePackage } from '../../src/toolchain/index.ts'
import { workspace } from './workspace.ts'

const space = workspace()
const root = space.at('root')
const from = space.at('root/test/unit')
const main = 'package main\n\nfunc main() {}\n'

beforeAll(() => {
  mkdirSync(from, { recursive: true })
  space.file('root/go.mod', 'module example.com/mod\n\ngo 1.21\n')
  space.file('root/cmd/fn/main.go', main)
  space.file('root/test/fn/main.go', main)
  space.file('root/fn/main.go', main)
  space.file('root/test/unit/deep/notes.txt', '')
  space.file('root/deep/main.go', main)
  space.file('root/tested/main_test.go', main)
  space.file('root/tested/_old.go', main)
  space.file('root/tested/.hidden.go', main)
  space.file('root/tested/folder.go/x', '')
  space.file('outside/main.go', main)
})

function resolve(path: string | URL, options: { from?: string; root?: string; env?: NodeJS.ProcessEnv } = {}) {
  return resolvePackage(path, { from, root, ...options })
}

async function refusal(path: string | URL, options: Parameters<typeof resolve>[1] = {}): Promise<PackageNotFoundError> {
  const error = await resolve(path, options).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(PackageNotFoundError)
  expect(error).toMatchObject({ code: 'PACKAGE_NOT_FOUND', name: 'PackageNotFoundError' })
  return error as PackageNotFoundError
}

function short(text: string): string[] {
  return text.replaceAll(space.path, '<dir>').split('\n')
}

describe('a package', () => {
  it.each<[string, string | (() => string | URL), ResolvedPackage]>([
    ['from a folder above', './cmd/fn', { dir: `${root}/cmd/fn`, label: './cmd/fn' }],
    ['without ./', 'cmd/fn', { dir: `${root}/cmd/fn`, label: './cmd/fn' }],
    ['in the nearest folder that has one', './fn', { dir: `${root}/test/fn`, label: './test/fn' }],
    ['past a folder of that name without Go files', './deep', { dir: `${root}/deep`, label: './deep' }],
    ['with ..', '../fn', { dir: `${root}/test/fn`, label: './test/fn' }],
    ['with a slash at its end', './cmd/fn/', { dir: `${root}/cmd/fn`, label: './cmd/fn' }],
    ['by an absolute path', () => `${root}/fn`, { dir: `${root}/fn`, label: './fn' }],
    ['by a file: URL', () => pathToFileURL(`${root}/fn`), { dir: `${root}/fn`, label: './fn' }],
    ['by the text of a file: URL', () => pathToFileURL(`${root}/fn`).href, { dir: `${root}/fn`, label: './fn' }],
    ['outside of the root', () => space.at('outside'), { dir: space.at('outside'), label: space.at('outside') }],
    [
      'by its import path',
      'example.com/mod/cmd/fn',
      { dir: `${root}/cmd/fn`, label: 'example.com/mod/cmd/fn', importPath: 'example.com/mod/cmd/fn' },
    ],
  ])('is found %s', async (_, path, expected) => {
    expect(await resolve(typeof path === 'string' ? path : path())).toEqual(expected)
  })

  it('is found by a URL of another realm, as in a Jest sandbox', async () => {
    const foreign = runInNewContext('({ href, toString() { return href } })', {
      href: pathToFileURL(`${root}/fn`).href,
    })
    expect(await resolve(foreign as URL)).toMatchObject({ dir: `${root}/fn` })
  })

  it('is found at the root itself, and by a folder that is a link', async () => {
    space.file('root/self/main.go', main)
    expect(await resolve('.', { from: `${root}/self`, root: `${root}/self` })).toEqual({
      dir: `${root}/self`,
      label: './',
    })
    symlinkSync(`${root}/self`, `${root}/linked`)
    expect(await resolve('./linked')).toEqual({ dir: `${root}/linked`, label: './linked' })
  })

  it('is looked for beside the test file and at the root, when the file is outside of it', async () => {
    expect(await resolve('./cmd/fn', { from: space.at('outside') })).toMatchObject({ dir: `${root}/cmd/fn` })
  })
})

describe('no package', () => {
  it('lists every place looked at', async () => {
    const error = await refusal('./nothing')
    expect(short(error.message)).toEqual([
      'no Go package ./nothing from <dir>/root/test/unit up to <dir>/root (3 places looked at)',
      '  | <dir>/root/test/unit/nothing: no such folder',
      '  | <dir>/root/test/nothing: no such folder',
      '  | <dir>/root/nothing: no such folder',
      '  → give the folder of package main, relative to the folder of the test file or to one above it, or its absolute path',
    ])
    expect(error.places).toEqual([`${from}/nothing`, `${root}/test/nothing`, `${root}/nothing`])
  })

  it('says what is there instead', async () => {
    expect(short((await refusal('./deep', { root: `${root}/test` })).message).slice(1, 3)).toEqual([
      '  | <dir>/root/test/unit/deep: a folder without Go files',
      '  | <dir>/root/test/deep: no such folder',
    ])
    expect(short((await refusal(`${root}/tested`)).message)).toEqual([
      'no Go package at <dir>/root/tested',
      '  | <dir>/root/tested: a folder with only test files (main_test.go)',
      '  → give the folder that holds the Go files of package main',
    ])
    expect(short((await refusal(`${root}/go.mod`)).message)[1]).toBe(
      '  | <dir>/root/go.mod: a file, not a folder (for a binary that is already built give { binary })',
    )
  })

  it('says to give the folder of a Go file', async () => {
    expect(short((await refusal('./cmd/fn/main.go')).message)).toEqual([
      './cmd/fn/main.go is a Go file, and a package is a folder',
      '  → give its folder: ./cmd/fn',
    ])
    expect(short((await refusal(`${root}/fn/main.go`)).message)[1]).toBe('  → give its folder: <dir>/root/fn')
  })

  it("is not one of Go's own, when a folder of that name is missing", async () => {
    expect(short((await refusal('cmd/vet')).message)).toContain("  | go list cmd/vet: a package of Go's own")
  })

  it('shows what go list says of an import path', async () => {
    const lines = short((await refusal('example.com/mod/cmd/none')).message)
    expect(lines.find((line) => line.includes('go list'))).toMatch(
      /^ {2}\| go list example\.com\/mod\/cmd\/none: .*no required module provides package example\.com\/mod\/cmd\/none/,
    )
  })

  it('says that go list could not be asked where there is no Go', async () => {
    const error = await refusal('cmd/none', { env: { USE_GO_LAMBDA_GO: space.at('no-go') } })
    expect(short(error.message)).toContain('  | go list cmd/none: not asked, there is no go command')
  })
})

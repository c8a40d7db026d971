import { mkdirSync } from 'node:fs'
import { delimiter } from 'node:path'
import { expect, it } from 'vitest'
import { usualPlaces } from '../../src/toolchain/find-go.ts'
import { cacheFolder, findGo, GoNotFoundError } from '../../src/toolchain/index.ts'
import { workspace } from './workspace.ts'

const space = workspace()

it('finds go on the PATH, then in GOROOT, then in the usual places', async () => {
  const [first, second, root, usual] = ['a/go', 'b/go', 'root/bin/go', 'usual/go'].map((name) =>
    space.file(name, '#!/bin/sh\n', 0o755),
  )
  space.file('plain/go', 'not executable', 0o644)
  mkdirSync(space.at('folder/go'), { recursive: true })
  const PATH = ['plain', 'folder', 'none', 'a', 'b'].map((name) => space.at(name)).join(delimiter)
  const GOROOT = space.at('root')
  const places = [String(usual)]
  expect(await findGo({ PATH, GOROOT }, places)).toBe(first)
  expect(await findGo({ PATH: space.at('b'), GOROOT }, places)).toBe(second)
  expect(await findGo({ PATH: space.at('plain'), GOROOT }, places)).toBe(root)
  expect(await findGo({ PATH: '' }, places)).toBe(usual)
})

it('takes the one that is named, and no other', async () => {
  const named = space.file('named/go1.22', '#!/bin/sh\n', 0o755)
  expect(await findGo({ ...process.env, USE_GO_LAMBDA_GO: named })).toBe(named)
  const error = await findGo({ ...process.env, USE_GO_LAMBDA_GO: space.at('nope') }).catch((reason: unknown) => reason)
  expect(String(error).replaceAll(space.path, '<dir>').split('\n')).toEqual([
    'GoNotFoundError: USE_GO_LAMBDA_GO does not name a program, and a Go package must be built',
    '  | looked for <dir>/nope',
    '  → install Go 1.21 or later (https://go.dev/dl/) and put it on the PATH, or give a binary that is already built: { binary }, which needs no Go',
  ])
})

it('lists the places it looked at', async () => {
  const env = { PATH: '/no/a:/no/b:/no/a', GOROOT: '/no/root' }
  const error = await findGo(env, ['/no/usual/go']).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(GoNotFoundError)
  expect(String(error).split('\n')).toEqual([
    'GoNotFoundError: the go command was not found, and a Go package must be built',
    '  | looked for /no/a/go',
    '  | looked for /no/b/go',
    '  | looked for /no/root/bin/go',
    '  | looked for /no/usual/go',
    '  → install Go 1.21 or later (https://go.dev/dl/) and put it on the PATH, or give a binary that is already built: { binary }, which needs no Go',
  ])
  expect(error).toMatchObject({
    code: 'GO_NOT_FOUND',
    places: ['/no/a/go', '/no/b/go', '/no/root/bin/go', '/no/usual/go'],
  })
})

it('knows the usual places, with and without HOME', () => {
  const system = ['/usr/local/go/bin/go', '/usr/lib/go/bin/go', '/opt/homebrew/bin/go', '/snap/bin/go']
  expect(usualPlaces(undefined)).toEqual(system)
  const own = ['/home/x/go/bin/go', '/home/x/.local/go/bin/go', '/home/x/sdk/go/bin/go']
  expect(usualPlaces('/home/x')).toEqual([system[0], ...own, ...system.slice(1)])
})

it.each<[string, NodeJS.ProcessEnv, NodeJS.Platform, string]>([
  ['the one that is named', { USE_GO_LAMBDA_CACHE: '/c', HOME: '/h' }, 'linux', '/c'],
  ['XDG_CACHE_HOME', { XDG_CACHE_HOME: '/x', HOME: '/h' }, 'linux', '/x/use-go-lambda'],
  ['.cache where XDG_CACHE_HOME is relative', { XDG_CACHE_HOME: 'x', HOME: '/h' }, 'linux', '/h/.cache/use-go-lambda'],
  ['.cache', { HOME: '/h' }, 'linux', '/h/.cache/use-go-lambda'],
  ['Library/Caches on macOS', { XDG_CACHE_HOME: '/x', HOME: '/h' }, 'darwin', '/h/Library/Caches/use-go-lambda'],
  ['the temporary folder without HOME', { TMPDIR: '/t' }, 'linux', `/t/use-go-lambda-${process.getuid?.()}`],
])('keeps its cache in %s', (_, env, platform, expected) => {
  expect(cacheFolder(env, platform)).toBe(expected)
})

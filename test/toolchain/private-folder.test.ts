import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  lchownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { buildPackage, makeCacheFolder } from '../../src/toolchain/index.ts'
import { testNeeding } from '../support/needs.ts'
import { workspace } from './workspace.ts'

const space = workspace()
const user = process.getuid?.() ?? 0
const root = { name: 'right to give files away (root)', isThere: user === 0 }
const stranger = 65_534
const orDelete = 'delete it, or set USE_GO_LAMBDA_CACHE to a folder of your own'
let runs = 0
let cacheFolder = ''

beforeAll(() => {
  space.file('mod/go.mod', 'module example.com/mod\n\ngo 1.21\n')
  space.file('mod/fn/main.go', 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("ours") }\n')
  space.file('mod/theirs/main.go', 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("theirs") }\n')
})
beforeEach(() => {
  runs += 1
  cacheFolder = space.at(`cache-${runs}`)
})

function build(runFolder = space.at(`runs/${runs}-${Math.random()}`), dir = 'mod/fn') {
  return buildPackage({ dir: space.at(dir), cacheFolder, runFolder, freshness: 'run' })
}

/** What the program prints that a suite of the next run gets. */
async function printed(runFolder?: string): Promise<string> {
  return execFileSync((await build(runFolder)).binary, { encoding: 'utf8' }).trim()
}

/** The one binary that the cache keeps. */
function keptBinary(): string {
  const found = readdirSync(join(cacheFolder, 'bin'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('/fn'),
  )
  expect(found).toHaveLength(1)
  return join(cacheFolder, 'bin', String(found[0]))
}

/** The same program but for its text, with what Go compares in the head of a binary as it was. */
function altered(binary: string): Buffer {
  const bytes = readFileSync(binary)
  const at = bytes.indexOf('ours')
  expect(at).toBeGreaterThan(0)
  for (let next = at; next !== -1; next = bytes.indexOf('ours', next)) bytes.write('evil', next)
  return bytes
}

function message(reason: string, nextStep = orDelete): string {
  return `${reason}\n  → ${nextStep}`
}

const written = (path: string, mode: string) =>
  message(
    `others may write to ${path} (mode ${mode}), and what lies in it is executed`,
    `if nobody else has: chmod -R go-w ${path}; else delete it, or set USE_GO_LAMBDA_CACHE to a folder of your own`,
  )

describe('the cache folder', () => {
  test('is made for its owner only, and is used when it is that, also through a link of his', async () => {
    expect(await printed()).toBe('ours')
    expect(statSync(cacheFolder).mode & 0o777).toBe(0o700)
    const linked = `${cacheFolder}-link`
    symlinkSync(cacheFolder, linked)
    expect(() => makeCacheFolder(linked)).not.toThrow()
  })

  test('may be listed by others where its owner wants it so; what is in it is closed to them', async () => {
    mkdirSync(cacheFolder, { mode: 0o755 })
    await build()
    chmodSync(join(cacheFolder, 'bin'), 0o755)
    await build()
    expect(statSync(cacheFolder).mode & 0o777).toBe(0o755)
    for (const name of readdirSync(cacheFolder))
      expect(statSync(join(cacheFolder, name)).mode & 0o777, name).toBe(0o700)
  })

  it.each([
    [0o777, '0777'],
    [0o1777, '1777'],
    [0o775, '0775'],
  ])('of mode %o is refused: others could put theirs into it', async (mode, text) => {
    mkdirSync(cacheFolder)
    chmodSync(cacheFolder, mode)
    await expect(build()).rejects.toThrow(written(cacheFolder, text))
  })

  test('is refused where a folder of ours in it could be written by others', async () => {
    await build()
    const bin = join(cacheFolder, 'bin')
    chmodSync(bin, 0o770)
    await expect(build()).rejects.toThrow(written(bin, '0770'))
  })

  it.each(['ahead', 'bin', 'locks', 'ports', 'runs', 'together'])(
    'is refused where a link or a file stands in place of %s',
    async (name) => {
      const path = join(cacheFolder, name)
      mkdirSync(cacheFolder, { mode: 0o700 })
      symlinkSync(space.path, path)
      await expect(build()).rejects.toThrow(message(`${path} is not a folder, but a link to one`))
      rmSync(path)
      writeFileSync(path, '')
      await expect(build()).rejects.toThrow(message(`${path} is not a folder`))
    },
  )

  testNeeding(root)('is refused where it is somebody else’s', async () => {
    mkdirSync(cacheFolder, { mode: 0o700 })
    chownSync(cacheFolder, stranger, stranger)
    const reason = `${cacheFolder} belongs to user ${stranger}, and this is user ${user}`
    await expect(build()).rejects.toThrow(message(reason))
  })

  testNeeding(root)('is refused where it is somebody else’s link, also to a folder of our own', async () => {
    const linked = `${cacheFolder}-link`
    mkdirSync(cacheFolder, { mode: 0o700 })
    symlinkSync(cacheFolder, linked)
    lchownSync(linked, stranger, stranger)
    const reason = `${linked} belongs to user ${stranger}, and this is user ${user}`
    expect(() => makeCacheFolder(linked)).toThrow(message(reason))
  })

  testNeeding(root)('is refused where a folder in it is somebody else’s', async () => {
    await build()
    for (const path of [join(cacheFolder, 'runs'), join(cacheFolder, 'bin')]) {
      mkdirSync(path, { recursive: true, mode: 0o700 })
      chownSync(path, stranger, stranger)
      await expect(build()).rejects.toThrow(message(`${path} belongs to user ${stranger}, and this is user ${user}`))
      chownSync(path, user, 0)
    }
  })
})

describe('a binary in the cache', () => {
  test('that was changed in place is built again, though Go would take it for its own', async () => {
    expect(await printed()).toBe('ours')
    const binary = keptBinary()
    writeFileSync(binary, altered(binary))
    expect(execFileSync(binary, { encoding: 'utf8' })).toBe('evil\n')
    expect(await printed()).toBe('ours')
  })

  test('in whose place another was put, or a link, is built again', async () => {
    expect(await printed()).toBe('ours')
    const binary = keptBinary()
    const other = space.at('other')
    writeFileSync(other, altered(binary), { mode: 0o755 })
    renameSync(other, binary)
    expect(await printed()).toBe('ours')
    const now = keptBinary()
    copyFileSync((await build(undefined, 'mod/theirs')).binary, other)
    rmSync(now)
    symlinkSync(other, now)
    expect(await printed()).toBe('ours')
  })

  testNeeding(root)('that is somebody else’s is never executed: it is built again', async () => {
    expect(await printed()).toBe('ours')
    const binary = keptBinary()
    writeFileSync(binary, altered(binary))
    chownSync(binary, stranger, stranger)
    // As if nothing had happened to it.
    const kept = join(dirname(dirname(binary)), 'kept.json')
    const { ino, mtimeMs } = statSync(binary)
    writeFileSync(kept, JSON.stringify({ ...JSON.parse(readFileSync(kept, 'utf8')), ino, mtimeMs }))
    expect(await printed()).toBe('ours')
  })
})

testNeeding(root)(
  'a binary of this run that has become somebody else’s is never executed: it is built again',
  async () => {
    const runFolder = space.at(`runs/${runs}`)
    const { binary } = await build(runFolder)
    expect(basename(binary)).toBe('fn')
    const other = space.at('other')
    writeFileSync(other, altered(binary), { mode: 0o755 })
    chownSync(other, stranger, stranger)
    renameSync(other, binary)
    expect(await printed(runFolder)).toBe('ours')
  },
)

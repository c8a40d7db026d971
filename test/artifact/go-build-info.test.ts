import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  bytesOf,
  type GoBuildInfo,
  type GoModule,
  parseGoBuildInfo,
  readGoBuildInfo,
} from '../../src/artifact/index.ts'
import { testNeeding } from '../support/needs.ts'
import { temporaryFolder } from './folder.ts'

const folder = temporaryFolder()
const lambdas = join(import.meta.dirname, '../lambdas')
folder.file('cgo/go.mod', 'module example.com/cgo\n\ngo 1.21\n', 0o644)
folder.file('cgo/main.go', 'package main\n\nimport "C"\n\nfunc main() {}\n', 0o644)
folder.file(
  'replaced/go.mod',
  'module example.com/replaced\n\ngo 1.21\n\nrequire example.com/lib v1.2.3\n\nreplace example.com/lib => ../lib\n',
  0o644,
)
folder.file('replaced/main.go', 'package main\n\nimport _ "example.com/lib"\n\nfunc main() {}\n', 0o644)
folder.file('lib/go.mod', 'module example.com/lib\n\ngo 1.21\n', 0o644)
folder.file('lib/lib.go', 'package lib\n', 0o644)

let count = 0

function goBuild(from: string, target: string, env: NodeJS.ProcessEnv, ...flags: string[]): string {
  const path = join(folder.path, `binary-${++count}`)
  execFileSync('go', ['build', '-buildvcs=false', ...flags, '-o', path, target], {
    cwd: from,
    env: { ...process.env, GOFLAGS: '', CGO_ENABLED: '0', ...env },
    stdio: 'pipe',
  })
  return path
}

/** Writes build information as `go version -m` does. */
function printed(path: string, info: GoBuildInfo | undefined): string {
  if (info === undefined) return ''
  const module = (word: string, { path, version, replace }: GoModule): string[] => [
    `\t${word}\t${path}\t${version}`,
    ...(replace === undefined ? [] : module('=>', replace)),
  ]
  const lines = [
    `${path}: ${info.goVersion}`,
    `\tpath\t${info.path}`,
    ...(info.main === undefined ? [] : module('mod', info.main)),
    ...info.deps.flatMap((dep) => module('dep', dep)),
    ...Object.entries(info.settings).map(
      ([key, value]) => `\tbuild\t${key}=${/[\s"`]/.test(value) ? JSON.stringify(value) : value}`,
    ),
    '',
  ]
  return withoutSums(lines.join('\n'))
}

/** What Go prints. */
function goVersion(path: string): string {
  return withoutSums(execFileSync('go', ['version', '-m', path], { encoding: 'utf8' }))
}

/** Nor empty columns in their place, nor the empty line that Go prints behind a module that is replaced. */
function withoutSums(text: string): string {
  return text.replaceAll(/(\th1:\S+|\t)+$/gm, '').replaceAll(/\n+/g, '\n')
}

/** Imports nothing of the standard library, which other systems would have compiled. */
const small = join(folder.path, 'replaced')

describe('reads what go version -m prints', { timeout: 300_000 }, () => {
  it.each<[string, string, string, NodeJS.ProcessEnv, ...string[]]>([
    ['a function', lambdas, './upper', {}],
    ['one without symbols', lambdas, './upper', {}, '-ldflags=-s -w'],
    ['one with tags', lambdas, './upper', {}, '-tags=lambda.norpc,other'],
    ['one with quotes in its flags', lambdas, './upper', {}, `-ldflags=-X 'main.a="b c"'`],
    ['a program with a replaced module', small, '.', {}],
    ['a file by its name', small, 'main.go', {}],
    ['a program without paths', small, '.', {}, '-trimpath'],
    ['a position independent one', small, '.', {}, '-buildmode=pie'],
    ['one for arm64', small, '.', { GOOS: 'linux', GOARCH: 'arm64' }],
    ['one for 386', small, '.', { GOOS: 'linux', GOARCH: '386' }],
    ['one of big endian', small, '.', { GOOS: 'linux', GOARCH: 's390x' }],
    ['one for macOS', small, '.', { GOOS: 'darwin', GOARCH: 'arm64' }],
    ['one for an Intel Mac', small, '.', { GOOS: 'darwin', GOARCH: 'amd64' }, '-ldflags=-s -w'],
  ])('of %s', async (_, from, target, env, ...flags) => {
    const path = goBuild(from, target, env, ...flags)
    const info = await readGoBuildInfo(path)
    expect(printed(path, info)).toBe(goVersion(path))
    expect(info?.goVersion).toMatch(/^go1\.\d+/)
  })
  it('of a program without a section table, where the data are searched', async () => {
    for (const flags of [[], ['-buildmode=pie']]) {
      const path = goBuild(small, '.', { GOOS: 'linux', GOARCH: 'amd64' }, ...flags)
      const bytes = readFileSync(path)
      bytes.fill(0, 40, 48)
      bytes.fill(0, 58, 64)
      const bare = folder.file('bare', bytes)
      // Go itself looks into the first segment of data only, and a position independent program has two.
      expect(printed(path, await readGoBuildInfo(bare))).toBe(goVersion(path))
    }
  })

  testNeeding('gcc')('of programs that a C linker made', async () => {
    for (const flags of [[], ['-ldflags=-s -w'], ['-buildmode=pie', '-ldflags=-linkmode=external']]) {
      const path = goBuild(join(folder.path, 'cgo'), '.', { CGO_ENABLED: '1' }, ...flags)
      expect(printed(path, await readGoBuildInfo(path))).toBe(goVersion(path))
    }
  })

  testNeeding('gcc', 'strip')('of a program that strip made smaller', async () => {
    const path = goBuild(join(folder.path, 'cgo'), '.', { CGO_ENABLED: '1' })
    execFileSync('strip', [path])
    expect(printed(path, await readGoBuildInfo(path))).toBe(goVersion(path))
  })
})

describe('of Go before 1.18', { timeout: 300_000 }, () => {
  /** The layout that its linker wrote: a header with pointers to strings. */
  function pointed(size: 4 | 8): Uint8Array {
    const bytes = Buffer.alloc(0x400)
    bytes.write('\x7fELF', 'latin1')
    const wide = size === 8
    bytes[4] = wide ? 2 : 1
    bytes[5] = 1
    bytes[6] = 1
    bytes.writeUInt16LE(2, 16)
    bytes.writeUInt16LE(wide ? 62 : 3, 18)
    bytes.writeUInt32LE(1, 20)
    const put = (at: number, value: number) =>
      wide ? bytes.writeBigUInt64LE(BigInt(value), at) : bytes.writeUInt32LE(value, at)
    put(wide ? 32 : 28, 0x40)
    bytes.writeUInt16LE(wide ? 56 : 32, wide ? 54 : 42)
    bytes.writeUInt16LE(1, wide ? 56 : 44)
    bytes.writeUInt32LE(1, 0x40)
    bytes.writeUInt32LE(6, 0x40 + (wide ? 4 : 24))
    put(0x40 + (wide ? 8 : 4), 0x100)
    put(0x40 + (wide ? 16 : 8), 0x500000)
    put(0x40 + (wide ? 32 : 16), 0x300)
    put(0x40 + (wide ? 40 : 20), 0x300)
    bytes.write('\xff Go buildinf:', 0x110, 'latin1')
    bytes[0x11e] = size
    const version = 'go1.16.15'
    const modules = `${'0'.repeat(16)}path\texample.com/a\nmod\texample.com/a\t(devel)\t\n${'0'.repeat(16)}`
    put(0x120, 0x500040)
    put(0x120 + size, 0x500050)
    put(0x140, 0x500080)
    put(0x140 + size, version.length)
    put(0x150, 0x5000a0)
    put(0x150 + size, modules.length)
    bytes.write(version, 0x180)
    bytes.write(modules, 0x1a0)
    return bytes
  }

  it.each([4, 8] as const)('reads strings behind pointers of %d bytes', (size) => {
    expect(parseGoBuildInfo(bytesOf(pointed(size)))).toEqual({
      goVersion: 'go1.16.15',
      path: 'example.com/a',
      main: { path: 'example.com/a', version: '(devel)' },
      deps: [],
      settings: {},
    })
    const path = folder.file(`pointed-${size}`, pointed(size))
    expect(goVersion(path)).toBe(`${path}: go1.16.15\n\tpath\texample.com/a\n\tmod\texample.com/a\t(devel)\n`)
  })
})

describe('of anything else', () => {
  it('reads nothing', async () => {
    for (const path of [
      process.execPath,
      import.meta.filename,
      folder.file('empty', ''),
      folder.file('short', '\x7fELF'),
    ]) {
      expect(await readGoBuildInfo(path)).toBeUndefined()
    }
  })

  it('rejects with the system’s error where there is no file', async () => {
    await expect(readGoBuildInfo(join(folder.path, 'nowhere'))).rejects.toMatchObject({ code: 'ENOENT' })
    await expect(readGoBuildInfo(folder.path)).rejects.toMatchObject({ code: 'EISDIR' })
  })

  it('never throws on bytes that were changed or cut off', { timeout: 120_000 }, () => {
    const seeds = ['linux', 'darwin'].map((GOOS) =>
      readFileSync(goBuild(small, '.', { GOOS, GOARCH: 'amd64' }, '-ldflags=-s -w')),
    )
    let random = 7
    const next = (below: number) => {
      random = (random * 1103515245 + 12345) % 2147483648
      return (random >> 8) % below
    }
    let read = 0
    for (let round = 0; round < 2_000; round++) {
      const seed = seeds[round % seeds.length] ?? Buffer.alloc(0)
      const undo: [number, number][] = []
      for (let change = 0; change < 4; change++) {
        const at = next(round % 3 === 0 ? seed.length : 4096)
        undo.push([at, seed[at] ?? 0])
        seed[at] = next(256)
      }
      const cut = round % 5 === 0 ? next(seed.length) : seed.length
      if (parseGoBuildInfo(bytesOf(seed.subarray(0, cut))) !== undefined) read++
      for (const [at, byte] of undo.reverse()) seed[at] = byte
    }
    expect(read).toBeGreaterThan(100)
  })
})

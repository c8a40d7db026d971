import { Buffer } from 'node:buffer'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bytesOf, inspectBinary, parseBinaryHeader } from '../../src/artifact/index.ts'
import { temporaryFolder } from './folder.ts'

const folder = temporaryFolder()
folder.file('prog/main.go', 'package main\n\nfunc main() {}\n', 0o644)
folder.file('prog/go.mod', 'module example.com/prog\n\ngo 1.21\n', 0o644)
folder.file('lib/lib.go', 'package lib\n\nfunc F() {}\n', 0o644)
folder.file('lib/go.mod', 'module example.com/lib\n\ngo 1.21\n', 0o644)

function goBuild(source: string, output: string, env: NodeJS.ProcessEnv, ...flags: string[]): string {
  const path = join(folder.path, output)
  execFileSync('go', ['build', '-buildvcs=false', ...flags, '-o', path, '.'], {
    cwd: join(folder.path, source),
    env: { ...process.env, GOFLAGS: '', CGO_ENABLED: '0', ...env },
    stdio: 'pipe',
  })
  return path
}

describe('of what go build wrote', { timeout: 300_000 }, () => {
  it.each([
    ['linux', 'amd64', { format: 'elf', bits: 64, endian: 'little', arch: 'amd64', os: 'linux', type: 'executable' }],
    ['linux', 'arm64', { format: 'elf', bits: 64, endian: 'little', arch: 'arm64', os: 'linux', type: 'executable' }],
    ['linux', '386', { format: 'elf', bits: 32, endian: 'little', arch: '386', os: 'linux', type: 'executable' }],
    ['darwin', 'arm64', { format: 'mach-o', slices: [{ arch: 'arm64', type: 'executable' }] }],
    ['darwin', 'amd64', { format: 'mach-o', slices: [{ arch: 'amd64', type: 'executable' }] }],
    ['windows', 'amd64', { format: 'pe', arch: 'amd64' }],
  ])('reads a program for %s/%s', async (GOOS, GOARCH, expected) => {
    expect(await inspectBinary(goBuild('prog', `${GOOS}-${GOARCH}`, { GOOS, GOARCH }))).toMatchObject(expected)
  })

  it('reads a position independent program as a program, although its type is that of a shared library', async () => {
    const path = goBuild('prog', 'pie', { GOOS: 'linux', GOARCH: 'amd64' }, '-buildmode=pie')
    expect(await inspectBinary(path)).toMatchObject({
      format: 'elf',
      type: 'executable',
      interpreter: '/lib64/ld-linux-x86-64.so.2',
    })
  })

  it('reads an archive, which is what go build -o writes for a package that is not main', async () => {
    expect(await inspectBinary(goBuild('lib', 'lib.out', {}))).toEqual({ format: 'archive' })
  })

  it('finds a header whole at any cut, and says how many bytes are missing', async () => {
    const whole = goBuild('prog', 'whole', { GOOS: 'linux', GOARCH: 'amd64' })
    const bytes = execFileSync('cat', [whole], { maxBuffer: 1e8 })
    const header = parseBinaryHeader(bytesOf(bytes))
    expect(header).toMatchObject({ format: 'elf', expectedSize: expect.any(Number) })
    expect(header.format === 'elf' && header.expectedSize).toBeLessThanOrEqual(bytes.length)
    for (const size of [
      4,
      5,
      19,
      20,
      63,
      64,
      65,
      120,
      4096,
      100_000,
      header.format === 'elf' ? header.expectedSize - 1 : 0,
    ]) {
      const cut = parseBinaryHeader(bytesOf(bytes.subarray(0, size)))
      expect(cut.format === 'elf' && cut.expectedSize, `${size} bytes`).toBeGreaterThan(size)
    }
  })
})

describe('of bytes written by hand', () => {
  const thin = (cpu: number, type: number) => {
    const bytes = Buffer.alloc(32)
    bytes.writeUInt32LE(0xfeedfacf, 0)
    bytes.writeUInt32LE(cpu, 4)
    bytes.writeUInt32LE(type, 12)
    return bytes
  }
  const fat = (() => {
    const head = Buffer.alloc(64)
    head.writeUInt32BE(0xcafebabe, 0)
    head.writeUInt32BE(2, 4)
    head.writeUInt32BE(0x01000007, 8)
    head.writeUInt32BE(64, 16)
    head.writeUInt32BE(0x0100000c, 28)
    head.writeUInt32BE(96, 36)
    return Buffer.concat([head, thin(0x01000007, 2), thin(0x0100000c, 2)])
  })()
  const elf = (type: number) => {
    const bytes = Buffer.alloc(64)
    bytes.write('\x7fELF\x02\x01\x01', 'latin1')
    bytes.writeUInt16LE(type, 16)
    bytes.writeUInt16LE(62, 18)
    return bytes
  }

  it.each([
    ['nothing', '', { format: 'empty' }],
    ['a script', '#!/bin/sh -e\necho hi\n', { format: 'script', interpreter: '/bin/sh -e' }],
    ['a script without an end of line', '#!/bin/sh', { format: 'script', interpreter: '/bin/sh' }],
    ['a zip', 'PK\x03\x04rest', { format: 'zip' }],
    ['an empty zip', 'PK\x05\x06\0\0\0\0', { format: 'zip' }],
    ['text', 'hello\n', { format: 'text' }],
    ['one byte of text', 'x', { format: 'text' }],
    ['a DOS program', 'MZ\x90\0', { format: 'pe', arch: 'unknown' }],
    ['a WebAssembly module', '\0asm\x01\0\0\0', { format: 'wasm' }],
    ['an archive', '!<arch>\n__.PKGDEF', { format: 'archive' }],
    ['other bytes', '\x01\x02\x03', { format: 'unknown', start: '010203' }],
    ['a Java class', '\xca\xfe\xba\xbe\0\0\0\x34\0\0\0\0', { format: 'unknown', start: 'cafebabe00000034' }],
    [
      'ELF magic alone',
      '\x7fELF',
      { format: 'elf', bits: 64, endian: 'little', arch: 'unknown', os: 'linux', type: 'unknown', expectedSize: 64 },
    ],
  ])('reads %s', (_, text, expected) => {
    expect(parseBinaryHeader(bytesOf(Buffer.from(text, 'latin1')))).toEqual(expected)
  })

  it('reads UTF-8 that is cut within a character as text', () => {
    expect(parseBinaryHeader(bytesOf(Buffer.from('ü'.repeat(5000)).subarray(1 - 1, 4095)))).toEqual({ format: 'text' })
  })

  it('reads a fat Mach-O file slice by slice', () => {
    expect(parseBinaryHeader(bytesOf(fat))).toEqual({
      format: 'mach-o',
      slices: [
        { arch: 'amd64', type: 'executable' },
        { arch: 'arm64', type: 'executable' },
      ],
    })
  })

  it('tells object files and libraries from programs', () => {
    expect(parseBinaryHeader(bytesOf(elf(1)))).toMatchObject({ type: 'object-file' })
    expect(parseBinaryHeader(bytesOf(elf(2)))).toMatchObject({ type: 'executable' })
    expect(parseBinaryHeader(bytesOf(elf(3)))).toMatchObject({ type: 'shared-library' })
    expect(parseBinaryHeader(bytesOf(elf(4)))).toMatchObject({ type: 'core' })
    expect(parseBinaryHeader(bytesOf(thin(0x0100000c, 6)))).toMatchObject({
      slices: [{ arch: 'arm64', type: 'shared-library' }],
    })
  })

  it('reads big endian headers', () => {
    const bytes = Buffer.alloc(64)
    bytes.write('\x7fELF\x02\x02\x01', 'latin1')
    bytes.writeUInt16BE(2, 16)
    bytes.writeUInt16BE(22, 18)
    expect(parseBinaryHeader(bytesOf(bytes))).toEqual({
      format: 'elf',
      bits: 64,
      endian: 'big',
      arch: 's390x',
      os: 'linux',
      type: 'executable',
      expectedSize: 64,
    })
  })

  it('never throws on corrupt headers', () => {
    const seeds = [elf(2), elf(3), fat, thin(7, 2), Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)])]
    let random = 42
    const next = () => {
      random = (random * 1103515245 + 12345) % 2147483648
      return random
    }
    for (let round = 0; round < 20_000; round++) {
      const bytes = Buffer.from(seeds[round % seeds.length] ?? [])
      for (let change = 0; change < 6; change++) bytes[4 + (next() % (bytes.length - 4))] = next() >> 8
      parseBinaryHeader(bytesOf(bytes.subarray(0, 4 + (next() % bytes.length))))
    }
  })
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { heldOutputBytes, OutputFile } from '../../src/environment/output-file.ts'
import { temporaryFolder } from './temporary-folder.ts'

const folder = temporaryFolder()
const files: OutputFile[] = []
let count = 0

function outputFile(): OutputFile {
  count += 1
  const file = new OutputFile(join(folder, `${count}.log`))
  files.push(file)
  return file
}

afterEach(() => {
  for (const file of files.splice(0)) file.close()
})

it('gives what was written between two marks and no more', () => {
  const file = outputFile()
  writeSync(file.fd, 'init\n')
  const from = file.mark()
  writeSync(file.fd, 'first\n')
  const to = file.mark()
  writeSync(file.fd, 'between\n')
  expect(file.read(from, to)).toBe('first\n')
  expect(file.read(from)).toBe('first\nbetween\n')
  expect(file.read(file.mark())).toBe('')
})

it('takes what a child process writes to stdout and stderr, in order', async () => {
  const file = outputFile()
  const child = spawn('/bin/sh', ['-c', 'echo one; echo two >&2; echo three'], { stdio: ['ignore', file.fd, file.fd] })
  await once(child, 'exit')
  expect(file.read(0)).toBe('one\ntwo\nthree\n')
})

it.each(['é', '€', '😀'])('keeps %s whole wherever a mark cuts it, and loses nothing', (character) => {
  const bytes = Buffer.from(`a${character}b`)
  for (let cut = 0; cut <= bytes.length; cut++) {
    const file = outputFile()
    writeSync(file.fd, bytes.subarray(0, cut))
    const mark = file.mark()
    writeSync(file.fd, bytes.subarray(cut))
    const [before, after] = [file.read(0, mark), file.read(mark)]
    expect(before + after).toBe(`a${character}b`)
    expect(before).not.toContain('\uFFFD')
  }
})

it('reads bytes that are no UTF-8, one sign each, and NULs', () => {
  const file = outputFile()
  writeSync(file.fd, Buffer.from([0x61, 0x00, 0xff, 0x80, 0x80, 0x80, 0x80, 0x62]))
  expect(file.read(0)).toBe('a\0\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDb')
  expect(file.read(5)).toBe('\uFFFD\uFFFDb')
})

it('holds the last mebibyte of a slice and says how much was left out', () => {
  const file = outputFile()
  const from = 3
  writeSync(file.fd, `abc${'€'.repeat(700_000)}`)
  const text = file.read(from)
  const [first, rest] = text.split('\n')
  // 2,100,000 bytes were written: the cut falls within a character, which is then given whole.
  expect(first).toBe(`… ${2_100_000 - 3 * Math.ceil(heldOutputBytes / 3)} bytes of output left out`)
  expect(rest).toBe('€'.repeat(Math.ceil(heldOutputBytes / 3)))
})

it('is emptied when it is large, and holds no NUL bytes then', () => {
  const file = outputFile()
  writeSync(file.fd, Buffer.alloc(2 ** 24, 'a'))
  expect(file.emptyIfLarge()).toBe(2 ** 24)
  expect(file.mark()).toBe(2 ** 24)
  writeSync(file.fd, 'one more\n')
  expect(file.emptyIfLarge()).toBe(0)
  expect(file.mark()).toBe(0)
  writeSync(file.fd, 'afterwards\n')
  expect(readFileSync(join(folder, `${count}.log`), 'utf8')).toBe('afterwards\n')
})

it('reads as empty after it was closed', () => {
  const file = outputFile()
  writeSync(file.fd, 'text')
  file.close()
  file.close()
  expect(file.read(0)).toBe('')
  expect(file.mark()).toBe(0)
})

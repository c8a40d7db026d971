import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, expect, it } from 'vitest'
import { answered, workbench } from './workbench.ts'

const { run, script, start } = workbench()
const folder = mkdtempSync(join(tmpdir(), 'gob-dump-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const int =
  '      0  03                         message of 3 bytes\n      1  04                           value of int (type 2)\n'
const file = (name: string, hex: string) => {
  writeFileSync(join(folder, name), Buffer.from(hex, 'hex'))
  return join(folder, name)
}

it('prints a file and standard input', async () => {
  const whole = answered(`${int}      2  00 02                          int 1\n`)
  expect(await run(['gob', 'dump', file('int', '03040002')])).toEqual(whole)
  expect(await run(['gob', 'dump', '-'], { stdin: '\x03\x04\x00\x02' })).toEqual(whole)
  expect(await run(['gob', 'dump'], { stdin: '\x03\x04\x00\x02' })).toEqual(whole)
  expect(await run(['gob', 'dump'], { stdin: '' })).toEqual(answered(''))
})

it('prints what can be read of a corrupt stream, then what is wrong, and ends with 1', async () => {
  expect(await run(['gob', 'dump', file('corrupt', '03040080')])).toEqual({
    code: 1,
    signal: null,
    stderr: '',
    stdout: `${int}      2  00                             int …\n      3  80                         corrupt at byte 3: integer of 128 bytes, at most 8 are allowed\n`,
  })
})

it('ends with 3 where the file cannot be read', async () => {
  const missing = join(folder, 'missing')
  expect(await run(['gob', 'dump', missing])).toEqual({
    code: 3,
    signal: null,
    stdout: '',
    stderr: `use-go-lambda: ${missing}: ENOENT: no such file or directory, open '${missing}'\n`,
  })
})

it.each([
  [[], 'gob takes a command: gob dump [file | -]'],
  [['print'], 'gob takes a command: gob dump [file | -]'],
  [['dump', 'a', 'b'], 'one argument too many: "b"'],
])('ends with 2 for another usage: %j', async (words, reason) => {
  expect(await run(['gob', ...words])).toEqual({
    code: 2,
    signal: null,
    stdout: '',
    stderr: `use-go-lambda: ${reason}\nuse-go-lambda --help shows how it is used\n`,
  })
})

/** 200,000 times the number 1: more than a pipe holds, as a stream and as a dump. */
const long = '03040002'.repeat(200_000)

it('ends quietly where the reader goes after the first line, as of `| head -1`', async () => {
  const args = [script(), 'gob', 'dump', file('long', long)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.once('data', () => child.stdout.destroy())
  const [[code, signal], stderr] = await Promise.all([once(child, 'close'), text(child.stderr)])
  expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: '' })
})

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('is ended by %s while it reads standard input, with %i', async (signal, code) => {
  const { child, ended } = start(['gob', 'dump'])
  // Taken from the pipe: it is being read.
  await new Promise((resolve) => child.stdin?.write(Buffer.from(long, 'hex'), resolve))
  child.kill(signal)
  expect(await ended).toEqual({ code, signal: null, stdout: '', stderr: `use-go-lambda: stopped by ${signal}\n` })
})

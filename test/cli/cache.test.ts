import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bytesText } from '../../src/cli/bytes-text.ts'
import { takeLock } from '../../src/toolchain/generation-lock.ts'
import { eventually } from '../environment/eventually.ts'
import { lambdaFolder } from '../harness/workshop.ts'
import { outputUnder } from './command.ts'
import { answered, workbench } from './workbench.ts'

const { shop, run, start } = workbench()
let count = 0

/** A cache folder of a test's own. */
function ownCache(): { folder: string; env: { USE_GO_LAMBDA_CACHE: string } } {
  const folder = join(shop.folder, `cache-${++count}`)
  return { folder, env: { USE_GO_LAMBDA_CACHE: folder } }
}

function buildsIn(folder: string): string[] {
  return readdirSync(join(folder, 'bin'))
}

/** What was printed, sizes masked. */
function sizeless({ code, stdout, stderr }: { code: number | null; stdout: string; stderr: string }): unknown {
  return {
    code,
    stderr,
    lines: stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/\d+(\.\d+)? [kMG]?B$/, '<size>')),
  }
}

describe('use-go-lambda cache', () => {
  it('says where it is and how large', async () => {
    const { folder, env } = ownCache()
    expect(await run(['cache'], { env })).toEqual(answered(`${folder}: nothing there\n`))
    expect(existsSync(folder)).toBe(false)
    await run(['invoke', lambdaFolder('upper'), '"x"'], { env })
    const outcome = await run(['cache'], { env })
    expect(sizeless(outcome)).toEqual({
      code: 0,
      stderr: '',
      lines: [folder, '  1 build: <size>', '  0 runs: <size>', '  other: <size>'],
    })
    expect(outcome.stdout).toMatch(/^ {2}1 build: \d+\.\d MB$/m)
  })

  it('writes sizes as people read them', () => {
    expect([0, 999, 1_000, 999_949, 999_950, 143_200_000, 2 ** 31].map(bytesText)).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '999.9 kB',
      '1.0 MB',
      '143.2 MB',
      '2.1 GB',
    ])
  })
})

describe('use-go-lambda cache clean', () => {
  it('removes the builds and what killed runs have left; the next one builds anew', async () => {
    const { folder, env } = ownCache()
    expect(await run(['cache', 'clean'], { env })).toEqual(answered(`${folder}: nothing there\n`))
    await run(['invoke', lambdaFolder('upper'), '"x"'], { env })
    mkdirSync(join(folder, 'runs/4194305-000000-0000'), { recursive: true })
    const yesterday = Date.now() / 1000 - 90_000
    utimesSync(join(folder, 'runs/4194305-000000-0000'), yesterday, yesterday)
    const code = join(folder, 'code/0a1b2c3d-v20.19.0-x64')
    const others = ['bin/script', 'runs/marathon', 'ahead/notes.json', 'code/notes'].map((name) => join(folder, name))
    for (const path of [...others, code]) {
      mkdirSync(join(path, '..'), { recursive: true })
      writeFileSync(path, '')
    }
    expect(sizeless(await run(['cache', 'clean'], { env }))).toEqual({
      code: 0,
      stderr: '',
      lines: [`${folder}: removed 1 build and 1 run, <size>`],
    })
    expect(buildsIn(folder)).toEqual(['script'])
    expect(others.every((path) => existsSync(path))).toBe(true)
    expect(existsSync(code)).toBe(false)
    expect(await run(['invoke', lambdaFolder('upper'), '"x"'], { env })).toEqual(answered('"X"\n'))
  })

  it('leaves a run under way alone', async () => {
    const { folder, env } = ownCache()
    const waiting = start(['invoke', lambdaFolder('ignores-deadline'), '600000', '--timeout-ms', '900000'], { env })
    await eventually(
      () => outputUnder(folder),
      (text) => text.includes('sleeping'),
      'the function runs',
    )
    const outcome = await run(['cache', 'clean'], { env })
    expect(sizeless(outcome)).toEqual({
      code: 0,
      stderr: '',
      lines: [`${folder}: removed 1 build and 0 runs, <size>`, '  left 1 run under way, with what it uses'],
    })
    expect(buildsIn(folder)).toEqual([])
    expect(outputUnder(folder)).toContain('sleeping')
    waiting.child.kill('SIGTERM')
    expect(await waiting.ended).toMatchObject({ code: 143, stdout: '' })
  })

  it('leaves a build that is being made', async () => {
    const { folder, env } = ownCache()
    await run(['invoke', lambdaFolder('upper'), '"x"'], { env })
    const [key = ''] = buildsIn(folder)
    const lock = await takeLock(join(folder, 'locks', key), { timeoutMs: 1_000 })
    expect(sizeless(await run(['cache', 'clean'], { env }))).toEqual({
      code: 0,
      stderr: '',
      lines: [`${folder}: removed 0 builds and 0 runs, <size>`, `  left build ${key}: somebody is building it`],
    })
    await lock.release()
    expect(buildsIn(folder)).toEqual([key])
  })

  it('says what could not be removed, with exit code 1', async () => {
    const { folder, env } = ownCache()
    await run(['invoke', lambdaFolder('upper'), '"x"'], { env })
    const [key = ''] = buildsIn(folder)
    // Not by modes, which the superuser does not heed: where a lock's folder should be there is a link.
    const lock = join(folder, 'locks', key)
    renameSync(lock, `${lock}-moved`)
    symlinkSync(`${lock}-moved`, lock)
    expect(sizeless(await run(['cache', 'clean'], { env }))).toEqual({
      code: 1,
      stderr: '',
      lines: [
        `${folder}: removed 0 builds and 0 runs, <size>`,
        `  could not remove build ${key}: ${lock} is not a folder, but a link to one`,
        '  → delete it, or set USE_GO_LAMBDA_CACHE to a folder of your own',
      ],
    })
  })

  it('refuses a cache folder that is none with exit code 3', async () => {
    const file = join(shop.folder, 'a-file')
    writeFileSync(file, '')
    const { code, stderr } = await run(['cache', 'clean'], { env: { USE_GO_LAMBDA_CACHE: file } })
    expect([code, stderr]).toEqual([
      3,
      `CacheFolderError: ${file} cannot be used as the cache folder (EEXIST)\n  → delete it, or set USE_GO_LAMBDA_CACHE to a folder of your own\n`,
    ])
    expect(statSync(file).isFile()).toBe(true)
  })
})

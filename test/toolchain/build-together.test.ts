import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildPackage, buildTogether, findGo } from '../../src/toolchain/index.ts'
import { until, workspace } from './workspace.ts'

const space = workspace()
const cacheFolder = space.at('cache')
const log = space.at('go.log')
let runFolder = ''
let count = 0

beforeAll(async () => {
  const go = await findGo()
  process.env['USE_GO_LAMBDA_GO'] = space.file('go', `#!/bin/sh\necho "$*" >> '${log}'\nexec '${go}' "$@"\n`, 0o755)
  space.file('mod/go.mod', 'module example.com/mod\n\ngo 1.21\n')
  space.file('other/go.mod', 'module example.com/other\n\ngo 1.21\n')
})
afterAll(() => {
  delete process.env['USE_GO_LAMBDA_GO']
})
beforeEach(() => {
  count += 1
  runFolder = space.at(`runs/${count}`)
})

function program(name: string, text: string, flaw = ''): string {
  return dirname(space.file(`${name}/main.go`, `package main\n\nfunc main() { print("${text}") ${flaw} }\n`))
}

async function ahead(
  dirs: readonly string[],
  options: { tags?: string[]; env?: Record<string, string> } = {},
): Promise<string[]> {
  const saved = Date.now()
  await until('50 ms have passed', () => Date.now() > saved + 50)
  rmSync(log, { force: true })
  const asked = dirs.map((dir) => ({ dir, cacheFolder, runFolder, ...options }))
  await buildTogether(asked, { timeoutMs: 60_000 })
  return builds()
}

function builds(): string[] {
  if (!existsSync(log)) return []
  return readFileSync(log, 'utf8').match(/^build .*$/gm) ?? []
}

/** As a suite asks for it. */
async function printed(dir: string): Promise<string> {
  const { binary } = await buildPackage({ dir, cacheFolder, runFolder, freshness: 'run' })
  return execFileSync('sh', ['-c', '"$1" 2>&1', 'sh', binary], { encoding: 'utf8' })
}

describe('packages that are built together', () => {
  it('take one go build, and none where nothing changed', async () => {
    const dirs = ['a', 'b', 'c'].map((name) => program(`mod/cmd/${name}`, name))
    expect(await ahead(dirs)).toHaveLength(1)
    expect(await Promise.all(dirs.map(printed))).toEqual(['a', 'b', 'c'])
    expect(builds()).toHaveLength(1)
    runFolder = space.at(`runs/${count}-next`)
    expect(await ahead(dirs)).toEqual([])
    program('mod/cmd/b', 'B')
    runFolder = space.at(`runs/${count}-last`)
    expect(await ahead(dirs)).toEqual([expect.stringMatching(/ \/\S+\/b$/)])
    expect(await Promise.all(dirs.map(printed))).toEqual(['a', 'B', 'c'])
    expect(builds()).toHaveLength(1)
    expect(readdirSync(join(cacheFolder, 'together'))).toEqual([])
  })

  it('of the same last path element do not overwrite each other', async () => {
    const dirs = [program('mod/one/fn', 'one'), program('mod/two/fn', 'two'), program('mod/two/more', 'more')]
    expect(await ahead(dirs)).toHaveLength(2)
    expect(await Promise.all(dirs.map(printed))).toEqual(['one', 'two', 'more'])
  })

  it('of several modules take a go build each', async () => {
    const dirs = [program('mod/here', 'here'), program('other/there', 'there')]
    expect(await ahead(dirs)).toHaveLength(2)
    expect(await Promise.all(dirs.map(printed))).toEqual(['here', 'there'])
  })

  it('of a workspace take one, and one each where the variables of their builds turn it off', async () => {
    const dirs = ['left', 'right'].map((name) => {
      space.file(`work/${name}/go.mod`, `module example.com/${name}\n\ngo 1.21\n`)
      return program(`work/${name}`, name)
    })
    space.file('work/go.work', 'go 1.21\n\nuse (\n\t./left\n\t./right\n)\n')
    expect(await ahead(dirs)).toHaveLength(1)
    expect(await ahead(dirs, { env: { GOWORK: 'off' } })).toHaveLength(2)
    expect(await Promise.all(dirs.map(printed))).toEqual(['left', 'right'])
    expect(builds()).toHaveLength(2)
  })

  it('with different flags take a go build each, and each gets its own', async () => {
    const dir = program('mod/flags', 'plain')
    space.file('mod/flags/loud.go', '//go:build loud\n\npackage main\n\nfunc init() { print("LOUD ") }\n')
    const base = { dir, cacheFolder, runFolder }
    await buildTogether([base, { ...base, tags: ['loud'] }], { timeoutMs: 60_000 })
    expect(await printed(dir)).toBe('plain')
    const { binary } = await buildPackage({ ...base, tags: ['loud'], freshness: 'run' })
    expect(execFileSync('sh', ['-c', '"$1" 2>&1', 'sh', binary], { encoding: 'utf8' })).toBe('LOUD plain')
  })

  it('with a broken one among them: the others are built when they are asked for, the broken one says its own error', async () => {
    const dirs = ['a', 'b', 'c', 'd', 'e'].map((name) => program(`mod/six/${name}`, name))
    const broken = program('mod/six/broken', 'x', '; undefinedName()')
    await ahead([...dirs, broken])
    expect(await Promise.all(dirs.map(printed))).toEqual(['a', 'b', 'c', 'd', 'e'])
    await expect(printed(broken)).rejects.toMatchObject({
      code: 'GO_BUILD',
      lines: expect.arrayContaining([expect.stringContaining('undefined: undefinedName')]),
    })
  })

  it('of which one has gone, or is no program, leave that to whoever asks for it', async () => {
    const dir = program('mod/stays', 'here')
    const library = dirname(space.file('mod/library/library.go', 'package library\n'))
    expect(await ahead([dir, space.at('mod/gone'), library])).toHaveLength(1)
    expect(await printed(dir)).toBe('here')
    await expect(printed(library)).rejects.toMatchObject({ kind: 'not-main' })
    await expect(printed(space.at('mod/gone'))).rejects.toMatchObject({ code: 'PACKAGE_NOT_FOUND' })
  })

  it('of which one is no program any more: the binary before is not used', async () => {
    const dirs = [program('mod/turns', 'program'), program('mod/turns/beside', 'beside')]
    await ahead(dirs)
    space.file('mod/turns/main.go', 'package turns\n')
    program('mod/turns/beside', 'changed')
    runFolder = space.at(`runs/${count}-next`)
    expect(await ahead(dirs)).toHaveLength(1)
    await expect(printed(dirs[0] ?? '')).rejects.toMatchObject({ kind: 'not-main' })
    expect(await printed(dirs[1] ?? '')).toBe('changed')
  })

  it('are waited for by a suite that asks meanwhile', async () => {
    const dirs = ['x', 'y'].map((name) => program(`mod/meanwhile/${name}`, name))
    const all = ahead(dirs)
    await until('go builds', () => builds().length === 1)
    expect(await Promise.all(dirs.map(printed))).toEqual(['x', 'y'])
    expect(await all).toHaveLength(1)
  })

  it('end at once when they are given up', async () => {
    const dirs = ['x', 'y'].map((name) => program(`mod/given-up/${name}`, name))
    const stopping = new AbortController()
    const asked = dirs.map((dir) => ({ dir, cacheFolder, runFolder }))
    const all = buildTogether(asked, { timeoutMs: 60_000, signal: stopping.signal })
    rmSync(log, { force: true })
    await until('go builds', () => builds().length === 1)
    stopping.abort(new Error('the run has ended'))
    await expect(all).rejects.toThrow('the run has ended')
    expect(await Promise.all(dirs.map(printed))).toEqual(['x', 'y'])
  })
})

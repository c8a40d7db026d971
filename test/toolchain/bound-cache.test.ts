import { existsSync, readdirSync, utimesSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { takeLock } from '../../src/toolchain/generation-lock.ts'
import { boundCache, boundCacheDaily, buildPackage, cleanCache } from '../../src/toolchain/index.ts'
import { workspace } from './workspace.ts'

const space = workspace()
const day = 86_400_000
let count = 0

/** A cache with a built binary for each age, in days; gives the folders of the binaries. */
async function cacheOf(...ages: readonly number[]): Promise<{ cacheFolder: string; folders: string[] }> {
  count += 1
  const cacheFolder = space.at(`cache-${count}`)
  const bin = join(cacheFolder, 'bin')
  const folders: string[] = []
  for (const [index, age] of ages.entries()) {
    space.file(`mod-${count}/go.mod`, 'module example.com/mod\n\ngo 1.21\n')
    const main = space.file(`mod-${count}/fn${index}/main.go`, 'package main\n\nfunc main() {}\n')
    const known = existsSync(bin) ? readdirSync(bin) : []
    await buildPackage({ dir: dirname(main), cacheFolder, runFolder: space.at(`run-${count}`), freshness: 'run' })
    const folder = join(bin, readdirSync(bin).find((key) => !known.includes(key)) ?? '')
    const used = (Date.now() - age * day) / 1000
    for (const name of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
      utimesSync(join(folder, name), used, used)
    }
    folders.push(folder)
  }
  return { cacheFolder, folders }
}

it('binaries that were not used for 30 days go, others stay', async () => {
  const { cacheFolder, folders } = await cacheOf(31, 29, 0)
  const { builds, bytes } = await boundCache(cacheFolder)
  expect({ builds, large: bytes > 500_000 }).toEqual({ builds: 1, large: true })
  expect(folders.map((folder) => existsSync(folder))).toEqual([false, true, true])
})

it('the longest unused go until the rest fits, but none that was used today', async () => {
  const { cacheFolder, folders } = await cacheOf(3, 9, 0)
  expect(await boundCache(cacheFolder, { bytes: 1 })).toMatchObject({ builds: 2 })
  expect(folders.map((folder) => existsSync(folder))).toEqual([false, false, true])
})

it('what is being built stays', async () => {
  const { cacheFolder, folders } = await cacheOf(40)
  const lock = await takeLock(folders[0]?.replace('/bin/', '/locks/') ?? '', { timeoutMs: 1_000 })
  expect(await boundCache(cacheFolder)).toEqual({
    builds: 0,
    artifacts: 0,
    others: 0,
    bytes: 0,
    left: [{ key: basename(folders[0] ?? ''), reason: undefined }],
  })
  await lock.release()
  expect(await boundCache(cacheFolder)).toMatchObject({ builds: 1 })
})

it('once a day is enough', async () => {
  const { cacheFolder, folders } = await cacheOf(40)
  await boundCacheDaily(cacheFolder)
  expect(existsSync(folders[0] ?? '')).toBe(false)
  const next = await cacheOf(40)
  space.file(`cache-${count}/bounded`, '')
  await boundCacheDaily(next.cacheFolder)
  expect(existsSync(next.folders[0] ?? '')).toBe(true)
})

it('a cache that is not there is no failure', async () => {
  expect(await boundCache(space.at('nowhere'))).toEqual({ builds: 0, artifacts: 0, others: 0, bytes: 0, left: [] })
})

it('what is not ours stays, however old: somebody may have named his home as the cache folder', async () => {
  const { cacheFolder, folders } = await cacheOf(40)
  const others = space.file(`cache-${count}/bin/script`, '#!/bin/sh\n')
  utimesSync(others, 0, 0)
  expect(await boundCache(cacheFolder)).toMatchObject({ builds: 1 })
  expect([folders[0] ?? '', others].map((path) => existsSync(path))).toEqual([false, true])
})

describe('unpacked zips', () => {
  const zip = (digit: string) => digit.repeat(64)

  /** Each with its list, used so many days ago. */
  function artifactsOf(ages: Readonly<Record<string, number>>): string {
    count += 1
    for (const [name, age] of Object.entries(ages)) {
      const used = (Date.now() - age * day) / 1000
      for (const path of [`${name}/bootstrap`, `${name}.json`]) {
        const file = space.file(`cache-${count}/artifacts/${path}`, 'x'.repeat(500))
        utimesSync(file, used, used)
      }
      utimesSync(space.at(`cache-${count}/artifacts/${name}`), used, used)
    }
    return space.at(`cache-${count}`)
  }
  const namesIn = (cacheFolder: string) => readdirSync(join(cacheFolder, 'artifacts')).sort()

  it('go as binaries do, with their lists and what was left half made', async () => {
    const left = `${zip('a')}.01234567-0123-0123-0123-0123456789ab`
    const cacheFolder = artifactsOf({ [zip('a')]: 31, [left]: 40, [zip('b')]: 29, notes: 99 })
    expect(await boundCache(cacheFolder)).toMatchObject({ builds: 0, artifacts: 1, left: [] })
    expect(namesIn(cacheFolder)).toEqual([zip('b'), `${zip('b')}.json`, 'notes', 'notes.json'])
  })

  it('that were used longest ago go first, and none that was used today', async () => {
    const cacheFolder = artifactsOf({ [zip('a')]: 3, [zip('b')]: 9, [zip('c')]: 0 })
    expect(await boundCache(cacheFolder, { bytes: 2500 })).toMatchObject({ artifacts: 1 })
    expect(namesIn(cacheFolder)).toEqual([zip('a'), `${zip('a')}.json`, zip('c'), `${zip('c')}.json`])
    expect(await boundCache(cacheFolder, { bytes: 1 })).toMatchObject({ artifacts: 1 })
    expect(namesIn(cacheFolder)).toEqual([zip('c'), `${zip('c')}.json`])
  })

  it('are kept by cleaning while a run may use them', async () => {
    const cacheFolder = artifactsOf({ [zip('a')]: 3 })
    expect(await cleanCache(cacheFolder, false)).toMatchObject({ artifacts: 0 })
    expect(await cleanCache(cacheFolder, true)).toMatchObject({ artifacts: 1 })
    expect(namesIn(cacheFolder)).toEqual([])
  })
})

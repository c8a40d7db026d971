import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deployability, inspectArtifact, unpackArtifact } from '../../src/artifact/index.ts'
import { temporaryFolder } from './folder.ts'
import { type WrittenEntry, zipOf } from './zip-of.ts'

const folder = temporaryFolder()
let count = 0

/** What is said of a zip; it is refused with the first of it, and nothing is left. */
async function faultsOf(bytes: Uint8Array): Promise<string[]> {
  const zip = folder.file(`${++count}.zip`, bytes)
  const cache = join(folder.path, `cache-${count}`)
  mkdirSync(cache, { mode: 0o700 })
  const { faults, ...artifact } = await inspectArtifact(zip)
  const [first] = faults
  await expect(unpackArtifact(zip, cache)).rejects.toMatchObject({ problem: first?.problem })
  expect(readdirSync(cache).flatMap((name) => readdirSync(join(cache, name)))).toEqual([])
  expect(deployability({ faults, ...artifact }).length).toBeLessThan(20)
  return faults.map(({ problem, reason }) => `${problem}: ${reason}`)
}

const script: WrittenEntry = { name: 'bootstrap', content: '#!/bin/sh\n' }

describe('a zip that means harm is refused in bounded time and memory:', { timeout: 120_000 }, () => {
  it('more entries than AWS takes', async () => {
    const many = Array.from({ length: 65_535 }, (_, index) => ({ name: `${index}`, mode: 0o100644 }))
    expect(await faultsOf(zipOf([script, ...many], { zip64: true }))).toEqual([
      'too-many-entries: it has more than 65535 entries',
    ])
  })

  it('more folders than that, named by few entries', async () => {
    const deep = Array.from({ length: 200 }, (_, index) => ({ name: `${index}${'/a'.repeat(900)}` }))
    expect(await faultsOf(zipOf([script, ...deep]))).toEqual([
      'too-many-entries: it has more than 131070 files and folders',
    ])
  })

  it('entries that share their bytes', async () => {
    const content = Buffer.from(Array.from({ length: 10_000 }, (_, index) => (index * index * 7) % 251))
    const whole = zipOf([script, { name: 'a', content }, { name: 'b', content }])
    const first = whole.indexOf('PK\x03\x04', 1, 'latin1')
    const second = whole.indexOf('PK\x03\x04', first + 1, 'latin1')
    const directory = whole.indexOf('PK\x01\x02', 0, 'latin1')
    // The bytes of b are those of a.
    const shared = Buffer.concat([whole.subarray(0, second), whole.subarray(directory)])
    const moved = directory - second
    const last = shared.lastIndexOf('PK\x01\x02', undefined, 'latin1')
    shared.writeUInt32LE(first, last + 42)
    shared.writeUInt32LE(directory - moved, shared.length - 6)
    expect(await faultsOf(shared)).toEqual(['broken: its entries overlap'])
  })

  it.each([
    [1_000, '"bootstrap" has 10 bytes, and announces 1000'],
    [4_294_967_295, '"bootstrap" has 10 bytes, and announces 4294967295'],
    [0, '"bootstrap" has 10 bytes, and announces 0'],
  ])('an announced size of %d', async (size, reason) => {
    expect(await faultsOf(zipOf([{ ...script, size }]))).toEqual([`broken: ${reason}`])
  })

  it('a directory at the end of the world', async () => {
    for (const at of [2n ** 40n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n]) {
      const record = zipOf([script], { zip64: true })
      record.writeBigUInt64LE(at, record.length - 22 - 20 + 8)
      expect(await faultsOf(record)).toEqual([expect.stringMatching(/^broken: it is no zip file, or a damaged one: /)])
      const directory = zipOf([script], { zip64: true })
      directory.writeBigUInt64LE(at, directory.length - 22 - 20 - 8)
      expect(await faultsOf(directory)).toEqual([
        expect.stringMatching(/^broken: it is no zip file, or a damaged one: /),
      ])
    }
  })

  it('links that lead to links that lead to links', async () => {
    const links = Array.from({ length: 3_000 }, (_, index) => ({
      name: `l${index}`,
      content: `${`l${(index + 1) % 3_000}/../`.repeat(400)}x`,
      mode: 0o120777,
    }))
    const faults = await faultsOf(zipOf([script, ...links]))
    expect(faults).toHaveLength(3_000)
    expect(faults[0]).toMatch(/^link-leaves: the link "l0" leads out of the folder, nowhere, or around in circles/)
  })

  it('many names that leave the folder', async () => {
    const names = Array.from({ length: 20_000 }, (_, index) => ({ name: `../${index}\u001b[2J` }))
    expect(await faultsOf(zipOf([script, ...names]))).toHaveLength(20_000)
  })
})

it('nothing of a name reaches a terminal as it is', async () => {
  const zip = folder.file('escapes.zip', zipOf([{ name: '\u001b[2Jdist\u009b/main', content: '\x7fELF' }]))
  const findings = deployability(await inspectArtifact(zip))
  expect(findings.length).toBeGreaterThan(0)
  expect(findings.map(({ reason }) => reason).join()).not.toMatch(/[\u001b\u009b]/)
})

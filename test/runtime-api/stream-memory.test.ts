import { execFile } from 'node:child_process'
import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { bundle, bundleReapScript } from '../environment/bundle.ts'
import { workshop } from '../harness/workshop.ts'

const shop = workshop()
const run = promisify(execFile)

it.runIf(existsSync('/proc/self/status'))('a stream is not collected: 180 MB take no more memory than 60', async () => {
  const folder = join(shop.folder, 'dist')
  const binary = await shop.binary('streams-at-will')
  renameSync(await bundleReapScript(folder), join(folder, 'reap.mjs'))
  const door = pathToFileURL(await bundle('../../src/harness/door.ts', folder)).href
  const program = join(import.meta.dirname, 'programs/stream-peak.mjs')
  const peakKib = async (mib: number) =>
    Number((await run(process.execPath, [program, door, binary, String(mib)])).stdout)
  const small: number[] = []
  const large: number[] = []
  for (let round = 0; round < 3; round++) {
    small.push(await peakKib(60))
    large.push(await peakKib(180))
  }
  const median = (all: number[]) => all.sort((a, b) => a - b)[1] ?? Number.NaN
  expect((median(large) - median(small)) / 1024).toBeLessThanOrEqual(24)
})

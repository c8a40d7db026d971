import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { beginRun } from '../../src/run/index.ts'
import { failureOf } from './failure-of.ts'
import { workshop } from './workshop.ts'

const shop = workshop()
const message = () =>
  `CacheFolderError: ${join(shop.folder, 'file/cache')} cannot be used as the cache folder (ENOTDIR)
  → delete it, or set USE_GO_LAMBDA_CACHE to a folder of your own`

beforeEach(() => {
  writeFileSync(join(shop.folder, 'file'), '')
  process.env['USE_GO_LAMBDA_CACHE'] = join(shop.folder, 'file/cache')
})
afterEach(() => {
  process.env['USE_GO_LAMBDA_CACHE'] = shop.cacheFolder
})

it('a cache folder that cannot be made is a CacheFolderError, not a bare ENOTDIR: of a package', async () => {
  expect(String(await failureOf(shop.lambda('upper').invoke('x')))).toBe(message())
})

it('and of a binary', async () => {
  const lambda = shop.lambda({ binary: process.execPath })
  expect(String(await failureOf(lambda.invoke('x')))).toBe(message())
})

it('and where a run begins', () => {
  expect(() => beginRun({ ahead: false })).toThrow(message().replace('CacheFolderError: ', ''))
})

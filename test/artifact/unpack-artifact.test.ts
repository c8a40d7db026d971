import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unpackArtifact } from '../../src/artifact/index.ts'
import { testNeeding } from '../support/needs.ts'
import { ArtefactShop, type PythonEntry } from './artefacts/artefact-shop.ts'

const shop = new ArtefactShop()
let count = 0

function ownCache(): string {
  const cache = join(shop.path, `cache-${++count}`)
  mkdirSync(cache, { mode: 0o700 })
  return cache
}

/** Everything below a folder with its mode, or where a link leads. */
function tree(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
  return Object.fromEntries(
    names
      .map((entry): [string, string] => {
        const path = join(entry.parentPath, entry.name)
        const what = entry.isSymbolicLink() ? `-> ${readlinkSync(path)}` : (statSync(path).mode & 0o7777).toString(8)
        return [path.slice(folder.length + 1), what]
      })
      .sort(),
  )
}

const script: PythonEntry = { name: 'bootstrap', text: '#!/bin/sh\necho hello\n' }

describe('unpackArtifact', { timeout: 600_000 }, () => {
  testNeeding('python3')('unpacks a zip into a folder named after it, for this user alone', async () => {
    const cache = ownCache()
    const zip = shop.pythonZip(
      script,
      { name: 'data/', mode: 0o040777 },
      { name: 'data/words.txt', text: 'words', mode: 0o104666 },
      { name: 'data/deep/empty', text: '', mode: 0o100600 },
      { name: 'link', text: 'data/deep', mode: 0o120777 },
      { name: 'none', text: '', system: 0, mode: 0 },
    )
    const sum = createHash('sha256').update(readFileSync(zip)).digest('hex')
    const { folder, bootstrap } = await unpackArtifact(zip, cache)
    expect([folder, bootstrap]).toEqual([join(cache, 'artifacts', sum), join(cache, 'artifacts', sum, 'bootstrap')])
    expect(tree(folder)).toEqual({
      bootstrap: '755',
      data: '755',
      'data/deep': '755',
      'data/deep/empty': '600',
      'data/words.txt': '644',
      link: '-> data/deep',
      none: '644',
    })
    expect(execFileSync(bootstrap, { encoding: 'utf8' })).toBe('hello\n')
    expect(readFileSync(join(folder, 'data/words.txt'), 'utf8')).toBe('words')
    const modes = ['artifacts', `artifacts/${sum}`, `artifacts/${sum}.json`].map(
      (name) => statSync(join(cache, name)).mode & 0o777,
    )
    expect(modes).toEqual([0o700, 0o700, 0o600])
    expect(readdirSync(join(cache, 'artifacts')).sort()).toEqual([sum, `${sum}.json`])
  })

  testNeeding('python3')('takes what is there already, and unpacks anew what was changed', async () => {
    const cache = ownCache()
    const zip = shop.pythonZip(script, { name: 'data/a', text: 'a' }, { name: 'link', text: 'data/a', mode: 0o120777 })
    const { folder } = await unpackArtifact(zip, cache)
    const { ino } = statSync(folder)
    const whole = tree(folder)
    await unpackArtifact(zip, cache)
    expect(statSync(folder).ino).toBe(ino)
    const changes: ((path: string) => unknown)[] = [
      (path) => appendFileSync(join(path, 'bootstrap'), 'echo evil\n'),
      (path) => chmodSync(join(path, 'bootstrap'), 0o777),
      (path) => rmSync(join(path, 'data/a')),
      (path) => writeFileSync(join(path, 'data/b'), ''),
      (path) => {
        rmSync(join(path, 'link'))
        symlinkSync('data', join(path, 'link'))
      },
      (path) => rmSync(`${path}.json`),
      (path) => writeFileSync(`${path}.json`, '{'),
    ]
    for (const [index, change] of changes.entries()) {
      change(folder)
      await unpackArtifact(zip, cache)
      expect(tree(folder), `change ${index}`).toEqual(whole)
      expect(readFileSync(join(folder, 'bootstrap'), 'utf8')).toBe(script.text)
    }
    // Those that were changed are put aside: a function may run in one.
    const names = readdirSync(join(cache, 'artifacts')).filter((name) => !name.startsWith(`${basename(folder)}.`))
    expect(names).toEqual([basename(folder)])
  })

  testNeeding('python3')('two at once, and more, are fine', async () => {
    const cache = ownCache()
    const files = Array.from({ length: 50 }, (_, index) => ({ name: `data/${index}`, text: 'x'.repeat(index) }))
    const zip = shop.pythonZip(script, ...files)
    const all = await Promise.all(Array.from({ length: 8 }, () => unpackArtifact(zip, cache)))
    expect(new Set(all.map(({ folder }) => folder)).size).toBe(1)
    expect(readdirSync(join(cache, 'artifacts'))).toHaveLength(2)
    expect(readdirSync(join(all[0]?.folder ?? '', 'data'))).toHaveLength(50)
  })

  const refused: readonly [string, readonly PythonEntry[], string, string][] = [
    ['a path that leaves the folder', [script, { name: '../evil' }], 'path-leaves', '"../evil" leaves the folder'],
    [
      'one in the midst of a path',
      [script, { name: 'a/../../evil' }],
      'path-leaves',
      '"a/../../evil" leaves the folder',
    ],
    ['an absolute path', [script, { name: '/tmp/evil' }], 'path-leaves', '"/tmp/evil" is an absolute path'],
    ['a backslash', [script, { name: '..\\evil' }], 'path-leaves', '"..\\\\evil" has a backslash in its name'],
    ['a control character', [script, { name: 'é\nb' }], 'path-leaves', '"é\\nb" is no name for a file'],
    ['a name that is there twice', [script, { name: './bootstrap' }], 'duplicate-name', '"./bootstrap" is there twice'],
    [
      'a file below a file',
      [script, { name: 'bootstrap/a' }],
      'path-leaves',
      '"bootstrap/a" is below "bootstrap", which is no folder',
    ],
    [
      'a file below a link',
      [script, { name: 'out', text: '/tmp', mode: 0o120777 }, { name: 'out/evil' }],
      'path-leaves',
      '"out/evil" is below "out", which is no folder',
    ],
    [
      'a link that leaves the folder',
      [script, { name: 'out', text: '../../..', mode: 0o120777 }],
      'link-leaves',
      'the link "out" leads out of the folder, nowhere, or around in circles ("../../..")',
    ],
    ['a device', [script, { name: 'null', mode: 0o020666 }], 'special-entry', '"null" is a device, pipe or socket'],
    [
      'another method',
      [{ ...script, method: 'ZIP_BZIP2' }],
      'unsupported-compression',
      '"bootstrap" is packed by method 12, not by deflate',
    ],
    [
      'a file that is too large',
      [script, { name: 'zeros', zeros: 262_144_000 }],
      'too-large',
      'it is larger than 262144000 bytes (250 MB) unpacked',
    ],
  ]
  for (const [what, entries, problem, reason] of refused) {
    testNeeding('python3')(`refuses ${what}, and leaves nothing`, async () => {
      const cache = ownCache()
      const zip = shop.pythonZip(...entries)
      const error = await unpackArtifact(zip, cache).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ name: 'LambdaArtifactError', code: 'LAMBDA_ARTIFACT', problem, path: zip })
      expect(String(error)).toBe(
        `LambdaArtifactError: ${zip} was not unpacked: ${reason}\n  → use-go-lambda check tells everything that is wrong with it`,
      )
      const artifacts = join(cache, 'artifacts')
      expect(existsSync(artifacts) ? readdirSync(artifacts) : []).toEqual([])
    })
  }

  testNeeding('zip')('refuses what is encrypted, by its name', async () => {
    const zip = shop.infoZip(shop.folderWith(shop.file('script', script.text ?? '')), '-P', 'secret')
    await expect(unpackArtifact(zip, ownCache())).rejects.toMatchObject({ problem: 'encrypted', entry: 'bootstrap' })
  })

  testNeeding('python3')('says where bootstrap is, if it is not at the top', async () => {
    const zip = shop.pythonZip({ ...script, name: 'dist/fn/bootstrap' }, { name: 'README', text: '' })
    await expect(unpackArtifact(zip, ownCache())).rejects.toThrow(
      `${zip} was not unpacked: no file named bootstrap is at its top
  | "dist/fn/bootstrap"
  | "README"
  → zip it without its folder: cd dist/fn && zip ../function.zip bootstrap`,
    )
  })

  it('refuses what is no zip', async () => {
    const cache = ownCache()
    await expect(unpackArtifact(shop.file('text.zip', 'hello'), cache)).rejects.toMatchObject({ problem: 'broken' })
    await expect(unpackArtifact(join(shop.path, 'nowhere.zip'), cache)).rejects.toMatchObject({ problem: 'missing' })
    await expect(unpackArtifact(shop.path, cache)).rejects.toMatchObject({ problem: 'special-file' })
  })

  testNeeding('python3')('does not use a folder of the cache that others may write to', async () => {
    const cache = ownCache()
    mkdirSync(join(cache, 'artifacts'))
    chmodSync(join(cache, 'artifacts'), 0o777)
    await expect(unpackArtifact(shop.pythonZip(script), cache)).rejects.toMatchObject({ problem: 'cache-folder' })
    expect(readdirSync(join(cache, 'artifacts'))).toEqual([])
  })

  testNeeding('python3')('leaves nothing when its signal aborts on the way', async () => {
    const cache = ownCache()
    const zip = shop.pythonZip(script, { name: 'zeros', zeros: 100_000_000 })
    const stopping = new AbortController()
    const unpacking = unpackArtifact(zip, cache, stopping.signal)
    const artifacts = join(cache, 'artifacts')
    while (!(existsSync(artifacts) && readdirSync(artifacts).length > 0)) await new Promise(setImmediate)
    stopping.abort(new Error('enough'))
    await expect(unpacking).rejects.toThrow('enough')
    expect(readdirSync(artifacts)).toEqual([])
  })
})

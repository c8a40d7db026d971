import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, test } from 'vitest'

const checkout = join(import.meta.dirname, '../..')
const unpacked = inject('unpacked')
const text = readFileSync(join(unpacked, 'THIRD-PARTY.md'), 'utf8')

const sections = [...text.matchAll(/^## (\S+) (\S+)\n\n(.*)\n\n````text\n([\s\S]*?)\n````$/gm)].map(
  ([, name = '', version = '', licence = '', licenceText = '']) => ({ name, version, licence, licenceText }),
)

/** Where the bundler says it took a part of a file of `dist` from. */
const scripts = readdirSync(join(unpacked, 'dist')).filter((name) => name !== 'types-program')
const regions = scripts.flatMap((name) =>
  [...readFileSync(join(unpacked, 'dist', name), 'utf8').matchAll(/^\/\/#region (.*)$/gm)].map(([, id = '']) => id),
)

describe('THIRD-PARTY.md', () => {
  test('names every package that dist says a part of it is from', () => {
    const foreign = regions.filter((id) => /node_modules|\0|\\0/.test(id))
    const packages = foreign.map((id) =>
      id.includes('rolldown/runtime') ? 'rolldown' : id.replace(/^.*node_modules\/((@[^/]+\/)?[^/]+)\/.*$/, '$1'),
    )
    expect(packages.length).toBeGreaterThan(100)
    expect([...new Set(packages)].filter((name) => sections.every((section) => section.name !== name))).toEqual([])
    const own = regions.filter(
      (id) => !foreign.includes(id) && !/^(.*\/)?((src|build)\/.*\.ts|package\.json)$/.test(id),
    )
    expect(own).toEqual([])
  })

  test('is committed as it was made of today’s sources', () => {
    expect(readFileSync(join(checkout, 'THIRD-PARTY.md'), 'utf8')).toBe(text)
  })

  test('has a licence that may be passed on, and its text, for each', () => {
    expect(sections).toHaveLength(text.match(/^## /gm)?.length ?? 0)
    expect([...new Set(sections.map(({ licence }) => licence))].sort()).toEqual([
      'Apache-2.0',
      'BSD-3-Clause',
      'ISC',
      'MIT',
    ])
    expect(sections.filter(({ licenceText }) => !/copyright|licen[cs]e/i.test(licenceText))).toEqual([])
  })

  test.each(sections)('says of $name $version what that package says', ({ name, version, licence, licenceText }) => {
    const folders = installed(name).filter((folder) => manifest(folder)['version'] === version)
    expect(folders).not.toEqual([])
    for (const folder of folders) {
      expect(manifest(folder)['license']).toBe(licence)
      const file = readdirSync(folder).find((entry) => /^licen[cs]e\b/i.test(entry)) ?? 'LICENSE'
      expect(readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()).toBe(licenceText)
    }
  })
})

/** Every folder of the lock file that holds a package of this name. */
function installed(name: string): string[] {
  const { packages } = JSON.parse(readFileSync(join(checkout, 'package-lock.json'), 'utf8')) as { packages: object }
  return Object.keys(packages)
    .filter((path) => path.endsWith(`node_modules/${name}`))
    .map((path) => join(checkout, path))
}

function manifest(folder: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
}

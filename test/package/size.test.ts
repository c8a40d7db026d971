import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'

const unpacked = inject('unpacked')
const stated = /^Install size: ([\d,]+) kB unpacked, (\d+) dependencies\./m.exec(
  readFileSync(join(unpacked, 'README.md'), 'utf8'),
)

/** How far the README may be off before it has to be mended. */
const tolerance = 0.05

test('the package is as large as the README says, to 5 %', () => {
  const bytes = readdirSync(unpacked, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
  const statedKb = Number(stated?.[1]?.replace(',', ''))
  expect(Math.abs(bytes / 1000 / statedKb - 1), `${Math.round(bytes / 1000)} kB, README says ${statedKb}`).toBeLessThan(
    tolerance,
  )
})

test('it has as many dependencies as the README says: none', () => {
  const manifest = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'))
  const kinds = ['dependencies', 'optionalDependencies', 'bundleDependencies', 'bundledDependencies']
  expect(kinds.flatMap((kind) => Object.keys(manifest[kind] ?? {}))).toHaveLength(Number(stated?.[2]))
  expect(stated?.[2]).toBe('0')
})

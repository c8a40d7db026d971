import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { goToolFiles } from '../../src/toolchain/go-tool-files.ts'

const unpacked = inject('unpacked')

const doors = ['index', 'gob', 'rpc', 'vitest', 'jest', 'jest-config'].flatMap((door) =>
  ['cjs', 'mjs', 'd.cts', 'd.mts'].map((ending) => `dist/${door}.${ending}`),
)
const programs = [
  'cli.cjs',
  'cli.mjs',
  'code-cache.mjs',
  'reap.mjs',
  'vitest-browser.mjs',
  'vitest-global-setup.cjs',
  'vitest-global-setup.mjs',
  'vitest-serializer.mjs',
  'vitest-suites.cjs',
  'vitest-watch.cjs',
  'vitest-watch.mjs',
  'jest-global-setup.cjs',
  'jest-global-teardown.cjs',
  'jest-haste-map.cjs',
  'jest-serializer.cjs',
  'jest-watch-plugin.cjs',
]

/** Built on the user's machine; its tests are not. */
const goProgram = goToolFiles(join(import.meta.dirname, '../../src/types/program')).map(
  (name) => `dist/types-program/${name}`,
)

/** Of `dist` itself. */
const scripts = readdirSync(join(unpacked, 'dist')).filter((name) => name !== 'types-program')

test('the tarball holds the doors, the programs, what they share, and the texts, and nothing else', () => {
  const files = readdirSync(unpacked, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(unpacked.length + 1))
  const named = [
    ...[...doors, 'dist/jest-preset.cjs', ...programs.map((name) => `dist/${name}`)],
    ...goProgram,
    ...['CHANGELOG.md', 'LICENSE', 'README.md', 'THIRD-PARTY.md', 'package.json'],
  ]
  const shared = /^dist\/[a-z\d-]+-[\w-]{8}\.(cjs|mjs|d\.cts|d\.mts)$/
  expect(files.filter((file) => named.includes(file) || !shared.test(file)).sort()).toEqual(named.sort())
})

test('every file that package.json points at is there', () => {
  const { exports, bin } = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'))
  const targets = JSON.stringify([exports, bin]).match(/\.\/[^"]+\.(?:[mc]js|d\.[mc]ts|json)(?=")/g) ?? []
  expect(targets.length).toBeGreaterThan(20)
  const missing = targets.filter((target) => !target.startsWith('./package') && !present(target))
  expect(missing).toEqual([])
})

test('no program is loaded by what is not its own door: it would run', () => {
  const loaded = scripts.flatMap((name) => {
    const text = readFileSync(join(unpacked, 'dist', name), 'utf8')
    const asked = [...text.matchAll(/(?:from |require\(|import\(|load\()"(?:\.\/)?([\w-]+)\.[cm]js"/g)].map(
      ([, file]) => file,
    )
    return ['cli', 'reap', 'jest-global-setup', 'jest-global-teardown']
      .filter((program) => asked.includes(program))
      .map((program) => [program, name])
  })
  expect(loaded).toEqual([['cli', 'cli.mjs']])
})

test('nothing in it asks for a package that is not ours, but for the runners', () => {
  const asked = readdirSync(join(unpacked, 'dist'))
    .filter((name) => /\.(mjs|cjs)$/.test(name))
    .flatMap((name) => {
      const text = readFileSync(join(unpacked, 'dist', name), 'utf8')
      return [...text.matchAll(/^(?:import|export)\b.*? from "([^"]+)"|\b(?:require|import)\("([^"]+)"\)/gm)].map(
        ([, a, b]) => a ?? b ?? '',
      )
    })
    .filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier))
  expect([...new Set(asked)].sort()).toEqual(['@jest/globals', 'vitest'])
})

function present(target: string): boolean {
  try {
    return readFileSync(join(unpacked, target)).length > 0
  } catch {
    return false
  }
}

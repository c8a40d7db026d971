import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { behaviours } from './suites.ts'

const root = join(import.meta.dirname, '../..')
const rows = readFileSync(join(root, 'docs/emulation.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split(' | ').at(-1)?.replace(/ \|$/, '') ?? '')
  .filter((cell) => cell !== '---' && cell !== 'test')

test('docs/emulation.md has every behaviour, each once, and no other', () => {
  const named = rows.filter((cell) => cell.startsWith('*')).map((cell) => cell.slice(1, -1))
  expect(named.sort()).toEqual(behaviours.map(({ name }) => name).sort())
})

test('docs/emulation.md names only test files that exist', () => {
  const files = rows.filter((cell) => !cell.startsWith('*'))
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
})

test('docs/emulation.md says of every behaviour that is another over the Runtime API what it is there', () => {
  const others = behaviours.filter(({ steps }) =>
    steps.some(({ givesOverRuntimeApi }) => givesOverRuntimeApi !== undefined),
  )
  const lines = readFileSync(join(root, 'docs/emulation.md'), 'utf8').split('\n')
  const told = others.map(({ name }) =>
    lines
      .find((line) => line.endsWith(`| *${name}* |`))
      ?.split(' | ')
      .at(-2),
  )
  expect(others.length).toBeGreaterThan(0)
  expect(told.filter((cell) => cell === undefined || cell === 'the same')).toEqual([])
})

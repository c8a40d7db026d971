import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const program = fileURLToPath(new URL('./fuzz.mjs', import.meta.url))

const fuzz = (...args: string[]) =>
  spawnSync(process.execPath, ['--max-old-space-size=128', program, ...args], { encoding: 'utf8', timeout: 100_000 })

it('finds nothing that hurts the decoder, in 10 seconds of changed streams', () => {
  const seed = String(Date.now() % 1_000_000_000)
  const { status, stdout, stderr } = fuzz('--seconds', '10', '--seed', seed)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  const [, streams, values, errors] = /^(\d+) streams .* gave (\d+) values and (\d+) GobDecodeErrors/.exec(stdout) ?? []
  expect(Number(streams)).toBeGreaterThan(1000)
  expect(Number(values)).toBeGreaterThan(1000)
  expect(Number(errors)).toBeGreaterThan(1000)
})

it('reads the same streams again for the same seed', () => {
  const [once, again] = [1, 2].map(
    () => fuzz('--streams', '300', '--seed', '7').stdout.match(/\d+ calls .* GobDecodeErrors/)?.[0],
  )
  expect(once).toMatch(/^\d{4,} calls/)
  expect(again).toBe(once)
})

it('says what is wrong with its arguments', () => {
  const { status, stderr } = fuzz('--seconds', 'ten')
  expect(status).toBe(2)
  expect(stderr).toContain('--seed S')
})

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { killAll, processesWith } from '../runners/processes.ts'
import { outerVariables, plain } from '../runners/project.ts'

const checkout = join(import.meta.dirname, '../..')
const example = join(checkout, 'example-go-lambda')
const cache = realpathSync(mkdtempSync(join(tmpdir(), 'ugl-example-')))
const env = { ...outerVariables(), CI: 'true', USE_GO_LAMBDA_CACHE: cache }

// The workspace links the checkout, and so its dist. It is not built here: other tests use it at the same time.
beforeAll(() => {
  const sources = readdirSync(join(checkout, 'src'), { recursive: true, encoding: 'utf8' }).map((name) =>
    join('src', name),
  )
  const newest = Math.max(...[...sources, 'tsdown.config.ts'].map((name) => statSync(join(checkout, name)).mtimeMs))
  const built = statSync(join(checkout, 'dist/index.mjs'), { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (built < newest) throw new Error('dist is older than src: npm run build, then run this again')
})
afterAll(async () => {
  killAll(cache)
  await rm(cache, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
})

/** Runs one of the example's scripts as a user does; gives what it wrote. */
function run(script: string): string {
  const { status, stdout, stderr } = spawnSync('npm', ['run', script], { cwd: example, env, encoding: 'utf8' })
  const text = plain(`${stdout}${stderr}`)
  expect(status, text).toBe(0)
  return text
}

test('the example’s Vitest suites pass, every snapshot there', () => {
  const before = snapshots()
  const text = run('test:vitest')
  expect(text).toMatch(/^ +Test Files {2}\d+ passed \(\d+\)$/m)
  expect(text).toMatch(/^ +Tests {2}\d+ passed \(\d+\)$/m)
  expect(text).not.toMatch(/obsolete|written/)
  expect(snapshots()).toEqual(before)
  expect(before.filter((name) => name.startsWith('test/vitest/'))).not.toEqual([])
  expect(processesWith(cache)).toEqual([])
})

test('the example’s Jest suites pass, every snapshot there', () => {
  const before = snapshots()
  const text = run('test:jest')
  expect(text).toMatch(/^Tests: +\d+ passed, \d+ total$/m)
  expect(text).toMatch(/^Snapshots: +\d+ passed, \d+ total$/m)
  expect(text).not.toMatch(/obsolete|written/)
  expect(snapshots()).toEqual(before)
  expect(before.filter((name) => name.startsWith('test/jest/'))).not.toEqual([])
  expect(processesWith(cache)).toEqual([])
})

function snapshots(): string[] {
  return readdirSync(example, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.snap') && !name.includes('node_modules'))
    .sort()
}

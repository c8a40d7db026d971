import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outerVariables } from '../runners/project.ts'

const checkout = join(import.meta.dirname, '../..')
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ugl-example-types-')))
const example = join(folder, 'example-go-lambda')

beforeAll(() => {
  const from = join(checkout, 'example-go-lambda')
  cpSync(from, example, { recursive: true, filter: (path) => !/\/node_modules(?:\/|$)/.test(path) })
  symlinkSync(join(checkout, 'node_modules'), join(folder, 'node_modules'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function run(script: string, args: readonly string[]): { code: number | null; output: string } {
  const env = { ...outerVariables(), CI: '', USE_GO_LAMBDA_CACHE: join(folder, 'cache') }
  const path = join(checkout, 'node_modules', script)
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
    cwd: example,
    env,
    encoding: 'utf8',
  })
  return { code: status, output: `${stdout}${stderr}` }
}

const types = (...args: string[]) => run('use-go-lambda/dist/cli.mjs', ['types', ...args])
const tsc = () => run('typescript/bin/tsc', ['-p', '.'])

function replace(file: string, before: string, after: string): void {
  const text = readFileSync(join(example, file), 'utf8')
  expect(text).toContain(before)
  writeFileSync(join(example, file), text.replace(before, after))
}

test("the example's file of types is what its Go code says, and its tests fit it", () => {
  expect(types('--check')).toMatchObject({ code: 0 })
  expect(tsc()).toEqual({ code: 0, output: '' })
})

test('the example has no hand-written type: none of its tests declares one of a request or an answer', () => {
  for (const runner of ['vitest', 'jest']) {
    for (const name of ['api', 'orders', 'upper']) {
      const text = readFileSync(join(example, `test/${runner}/${name}.test.ts`), 'utf8')
      expect(text).not.toMatch(/^(?:export )?(?:interface|type) |useGoLambda</m)
    }
  }
})

test("the example's type check fails when a Go field is renamed that a test sends", () => {
  replace('cmd/orders/main.go', '`json:"quantity"`', '`json:"amount"`')
  expect(tsc()).toEqual({ code: 0, output: '' }) // the file is stale now, and says so where it is checked
  expect(types('--check')).toMatchObject({ code: 1, output: expect.stringContaining('+  amount?: number') })
  expect(types()).toMatchObject({ code: 0 })
  const { code, output } = tsc()
  expect(code).not.toBe(0)
  expect(output).toMatch(
    /^test\/vitest\/orders\.test\.ts\(\d+,\d+\): error TS2353: .*'quantity' does not exist in type 'Order'/m,
  )
  expect(output).toMatch(/^test\/jest\/orders\.test\.ts\(/m)
  replace('cmd/orders/main.go', '`json:"amount"`', '`json:"quantity"`')
})

test("the example's type check fails when a Go field is renamed that a test reads", () => {
  replace('cmd/orders/main.go', '`json:"deadline"`', '`json:"until"`')
  expect(types()).toMatchObject({ code: 0 })
  const { code, output } = tsc()
  expect(code).not.toBe(0)
  expect(output).toMatch(
    /^test\/vitest\/orders\.test\.ts\(\d+,\d+\): error TS2339: Property 'deadline' does not exist on type 'Receipt'/m,
  )
})

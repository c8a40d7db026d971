import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { functionsInTests } from '../../src/run/functions-in-tests.ts'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'ugl-functions-')))
afterAll(() => rmSync(root, { recursive: true }))
for (const name of ['upper', 'lower', 'tagged', 'nested']) {
  mkdirSync(join(root, 'cmd', name), { recursive: true })
  writeFileSync(join(root, 'cmd', name, 'main.go'), 'package main\n')
}
let count = 0

async function found(text: string): Promise<{ functions: object[]; unread: string[] }> {
  const file = join(root, `test/deep/${++count}.test.ts`)
  mkdirSync(join(root, 'test/deep'), { recursive: true })
  writeFileSync(file, text)
  const { functions, unread } = await functionsInTests([file, join(root, 'gone.test.ts')], root)
  return {
    functions: functions.map(({ dir, label, ...build }) => {
      expect(dir).toBe(join(root, label))
      return Object.keys(build).length === 0 ? label : [label, build]
    }) as object[],
    unread: unread.map((line) => line.replace(/^test\/deep\/\d+\.test\.ts: /, '')),
  }
}

it.each([
  [`const lambda = useGoLambda('./cmd/upper')`, ['./cmd/upper']],
  [`useGoLambda<string, string>("cmd/upper", { timeoutMs: 1 })`, ['./cmd/upper']],
  [`useGoLambda<\n  { name: string },\n  Answer[]\n>(\n  \`./cmd/upper\`,\n)`, ['./cmd/upper']],
  [`base.extend<{ upper: GoLambda }>({ upper: goLambda<string>('./cmd/upper') })`, ['./cmd/upper']],
  [
    `useGoLambda('./cmd/upper'); useGoLambda('./cmd/lower'); useGoLambda('./cmd/upper')`,
    ['./cmd/upper', './cmd/lower'],
  ],
  [`useGoLambda('${root}/cmd/nested')`, ['./cmd/nested']],
  [`useGoLambda(new URL('../../cmd/upper', import.meta.url))`, ['./cmd/upper']],
  [`useGoLambda('./cmd/upper', { env: () => ({ A: build() }), // a ) here\n timeoutMs: 1 })`, ['./cmd/upper']],
  [`useGoLambda('./cmd/upper', { env: { build: 'x' } })`, ['./cmd/upper']],
  [`useGoLambda('./cmd/upper', { target: process.env.TARGET })`, ['./cmd/upper']],
  [`useGoLambda('./cmd/upper', { target: 'arn:aws:lambda:eu-west-1:123456789012:function:upper' })`, []],
  [`useGoLambda('./cmd/tagged', { build: { tags: ['x', "y"] } })`, [['./cmd/tagged', { tags: ['x', 'y'] }]]],
  [`useGoLambda('./cmd/tagged', { build: { tags: [] }, env })`, [['./cmd/tagged', { tags: [] }]]],
  [
    `useGoLambda('./cmd/tagged', {
      env: () => ({ URL: f(')') }),
      build: { flags: ['-ldflags=-w',], env: { CGO_ENABLED: '0', 'CC': undefined }, },
    })`,
    [['./cmd/tagged', { flags: ['-ldflags=-w'], env: { CGO_ENABLED: '0', CC: undefined } }]],
  ],
  [
    `useGoLambda('./cmd/tagged'); useGoLambda('./cmd/tagged', { build: { tags: ['x'] } })`,
    ['./cmd/tagged', ['./cmd/tagged', { tags: ['x'] }]],
  ],
])('%s names its function', async (text, functions) => {
  expect(await found(text)).toEqual({ functions, unread: [] })
})

it.each([
  [
    `useGoLambda('./cmd/tagged', { build: { tags: [tag] } })`,
    `useGoLambda('./cmd/tagged', { build: { tags: [tag] } })`,
  ],
  [`useGoLambda('./cmd/tagged', { build })`, `useGoLambda('./cmd/tagged', { build })`],
  [`useGoLambda('./cmd/tagged', { ...shared.build })`, `useGoLambda('./cmd/tagged', { ...shared.build })`],
  [`useGoLambda('./cmd/tagged', { build: { ...b } })`, `useGoLambda('./cmd/tagged', { build: { ...b } })`],
  [`useGoLambda('./cmd/missing')`, './cmd/missing, which is not there'],
  [['useGoLambda(`./cmd/$', '{name}`)'].join(''), ['useGoLambda(`./cmd/$', '{name}`)'].join('')],
  [`useGoLambda(folder)`, 'useGoLambda(folder)'],
])('%s is left to its suite, and told', async (text, unread) => {
  expect(await found(text)).toEqual({ functions: [], unread: [unread] })
})

it.each([
  [`useGoLambda({ binary: './cmd/upper' })`],
  [`import { useGoLambda } from 'use-go-lambda/vitest'`],
  [`function useGoLambda(path: string) {}`],
  [`useGoLambda('./cmd/upper'`],
])('%s needs no build', async (text) => {
  expect(await found(text)).toEqual({ functions: [], unread: [] })
})

it('startGoLambda looks from the working directory', async () => {
  expect((await found(`startGoLambda('./cmd/upper')`)).functions).toEqual([])
  const lambdas = fileURLToPath(new URL('../lambdas', import.meta.url))
  const path = relative(process.cwd(), join(lambdas, 'upper'))
  const file = join(root, 'start.test.ts')
  writeFileSync(file, `await startGoLambda('./${path}')`)
  expect((await functionsInTests([file], root)).functions).toEqual([
    { dir: join(lambdas, 'upper'), label: `./${path}` },
  ])
})

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { functionsInTests } from '../../src/run/functions-in-tests.ts'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'ugl-functions-')))
afterAll(() => rmSync(root, { recursive: true }))
for (const name of ['upper', 'lower', 'tagged', 'nested']) {
  mkdirSync(join(root, 'cmd', name), { recursive: true })
  writeFileSync(join(root, 'cmd', name, 'main.go'), 'package main\n')
}
let count = 0

async function found(text: string): Promise<string[]> {
  const file = join(root, `test/deep/${++count}.test.ts`)
  mkdirSync(join(root, 'test/deep'), { recursive: true })
  writeFileSync(file, text)
  return (await functionsInTests([file, join(root, 'gone.test.ts')], root)).map(({ label }) => label)
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
])('%s names its function', async (text, labels) => {
  expect(await found(text)).toEqual(labels)
})

it.each([
  [`useGoLambda('./cmd/tagged', { build: { tags: ['x'] } })`],
  [`useGoLambda('./cmd/missing')`],
  [['useGoLambda(`./cmd/$', '{name}`)'].join('')],
  [`useGoLambda({ binary: './cmd/upper' })`],
  [`import { useGoLambda } from 'use-go-lambda/vitest'`],
])('%s is left to its suite', async (text) => {
  expect(await found(text)).toEqual([])
})

import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { functionsBelow } from '../../src/run/functions-below.ts'
import { testFilesBelow } from '../../src/run/test-files-below.ts'

const root = realpathSync(mkdtempSync(join(tmpdir(), 'ugl-below-')))
afterAll(() => rmSync(root, { recursive: true }))

function write(name: string, text: string): void {
  mkdirSync(dirname(join(root, name)), { recursive: true })
  writeFileSync(join(root, name), text)
}

const imports = '"github.com/aws/aws-lambda-go/lambda"'
const main = `package main\n\nimport ${imports}\n\nfunc main() { lambda.Start(nil) }\n`

/** Each with a function and a test file in it. */
const own = ['.', 'cmd/fn', 'build', 'cdk.output', 'cdk', 'a.cdk.out', 'node', 'vendors', 'test_data']
const ofNobody = ['node_modules', 'cdk.out', 'cdktf.out', '.git', '.aws-sam/build', '.serverless', '.terraform']
const notForGo = ['vendor', 'testdata', '_old']

beforeAll(() => {
  const below = [...ofNobody, ...notForGo].flatMap((name) => [name, `${name}/fn`, `services/${name}/asset.1/fn`])
  for (const folder of [...own, ...below]) {
    write(`${folder}/main.go`, main)
    write(`${folder}/fn.test.ts`, '')
  }
})

it('functions are looked for in no folder that holds what is installed, hidden, or made for a deployment', async () => {
  expect(await functionsBelow(root)).toEqual(own.map((name) => join(root, name)).sort())
})

it('tests are looked for in no such folder, but in those that only Go leaves out', async () => {
  const also = notForGo.flatMap((name) => [name, `${name}/fn`, `services/${name}/asset.1/fn`])
  const found = await testFilesBelow([root], 1_000)
  expect(found.sort()).toEqual([...own, ...also].map((name) => join(root, name, 'fn.test.ts')).sort())
})

it('a folder that is asked for is looked at, whatever it is called', async () => {
  const asked = join(root, 'cdk.out')
  expect(await functionsBelow(asked)).toEqual([asked, join(asked, 'fn')])
  expect(await testFilesBelow([asked], 1_000)).toHaveLength(2)
})

it.each([
  ['import', `package main\n\nimport ${imports}\n`, true],
  ['renamed', `package main\n\nimport l ${imports}\n`, true],
  ['among-others', `// Command fn.\n\npackage main\n\nimport (\n\t"context"\n\n\t. ${imports} // it\n)\n`, true],
  ['other-package', `package handlers\n\nimport ${imports}\n`, false],
  ['in-a-comment', `package main\n\n// import ${imports}\n`, false],
  ['other-import', 'package main\n\nimport "github.com/aws/aws-lambda-go/lambdacontext"\n', false],
])('a package is a function by what it imports itself: %s', async (name, text, isFunction) => {
  write(`cases/${name}/x.go`, text)
  expect(await functionsBelow(join(root, 'cases', name))).toHaveLength(isFunction ? 1 : 0)
})

it('files that go build leaves out, and links, make no function', async () => {
  for (const name of ['main_test.go', '_main.go', '.main.go', 'main.go.txt']) write(`left-out/${name}`, main)
  symlinkSync(join(root, 'cmd/fn'), join(root, 'left-out/linked'))
  expect(await functionsBelow(join(root, 'left-out'))).toEqual([])
})

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '../environment/eventually.ts'
import { lambdaFolder } from '../harness/workshop.ts'
import { workbench } from './workbench.ts'

const { shop, run, start } = workbench()
const project = join(shop.folder, 'project')
const file = join(project, 'go-lambdas.gen.d.ts')
const noCi = { CI: '' }
/** A go command that writes down what it is asked. */
const watchedGo = { ...noCi, USE_GO_LAMBDA_GO: join(shop.folder, 'go') }
const goLog = join(shop.folder, 'go.log')

/** What it was asked since the last time. */
function goCommands(): string[] {
  const lines = existsSync(goLog) ? readFileSync(goLog, 'utf8').trimEnd().split('\n') : []
  rmSync(goLog, { force: true })
  return lines
}

/** Whoever asks for Go now gets a failure. */
const withoutGo = { ...noCi, USE_GO_LAMBDA_GO: '/nowhere/go' }

function write(name: string, text: string): void {
  mkdirSync(join(project, name, '..'), { recursive: true })
  writeFileSync(join(project, name), text)
}

function main(request: string, response: string): string {
  return `package main

import "github.com/aws/aws-lambda-go/lambda"

type Order struct {
	Item string \`json:"item"\`
}

func handle(in ${request}) (${response}, error) {
	panic("never called")
}

func main() {
	lambda.Start(handle)
}
`
}

/** The lines of the file that say which path takes and gives what. */
function entries(): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^ +('.*': \{.*\})/gm)].map(([, line = '']) => line)
}

beforeAll(() => {
  mkdirSync(project)
  writeFileSync(watchedGo.USE_GO_LAMBDA_GO, `#!/bin/sh\necho "$*" >>'${goLog}'\nexec go "$@"\n`, { mode: 0o755 })
  for (const name of ['go.mod', 'go.sum']) cpSync(lambdaFolder(name), join(project, name))
})
beforeEach(() => {
  for (const name of ['cmd', 'test', 'packages', 'go-lambdas.gen.d.ts', 'other.d.ts', 'gen']) {
    rmSync(join(project, name), { recursive: true, force: true })
  }
  write('cmd/orders/main.go', main('Order', '[]int'))
})

describe('use-go-lambda types', () => {
  it('writes what every function takes and gives, and does nothing more until something changes', async () => {
    write('cmd/tool/main.go', 'package main\n\nfunc main() {}\n')
    write('cmd/upper/main.go', main('string', 'string'))
    expect(await run(['types'], { cwd: project, env: watchedGo })).toMatchObject({
      code: 0,
      stdout: 'go-lambdas.gen.d.ts: 2 functions\n',
      stderr: '',
    })
    // One load for both of them.
    expect(goCommands().filter((line) => /^list .*-export/.test(line))).toHaveLength(1)
    expect(entries()).toEqual([
      "'./cmd/orders': { request: Order; response: number[] }",
      "'./cmd/upper': { request: string; response: string }",
    ])
    expect(readFileSync(file, 'utf8')).toContain('export interface Order {\n  item?: string\n}')
    expect(await run(['types'], { cwd: project, env: watchedGo })).toMatchObject({
      code: 0,
      stdout: 'go-lambdas.gen.d.ts is up to date: 2 functions\n',
    })
    expect(goCommands()).toEqual([])
    write('cmd/upper/main.go', main('string', 'bool'))
    expect(await run(['types'], { cwd: project, env: noCi })).toMatchObject({ code: 0 })
    expect(entries()[1]).toBe("'./cmd/upper': { request: string; response: boolean }")
  })

  it('knows the paths by which tests name a function, and what is not found otherwise by its argument', async () => {
    write(
      'internal/platform/run.go',
      `package platform\n\nimport "github.com/aws/aws-lambda-go/lambda"\n\nfunc Run(handler any) { lambda.Start(handler) }\n`,
    )
    const helped = main('int', 'int')
      .replace('github.com/aws/aws-lambda-go/lambda', 'lambdas/internal/platform')
      .replace('lambda.Start', 'platform.Run')
    write('cmd/helped/main.go', helped)
    write('cmd/named/main.go', helped)
    write(
      'test/orders.test.ts',
      `useGoLambda('../cmd/orders')\nstartGoLambda("lambdas/cmd/orders")\ngoLambda('./cmd/named')`,
    )
    const { stdout } = await run(['types', './cmd/helped'], { cwd: project, env: noCi })
    expect(stdout).toBe('go-lambdas.gen.d.ts: 3 functions\n')
    expect(entries()).toEqual([
      "'../cmd/orders': { request: Order; response: number[] }",
      "'./cmd/helped': { request: number; response: number }",
      "'./cmd/named': { request: number; response: number }",
      "'./cmd/orders': { request: Order; response: number[] }",
      "'lambdas/cmd/orders': { request: Order; response: number[] }",
    ])
    // What was named stays, also where nobody names it again.
    expect(await run(['types', '--check'], { cwd: project, env: noCi })).toMatchObject({ code: 0 })
    expect(readFileSync(file, 'utf8').split('\n')[1]).toBe('// Named besides: ./cmd/helped')
    rmSync(join(project, 'cmd/helped'), { recursive: true })
    await run(['types'], { cwd: project, env: noCi })
    expect(readFileSync(file, 'utf8')).not.toContain('helped')
  })

  it('knows a path also where a test leaves open how it is built', async () => {
    write('test/orders.test.ts', `useGoLambda('../cmd/orders', { build: shared.build })`)
    await run(['types'], { cwd: project, env: noCi })
    expect(entries()).toEqual([
      "'../cmd/orders': { request: Order; response: number[] }",
      "'./cmd/orders': { request: Order; response: number[] }",
    ])
  })

  it('finds a function that was written on Windows', async () => {
    write('cmd/orders/main.go', `\uFEFF${main('int', 'int').replaceAll('\n', '\r\n')}`)
    await run(['types'], { cwd: project, env: noCi })
    expect(entries()).toEqual(["'./cmd/orders': { request: number; response: number }"])
  })

  it('minds neither Windows line ends nor a link, and makes the folder it is to write to', async () => {
    const out = ['types', '--out', 'gen/types.d.ts']
    expect(await run(out, { cwd: project, env: noCi })).toMatchObject({ code: 0 })
    const written = readFileSync(join(project, 'gen/types.d.ts'), 'utf8')
    write('gen/types.d.ts', written.replaceAll('\n', '\r\n'))
    expect(await run([...out, '--check'], { cwd: project, env: noCi })).toMatchObject({ code: 0 })
    write('gen/target.d.ts', '// stale\n')
    rmSync(join(project, 'gen/types.d.ts'))
    symlinkSync('target.d.ts', join(project, 'gen/types.d.ts'))
    expect(await run(out, { cwd: project, env: noCi })).toMatchObject({ code: 0 })
    expect(readFileSync(join(project, 'gen/target.d.ts'), 'utf8')).toBe(written)
  })

  it('asks again about code that lacked something, as it may come without a change', async () => {
    const helped = main('int', 'int').replace('import "github', 'import _ "example.com/not/there"\nimport "github')
    write('cmd/orders/main.go', helped)
    const lacking = await run(['types'], { cwd: project, env: watchedGo })
    expect(lacking.stderr).toContain('example.com/not/there')
    expect(goCommands()).not.toEqual([])
    await run(['types'], { cwd: project, env: watchedGo })
    expect(goCommands()).not.toEqual([])
  })

  it('leaves a path unknown that means two functions, and names both', async () => {
    for (const name of ['a', 'b']) {
      write(`packages/${name}/cmd/fn/main.go`, main(name === 'a' ? 'int' : 'string', 'string'))
      write(`packages/${name}/fn.test.ts`, `useGoLambda('./cmd/fn')`)
    }
    const { code, stderr } = await run(['types'], { cwd: project, env: noCi })
    expect(code).toBe(0)
    expect(stderr).toContain("'./cmd/fn'")
    expect(stderr).toContain('packages/a/cmd/fn')
    expect(stderr).toContain('packages/b/cmd/fn')
    expect(entries()).toEqual([
      "'./cmd/fn': { request: unknown; response: unknown }",
      "'./cmd/orders': { request: Order; response: number[] }",
      "'./packages/a/cmd/fn': { request: number; response: string }",
      "'./packages/b/cmd/fn': { request: string; response: string }",
    ])
  })

  it('says where a handler is lost, and leaves its types unknown', async () => {
    write(
      'cmd/lost/main.go',
      'package main\n\nimport (\n\t"reflect"\n\n\t"github.com/aws/aws-lambda-go/lambda"\n)\n\nfunc main() {\n\tlambda.Start(reflect.ValueOf(main).Interface())\n}\n',
    )
    const { code, stdout, stderr } = await run(['types'], { cwd: project, env: noCi })
    expect([code, stdout]).toEqual([0, 'go-lambdas.gen.d.ts: 2 functions, the types of 1 known\n'])
    expect(stderr).toMatch(/cmd\/lost\/main\.go:10.*\n→ of functions that are not known the types can be given: .*\n$/)
    expect(entries()).toContain("'./cmd/lost': { request: unknown; response: unknown }")
  })

  it('leaves the types unknown where one of several handlers is lost, and writes those of the others', async () => {
    write(
      'cmd/half/main.go',
      `package main

import (
	"os"
	"reflect"

	"github.com/aws/aws-lambda-go/lambda"
)

type Draft struct {
	Item string \`json:"item"\`
}

func handle(Draft) error { return nil }

func main() {
	if os.Getenv("OTHER") != "" {
		lambda.Start(reflect.ValueOf(handle).Interface())
	}
	lambda.Start(handle)
}
`,
    )
    const { code, stdout, stderr } = await run(['types'], { cwd: project, env: noCi })
    expect([code, stdout]).toEqual([0, 'go-lambdas.gen.d.ts: 2 functions, the types of 1 known\n'])
    expect(stderr).toMatch(/cmd\/half\/main\.go:18/)
    expect(entries()).toContain("'./cmd/half': { request: unknown; response: unknown }")
    expect(readFileSync(file, 'utf8')).toContain('export interface Draft {')
  })

  it('leaves unknown what is in a module that go cannot load, and says which and why, unless there is no other', async () => {
    write('packages/broken/go.mod', 'module broken\n\nrequires nothing (\n')
    for (const name of ['a', 'b']) write(`packages/broken/${name}/main.go`, main('int', 'int'))
    const { code, stdout, stderr } = await run(['types'], { cwd: project, env: noCi })
    expect([code, stdout]).toEqual([0, 'go-lambdas.gen.d.ts: 3 functions, the types of 1 known\n'])
    expect(stderr.split('\n').filter((line) => line.startsWith('packages'))).toEqual([
      'packages/broken/a: go cannot load its module',
      'packages/broken/a: the Go code in packages/broken has a ../go.mod that cannot be read; mend ../go.mod',
      'packages/broken/b: go cannot load its module',
    ])
    expect(entries()).toEqual([
      "'./cmd/orders': { request: Order; response: number[] }",
      "'./packages/broken/a': { request: unknown; response: unknown }",
      "'./packages/broken/b': { request: unknown; response: unknown }",
    ])
    const before = readFileSync(file, 'utf8')
    rmSync(join(project, 'cmd'), { recursive: true })
    const alone = await run(['types'], { cwd: project, env: noCi })
    expect(alone.code).toBe(3)
    expect(alone.stderr).toMatch(
      /^GoBuildError: the Go code in packages\/broken has a \.\.\/go\.mod that cannot be read\n/,
    )
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it('says which path in a test leads nowhere, and that there is no function at all', async () => {
    write(
      'test/orders.test.ts',
      "useGoLambda('./cmd/orders')\nuseGoLambda('./cmd/oders')\nuseGoLambda('./cmd/oders', {})\n",
    )
    expect(await run(['types'], { cwd: project, env: noCi })).toMatchObject({
      code: 0,
      stdout: 'go-lambdas.gen.d.ts: 1 function\n',
      stderr: 'test/orders.test.ts: ./cmd/oders, which is not there\n',
    })
    for (const folder of ['cmd', 'test']) rmSync(join(project, folder), { recursive: true })
    expect(await run(['types'], { cwd: project, env: noCi })).toMatchObject({
      code: 0,
      stdout: 'go-lambdas.gen.d.ts: 0 functions\n',
      stderr: `no test here names a function, and no package main in this folder or below imports aws-lambda-go
→ run it in the folder of your project, or name the functions: npx use-go-lambda types ./cmd/fn
`,
    })
  })

  it('--check writes nothing, and shows what is stale', async () => {
    expect(await run(['types', '--check'], { cwd: project, env: noCi })).toMatchObject({
      code: 1,
      stderr: 'go-lambdas.gen.d.ts is missing: run npx use-go-lambda types, and commit it\n',
    })
    expect(existsSync(file)).toBe(false)
    await run(['types'], { cwd: project, env: noCi })
    expect(await run(['types', '--check'], { cwd: project, env: noCi })).toMatchObject({ code: 0, stderr: '' })
    const before = readFileSync(file, 'utf8')
    write('cmd/orders/main.go', main('Order', '[]int').replace('json:"item"', 'json:"product"'))
    const { code, stdout, stderr } = await run(['types', '--check'], { cwd: project, env: noCi })
    expect(code).toBe(1)
    expect(stdout).toContain('\n-  item?: string\n+  product?: string\n')
    expect(stderr).toBe('go-lambdas.gen.d.ts is stale: run npx use-go-lambda types, and commit it\n')
    expect(readFileSync(file, 'utf8')).toBe(before)
  })

  it('only checks, too, with CI set', async () => {
    expect(await run(['types'], { cwd: project, env: { CI: 'true' } })).toMatchObject({
      code: 1,
      stderr:
        'go-lambdas.gen.d.ts is missing: run npx use-go-lambda types, and commit it (with CI set nothing is written)\n',
    })
    expect(existsSync(file)).toBe(false)
    const { code, stderr } = await run(['types', '--watch'], { cwd: project, env: { CI: 'true' } })
    expect([code, stderr.split('\n')[0]]).toEqual([
      2,
      'use-go-lambda: --watch writes, and with CI set nothing is written',
    ])
  })

  it('--out names another file', async () => {
    expect(await run(['types', '--out', 'other.d.ts'], { cwd: project, env: noCi })).toMatchObject({
      code: 0,
      stdout: 'other.d.ts: 1 function\n',
    })
    expect(existsSync(file)).toBe(false)
    expect(readFileSync(join(project, 'other.d.ts'), 'utf8')).toContain("'./cmd/orders'")
  })

  it('--watch follows changes until it is ended', async () => {
    const { child, ended } = start(['types', '--watch'], { cwd: project, env: noCi })
    const entriesBecome = (wanted: string) =>
      eventually(
        () => (existsSync(file) ? entries().join('\n') : ''),
        (text) => text.includes(wanted),
        wanted,
      )
    await entriesBecome("'./cmd/orders': { request: Order; response: number[] }")
    write('cmd/orders/main.go', main('Order', 'string'))
    await entriesBecome("'./cmd/orders': { request: Order; response: string }")
    write('cmd/new/main.go', main('bool', 'bool'))
    await entriesBecome("'./cmd/new': { request: boolean; response: boolean }")
    write('cmd/new/main.go', 'package main\n\nfunc (')
    write('cmd/orders/main.go', main('Order', 'int'))
    await entriesBecome("'./cmd/orders': { request: Order; response: number }")
    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ code: 143 })
  })

  it('--watch does not ask Go at each look for what a test may name by its import path', async () => {
    write(
      'test/a.test.ts',
      `useGoLambda('cmd/nonesuch')\nuseGoLambda('lambdas/cmd/later')\nuseGoLambda('lambdas/cmd/orders')`,
    )
    goCommands()
    const { child, ended } = start(['types', '--watch'], { cwd: project, env: watchedGo })
    const entriesBecome = (wanted: string) =>
      eventually(
        () => (existsSync(file) ? entries().join('\n') : ''),
        (text) => text.includes(wanted),
        wanted,
      )
    for (const [go, response] of Object.entries({ string: 'string', bool: 'boolean', float64: 'number' })) {
      write('cmd/orders/main.go', main('Order', go))
      await entriesBecome(`'lambdas/cmd/orders': { request: Order; response: ${response} }`)
    }
    const asked = goCommands().flatMap((line) => /^list -find .* -- (.+)$/.exec(line)?.[1] ?? [])
    expect(new Set(asked)).toEqual(new Set(['cmd/nonesuch', 'lambdas/cmd/later', 'lambdas/cmd/orders']))
    // Three looks there were at least.
    expect(asked.length, asked.join()).toBeLessThan(3 * 3)
    // What comes is seen all the same.
    for (const path of ['cmd/nonesuch', 'lambdas/cmd/later']) {
      write(`${path.replace('lambdas/', '')}/main.go`, main('bool', 'bool'))
      await entriesBecome(`'${path}': { request: boolean; response: boolean }`)
    }
    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ code: 143 })
  })

  it.each([
    [['types', '--check', '--watch'], '--check and --watch exclude each other'],
    [['types', '--out', 'types.ts'], '--out takes the name of a .d.ts file, not types.ts'],
    [['types', '--json'], 'types takes no --json'],
  ])('refuses %j', async (args, reason) => {
    const { code, stderr } = await run(args, { cwd: project, env: noCi })
    expect([code, stderr.split('\n')[0]]).toEqual([2, `use-go-lambda: ${reason}`])
  })

  it('says where there is no package, and no Go', async () => {
    expect(await run(['types', './cmd/nowhere'], { cwd: project, env: noCi })).toMatchObject({ code: 3 })
    const { code, stderr } = await run(['types'], { cwd: project, env: withoutGo })
    expect(code).toBe(3)
    expect(stderr).toContain('USE_GO_LAMBDA_GO does not name a program')
  })
})

import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { findGo } from '../../src/toolchain/index.ts'
import { functionMisfit, type GoTypes, readGoTypes, writeTypeScript } from '../../src/types/index.ts'
import { workspace } from '../toolchain/workspace.ts'
import { compile } from './compile.ts'

type Env = Readonly<Record<string, string | undefined>>

const space = workspace()
const cacheFolder = space.at('cache')
const log = space.at('go.log')
const variables = ['USE_GO_LAMBDA_GO', 'GOWORK'] as const

beforeAll(async () => {
  const go = await findGo()
  const before = variables.map((name) => [name, process.env[name]] as const)
  process.env['USE_GO_LAMBDA_GO'] = space.file('go', `#!/bin/sh\necho "$*" >> '${log}'\nexec '${go}' "$@"\n`, 0o755)
  return () => {
    for (const [name, value] of before) set(name, value)
  }
})

function set(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}

/** A module with a function; gives its folder. */
function module(name: string, main: string): string {
  space.file(
    `${name}/go.mod`,
    `module ${name.split('/').at(-1)}\n\ngo 1.21\n\nrequire github.com/aws/aws-lambda-go v1.54.0\n`,
  )
  cpSync(resolve(import.meta.dirname, '../lambdas-types-find/go.sum'), space.at(`${name}/go.sum`))
  space.file(`${name}/main.go`, main)
  return space.at(name)
}

const handler = (answer: string, imports = '') =>
  `package main\n\nimport "github.com/aws/aws-lambda-go/lambda"\n${imports}\nfunc main() {\n\tlambda.Start(func() (${answer}, error) { panic("") })\n}\n`

/** How often go was asked for types. */
function loads(): number {
  const lines = existsSync(log) ? readFileSync(log, 'utf8').match(/^list .*-export/gm) : []
  rmSync(log, { force: true })
  return lines?.length ?? 0
}

/** What the handler of each function gives. */
function answers(read: readonly GoTypes[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    read
      .flatMap(({ functions }) => functions)
      .map(({ dir, handlers }) => [dir.slice(space.path.length + 1), handlers.map(({ response }) => response?.kind)]),
  )
}

describe('functions of several modules', () => {
  const work = 'go 1.21\n\nuse (\n\t../modules/one\n\t../modules/two\n)\n'
  const elsewhere = space.file('elsewhere/go.work', work)
  space.file('modules/go.work', work)
  const dirs = [module('modules/one', handler('string')), module('modules/two', handler('bool'))]

  it.each<[string, number, string | undefined, Env | undefined]>([
    ['a go.work above them', 1, undefined, undefined],
    ['GOWORK=auto', 1, 'auto', undefined],
    ['GOWORK=off', 2, 'off', undefined],
    ['GOWORK that names a file', 1, elsewhere, undefined],
    ['GOWORK=off in their own variables', 2, undefined, { GOWORK: 'off' }],
    ['a file in their own variables, over GOWORK=off', 1, 'off', { GOWORK: elsewhere }],
    ['GOWORK=off that their own variables take away', 1, 'off', { GOWORK: undefined }],
  ])('with %s are read in %i', async (_, wanted, goWork, env) => {
    set('GOWORK', goWork)
    loads()
    const read = await readGoTypes(
      dirs.map((dir) => ({ dir, ...(env && { env }) })),
      { cacheFolder },
    )
    expect(answers(read)).toEqual({ 'modules/one': ['string'], 'modules/two': ['boolean'] })
    expect(loads()).toBe(wanted)
  })

  it('are read also where one of them is not in the workspace that GOWORK names', async () => {
    set('GOWORK', elsewhere)
    const outside = module('a-module/outside', handler('int'))
    expect(
      answers(
        await readGoTypes(
          [...dirs, outside].map((dir) => ({ dir })),
          { cacheFolder },
        ),
      ),
    ).toEqual({
      'modules/one': ['string'],
      'modules/two': ['boolean'],
      'a-module/outside': [],
    })
  })
})

it("does not look at the comments of Go's own library, wherever that lies", async () => {
  set('GOWORK', undefined)
  const imports = 'import (\n\t"net/http"\n\t"net/url"\n\t"time"\n)\n'
  const answer = 'struct { Cookie http.Cookie; User *url.URL; Month time.Month; Hours time.Duration }'
  const dir = module('library', handler(answer, imports))
  const root = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim()
  const link = space.at('goroot')
  symlinkSync(root, link)
  const texts: string[] = []
  // The last is a machine on which parts of the library do not compile, so that they are read from source.
  const places = [{}, { GOROOT: root }, { GOROOT: link }, { CGO_ENABLED: '1', CC: '/nowhere/cc' }]
  for (const [index, env] of places.entries()) {
    const [load] = await readGoTypes([{ dir, env }], { cacheFolder: space.at(`cache ${index}`) })
    const { functions = [], declarations = {} } = load ?? {}
    const declared = Object.values(declarations).filter(({ package: path }) => path !== 'library')
    expect(declared.map(({ name }) => name)).toEqual(expect.arrayContaining(['Cookie', 'Month', 'SameSite', 'URL']))
    expect(JSON.stringify(declared)).not.toContain('"doc"')
    const named = functions.map((types) => ({ types, declarations, dir, paths: ['.'] }))
    texts.push(writeTypeScript({ functions: named, root: space.path }).text)
  }
  expect(new Set(texts).size).toBe(1)
})

describe('types that are nothing but pointers', () => {
  const lib = 'package lib\n\ntype A *B\ntype B *A\n\ntype To[T any] *T\n'
  const types = `
type Itself *Itself
type Twice **Twice
type One *Other
type Other *One
type Way *One
type Generic[T any] *Generic[T]
type Left[T any] *Right[T]
type Right[T any] *Left[T]
type Swap[T, U any] *Swap[U, T]
type Across lib.To[Across]
type There lib.To[Back]
type Back lib.To[There]

type all struct {
	Itself  Itself
	Twice   Twice
	One     One
	Other   *Other
	Way     **Way
	Generic Generic[int]
	Left    Left[string]
	Right   Right[Way]
	Swap    Swap[int, string]
	Across  Across
	There   There
	Back    Back
	Lib     lib.A
}

type ToNode *Node
type Node struct{ Next ToNode }

`
  const fields = [...types.matchAll(/^\t(\w+) /gm)].map(([, name = '']) => name)

  it('are null in every load, and in the file and to the validator no more than that', async () => {
    set('GOWORK', undefined)
    const dirs = ['here', 'there'].map((name) => {
      space.file(`pointers/${name}/lib/lib.go`, lib)
      const main = handler('struct { All all; Node Node }', `import "${name}/lib"\n${types}`)
      return module(`pointers/${name}`, main)
    })
    const read = await readGoTypes([...dirs.map((dir) => ({ dir })), ...dirs.map((dir) => ({ dir, tags: ['x'] }))], {
      cacheFolder,
    })
    expect(read).toHaveLength(4)
    const value = { All: Object.fromEntries(fields.map((name) => [name, null])), Node: { Next: { Next: null } } }
    for (const { functions, declarations } of read) {
      const [only] = functions
      expect(only?.handlers).toHaveLength(1)
      const misfit = (one: unknown) => only && functionMisfit(only, declarations, one, 'response')?.path
      expect(misfit(value)).toBeUndefined()
      for (const name of fields) expect(misfit({ ...value, All: { ...value.All, [name]: [] } })).toBe(`$.All.${name}`)
    }
    const functions = read.flatMap(({ functions: some, declarations }, load) =>
      some.map((one) => ({ types: one, declarations, dir: `${one.dir}/${load}`, paths: [`./${load}`] })),
    )
    const { text } = writeTypeScript({ root: space.path, functions })
    const use = `declare const of: UseGoLambda.Functions
export const nulls: null[] = [${read.flatMap((_, load) => fields.map((name) => `of['./${load}'].response.All.${name}`))}]
export const end: null | undefined = of['./0'].response.Node.Next?.Next?.Next?.Next && null
`
    expect(compile({ 'go-lambdas.gen.d.ts': text, 'use.ts': use })).toEqual([])
    const declared = text.match(/^export \w+ (\w+)/gm)?.map((line) => line.split(' ').at(-1))
    expect(declared).toEqual(['HereAll', 'HereNode', 'HereToNode', 'ThereAll', 'ThereNode', 'ThereToNode'])
  })
})

import { mkdirSync, rmSync } from 'node:fs'
import { delimiter, dirname } from 'node:path'
import { expect, it } from 'vitest'
import { isGoLambdaError } from '../../src/failure/index.ts'
import { type BuildPackageOptions, buildPackage, findGo, type GoBuildError } from '../../src/toolchain/index.ts'
import { workspace } from './workspace.ts'

const space = workspace()
const gomod = 'module example.com/mod\n\ngo 1.21\n'
const main = 'package main\n\nfunc main() {}\n'
let runs = 0

async function failure(dir: string, options: Partial<BuildPackageOptions> = {}): Promise<GoBuildError> {
  runs += 1
  try {
    await buildPackage({
      dir,
      label: 'cmd/fn',
      cacheFolder: space.at('cache'),
      runFolder: space.at(`runs/${runs}`),
      freshness: 'run',
      ...options,
      env: { GOFLAGS: undefined, GOPROXY: 'off', GOTOOLCHAIN: 'local', ...options.env },
    })
  } catch (error) {
    if (isGoLambdaError(error, 'GO_BUILD')) return error as GoBuildError
    throw error
  }
  throw new Error(`${dir} was built`)
}

function tree(name: string, files: Record<string, string>): string {
  for (const [file, content] of Object.entries(files)) space.file(`${name}/${file}`, content)
  return space.at(name)
}

async function expectFailure(
  dir: string,
  kind: string,
  message: string[],
  options: Partial<BuildPackageOptions> = {},
): Promise<void> {
  const error = await failure(dir, options)
  expect(error.message.replaceAll(space.path, '<dir>').split('\n')).toEqual(message)
  const evidence = message.filter((line) => line.startsWith('  | ')).map((line) => line.slice(4))
  expect(error).toMatchObject({ name: 'GoBuildError', kind, package: 'cmd/fn' })
  expect(error.lines.map((line) => line.replaceAll(space.path, '<dir>'))).toEqual(evidence)
  expect(error.command).toMatch(/^go build -buildvcs=false( .*)? \.$/)
}

it('says what does not compile, with file, line, column and text as Go prints them', async () => {
  const source = 'package main\n\nfunc main() {\n\tvar n int = "one"\n\tmissing()\n}\n'
  await expectFailure(tree('compile', { 'go.mod': gomod, 'main.go': source }), 'compile', [
    'cmd/fn does not compile',
    '  | # example.com/mod',
    '  | ./main.go:4:6: declared and not used: n',
    '  | ./main.go:4:14: cannot use "one" (untyped string constant) as int value in variable declaration',
    '  | ./main.go:5:2: undefined: missing',
    "  → fix the lines above; their paths are relative to the package's folder",
  ])
})

it('says that a package is not main', async () => {
  const dir = tree('lib', { 'go.mod': gomod, 'lib.go': 'package greet\n\nfunc F() {}\n' })
  await expectFailure(dir, 'not-main', [
    'cmd/fn is package greet, not main: there is no program to build',
    '  → give the folder of the package that has func main',
  ])
})

it('says that func main is missing', async () => {
  const dir = tree('nofunc', { 'go.mod': gomod, 'main.go': 'package main\n\nfunc run() {}\n' })
  await expectFailure(dir, 'compile', [
    'cmd/fn has no func main',
    '  | # example.com/mod',
    '  | runtime.main_main·f: function main is undeclared in the main package',
    '  → add func main() { lambda.Start(handler) }',
  ])
})

it('says that two packages are in one folder', async () => {
  const dir = tree('two', { 'go.mod': gomod, 'main.go': main, 'other.go': 'package other\n' })
  await expectFailure(dir, 'compile', [
    'cmd/fn mixes the packages main and other in one folder',
    '  | found packages main (main.go) and other (other.go) in <dir>/two',
    '  → a folder is one package: move the other files',
  ])
})

it('says which module is missing from go.mod', async () => {
  const source = 'package main\n\nimport _ "example.org/lambda"\n\nfunc main() {}\n'
  await expectFailure(tree('missing', { 'go.mod': gomod, 'main.go': source }), 'module-missing', [
    'cmd/fn imports example.org/lambda, which no module in go.mod provides',
    '  | main.go:3:8: no required module provides package example.org/lambda; to add it:',
    '  | \tgo get example.org/lambda',
    '  → go get example.org/lambda',
  ])
})

it('says which import is in no module at all', async () => {
  const source = 'package main\n\nimport _ "internal-tools/log"\n\nfunc main() {}\n'
  const error = await failure(tree('nowhere', { 'go.mod': gomod, 'main.go': source }))
  expect(error.message.split('\n')).toEqual([
    'cmd/fn imports internal-tools/log, which is neither in the standard library nor in a module of go.mod',
    expect.stringMatching(/^ {2}\| main\.go:3:8: package internal-tools\/log is not in std \(.*\)$/),
    "  → check the import path: one of a module begins with the module's name in go.mod",
  ])
  expect(error.kind).toBe('module-missing')
})

it('says that go.sum lacks an entry', async () => {
  const source = 'package main\n\nimport _ "example.org/lambda"\n\nfunc main() {}\n'
  const dir = tree('sum', { 'go.mod': `${gomod}\nrequire example.org/lambda v1.0.0\n`, 'main.go': source })
  await expectFailure(dir, 'go-sum', [
    'cmd/fn misses entries in go.sum',
    '  | main.go:3:8: missing go.sum entry for module providing package example.org/lambda (imported by example.com/mod); to add:',
    '  | \tgo get example.com/mod',
    '  → go mod tidy, and commit go.sum',
  ])
})

it('says that a module cannot be downloaded', async () => {
  const source = 'package main\n\nimport _ "example.org/lambda"\n\nfunc main() {}\n'
  const hash = 'h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
  const dir = tree('download', {
    'go.mod': `${gomod}\nrequire example.org/lambda v1.0.0\n`,
    'go.sum': `example.org/lambda v1.0.0 ${hash}\nexample.org/lambda v1.0.0/go.mod ${hash}\n`,
    'main.go': source,
  })
  await expectFailure(dir, 'download', [
    'cmd/fn needs a module that could not be downloaded',
    '  | main.go:3:8: module lookup disabled by GOPROXY=off',
    '  → check the network, GOPROXY and GOPRIVATE, and fetch it once: go mod download',
  ])
})

it('says that there is no go.mod', async () => {
  await expectFailure(tree('nomod', { 'main.go': main }), 'no-go-mod', [
    'cmd/fn is in no Go module: there is no go.mod in its folder or above it',
    "  | go: go.mod file not found in current directory or any parent directory; see 'go help modules'",
    '  → go mod init <name> in the folder at the top of the Go code, then go mod tidy',
  ])
})

it('says that Go is too old for the module, where another may not be fetched', async () => {
  const dir = tree('old', { 'go.mod': 'module example.com/mod\n\ngo 1.99.1\n', 'main.go': main })
  const error = await failure(dir)
  const version = /running go (\S+);/.exec(error.lines.join())?.[1]
  expect(error.message.split('\n')).toEqual([
    `cmd/fn needs Go 1.99.1, and this is Go ${version}`,
    `  | go: go.mod requires go >= 1.99.1 (running go ${version}; GOTOOLCHAIN=local)`,
    '  → install it, or let Go fetch it: GOTOOLCHAIN=auto in the environment',
  ])
  expect(error.kind).toBe('go-too-old')
})

it('says that Go is too old for the module, where another could not be fetched', async () => {
  const dir = tree('older', { 'go.mod': 'module example.com/mod\n\ngo 1.99.1\n', 'main.go': main })
  const nextStep = '  → it could not be downloaded: install it, or check the network and GOPROXY'
  for (const GOPROXY of ['off', 'http://127.0.0.1:9']) {
    const error = await failure(dir, {
      env: { GOTOOLCHAIN: 'auto', GOPROXY, HTTP_PROXY: undefined, http_proxy: undefined },
    })
    const message = error.message.split('\n')
    expect([message[0], message.at(-1), error.kind]).toEqual(['cmd/fn needs Go 1.99.1', nextStep, 'go-too-old'])
  }
})

it('says that build constraints leave no file', async () => {
  const dir = tree('constraints', { 'go.mod': gomod, 'main.go': `//go:build plan9\n\n${main}` })
  await expectFailure(dir, 'no-go-files', [
    'cmd/fn has no Go file for this system, processor and tags',
    '  | package example.com/mod: build constraints exclude all Go files in <dir>/constraints',
    '  → check its //go:build lines and file names, and give the tags they need: { build: { tags } }',
  ])
})

it('says that only tests are there', async () => {
  const dir = tree('tests', { 'go.mod': gomod, 'main_test.go': 'package main\n' })
  await expectFailure(dir, 'no-go-files', [
    'cmd/fn has no Go files but tests',
    '  | example.com/mod: no non-test Go files in <dir>/tests',
    '  → give the folder of package main',
  ])
})

const cgo = 'package main\n\n// int one() { return 1; }\nimport "C"\n\nfunc main() { C.one() }\n'

it('says that cgo is off, which it is by itself where there is no C compiler', async () => {
  const message = [
    'cmd/fn uses cgo (import "C"), which is off: CGO_ENABLED is 0, or there is no C compiler',
    '  | package example.com/mod: build constraints exclude all Go files in <dir>/cgo',
    "  → install gcc, and do not set CGO_ENABLED=0 (or force it: { build: { env: { CGO_ENABLED: '1' } } })",
  ]
  const dir = tree('cgo', { 'go.mod': gomod, 'main.go': cgo })
  await expectFailure(dir, 'cgo', message, { env: { CGO_ENABLED: '0' } })
  const noCompiler = { CGO_ENABLED: undefined, CC: undefined, PATH: dirname(await findGo()) }
  await expectFailure(dir, 'cgo', message, { env: noCompiler })
})

it('says that the C compiler is missing where cgo is forced', async () => {
  const PATH = [space.at('empty'), dirname(await findGo())].join(delimiter)
  const error = await failure(tree('cgo', { 'go.mod': gomod, 'main.go': cgo }), {
    env: { CGO_ENABLED: '1', CC: undefined, PATH },
  })
  expect(error.kind).toBe('cgo')
  expect(error.message).toContain('cmd/fn needs the C compiler gcc, which was not found\n')
  expect(error.message).toContain("→ install gcc, or build without C: { build: { env: { CGO_ENABLED: '0' } } }")
})

it('says which files of the module are wrong', async () => {
  await expectFailure(tree('gomod', { 'go.mod': `${gomod}\nnonsense\n`, 'main.go': main }), 'module-files', [
    'cmd/fn has a go.mod that cannot be read',
    '  | go: errors parsing go.mod:',
    '  | go.mod:5: unknown directive: nonsense',
    '  → mend go.mod',
  ])
  const source = 'package main\n\nimport _ "example.org/gone"\n\nfunc main() {}\n'
  const replaced = `${gomod}\nrequire example.org/gone v1.0.0\n\nreplace example.org/gone => ../nothing\n`
  await expectFailure(tree('replace', { 'go.mod': replaced, 'main.go': source }), 'module-files', [
    'cmd/fn has a replace line in go.mod that points to a missing folder (../nothing)',
    '  | main.go:3:8: example.org/gone@v1.0.0: replacement directory ../nothing does not exist',
    '  → mend the replace line, or check that folder out',
  ])
})

it('says that go.work does not list the module', async () => {
  const other = { 'other/go.mod': 'module example.com/other\n\ngo 1.21\n', 'other/main.go': main }
  const files = { 'go.work': 'go 1.21\n\nuse ./other\n', ...other, 'fn/go.mod': gomod, 'fn/main.go': main }
  const dir = `${tree('outside', files)}/fn`
  const error = await failure(dir)
  expect(error.message).toContain('cmd/fn is in a module that go.work does not list\n')
  expect(error.message).toContain("→ go work use <the module's folder>, or { build: { env: { GOWORK: 'off' } } }")
  expect(error.kind).toBe('module-files')
})

it.each([
  ['is empty', 'go 1.21\n'],
  ['names a missing folder', 'go 1.21\n\nuse ./missing\n'],
  ['is older than its module', 'go 1.20\n\nuse ./fn\n'],
])('says that go.work does not fit when it %s', async (_, work) => {
  const error = await failure(`${tree('unfit', { 'go.work': work, 'fn/go.mod': gomod, 'fn/main.go': main })}/fn`)
  expect(error.message.split('\n')[0]).toBe('cmd/fn has a go.work above it that does not fit its modules')
  expect(error.kind).toBe('module-files')
})

it('says that the vendor folder is out of step', async () => {
  const source = 'package main\n\nimport _ "example.org/lambda"\n\nfunc main() {}\n'
  const files = {
    'go.mod': `${gomod}\nrequire example.org/lambda v1.0.0\n`,
    'main.go': source,
    'vendor/modules.txt': '',
  }
  const error = await failure(tree('vendored', files))
  expect(error.kind).toBe('module-files')
  expect(error.message.split('\n')[0]).toBe('cmd/fn has a vendor folder that go.mod is ahead of')
  expect(error.message.split('\n').at(-1)).toBe('  → go mod vendor')
})

it('keeps 60 lines, and says how many more there were', async () => {
  const packages = Array.from({ length: 30 }, (_, number) => `p${number}`)
  const files: Record<string, string> = { 'go.mod': gomod }
  for (const name of packages) files[`${name}/x.go`] = `package ${name}\n\nvar a = missing1\nvar b = missing2\n`
  files['main.go'] =
    `package main\n\nimport (\n${packages.map((name) => `\t_ "example.com/mod/${name}"`).join('\n')}\n)\n\nfunc main() {}\n`
  const error = await failure(tree('long', files))
  expect(error.kind).toBe('compile')
  expect(error.lines).toHaveLength(60)
  expect(error.message.split('\n').at(-2)).toBe('  | … and 30 more lines')
})

it('says that the go command has gone', async () => {
  // A go command that deletes itself and fails: as when a version manager switches while a suite runs. Not when it is
  // asked for something else beside the build, which may come first.
  const go = space.file('vanishing/go', '#!/bin/sh\n[ "$1" = build ] && rm "$0"\nexit 127\n', 0o755)
  await expectFailure(
    tree('vanished', { 'go.mod': gomod, 'main.go': main }),
    'go-vanished',
    ['cmd/fn could not be built: <dir>/vanishing/go has gone', '  → check the installation of Go'],
    { env: { USE_GO_LAMBDA_GO: go } },
  )
})

it('shows what a go command that is no Go says', async () => {
  const go = space.file('shim/go', '#!/bin/sh\necho "no version is set for command go" >&2\nexit 126\n', 0o755)
  await expectFailure(
    tree('shimmed', { 'go.mod': gomod, 'main.go': main }),
    'other',
    [
      'cmd/fn could not be built: go build ended with exit code 126',
      '  | no version is set for command go',
      '  → run the same command in its folder',
    ],
    { env: { USE_GO_LAMBDA_GO: go } },
  )
})

it('says that the folder has gone', async () => {
  const dir = tree('gone', { 'main.go': main })
  rmSync(dir, { recursive: true })
  mkdirSync(space.at('empty'), { recursive: true })
  await expect(failure(dir)).rejects.toThrow(`cmd/fn has gone: there is no folder ${dir}`)
})

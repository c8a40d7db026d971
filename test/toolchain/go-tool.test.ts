import { execFileSync } from 'node:child_process'
import { dirname } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { hostSystem, systemOf } from '../../src/artifact/index.ts'
import { goEnvironment } from '../../src/toolchain/go-environment.ts'
import { goTool } from '../../src/toolchain/go-tool.ts'
import { findGo } from '../../src/toolchain/index.ts'
import { workspace } from './workspace.ts'

const space = workspace()
const [system = '', processor = ''] = hostSystem().split('/')
const source = dirname(space.file('tool/main.go', 'package main\n\nfunc main() { print("plain") }\n'))
space.file('tool/go.mod', 'module example.com/tool\n\ngo 1.21\n')
space.file(
  'tool/experiment.go',
  '//go:build goexperiment.arenas\n\npackage main\n\nfunc init() { print("experimental ") }\n',
)
space.file(
  'tool/newer.go',
  '//go:build amd64.v2 || arm64.v8.1\n\npackage main\n\nfunc init() { print("for newer processors ") }\n',
)
let go = ''

/** A go command that takes this machine for the one that it is told. */
beforeAll(async () => {
  const real = await findGo()
  const told = (name: string) => `-e 's/"${name}": ".*"/"${name}": "'"$${name}"'"/'`
  const env = `'${real}' "$@" | sed ${told('GOHOSTOS')} ${told('GOHOSTARCH')}`
  go = space.file('go', `#!/bin/sh\nif [ "$1" = env ]; then ${env}; else exec '${real}' "$@"; fi\n`, 0o755)
})

function built(changes: Readonly<Record<string, string>> = {}, cacheFolder = space.at('cache')): Promise<string> {
  const env = goEnvironment(process.env, { GOHOSTOS: system, GOHOSTARCH: processor, ...changes }, cacheFolder)
  return goTool({ source, label: 'a tool', cwd: source, go, env, cacheFolder, timeoutMs: 600_000 })
}

function printed(program: string): string {
  return execFileSync('sh', ['-c', '"$1" 2>&1', 'sh', program], { encoding: 'utf8' })
}

it('a tool is built once for each system and processor that share the cache', async () => {
  const otherSystem = system === 'darwin' ? 'linux' : 'darwin'
  const otherProcessor = processor === 'arm64' ? 'amd64' : 'arm64'
  const own = await built()
  expect(printed(own)).toBe('plain')
  const others = [await built({ GOHOSTOS: otherSystem }), await built({ GOHOSTARCH: otherProcessor })]
  expect(await Promise.all([own, ...others].map(systemOf))).toEqual([
    hostSystem(),
    `${otherSystem}/${processor}`,
    `${system}/${otherProcessor}`,
  ])
  expect(await built()).toBe(own)
})

it("a tool runs here whatever the code's own target is", async () => {
  const target = { GOOS: 'plan9', GOARCH: 'riscv64', GOAMD64: 'v4', GOARM64: 'v9.5' }
  expect(printed(await built(target, space.at('another cache')))).toBe('plain')
})

it('a tool has the experiments of Go that the code is built with', async () => {
  expect(printed(await built({ GOEXPERIMENT: 'arenas' }))).toBe('experimental plain')
  expect(printed(await built())).toBe('plain')
})

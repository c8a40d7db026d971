import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type BuildPackageOptions, type BuiltPackage, buildPackage, findGo } from '../../src/toolchain/index.ts'
import { until, workspace } from './workspace.ts'

const space = workspace()
const log = space.at('go.log')
const variables = ['USE_GO_LAMBDA_GO', 'GOFLAGS', 'GOOS', 'GOARCH', 'CGO_ENABLED', 'GOENV', 'XDG_CONFIG_HOME', 'GOWORK']
let count = 0
let app = ''

beforeAll(async () => {
  const go = await findGo()
  process.env['USE_GO_LAMBDA_GO'] = space.file('go', `#!/bin/sh\necho "$*" >> '${log}'\nexec '${go}' "$@"\n`, 0o755)
  const before = Object.fromEntries(variables.map((name) => [name, process.env[name]]))
  return () => Object.assign(process.env, before)
})

/** A module of its own for each test, with everything that a binary can be made of. */
beforeEach(async () => {
  count += 1
  app = space.at(`app-${count}`)
  const files = {
    'app/go.mod':
      'module example.com/app\n\ngo 1.21\n\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ../lib\n',
    'app/cmd/fn/main.go': `package main

import (
	"embed"
	"fmt"

	"example.com/app/internal/text"
	"example.com/lib"
)

//go:embed templates
var templates embed.FS

func main() {
	names, _ := templates.ReadDir("templates")
	content, _ := templates.ReadFile("templates/a.txt")
	fmt.Println(text.Hello, lib.Name, len(names), string(content), extra)
}
`,
    'app/cmd/fn/extra.go': 'package main\n\nvar extra = "plain"\n',
    'app/cmd/fn/templates/a.txt': 'A',
    'app/internal/text/text.go': 'package text\n\nconst Hello = "hello"\n',
    'lib/go.mod': 'module example.com/lib\n\ngo 1.21\n',
    'lib/lib.go': 'package lib\n\nconst Name = "lib"\n',
  }
  for (const [name, content] of Object.entries(files)) write(name, content)
  expect(await printed()).toBe('hello lib 1 A plain')
  expect(goRuns()).toContain('build')
})

function write(name: string, content: string): void {
  space.file(`app-${count}/${name}`, content)
}

/** What was saved in the very moment that a build began may not be in it. */
async function aMomentLater(): Promise<void> {
  const saved = Date.now()
  await until('50 ms have passed', () => Date.now() > saved + 50)
}

/** Builds as a suite of the next run does, and gives what the program prints. */
async function printed(options: Partial<BuildPackageOptions> = {}): Promise<string> {
  await aMomentLater()
  return execFileSync((await build(options)).binary, { encoding: 'utf8' }).trim()
}

function build(options: Partial<BuildPackageOptions> = {}): Promise<BuiltPackage> {
  count += 1000
  const runFolder = space.at(`runs/${count}`)
  count -= 1000
  rmSync(runFolder, { recursive: true, force: true })
  return buildPackage({
    dir: join(app, 'app/cmd/fn'),
    cacheFolder: space.at('cache'),
    runFolder,
    freshness: 'run',
    ...options,
  })
}

/** The go commands that were run since the last time. */
function goRuns(): string[] {
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []
  rmSync(log, { force: true })
  return lines.map((line) => line.split(' ')[0] ?? '').filter((command) => command !== '')
}

describe('where nothing changed', () => {
  it('no go command is run, for any number of runs', async () => {
    for (let run = 0; run < 3; run++) expect(await printed()).toBe('hello lib 1 A plain')
    expect(goRuns()).toEqual([])
  })

  it('nor where files only look otherwise, as after a checkout: they are read', async () => {
    cpSync(app, `${app}-copy`, { recursive: true })
    rmSync(app, { recursive: true })
    renameSync(`${app}-copy`, app)
    expect(await printed()).toBe('hello lib 1 A plain')
    expect(goRuns()).toEqual([])
  })

  it('nor for what Go does not read: tests, texts, other folders', async () => {
    write('app/cmd/fn/main_test.go', 'package main\n')
    write('app/cmd/fn/README.md', 'read me')
    write('app/cmd/other/main.go', 'package main\n\nfunc main() {}\n')
    expect(await printed()).toBe('hello lib 1 A plain')
    expect(goRuns()).toEqual([])
  })

  it('in watch mode a suite is given it at once, too', async () => {
    expect(await printed({ freshness: { since: Date.now() - 1 } })).toBe('hello lib 1 A plain')
    expect(goRuns()).toEqual([])
  })
})

const changes: [string, () => void, string][] = [
  [
    'a file of the package',
    () => write('app/cmd/fn/extra.go', 'package main\n\nvar extra = "other"\n'),
    'hello lib 1 A other',
  ],
  [
    'a file of the package, with its size and times as before',
    () => {
      const path = join(app, 'app/cmd/fn/extra.go')
      const { atime, mtime } = statSync(path)
      write('app/cmd/fn/extra.go', 'package main\n\nvar extra = "pla1n"\n')
      utimesSync(path, atime, mtime)
    },
    'hello lib 1 A pla1n',
  ],
  [
    'a file of another package',
    () => write('app/internal/text/text.go', 'package text\n\nconst Hello = "hi"\n'),
    'hi lib 1 A plain',
  ],
  [
    'a new file',
    () => write('app/cmd/fn/new.go', 'package main\n\nfunc init() { extra = "new" }\n'),
    'hello lib 1 A new',
  ],
  [
    'a removed file',
    () => {
      write('app/cmd/fn/extra_linux.go', 'package main\n')
      renameSync(join(app, 'app/cmd/fn/extra.go'), join(app, 'app/cmd/fn/renamed.go'))
      appendFileSync(join(app, 'app/cmd/fn/renamed.go'), '\nfunc init() { extra = "renamed" }\n')
    },
    'hello lib 1 A renamed',
  ],
  ['an embedded file', () => write('app/cmd/fn/templates/a.txt', 'B'), 'hello lib 1 B plain'],
  ['a new embedded file', () => write('app/cmd/fn/templates/b.txt', 'B'), 'hello lib 2 A plain'],
  [
    'a file of a replaced module',
    () => write('lib/lib.go', 'package lib\n\nconst Name = "library"\n'),
    'hello library 1 A plain',
  ],
  [
    'go.mod',
    () => {
      cpSync(join(app, 'lib'), join(app, 'fork'), { recursive: true })
      write('fork/lib.go', 'package lib\n\nconst Name = "fork"\n')
      const goMod = readFileSync(join(app, 'app/go.mod'), 'utf8')
      write('app/go.mod', goMod.replace('../lib', '../fork'))
    },
    'hello fork 1 A plain',
  ],
  [
    'a go.work above it',
    () => {
      cpSync(join(app, 'lib'), join(app, 'work'), { recursive: true })
      write('work/lib.go', 'package lib\n\nconst Name = "workspace"\n')
      write('go.work', 'go 1.21\n\nuse ./app\n\nreplace example.com/lib => ./work\n')
    },
    'hello workspace 1 A plain',
  ],
  [
    'a vendor folder',
    () => {
      write('app/vendor/example.com/lib/lib.go', 'package lib\n\nconst Name = "vendored"\n')
      write(
        'app/vendor/modules.txt',
        '# example.com/lib v0.0.0 => ../lib\n## explicit; go 1.21\nexample.com/lib\n# example.com/lib => ../lib\n',
      )
    },
    'hello vendored 1 A plain',
  ],
  [
    'GOFLAGS',
    () => {
      write('app/cmd/fn/loud.go', '//go:build loud\n\npackage main\n\nfunc init() { extra = "LOUD" }\n')
      process.env['GOFLAGS'] = '-tags=loud -buildvcs=false'
    },
    'hello lib 1 A LOUD',
  ],
  [
    "Go's own file of settings",
    () => {
      write('app/cmd/fn/quiet.go', '//go:build quiet\n\npackage main\n\nfunc init() { extra = "quiet" }\n')
      process.env['XDG_CONFIG_HOME'] = join(app, 'config')
      write('config/go/env', 'GOFLAGS=-tags=quiet\n')
    },
    'hello lib 1 A quiet',
  ],
]

describe('a new binary is built after a change of', () => {
  it.each(changes)('%s', async (_, change, expected) => {
    const before = Object.fromEntries(variables.map((name) => [name, process.env[name]]))
    try {
      change()
      expect(await printed()).toBe(expected)
      expect(goRuns()).toContain('build')
      expect(await printed()).toBe(expected)
      expect(goRuns()).toEqual([])
    } finally {
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name]
        else process.env[name] = value
      }
    }
  })

  it('the vendored code itself', async () => {
    write('app/vendor/example.com/lib/lib.go', 'package lib\n\nconst Name = "vendored"\n')
    write(
      'app/vendor/modules.txt',
      '# example.com/lib v0.0.0 => ../lib\n## explicit; go 1.21\nexample.com/lib\n# example.com/lib => ../lib\n',
    )
    expect(await printed()).toBe('hello vendored 1 A plain')
    write('app/vendor/example.com/lib/lib.go', 'package lib\n\nconst Name = "patched"\n')
    expect(await printed()).toBe('hello patched 1 A plain')
  })

  it('go.sum: go refuses what it does not name any more', async () => {
    write('app/go.sum', 'example.com/lib v0.0.0 h1:AAAA\n')
    await build()
    expect(goRuns()).toContain('build')
  })

  it('tags, GOOS and the like', async () => {
    write('app/cmd/fn/loud.go', '//go:build loud\n\npackage main\n\nfunc init() { extra = "LOUD" }\n')
    expect(await printed({ tags: ['loud'] })).toBe('hello lib 1 A LOUD')
    expect(await printed()).toBe('hello lib 1 A plain')
    goRuns()
    const foreign = await build({ env: { GOOS: 'plan9', GOARCH: '386' } })
    expect(goRuns()).toContain('build')
    expect(readFileSync(foreign.binary).subarray(0, 4).toString('hex')).toBe('000001eb')
    expect(await printed()).toBe('hello lib 1 A plain')
    expect(goRuns()).toEqual([])
  })

  it('the go command', async () => {
    appendFileSync(process.env['USE_GO_LAMBDA_GO'] ?? '', '# another release\n')
    expect(await printed()).toBe('hello lib 1 A plain')
    expect(goRuns()).toContain('build')
  })

  it('a broken package is an error, and mended by the next save', async () => {
    const good = readFileSync(join(app, 'app/cmd/fn/extra.go'), 'utf8')
    write('app/cmd/fn/extra.go', 'package main\n\nvar extra int = "plain"\n')
    await expect(build()).rejects.toMatchObject({ code: 'GO_BUILD' })
    write('app/cmd/fn/extra.go', good)
    expect(await printed()).toBe('hello lib 1 A plain')
  })
})

describe('go is asked every time where it cannot be known', () => {
  it.each([
    ['a flag that reads other files', { flags: ['-overlay=overlay.json'] }],
    ['a flag that is not known', { flags: ['-compiler=gc'] }],
  ])('%s', async (_, options) => {
    write('app/cmd/fn/overlay.json', '{"Replace":{}}')
    for (let run = 0; run < 2; run++) {
      expect(await printed(options)).toBe('hello lib 1 A plain')
      expect(goRuns()).toContain('build')
    }
  })

  it('a package with assembly, which may include files from anywhere', async () => {
    write('app/internal/text/add_amd64.s', '#include "textflag.h"\n')
    write('app/internal/text/add_arm64.s', '#include "textflag.h"\n')
    for (let run = 0; run < 2; run++) {
      expect(await printed()).toBe('hello lib 1 A plain')
      expect(goRuns()).toContain('build')
    }
  })

  it('a file that was saved while it was built', async () => {
    const path = join(app, 'app/cmd/fn/extra.go')
    const future = Date.now() / 1000 + 60
    write('app/cmd/fn/extra.go', 'package main\n\nvar extra = "later"\n')
    utimesSync(path, future, future)
    for (let run = 0; run < 2; run++) {
      expect(await printed()).toBe('hello lib 1 A later')
      expect(goRuns()).toContain('build')
    }
  })
})

it('a binary of the cache that was removed is not used', async () => {
  const cacheFolder = space.at(`cache-${count}`)
  expect(await printed({ cacheFolder })).toBe('hello lib 1 A plain')
  const names = readdirSync(join(cacheFolder, 'bin'), { recursive: true, encoding: 'utf8' })
  rmSync(join(cacheFolder, 'bin', names.find((name) => name.endsWith('/fn')) ?? ''))
  goRuns()
  expect(await printed({ cacheFolder })).toBe('hello lib 1 A plain')
  expect(goRuns()).toContain('build')
})

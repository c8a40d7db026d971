import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { hostSystem, systemOf } from '../../src/artifact/index.ts'
import { resolvePackage, SharedBuildError, shareBuilds, takeSharedBuild } from '../../src/toolchain/index.ts'
import { testNeeding } from '../support/needs.ts'
import { workspace } from './workspace.ts'

interface Options {
  readonly tags?: string[]
  readonly flags?: string[]
  readonly env?: Record<string, string | undefined>
}

const space = workspace()
const own = space.at('builder')
const folder = space.at('binaries')
const [host, arch] = hostSystem().split('/')
let count = 0

beforeAll(async () => {
  repository('builder')
  await share(['cmd/plain'])
  await share(['cmd/plain'], { tags: ['loud', 'clear'] })
  await share(['tools/plain'])
  machine()
})

/** A repository with a module at its root and another, of its own name, beside it. */
function repository(name: string): void {
  const file = (path: string, text: string) => space.file(`${name}/${path}`, text)
  file('go.mod', 'module example.com/shop // ours\n\ngo 1.21\n')
  file('README.md', 'nothing to go\n')
  file('words/words.go', 'package words\n\nconst Hello = "hello"\n')
  file('words/words_test.go', 'package words\n')
  const main = 'package main\n\nimport (\n\t"embed"\n\t"example.com/shop/words"\n)\n\n'
  file('cmd/plain/main.go', `${main}//go:embed static/*\nvar files embed.FS\n\nfunc main() { print(words.Hello) }\n`)
  file('cmd/plain/loud.go', '//go:build loud\n\npackage main\n\nfunc init() { print("LOUD ") }\n')
  file('cmd/plain/static/page.html', '<p>')
  file('tools/go.mod', 'module "example.com/shop/cmd" \n\ngo 1.21\n')
  file('tools/plain/main.go', 'package main\n\nfunc main() { print("a tool") }\n')
}

async function share(paths: string[], options: Options = {}, from = own, to = folder): Promise<string[]> {
  const folders = { cacheFolder: space.at('builder-cache'), runFolder: space.at(`builder-run-${++count}`) }
  const asked = paths.map((path) => ({ dir: join(from, path), label: `./${path}`, ...folders, ...options }))
  const { signal } = new AbortController()
  const result = await shareBuilds(asked, { folder: to, root: from, systemOf, timeoutMs: 120_000, signal })
  return [...result.built.map(({ file }) => file), ...result.failures.map(({ message }) => message)]
}

let machineFolder = ''
let artifact = ''

/** Another machine: a checkout in another folder, the artifact without its modes, a cache of its own. */
function machine(): void {
  machineFolder = space.at(`machine-${++count}/work/some where`)
  artifact = space.at(`machine-${count}/download`)
  cpSync(own, machineFolder, { recursive: true })
  cpSync(folder, artifact, { recursive: true })
  for (const name of readdirSync(artifact, { recursive: true, encoding: 'utf8' })) {
    if (statSync(join(artifact, name)).isFile()) chmodSync(join(artifact, name), 0o644)
  }
}

function take(path: string, options: Partial<Parameters<typeof takeSharedBuild>[0]> = {}): Promise<string> {
  return takeSharedBuild({
    folder: artifact,
    dir: join(machineFolder, path),
    label: `./${path}`,
    system: hostSystem(),
    cacheFolder: join(artifact, '../cache'),
    runFolder: join(artifact, `../run-${++count}`),
    freshness: 'run',
    ...options,
  })
}

function printed(binary: string): string {
  return execFileSync('sh', ['-c', '"$1" 2>&1', 'sh', binary], { encoding: 'utf8' })
}

async function refusal(promise: Promise<unknown>): Promise<{ problem: string; message: string[] }> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof SharedBuildError)) throw error ?? new Error('nothing was refused')
  return {
    problem: error.problem,
    message: error.message
      .replaceAll(machineFolder, '<checkout>')
      .replaceAll(artifact, '<binaries>')
      .replaceAll(hostSystem(), '<system>')
      .split('\n'),
  }
}

describe('a binary that was built elsewhere', () => {
  it('is found in a checkout of another folder, executable though the artifact has lost its modes', async () => {
    const binary = await take('cmd/plain')
    expect(printed(binary)).toBe('hello')
    expect(statSync(binary).mode & 0o777).toBe(0o700)
    expect(binary.startsWith(join(artifact, '../run-'))).toBe(true)
  })

  it('is another for other build options; the order of tags does not matter', async () => {
    expect(printed(await take('cmd/plain', { tags: ['clear', 'loud'] }))).toBe('LOUD hello')
    expect(await refusal(take('cmd/plain', { flags: ['-race'], env: { CGO_ENABLED: '0' } }))).toEqual({
      problem: 'missing',
      message: [
        './cmd/plain is in <binaries>, which USE_GO_LAMBDA_BINARIES names, but not built with --flag=-race --build-env=CGO_ENABLED=…',
        '  | ./cmd/plain (<system>)',
        '  | ./cmd/plain (<system>) --tags=clear,loud',
        '  | ./tools/plain (<system>)',
        '  → add it where the others are built: use-go-lambda build ./cmd/plain --flag=-race --build-env=CGO_ENABLED=… --out <binaries>',
      ],
    })
    expect(await refusal(take('cmd/plain', { tags: [] }))).toMatchObject({ problem: 'missing' })
  })

  it('is told from another of the same import path by its sources', async () => {
    expect(printed(await take('tools/plain'))).toBe('a tool')
  })

  it('is not silently replaced by a build where it is missing', async () => {
    space.file(`${machineFolder.slice(space.path.length + 1)}/cmd/new/main.go`, 'package main\n\nfunc main() {}\n')
    expect(await refusal(take('cmd/new'))).toEqual({
      problem: 'missing',
      message: [
        './cmd/new (example.com/shop/cmd/new) is not in <binaries>, which USE_GO_LAMBDA_BINARIES names',
        '  | ./cmd/plain (<system>)',
        '  | ./cmd/plain (<system>) --tags=clear,loud',
        '  | ./tools/plain (<system>)',
        '  → add it where the others are built: use-go-lambda build ./cmd/new --out <binaries>',
      ],
    })
  })

  it('of another system is refused', async () => {
    expect(await refusal(take('cmd/plain', { system: 'linux/riscv64' }))).toEqual({
      problem: 'other-system',
      message: [
        './cmd/plain in <binaries> is built for <system>; this machine runs linux/riscv64',
        '  → build it for this one, too: GOOS=linux GOARCH=riscv64 use-go-lambda build ./cmd/plain --out <binaries>',
      ],
    })
  })

  it('stands beside that for another processor', async () => {
    const to = space.at('two-systems')
    const other = arch === 'arm64' ? 'amd64' : 'arm64'
    await share(['tools/plain'], {}, own, to)
    process.env['GOARCH'] = other
    try {
      await share(['tools/plain'], {}, own, to)
    } finally {
      delete process.env['GOARCH']
    }
    const { functions } = JSON.parse(readFileSync(join(to, 'manifest.json'), 'utf8'))
    expect(functions.map(({ system }: { system: string }) => system).sort()).toEqual(
      [`${host}/${other}`, hostSystem()].sort(),
    )
    expect(printed(await take('tools/plain', { folder: to }))).toBe('a tool')
  })

  it('is used again in a run without a look, and in the next run after one', async () => {
    const runFolder = space.at(`run-${++count}`)
    const binary = await take('cmd/plain', { runFolder })
    rmSync(join(artifact, 'manifest.json'))
    expect(await take('cmd/plain', { runFolder })).toBe(binary)
    expect(await refusal(take('cmd/plain'))).toMatchObject({ problem: 'no-manifest' })
    cpSync(join(folder, 'manifest.json'), join(artifact, 'manifest.json'))
  })

  it('survives that the cache is emptied', async () => {
    const binary = await take('cmd/plain')
    rmSync(join(artifact, '../cache'), { recursive: true })
    expect(printed(binary)).toBe('hello')
    expect(printed(await take('cmd/plain'))).toBe('hello')
  })

  it('whose copy in the cache was changed is copied anew', async () => {
    await take('cmd/plain')
    const bin = join(artifact, '../cache/bin')
    for (const key of readdirSync(bin)) {
      const path = join(bin, key, 'plain')
      rmSync(path)
      writeFileSync(path, '#!/bin/sh\necho changed\n', { mode: 0o755 })
    }
    expect(printed(await take('cmd/plain'))).toBe('hello')
  })

  it('and its package are found by import path without any go', async () => {
    const env = { USE_GO_LAMBDA_GO: space.at('no-go') }
    const from = join(machineFolder, 'words')
    const found = await resolvePackage('example.com/shop/cmd/plain', { from, root: machineFolder, env })
    expect(found).toEqual({
      dir: join(machineFolder, 'cmd/plain'),
      label: 'example.com/shop/cmd/plain',
      importPath: 'example.com/shop/cmd/plain',
    })
  })
})

describe('sources that are not those of the binary', () => {
  const shop = { file: (name: string, text: string) => writeFileSync(join(machineFolder, name), text) }

  it.each([
    ['a changed file of another package', 'words/words.go', 'package words\n\nconst Hello = "bye"\n', 'changed'],
    ['a new file', 'cmd/plain/more.go', 'package main\n', 'new    '],
    ['a new embedded file', 'cmd/plain/static/more.html', '<b>', 'new    '],
    ['a changed embedded file', 'cmd/plain/static/page.html', '<b>', 'changed'],
    ['a changed go.mod', 'go.mod', 'module example.com/shop\n\ngo 1.22\n', 'changed'],
    ['a new go.work', 'go.work', 'go 1.21\n\nuse .\n', 'new    '],
    ['a missing file', 'cmd/plain/loud.go', undefined, 'missing'],
  ])('are told: %s', async (_, name, text, how) => {
    machine()
    if (text === undefined) rmSync(join(machineFolder, name))
    else shop.file(name, text)
    expect(await refusal(take('cmd/plain'))).toEqual({
      problem: 'stale',
      message: [
        './cmd/plain was built of other sources than are here: 1 file differs',
        `  | ${how} <checkout>/${name}`,
        '  → build it of these: use-go-lambda build ./cmd/plain --out <binaries>; or unset USE_GO_LAMBDA_BINARIES, and it is built here',
      ],
    })
  })

  it('are not those that go never reads', async () => {
    machine()
    shop.file('README.md', 'changed')
    shop.file('words/words_test.go', 'package words\n\n// changed\n')
    shop.file('cmd/plain/notes.txt', 'new')
    expect(printed(await take('cmd/plain'))).toBe('hello')
  })

  it('are seen in watch mode at the next run of the suite', async () => {
    machine()
    const runFolder = space.at(`run-${++count}`)
    expect(printed(await take('cmd/plain', { runFolder }))).toBe('hello')
    shop.file('words/words.go', 'package words\n\nconst Hello = "bye"\n')
    const freshness = { since: Date.now() + 1 }
    expect(await refusal(take('cmd/plain', { runFolder, freshness }))).toMatchObject({ problem: 'stale' })
  })

  testNeeding('git')('are not those that git ignores, which only the builder may have', async () => {
    const name = 'generates'
    repository(name)
    space.file(`${name}/.gitignore`, 'generated.go\ncmd/plain/static/\n')
    space.file(`${name}/words/generated.go`, 'package words\n\n// made at noon\n')
    execFileSync('git', ['init', '-q'], { cwd: space.at(name) })
    const to = space.at('generated-binaries')
    await share(['cmd/plain'], {}, space.at(name), to)
    const clone = space.at('clone')
    cpSync(space.at(name), clone, { recursive: true })
    rmSync(join(clone, 'words/generated.go'))
    rmSync(join(clone, 'cmd/plain/static'), { recursive: true })
    const dir = join(clone, 'cmd/plain')
    expect(printed(await take('cmd/plain', { folder: to, dir }))).toBe('hello')
    writeFileSync(join(clone, 'words/words.go'), 'package words\n')
    expect(await refusal(take('cmd/plain', { folder: to, dir }))).toMatchObject({ problem: 'stale' })
  })
})

describe('an artifact that is not as it was built', () => {
  function entry(): { file: string } {
    machine()
    const { functions } = JSON.parse(readFileSync(join(artifact, 'manifest.json'), 'utf8'))
    return functions[0]
  }

  it('is refused where a binary was changed, cut, or left out', async () => {
    const { file } = entry()
    const path = join(artifact, file)
    const bytes = readFileSync(path)
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    writeFileSync(path, bytes)
    const { problem, message } = await refusal(take('cmd/plain'))
    expect([problem, message.map((line) => line.replace(/[0-9a-f]{64}/g, '<hash>'))]).toEqual([
      'damaged',
      [
        `<binaries>/${file} is not ./cmd/plain as it was built: its SHA-256 is <hash>, and was <hash>`,
        '  → upload and download the whole folder again, or build it again: use-go-lambda build --out',
      ],
    ])
    writeFileSync(path, bytes.subarray(0, 1000))
    expect((await refusal(take('cmd/plain'))).message[0]).toBe(
      `<binaries>/${file} is not ./cmd/plain as it was built: it has 1000 bytes, and had ${bytes.length}`,
    )
    rmSync(path)
    expect((await refusal(take('cmd/plain'))).message[0]).toBe(
      `<binaries>/${file} is not ./cmd/plain as it was built: it cannot be read (ENOENT)`,
    )
    expect(existsSync(join(artifact, '../cache/bin'))).toBe(true)
  })

  it.each(['../outside/plain', '/outside/plain'])('is refused where its manifest leads out of it: %s', async (file) => {
    entry()
    const text = readFileSync(join(artifact, 'manifest.json'), 'utf8')
    const manifest = JSON.parse(text)
    for (const each of manifest.functions) each.file = file
    writeFileSync(join(artifact, 'manifest.json'), JSON.stringify(manifest))
    expect((await refusal(take('cmd/plain'))).message[0]).toContain('it lies outside of the folder')
  })

  it.each([
    [undefined, '<binaries> holds no binaries of use-go-lambda build: manifest.json cannot be read (ENOENT)'],
    ['{"version":1,', /^<binaries>\/manifest\.json is damaged: /],
    ['{"version":2,"functions":[]}', '<binaries>/manifest.json is of version 2, and this release reads version 1'],
    ['{}', '<binaries>/manifest.json is of version undefined, and this release reads version 1'],
    ['null', /^<binaries>\/manifest\.json is damaged: /],
  ])('is refused with a manifest of %j', async (text, reason) => {
    entry()
    if (text === undefined) rmSync(join(artifact, 'manifest.json'))
    else writeFileSync(join(artifact, 'manifest.json'), text)
    const { problem, message } = await refusal(take('cmd/plain'))
    expect(problem).toBe('no-manifest')
    expect(message[0]).toEqual(typeof reason === 'string' ? reason : expect.stringMatching(reason))
    expect(message.at(-1)).toBe(
      '  → make it anew with use-go-lambda build --out, of the same release; USE_GO_LAMBDA_BINARIES names it',
    )
  })
})

describe('shareBuilds', () => {
  it('writes nothing where one of several does not compile, and tells each failure', async () => {
    repository('broken')
    space.file('broken/cmd/bad/main.go', 'package main\n\nfunc main() { undefinedName() }\n')
    space.file('broken/cmd/worse/worse.go', 'package worse\n')
    const to = space.at('broken-binaries')
    const told = await share(['cmd/plain', 'cmd/bad', 'cmd/worse'], {}, space.at('broken'), to)
    expect(told).toEqual([
      expect.stringContaining('undefined: undefinedName'),
      expect.stringMatching(/^\.\/cmd\/worse is package worse, not main/),
    ])
    expect(existsSync(to)).toBe(false)
  })

  it('replaces what it builds anew and keeps the rest, in a folder that was there', async () => {
    const to = space.at('again')
    cpSync(folder, to, { recursive: true })
    repository('again-sources')
    space.file('again-sources/words/words.go', 'package words\n\nconst Hello = "again"\n')
    const before = readdirSync(to).sort()
    const [file = ''] = await share(['cmd/plain'], {}, space.at('again-sources'), to)
    expect(readdirSync(to).sort()).toEqual(before)
    expect(printed(join(to, file))).toBe('again')
    expect(JSON.parse(readFileSync(join(to, 'manifest.json'), 'utf8')).functions).toHaveLength(3)
  })

  it('of two at once into one folder loses nothing', async () => {
    const to = space.at('at-once')
    await Promise.all([share(['cmd/plain'], {}, own, to), share(['tools/plain'], {}, own, to)])
    expect(JSON.parse(readFileSync(join(to, 'manifest.json'), 'utf8')).functions).toHaveLength(2)
  })
})

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { hostSystem } from '../../src/artifact/index.ts'
import { lambdaFolder } from '../harness/workshop.ts'
import { workbench } from './workbench.ts'

const { shop, run } = workbench()
const repository = join(shop.folder, 'repository')
const elsewhere = join(shop.folder, 'another machine/checkout')
const withoutGo = { USE_GO_LAMBDA_GO: '/nowhere/go', USE_GO_LAMBDA_BINARIES: '../artifact' }

function write(name: string, text: string): void {
  mkdirSync(join(repository, name, '..'), { recursive: true })
  writeFileSync(join(repository, name), text)
}

beforeAll(() => {
  for (const name of ['go.mod', 'go.sum']) {
    mkdirSync(repository, { recursive: true })
    cpSync(lambdaFolder(name), join(repository, name))
  }
  for (const name of ['upper', 'echo']) cpSync(lambdaFolder(name), join(repository, 'cmd', name), { recursive: true })
  cpSync(lambdaFolder('broken/compile-error'), join(repository, 'cmd/broken'), { recursive: true })
  write('cmd/upper/loud.go', '//go:build loud\n\npackage main\n\nfunc init() { println("LOUD") }\n')
  write('test/upper.test.ts', `useGoLambda('./cmd/upper')`)
  write('test/loud.spec.tsx', `useGoLambda('./cmd/upper', { build: { tags: ['loud'] } })`)
  write('src/__tests__/echo.js', `useGoLambda("./cmd/echo", { timeoutMs: 1000 })`)
  write('test/dynamic.test.ts', `useGoLambda(folder)\nuseGoLambda('./cmd/nowhere')`)
  write('node_modules/other/other.test.ts', `useGoLambda('./cmd/broken')`)
})

/** What was printed, with sizes and the folders of binaries masked. */
function told(stdout: string): string[] {
  return stdout
    .replaceAll(hostSystem(), '<system>')
    .replace(/\d+\.\d MB/g, '<size>')
    .replace(/\b[0-9a-f]{12}\b/g, '<id>')
    .trimEnd()
    .split('\n')
}

/** The artifact, on a machine that has another folder, another cache and no Go. */
async function invokeElsewhere(args: readonly string[], cwd = elsewhere): Promise<string> {
  const env = { ...withoutGo, USE_GO_LAMBDA_CACHE: join(shop.folder, 'another machine/cache') }
  const { code, stdout, stderr } = await run(['invoke', ...args], { cwd, env })
  return `${code} ${stdout}${stderr}`
}

describe('use-go-lambda build', () => {
  it('builds what the test files name, as they name it, and tells what it could not read', async () => {
    const { code, stdout, stderr } = await run(['build', '--out', 'binaries'], { cwd: repository })
    expect([code, told(stdout).sort(), stderr.trimEnd().split('\n').sort()]).toEqual([
      0,
      [
        './cmd/echo: binaries/<id>/echo (<system>, <size>)',
        './cmd/upper --tags=loud: binaries/<id>/upper (<system>, <size>)',
        './cmd/upper: binaries/<id>/upper (<system>, <size>)',
      ],
      [
        'use-go-lambda: not built, name its package if a suite needs it: test/dynamic.test.ts: ./cmd/nowhere, which is not there',
        'use-go-lambda: not built, name its package if a suite needs it: test/dynamic.test.ts: useGoLambda(folder)',
      ],
    ])
  })

  it('makes binaries that need no Go, in another folder', async () => {
    cpSync(repository, elsewhere, { recursive: true })
    cpSync(join(repository, 'binaries'), join(elsewhere, '../artifact'), { recursive: true })
    expect(await invokeElsewhere(['./cmd/upper', '"daniel"'])).toBe('0 "DANIEL"\n')
    expect(await invokeElsewhere(['./cmd/upper', '"daniel"', '--tags', 'loud'])).toBe('0 "DANIEL"\n')
    expect(await invokeElsewhere(['./cmd/echo'])).toBe('0 {}\n')
    expect(await invokeElsewhere(['lambdas/cmd/echo'])).toBe('0 {}\n')
    expect(await invokeElsewhere(['./cmd/broken'])).toMatch(
      /^3 SharedBuildError: \.\/cmd\/broken \(compile-error\) is not in .+\/artifact, which USE_GO_LAMBDA_BINARIES names\n[\s\S]* --out '.+\/another machine\/artifact'\n$/,
    )
  })

  it('adds packages that are named to a folder, with options of their own', async () => {
    const args = ['build', 'cmd/upper', './cmd/echo', 'cmd/upper', '--out', 'binaries', '--tags', 'a,b']
    const { code, stdout, stderr } = await run([...args, '--flag=-ldflags=-w', '--build-env', 'CGO_ENABLED=0'], {
      cwd: repository,
    })
    expect([code, told(stdout), stderr]).toEqual([
      0,
      [
        './cmd/upper --tags=a,b --flag=-ldflags=-w --build-env=CGO_ENABLED=…: binaries/<id>/upper (<system>, <size>)',
        './cmd/echo --tags=a,b --flag=-ldflags=-w --build-env=CGO_ENABLED=…: binaries/<id>/echo (<system>, <size>)',
      ],
      '',
    ])
    const manifest = readFileSync(join(repository, 'binaries/manifest.json'), 'utf8')
    expect(JSON.parse(manifest).functions).toHaveLength(5)
    expect(manifest).not.toContain(shop.folder)
  })

  it('writes nothing where a package does not compile, with exit code 3', async () => {
    const { code, stdout, stderr } = await run(['build', './cmd/upper', './cmd/broken', '--out', 'none'], {
      cwd: repository,
    })
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toMatch(/^GoBuildError: \.\/cmd\/broken does not compile\n[\s\S]*undefined: strngs/)
    expect(existsSync(join(repository, 'none'))).toBe(false)
  })

  it('leaves nothing of its run in the cache', () => {
    expect(readdirSync(join(shop.cacheFolder, 'runs'))).toEqual([])
  })

  it('refuses to build nothing', async () => {
    const cwd = join(shop.folder, 'empty')
    mkdirSync(cwd)
    const { code, stdout, stderr } = await run(['build', '--out', 'binaries'], { cwd })
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      `use-go-lambda: 0 test files below ${cwd} name no function that can be built: name the packages (build ./cmd/fn --out …)\nuse-go-lambda --help shows how it is used\n`,
    ])
  })

  it('refuses what is no folder before anything is built', async () => {
    for (const out of ['go.mod', 'go.mod/binaries']) {
      const { code, stdout, stderr } = await run(['build', './cmd/upper', '--out', out], { cwd: repository })
      expect([code, stdout, stderr]).toEqual([
        2,
        '',
        `use-go-lambda: --out ${out}: ${join(repository, 'go.mod')} is not a folder\nuse-go-lambda --help shows how it is used\n`,
      ])
    }
  })
})

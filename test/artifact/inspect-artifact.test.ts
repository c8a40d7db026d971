import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { inspectArtifact, LambdaArtifactError } from '../../src/artifact/index.ts'
import { testNeeding } from '../support/needs.ts'
import { ArtefactShop } from './artefacts/artefact-shop.ts'

const shop = new ArtefactShop()

describe('inspectArtifact', { timeout: 600_000 }, () => {
  it('tells what a binary is, by path and by URL', async () => {
    const path = shop.lambda({}, '-tags=lambda.norpc,other')
    const artifact = await inspectArtifact(path)
    expect(artifact).toEqual({
      kind: 'binary',
      path,
      bytes: expect.any(Number),
      unpackedBytes: artifact.bytes,
      entries: [],
      faults: [],
      program: {
        name: expect.stringMatching(/^made-\d+$/),
        bytes: artifact.bytes,
        mode: 0o755,
        format: 'elf',
        os: 'linux',
        arch: 'amd64',
        type: 'executable',
        linking: 'static',
        libraries: [],
        go: {
          version: expect.stringMatching(/^go1\./),
          mainPackage: expect.stringMatching(/\/upper$/),
          awsLambdaGo: expect.stringMatching(/^v1\.\d+\.\d+$/),
          namesModules: true,
          tags: ['lambda.norpc', 'other'],
          race: false,
          coverage: false,
        },
      },
    })
    expect(await inspectArtifact(pathToFileURL(path))).toEqual(artifact)
    expect(await inspectArtifact(pathToFileURL(path).href)).toEqual(artifact)
  })

  testNeeding('zip')('tells what is in a zip, with real sizes and modes', async () => {
    const folder = shop.folderWith(shop.go('plain'))
    shop.file(`${folder.slice(shop.path.length + 1)}/data/words.txt`, 'hello', 0o640)
    const path = shop.infoZip(folder)
    const { entries, program, kind, bytes, unpackedBytes } = await inspectArtifact(path)
    const size = program?.bytes ?? 0
    expect([kind, bytes < size, unpackedBytes - size]).toEqual(['zip', true, 5])
    expect([...entries].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'bootstrap', kind: 'file', bytes: size, mode: 0o755 },
      { name: 'data/', kind: 'folder', bytes: 0, mode: 0o755 },
      { name: 'data/words.txt', kind: 'file', bytes: 5, mode: 0o640 },
    ])
    expect(program).toMatchObject({
      name: 'bootstrap',
      mode: 0o755,
      arch: 'amd64',
      go: { mainPackage: 'example.com/plain' },
    })
    const unzipped = await inspectArtifact(folder)
    expect([unzipped.kind, unzipped.program, unzipped.unpackedBytes]).toEqual(['folder', program, unpackedBytes])
  })

  testNeeding('gcc', 'readelf')(
    'names the loader, libraries and newest GLIBC version of a dynamic program, as readelf does',
    async () => {
      for (const path of [shop.lambda({ CGO_ENABLED: '1', GOARCH: '' }), shop.c()]) {
        const { program } = await inspectArtifact(path)
        expect(program).toMatchObject({ linking: 'dynamic', interpreter: expect.stringMatching(/^\/lib.*\/ld-linux/) })
        const told = execFileSync('readelf', ['-dVW', path], { encoding: 'utf8' })
        expect(program?.libraries).toEqual([...told.matchAll(/Shared library: \[(.*)\]/g)].map(([, name]) => name))
        const versions = [...told.matchAll(/Name: GLIBC_([\d.]+)/g)].map(([, version = '']) => version)
        expect(versions).toContain(program?.glibc)
        const minor = (version: string) => Number(version.split('.')[1])
        expect(minor(program?.glibc ?? '')).toBe(Math.max(...versions.map(minor)))
      }
    },
  )

  testNeeding('git')('names the commit, and whether it was a clean one', async () => {
    const main = shop.go('plain')
    expect((await inspectArtifact(main)).program?.go?.vcs).toBeUndefined()
    const repository = join(shop.path, 'plain')
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
        cwd: repository,
        encoding: 'utf8',
      })
    git('init', '-q')
    git('add', '.')
    git('commit', '-q', '-m', 'a')
    const revision = git('rev-parse', 'HEAD').trim()
    const build = () =>
      execFileSync('go', ['build', '-buildvcs=true', '-o', '../stamped', '.'], { cwd: repository, stdio: 'pipe' })
    build()
    const stamped = join(shop.path, 'stamped')
    expect((await inspectArtifact(stamped)).program?.go?.vcs).toEqual({ revision, modified: false })
    shop.file('plain/other.go', 'package main\n', 0o644)
    build()
    expect((await inspectArtifact(stamped)).program?.go?.vcs).toEqual({ revision, modified: true })
  })

  it('refuses what is not there, and what is no file', async () => {
    const nowhere = join(shop.path, 'nowhere.zip')
    await expect(inspectArtifact(nowhere)).rejects.toMatchObject({
      name: 'LambdaArtifactError',
      code: 'LAMBDA_ARTIFACT',
      problem: 'missing',
      path: nowhere,
      message: `${nowhere} does not exist\n  → build and zip the function first`,
    })
    await expect(inspectArtifact('/dev/null')).rejects.toMatchObject({ problem: 'special-file' })
    await expect(inspectArtifact(`${process.execPath}/x`)).rejects.toThrow(LambdaArtifactError)
  })

  it('is given up when its signal aborts', async () => {
    const reason = new Error('enough')
    await expect(inspectArtifact(shop.file('a.zip', 'PK\x05\x06'), AbortSignal.abort(reason))).rejects.toBe(reason)
  })
})

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { beforeAll, expect, it } from 'vitest'
import { bundle, bundleReapScript } from '../environment/bundle.ts'
import { eventually } from '../environment/eventually.ts'
import { expectNothingLeft } from '../harness/left-behind.ts'
import { lambdaFolder, workshop } from '../harness/workshop.ts'
import { mask, withoutProgress } from '../support/mask.ts'

const shop = workshop()

beforeAll(async () => {
  const dist = join(shop.folder, 'dist')
  renameSync(await bundleReapScript(dist), join(dist, 'reap.mjs'))
  await bundle('../../src/run/index.ts', dist)
  renameSync(join(dist, 'index.mjs'), join(dist, 'run.mjs'))
  await bundle('../../src/harness/door.ts', dist)
})

/** A run's main process, with a suite of its own in the same process. */
async function mainProcess(body: string) {
  const file = join(shop.folder, `main-${Math.random().toString(36).slice(2)}.mjs`)
  const lines = [
    `import { beginRun, endRun, mainArguments } from './dist/run.mjs'`,
    `import { startGoLambda } from './dist/door.mjs'`,
    body,
  ]
  writeFileSync(file, lines.join('\n'))
  const child = spawn(process.execPath, [file, '--watch', 'two words'], {
    cwd: shop.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [[code], stdout, stderr] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { code, stdout, stderr: mask(withoutProgress(stderr)) }
}

/** What was saved in the very moment that a build begins may not be in it. */
async function aMomentLater(): Promise<void> {
  const saved = Date.now()
  await eventually(
    () => Date.now(),
    (now) => now > saved + 50,
    '50 ms',
  )
}

it('a run ends what a suite has left running, says so on stderr, and removes its folder', async () => {
  const outcome = await mainProcess(`
    beginRun({ ahead: false })
    const lambda = await startGoLambda('${lambdaFolder('upper')}')
    console.log(await lambda.invoke('daniel'))
    await endRun()
  `)
  expect(outcome).toEqual({
    code: 0,
    stdout: 'DANIEL\n',
    stderr: `use-go-lambda: ended 1 process that a suite left running: <root>/test/lambdas/upper (pid <pid>)\n`,
  })
  await expectNothingLeft(shop.cacheFolder)
  expect(readdirSync(join(shop.cacheFolder, 'runs'))).toEqual([])
})

it('a run that left nothing says nothing', async () => {
  const outcome = await mainProcess(`
    beginRun({ ahead: false })
    const lambda = await startGoLambda('${lambdaFolder('upper')}')
    await lambda.stop()
    await endRun()
    await endRun()
  `)
  expect(outcome).toEqual({ code: 0, stdout: '', stderr: '' })
})

it('a run that is set up once per project ends with the last of them', async () => {
  const outcome = await mainProcess(`
    beginRun({ ahead: false })
    beginRun({ ahead: false })
    const lambda = await startGoLambda('${lambdaFolder('upper')}')
    await endRun()
    console.log(await lambda.invoke('still here'))
    await lambda.stop()
    await endRun()
  `)
  expect(outcome).toEqual({ code: 0, stdout: 'STILL HERE\n', stderr: '' })
})

it('a run removes what killed ones have left', async () => {
  await mainProcess(`
    await startGoLambda('${lambdaFolder('upper')}')
    process.kill(process.pid, 'SIGKILL')
  `)
  const outcome = await mainProcess(`
    beginRun({ ahead: false })
    await endRun()
  `)
  expect(outcome).toEqual({ code: 0, stdout: '', stderr: '' })
  await expectNothingLeft(shop.cacheFolder)
})

it('what a run has built is built ahead in the next one', async () => {
  rmSync(join(shop.cacheFolder, 'ahead'), { recursive: true, force: true })
  const log = join(shop.folder, 'go.log')
  const go = join(shop.folder, 'go')
  writeFileSync(go, `#!/bin/sh\necho "$*" >> ${log}\nexec go "$@"\n`, { mode: 0o755 })
  process.env['USE_GO_LAMBDA_GO'] = go
  const folder = join(shop.folder, 'ahead', 'says')
  const program = (text: string) => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'go.mod'), 'module example.com/says\n\ngo 1.21\n')
    writeFileSync(join(folder, 'main.go'), `package main\n\nfunc main() { println("${text}") }\n`)
  }
  program('one')
  /** A run that asks for nothing: it waits until there is a record of the build. */
  const idleRun = `
    import { existsSync, readdirSync } from 'node:fs'
    import { join } from 'node:path'
    beginRun()
    const runs = join(process.env.USE_GO_LAMBDA_CACHE, 'runs')
    const records = () => readdirSync(runs).flatMap((run) => {
      const builds = join(runs, run, 'builds')
      return existsSync(builds) ? readdirSync(builds).filter((name) => name.endsWith('.json')) : []
    })
    while (records().length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    await endRun()
  `
  try {
    await mainProcess(`
      beginRun()
      await startGoLambda('${folder}').catch(() => undefined)
      await endRun()
    `)
    const builds = () => readFileSync(log, 'utf8').match(/^build .*$/gm) ?? []
    expect(builds()).toHaveLength(1)
    program('two')
    await aMomentLater()
    expect(await mainProcess(idleRun)).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(builds()).toHaveLength(2)
    // Nothing has changed since: go has nothing to do.
    expect(await mainProcess(idleRun)).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(builds()).toHaveLength(2)
  } finally {
    delete process.env['USE_GO_LAMBDA_GO']
  }
  expect(existsSync(join(shop.cacheFolder, 'runs')) ? readdirSync(join(shop.cacheFolder, 'runs')) : []).toEqual([])
})

it("the main process's command line is read", async () => {
  const outcome = await mainProcess('console.log(JSON.stringify(mainArguments().slice(-2)))')
  expect(outcome.stdout).toBe('["--watch","two words"]\n')
})

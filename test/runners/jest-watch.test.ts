import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { isOnPath, testNeeding } from '../support/needs.ts'
import { poll } from './processes.ts'
import { Project, swc } from './project.ts'
import { installed, versions } from './versions.ts'
import { main, suite, WatchSession } from './watch-session.ts'

const releases = versions.filter(({ runner }) => runner === 'jest')

/** Two functions that share a package, their suites, and one that has no function. */
function fill(project: Project, config: string): void {
  for (const name of ['shouts', 'whispers']) {
    project.write(`cmd/${name}/main.go`, main(name))
    project.write(`cmd/${name}/word.txt`, 'one')
    project.suite('jest', name, suite(name))
  }
  project.write('internal/words/words.go', 'package words\n\nconst Greeting = "hello"\n')
  project.suite(
    'jest',
    'other',
    `import { appendFileSync, existsSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
test('has no function, and waits while it is held', async () => {
  if (existsSync('hold')) writeFileSync('held', '')
  while (existsSync('hold')) await sleep(10)
  appendFileSync('answers.ndjson', JSON.stringify({ answer: 'other' }) + '\\n')
}, 60_000)
`,
  )
  project.write('jest.config.mjs', config)
}

const withGoLambda = `import { withGoLambda } from 'use-go-lambda/jest/config'
export default withGoLambda({
  testMatch: ['<rootDir>/jest/*.test.ts'],
  transform: ${JSON.stringify(swc)},
})`

const testWithGit = testNeeding('git')

describe.each(releases)(
  '$title --watch runs the test files that use what has changed since the last commit',
  ({ id }) => {
    let project: Project
    let runner: WatchSession

    beforeAll(async () => {
      if (!isOnPath('git')) return
      project = new Project(await installed({ id }))
      fill(project, withGoLambda)
      project.write('.gitignore', 'node_modules\n.cache\nanswers.ndjson\n')
      commit()
      runner = new WatchSession(project, 'jest', ['--watch'])
      expect(await runner.begun()).toEqual([])
    })
    afterAll(async () => {
      await runner?.end()
      await project?.remove()
    })

    /** What is committed has not changed. */
    function commit(): void {
      const named = ['-c', 'user.name=a', '-c', 'user.email=a@b.c', '-c', 'commit.gpgsign=false']
      for (const args of [
        ['init', '-q'],
        ['add', '-A'],
        [...named, 'commit', '-q', '-m', 'x'],
      ]) {
        const { status, stderr } = spawnSync('git', args, { cwd: project.path, encoding: 'utf8' })
        expect(status, stderr).toBe(0)
      }
    }

    testWithGit('a Go file of a package whose test file has not run yet', async () => {
      const change = () => runner.replace('cmd/shouts/main.go', '" shouts "', '" SHOUTS "')
      expect(await runner.rerun(change)).toEqual(['hello SHOUTS one'])
      commit()
    })

    testWithGit('a new Go file of the package, and its removal', async () => {
      const text = 'package main\n\nfunc init() { word = "new" }\n'
      expect(await runner.rerun(() => runner.write('cmd/shouts/new.go', text))).toEqual(['hello SHOUTS new'])
      commit()
      expect(await runner.rerun(() => runner.remove('cmd/shouts/new.go'))).toEqual(['hello SHOUTS one'])
      commit()
    })

    testWithGit('a file of a package that both use', async () => {
      const change = () => runner.replace('internal/words/words.go', 'hello', 'good day')
      expect(await runner.rerun(change)).toEqual(['good day SHOUTS one', 'good day whispers one'])
      commit()
    })

    testWithGit('an embedded file', async () => {
      expect(await runner.rerun(() => runner.write('cmd/whispers/word.txt', 'two'))).toEqual(['good day whispers two'])
      commit()
    })

    testWithGit('a package that is imported before it is there, when it comes, and then a file of it', async () => {
      const change = () => {
        const text = runner.read('cmd/whispers/main.go').replace('+ word,', '+ word + more.Text,')
        runner.write('cmd/whispers/main.go', text.replace('import (', 'import (\n\t"lambdas/internal/more"'))
      }
      expect(await runner.rerun(change)).toEqual([])
      const more = 'package more\n\nconst Text = "more"\n'
      expect(await runner.rerun(() => runner.write('internal/more/more.go', more))).toEqual([
        'good day whispers twomore',
      ])
      commit()
      const less = () => runner.replace('internal/more/more.go', '"more"', '"less"')
      expect(await runner.rerun(less)).toEqual(['good day whispers twoless'])
      commit()
    })

    testWithGit('what does not compile is a failure with the compiler’s lines, mended by the next save', async () => {
      const right = runner.read('cmd/whispers/main.go')
      const heard = runner.heard()
      expect(await runner.rerun(() => runner.replace('cmd/whispers/main.go', 'more.Text', 'more.Missing'))).toEqual([])
      expect(heard()).toContain('undefined: more.Missing')
      const mended = () => runner.write('cmd/whispers/main.go', right.replace('more.Text', '"!" + more.Text'))
      expect(await runner.rerun(mended)).toEqual(['good day whispers two!less'])
      commit()
    })

    testWithGit('go.mod', async () => {
      expect(await runner.rerun(() => runner.append('go.mod', '\n// changed\n'))).toEqual([
        'good day SHOUTS one',
        'good day whispers two!less',
      ])
      commit()
    })

    testWithGit('no Go file of nobody’s, and other files as ever', async () => {
      runner.write('cmd/nobody/main.go', 'package main\n\nfunc main() {}\n')
      // Seen after that one.
      expect(await runner.rerun(() => runner.append('jest/other.test.ts', '\n'))).toEqual(['other'])
    })
  },
)

describe.each(releases)('$title --watchAll runs all test files again', ({ id }) => {
  let far: string
  let project: Project
  let runner: WatchSession

  beforeAll(async () => {
    far = realpathSync(mkdtempSync(join(tmpdir(), 'ugl-far-')))
    project = new Project(await installed({ id }))
    fill(
      project,
      `export default {
  preset: 'use-go-lambda/jest',
  testMatch: ['<rootDir>/jest/*.test.ts'],
  transform: ${JSON.stringify(swc)},
}`,
    )
    mkdirSync(join(far, 'words'))
    writeFileSync(join(far, 'go.mod'), 'module far\n\ngo 1.21\n')
    writeFileSync(join(far, 'words/words.go'), 'package words\n\nconst Greeting = "far"\n')
    project.write('cmd/whispers/main.go', main('whispers').replace('lambdas/internal/words', 'far/words'))
    runner = new WatchSession(project, 'jest', ['--watchAll'])
    runner.append('go.mod', `\nrequire far v0.0.0\n\nreplace far => ../${basename(far)}\n`)
    expect(await runner.begun()).toEqual(['far whispers one', 'hello shouts one', 'other'])
  })
  afterAll(async () => {
    await runner?.end()
    await project?.remove()
    if (far !== undefined) rmSync(far, { recursive: true, force: true })
  })

  test('after a change of Go code', async () => {
    const change = () => runner.replace('cmd/shouts/main.go', '" shouts "', '" SHOUTS "')
    expect(await runner.rerun(change)).toEqual(['far whispers one', 'hello SHOUTS one', 'other'])
  })

  test('after a change in a module outside of its root', async () => {
    const change = () => writeFileSync(join(far, 'words/words.go'), 'package words\n\nconst Greeting = "further"\n')
    expect(await runner.rerun(change)).toEqual(['further whispers one', 'hello SHOUTS one', 'other'])
  })
  test('once more after a change in the midst of a run', async () => {
    const before = runner.runs
    runner.write('hold', '')
    runner.replace('cmd/shouts/main.go', '" SHOUTS "', '" Shouts "')
    const held = () => existsSync(join(project.path, 'held'))
    expect((await poll(held, (is) => is, 60_000)).answer, runner.text).toBe(true)
    runner.replace('cmd/shouts/main.go', '" Shouts "', '" sHOUTS "')
    runner.remove('hold')
    await poll(
      () => runner.runs,
      (runs) => runs === before + 2,
      60_000,
    )
    expect(runner.runs, runner.text).toBe(before + 2)
    const answers = runner.answers()
    expect(answers.filter((answer) => answer === 'other')).toHaveLength(2)
    expect(answers).toContain('hello sHOUTS one')
  })
})

describe('withGoLambda()', () => {
  const own = { haste: { enableSymlinks: true }, watchPlugins: ['jest-watch-typeahead/filename'] }
  const ours = {
    haste: { enableSymlinks: true, hasteMapModulePath: join(inject('unpacked'), 'dist/jest-haste-map.cjs') },
    watchPlugins: ['jest-watch-typeahead/filename', join(inject('unpacked'), 'dist/jest-watch-plugin.cjs')],
  }
  const load = () => import(join(inject('unpacked'), 'dist/jest-config.mjs'))

  test('adds to what is configured in watch mode, also of projects', async () => {
    const { withGoLambda } = await load()
    const { haste } = own
    expect(withGoLambda({ ...own, watchAll: true, projects: ['a', { haste }] })).toMatchObject({
      ...ours,
      projects: ['a', { haste: ours.haste }],
    })
  })

  test('leaves both as they are in every other run, and somebody’s own haste map in all', async () => {
    const { withGoLambda } = await load()
    expect(withGoLambda(own)).toMatchObject(own)
    expect(withGoLambda({})).not.toHaveProperty('haste')
    const haste = { hasteMapModulePath: './own.js' }
    expect(withGoLambda({ haste, watch: true })).toMatchObject({ haste })
  })
})

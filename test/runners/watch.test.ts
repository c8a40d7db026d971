import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Project } from './project.ts'
import { installed, versions } from './versions.ts'
import { main, suite, WatchSession } from './watch-session.ts'

describe.each(versions.filter(({ runner }) => runner === 'vitest'))(
  '$title, watching, runs exactly the test files that use what has changed',
  ({ id }) => {
    let far: string
    let project: Project
    let runner: WatchSession

    beforeAll(async () => {
      far = realpathSync(mkdtempSync(join(tmpdir(), 'ugl-far-')))
      project = new Project(await installed({ id }))
      for (const name of ['shouts', 'whispers']) {
        project.write(`cmd/${name}/main.go`, main(name))
        project.write(`cmd/${name}/word.txt`, 'one')
        project.suite('vitest', name, suite(name))
      }
      project.write('internal/words/words.go', 'package words\n\nconst Greeting = "hello"\n')

      project.write('cmd/tagged/main.go', main('" + kind + "').replaceAll('lambdas/internal/words', 'far/words'))
      project.write('cmd/tagged/word.txt', 'one')
      project.write('cmd/tagged/plain.go', '//go:build !special\n\npackage main\n\nconst kind = "plain"\n')
      project.write(
        'cmd/tagged/special.go',
        '//go:build special\n\npackage main\n\nimport "lambdas/internal/special"\n\nconst kind = special.Kind\n',
      )
      project.write('internal/special/special.go', 'package special\n\nconst Kind = "special"\n')
      project.suite('vitest', 'tagged', suite('tagged', `, { build: { env: { GOFLAGS: '-tags=special' } } }`))
      mkdirSync(join(far, 'words'))
      writeFileSync(join(far, 'go.mod'), 'module far\n\ngo 1.21\n')
      writeFileSync(join(far, 'words/words.go'), 'package words\n\nvar Greeting = "far"\n')
      const goMod = `\nrequire far v0.0.0\n\nreplace far => ../${basename(far)}\n`

      project.suite('vitest', 'other', `test('has no function', () => undefined)\n`)
      project.suite(
        'vitest',
        'patterned',
        `import { appendFileSync } from 'node:fs'
test('is run by a pattern of the user', () => {
  appendFileSync('answers.ndjson', JSON.stringify({ answer: 'patterned' }) + '\\n')
})
`,
      )
      project.write(
        'vitest.config.mjs',
        `import { goLambdaPlugin } from 'use-go-lambda/vitest'
export default {
  plugins: [goLambdaPlugin()],
  test: {
    include: ['vitest/*.test.ts'],
    watchTriggerPatterns: [{ pattern: /notes\\.md$/, testsToRun: () => ['vitest/patterned.test.ts'] }],
  },
}`,
      )
      runner = new WatchSession(project, 'vitest')
      runner.append('go.mod', goMod)
      expect(await runner.begun()).toEqual(['far special one', 'hello shouts one', 'hello whispers one', 'patterned'])
    })
    afterAll(async () => {
      await runner?.end()
      await project?.remove()
      if (far !== undefined) rmSync(far, { recursive: true, force: true })
    })

    test('a Go file of the package', async () => {
      const change = () => runner.replace('cmd/shouts/main.go', '" shouts "', '" SHOUTS "')
      expect(await runner.rerun(change)).toEqual(['hello SHOUTS one'])
    })

    test('a new Go file of the package, and its removal', async () => {
      const text = 'package main\n\nfunc init() { word = "new" }\n'
      expect(await runner.rerun(() => runner.write('cmd/shouts/new.go', text))).toEqual(['hello SHOUTS new'])
      expect(await runner.rerun(() => runner.remove('cmd/shouts/new.go'))).toEqual(['hello SHOUTS one'])
    })

    test('a file of a package that two of them use', async () => {
      const change = () => runner.replace('internal/words/words.go', 'hello', 'good day')
      expect(await runner.rerun(change)).toEqual(['good day SHOUTS one', 'good day whispers one'])
    })

    test('an embedded file, and its removal', async () => {
      expect(await runner.rerun(() => runner.write('cmd/whispers/word.txt', 'two'))).toEqual(['good day whispers two'])
      const heard = runner.heard()
      expect(await runner.rerun(() => runner.remove('cmd/whispers/word.txt'))).toEqual([])
      expect(heard()).toContain('main.go:10:12: pattern word.txt: no matching files found')
      expect(await runner.rerun(() => runner.write('cmd/whispers/word.txt', 'two'))).toEqual(['good day whispers two'])
    })

    test('a package that is imported before it is there, when it comes, and then a file of it', async () => {
      const change = () => {
        const text = runner.read('cmd/whispers/main.go').replace('+ word,', '+ word + more.Text,')
        runner.write('cmd/whispers/main.go', text.replace('import (', 'import (\n\t"lambdas/internal/more"'))
      }
      expect(await runner.rerun(change)).toEqual([])
      expect(
        await runner.rerun(() => runner.write('internal/more/more.go', 'package more\n\nconst Text = "more"\n')),
      ).toEqual(['good day whispers twomore'])
      const less = () => runner.replace('internal/more/more.go', '"more"', '"less"')
      expect(await runner.rerun(less)).toEqual(['good day whispers twoless'])
    })

    test('what does not compile is a failure with the compiler’s lines, mended by the next save', async () => {
      const right = runner.read('cmd/whispers/main.go')
      const heard = runner.heard()
      expect(await runner.rerun(() => runner.replace('cmd/whispers/main.go', 'more.Text', 'more.Missing'))).toEqual([])
      expect(heard()).toContain('undefined: more.Missing')
      expect(await runner.rerun(() => runner.write('cmd/whispers/main.go', right))).toEqual([
        'good day whispers twoless',
      ])
    })

    test('a file that only the function’s own flags and variables bring in', async () => {
      const change = () => runner.replace('internal/special/special.go', '"special"', '"SPECIAL"')
      expect(await runner.rerun(change)).toEqual(['far SPECIAL one'])
    })

    test('a module outside of the runner’s root', async () => {
      const words = join(far, 'words/words.go')
      const edit = () => writeFileSync(words, 'package words\n\nvar Greeting = "further"\n')
      expect(await runner.rerun(edit)).toEqual(['further SPECIAL one'])
      const added = 'package words\n\nfunc init() { Greeting = "new" }\n'
      expect(await runner.rerun(() => writeFileSync(join(far, 'words/new.go'), added))).toEqual(['new SPECIAL one'])
      expect(await runner.rerun(() => rmSync(join(far, 'words/new.go')))).toEqual(['further SPECIAL one'])
    })

    test('go.mod', async () => {
      expect(await runner.rerun(() => runner.append('go.mod', '\n// changed\n'))).toEqual([
        'further SPECIAL one',
        'good day SHOUTS one',
        'good day whispers twoless',
      ])
    })

    test('go.work, when it comes and when it goes', async () => {
      const words = ['good day SHOUTS one', 'good day whispers twoless']
      mkdirSync(join(far, 'near/words'), { recursive: true })
      writeFileSync(join(far, 'near/go.mod'), 'module far\n\ngo 1.21\n')
      writeFileSync(join(far, 'near/words/words.go'), 'package words\n\nvar Greeting = "near"\n')
      const use = `go 1.21\n\nuse (\n\t.\n\t../${basename(far)}/near\n)\n`
      expect(await runner.rerun(() => runner.write('go.work', use))).toEqual([...words, 'near SPECIAL one'])
      expect(await runner.rerun(() => runner.remove('go.work'))).toEqual(['further SPECIAL one', ...words])
    })

    test('a file that a pattern of the user’s own names', async () => {
      expect(await runner.rerun(() => runner.write('notes.md', 'x'))).toEqual(['patterned'])
    })

    test('no function that a test file does not use any more', async () => {
      const change = () => runner.replace('vitest/shouts.test.ts', './cmd/shouts', './cmd/whispers')
      expect(await runner.rerun(change)).toEqual(['good day whispers twoless'])
      runner.replace('cmd/shouts/main.go', '" SHOUTS "', '" Shouts "')
      // Seen after that one.
      expect(await runner.rerun(() => runner.write('cmd/whispers/word.txt', 'three'))).toEqual([
        'good day whispers threeless',
        'good day whispers threeless',
      ])
    })

    test('nothing else: a Go file of nobody’s, and one of no package', async () => {
      runner.write('cmd/nobody/main.go', 'package main\n\nfunc main() {}\n')
      runner.write('notes.txt', 'x')
      // Seen after these two.
      expect(await runner.rerun(() => runner.replace('internal/special/special.go', 'SPECIAL', 'Special'))).toEqual([
        'further Special one',
      ])
    })
  },
)

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { poll } from './processes.ts'
import { Project, type RunnerProcess } from './project.ts'

const project = new Project()
afterAll(() => project.remove())

for (const name of ['shouts', 'whispers']) {
  project.write(
    `cmd/${name}/main.go`,
    `package main

import (
	_ "embed"

	"github.com/aws/aws-lambda-go/lambda"
	"lambdas/internal/words"
)

//go:embed word.txt
var word string

func main() {
	lambda.Start(func() (string, error) { return words.Greeting + " ${name} " + word, nil })
}
`,
  )
  project.write(`cmd/${name}/word.txt`, 'one')
  project.suite(
    'vitest',
    name,
    `import { appendFileSync } from 'node:fs'
const lambda = useGoLambda<unknown, string>('./cmd/${name}')
test('answers', async () => {
  const answer = await lambda.invoke().catch((error) => error.message)
  appendFileSync('answers.ndjson', JSON.stringify({ name: '${name}', answer }) + '\\n')
})
`,
  )
}
project.write('internal/words/words.go', 'package words\n\nconst Greeting = "hello"\n')
project.suite('vitest', 'other', `test('has no function', () => undefined)\n`)
project.write(
  'vitest.config.mjs',
  `import { goLambdaPlugin } from 'use-go-lambda/vitest'
export default { plugins: [goLambdaPlugin()], test: { include: ['vitest/*.test.ts'] } }`,
)

interface Answer {
  readonly name: string
  readonly answer: string
}

describe('vitest watch runs exactly the test files that use what has changed', () => {
  let runner: RunnerProcess
  let read = 0
  const runs = () => (runner.stdout.match(/(?:Waiting|Watching) for file changes/g) ?? []).length
  const begun = () => (runner.stdout.match(/RERUN/g) ?? []).length

  beforeAll(async () => {
    runner = project.start('vitest', [], { watch: true })
    await poll(runs, (count) => count === 1, 120_000)
    expect(answers(), runner.stdout + runner.stderr).toEqual(['hello shouts one', 'hello whispers one'])
  })
  afterAll(async () => {
    process.kill(-runner.pid, 'SIGKILL')
    await runner.ended
  })

  /** Of the runs since the last time. */
  function answers(): string[] {
    const all = project.lines<Answer>('answers.ndjson')
    const fresh = all.slice(read).map(({ answer }) => answer)
    read = all.length
    return fresh.sort()
  }

  async function rerun(change: () => void): Promise<string[]> {
    const before = runs()
    change()
    const { answer: count } = await poll(runs, (now) => now > before, 30_000)
    expect(count, runner.stdout + runner.stderr).toBe(before + 1)
    return answers()
  }

  const main = (name: string) => readFileSync(join(project.path, `cmd/${name}/main.go`), 'utf8')

  test('a Go file of the package', async () => {
    const changed = main('shouts').replace('" shouts "', '" SHOUTS "')
    expect(await rerun(() => project.write('cmd/shouts/main.go', changed))).toEqual(['hello SHOUTS one'])
  })

  test('a new Go file of the package', async () => {
    const text = 'package main\n\nfunc init() { word = "new" }\n'
    expect(await rerun(() => project.write('cmd/shouts/new.go', text))).toEqual(['hello SHOUTS new'])
  })

  test('a file of a package that both use', async () => {
    const text = 'package words\n\nconst Greeting = "good day"\n'
    expect(await rerun(() => project.write('internal/words/words.go', text))).toEqual([
      'good day SHOUTS new',
      'good day whispers one',
    ])
  })

  test('an embedded file', async () => {
    expect(await rerun(() => project.write('cmd/whispers/word.txt', 'two'))).toEqual(['good day whispers two'])
  })

  test('a package that is new, and then a file of it', async () => {
    project.write('internal/more/more.go', 'package more\n\nconst Text = "more"\n')
    const changed = main('whispers')
      .replace('"lambdas/internal/words"', '"lambdas/internal/more"\n\t"lambdas/internal/words"')
      .replace('+ word,', '+ word + more.Text,')
    expect(await rerun(() => project.write('cmd/whispers/main.go', changed))).toEqual(['good day whispers twomore'])
    const text = 'package more\n\nconst Text = "less"\n'
    expect(await rerun(() => project.write('internal/more/more.go', text))).toEqual(['good day whispers twoless'])
  })

  test('what does not compile is a failure with the compiler’s lines, mended by the next save', async () => {
    const right = main('whispers')
    const seen = runner.stderr.length
    await rerun(() => project.write('cmd/whispers/main.go', right.replace('more.Text', 'more.Missing')))
    expect(runner.stderr.slice(seen)).toContain('undefined: more.Missing')
    expect(await rerun(() => project.write('cmd/whispers/main.go', right))).toEqual(['good day whispers twoless'])
  })

  test('go.mod', async () => {
    const text = readFileSync(join(project.path, 'go.mod'), 'utf8')
    expect(await rerun(() => project.write('go.mod', `${text}\n`))).toEqual([
      'good day SHOUTS new',
      'good day whispers twoless',
    ])
  })

  test('nothing else: a Go file of nobody’s, and one of no package', async () => {
    const before = begun()
    project.write('cmd/nobody/main.go', 'package main\n\nfunc main() {}\n')
    project.write('notes.txt', 'x')
    // The next change is seen after these two.
    const changed = main('shouts').replace('" SHOUTS "', '" Shouts "')
    expect(await rerun(() => project.write('cmd/shouts/main.go', changed))).toEqual(['good day Shouts new'])
    expect(begun()).toBe(before + 1)
  })
})

import { chmodSync, copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { InvokeCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually } from '../environment/eventually.ts'
import { failureOf } from '../harness/failure-of.ts'
import { expectNothingLeft } from '../harness/left-behind.ts'
import { lambdaFolder } from '../harness/workshop.ts'
import { outputUnder } from './command.ts'
import { type Serving, serve } from './serving.ts'
import { workbench } from './workbench.ts'

const bench = workbench({ checksEach: false })
const { shop } = bench
const repository = join(shop.folder, 'repository')
const at = (name: string) => join(repository, name)

function write(name: string, text: string): void {
  mkdirSync(dirname(at(name)), { recursive: true })
  writeFileSync(at(name), text)
}

/** Answers with a word of another package; "wait" waits first until the file `go-on` is there. */
const main = `package main

import (
	"os"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"lambdas/internal/words"
)

func main() {
	lambda.Start(func(what any) (string, error) {
		if what == "wait" {
			println("waiting")
		}
		for what == "wait" {
			if _, err := os.Stat(os.Getenv("GO_ON")); err == nil {
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
		return words.Greeting, nil
	})
}
`

const says = (word: string) => write('internal/words/words.go', `package words\n\nvar Greeting = "${word}"\n`)

let serving: Serving
let builds = 0

/** Waits until it is built once more. */
async function builtAnew(): Promise<void> {
  builds += 1
  await serving.prints(({ stdout }) => stdout.split(' greet built anew\n').length - 1 === builds)
}

async function invoke(payload: unknown): Promise<string> {
  const Payload = JSON.stringify(payload)
  const answer = await serving.client.send(new InvokeCommand({ FunctionName: 'greet', Payload }))
  return JSON.parse(answer.Payload?.transformToString() ?? '')
}

beforeAll(async () => {
  for (const name of ['go.mod', 'go.sum']) {
    mkdirSync(repository, { recursive: true })
    copyFileSync(lambdaFolder(name), at(name))
  }
  write('cmd/greet/main.go', main)
  says('one')
  const go = at('held-go')
  const held = `case $1 in build) while [ -e ${at('hold')} ]; do touch ${at('held')}; sleep 0.02; done;; esac`
  writeFileSync(go, `#!/bin/sh\n${held}\nexec go "$@"\n`)
  chmodSync(go, 0o755)
  const options = ['--watch', '--timeout-ms', '60000', '--env', `GO_ON=${at('go-on')}`]
  serving = await serve(bench, ['./cmd/greet', lambdaFolder('echo'), ...options], {
    cwd: repository,
    env: { USE_GO_LAMBDA_GO: go },
  })
})
afterAll(async () => {
  expect(await serving.end()).toMatchObject({ code: 130 })
  await expectNothingLeft(shop.cacheFolder)
})

it('builds what a changed file belongs to', async () => {
  expect(serving.printed.stdout).toContain(', built anew when Go code changes\n')
  expect(await invoke(null)).toBe('one')
  says('two')
  await builtAnew()
  expect(await invoke(null)).toBe('two')
  expect(serving.printed.stdout).not.toContain('echo built anew')
})

it('shows a build that failed, and answers with it until it is mended', async () => {
  write('internal/words/more.go', 'package words\n\nvar Other = Missing\n')
  await serving.prints(({ stderr }) => stderr.includes('undefined: Missing'))
  const error = await failureOf(invoke(null))
  expect(error.name).toBe('ResourceConflictException')
  expect(error.message).toMatch(/GoBuildError: \.\/cmd\/greet does not compile[\s\S]*undefined: Missing/)
  const answer = await fetch(`${serving.url}/lambda-url/greet/`)
  expect([answer.status, await answer.text()]).toEqual([
    502,
    expect.stringMatching(/^Internal Server Error\n\n[\s\S]*undefined: Missing/),
  ])
  rmSync(at('internal/words/more.go'))
  await builtAnew()
  expect(await invoke(null)).toBe('two')
})

it('holds requests that come while it builds', async () => {
  write('hold', '')
  says('three')
  await eventually(
    () => existsSync(at('held')),
    (held) => held,
    'go build',
  )
  const requests = [invoke(null), fetch(`${serving.url}/lambda-url/greet/`).then((answer) => answer.text())]
  // Another function is not held up.
  expect((await fetch(`${serving.url}/lambda-url/echo/`)).status).toBe(200)
  rmSync(at('hold'))
  expect(await Promise.all(requests)).toEqual(['three', 'three'])
  await builtAnew()
})

it('lets an invocation under way end as it began', async () => {
  const slow = invoke('wait')
  await eventually(
    () => outputUnder(shop.cacheFolder),
    (output) => output.includes('waiting'),
    'the function',
  )
  says('four')
  await builtAnew()
  expect(await invoke(null)).toBe('four')
  write('go-on', '')
  expect(await slow).toBe('three')
})

import { appendFileSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { poll } from './processes.ts'
import { type Project, plain, type RunnerName, type RunnerProcess } from './project.ts'

interface Answer {
  readonly name: string
  readonly answer: string
}

/** What a runner writes when a run is over and it waits for the next change. */
const ends = {
  vitest: /(?:Waiting|Watching) for file changes/g,
  jest: /Ran all test suites|No tests found related to/g,
} as const

/** A function that answers with a word of a shared package, its name, and an embedded word. */
export function main(name: string): string {
  return `package main

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
`
}

/** A suite that writes down what its function answers. */
export function suite(name: string, options = ''): string {
  return `import { appendFileSync } from 'node:fs'
const lambda = useGoLambda<unknown, string>('./cmd/${name}'${options})
test('answers', async () => {
  const answer = await lambda.invoke()
  appendFileSync('answers.ndjson', JSON.stringify({ name: '${name}', answer }) + '\\n')
})
`
}

/** A runner in watch mode, and what its suites have written since it was asked last. */
export class WatchSession {
  readonly #project: Project
  readonly #name: RunnerName
  readonly #process: RunnerProcess
  #read = 0

  constructor(project: Project, name: RunnerName, args: readonly string[] = []) {
    this.#project = project
    this.#name = name
    this.#process = project.start(name, args, { watch: true })
  }

  /** All that the runner has written. */
  get text(): string {
    return plain(this.#process.stdout + this.#process.stderr)
  }

  /** Runs that have ended. */
  get runs(): number {
    return (this.text.match(ends[this.#name]) ?? []).length
  }

  /** Waits for the first run, which is not over before the runner waits for changes. */
  async begun(): Promise<string[]> {
    const { answer: count } = await poll(
      () => this.runs,
      (runs) => runs > 0,
      120_000,
    )
    expect(count, this.text).toBe(1)
    return this.answers()
  }

  /** Makes a change, waits for the one run that follows it, and gives what its suites have answered, sorted. */
  async rerun(change: () => void): Promise<string[]> {
    const before = this.runs
    // One run follows one change: whatever came from the one before would be taken for this one's.
    expect(this.answers(), this.text).toEqual([])
    change()
    const { answer: count } = await poll(
      () => this.runs,
      (runs) => runs > before,
      60_000,
    )
    expect(count, this.text).toBe(before + 1)
    return this.answers()
  }

  answers(): string[] {
    const all = this.#project.lines<Answer>('answers.ndjson')
    const fresh = all.slice(this.#read).map(({ answer }) => answer)
    this.#read = all.length
    return fresh.sort()
  }

  /** What the runner writes from now on. */
  heard(): () => string {
    const length = this.text.length
    return () => this.text.slice(length)
  }

  read(file: string): string {
    return readFileSync(join(this.#project.path, file), 'utf8')
  }

  write(file: string, text: string): void {
    this.#project.write(file, text)
  }

  replace(file: string, from: string, to: string): void {
    const text = this.read(file)
    expect(text).toContain(from)
    this.write(file, text.replace(from, to))
  }

  append(file: string, text: string): void {
    appendFileSync(join(this.#project.path, file), text)
  }

  remove(file: string): void {
    rmSync(join(this.#project.path, file), { recursive: true })
  }

  async end(): Promise<void> {
    process.kill(-this.#process.pid, 'SIGKILL')
    await this.#process.ended
  }
}

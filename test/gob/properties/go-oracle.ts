import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { buildRoundtrip, temporaryFolder } from '../../oracle/build.ts'
import type { Json } from '../notation.ts'
import { type Description, forGo } from './descriptions.ts'

/** What encoding/gob made of a stream. */
export interface GoReading {
  readonly values: readonly ({ readonly is: Json; readonly refused?: never } | { readonly refused: string })[]
  /** What a new Encoder of a new process writes for the values; left out where one was refused, or nobody asked. */
  readonly hex?: string
  /** Bytes that were not read. */
  readonly left: number
}

/** Types that reflect made stay in the process: a new one is started after so many requests. */
const requestsPerProcess = 20_000

/** test/oracle/roundtrip, asked over its pipe. */
export class GoOracle {
  readonly #folder = temporaryFolder()
  readonly #binary = buildRoundtrip(this.#folder.path)
  #process: ChildProcessWithoutNullStreams | undefined
  #requests = 0
  readonly #waiting: { resolve(line: string): void; reject(error: Error): void }[] = []

  /** Reads one value of each type from a stream, going on after those it refuses; `again` writes them as well. */
  read(types: readonly Description[], stream: Uint8Array, again = false): Promise<GoReading> {
    return this.#ask({ types: types.map(forGo), hex: Buffer.from(stream).toString('hex'), again })
  }

  /** Makes a value of each type, writes them as one stream and reads them. */
  make(types: readonly Description[], seed: number): Promise<GoReading & { readonly hex: string }> {
    return this.#ask({ types: types.map(forGo), seed }) as Promise<GoReading & { readonly hex: string }>
  }

  async stop(): Promise<void> {
    await this.#end()
    this.#folder.remove()
  }

  async #ask(request: object): Promise<GoReading> {
    if (this.#requests++ % requestsPerProcess === 0) await this.#end()
    this.#process ??= this.#start()
    this.#process.stdin.write(`${JSON.stringify(request)}\n`)
    const line = await new Promise<string>((resolve, reject) => this.#waiting.push({ resolve, reject }))
    const answer = JSON.parse(line) as GoReading & { readonly failed?: string }
    if (answer.failed !== undefined) throw new Error(`Go could not do ${JSON.stringify(request)}: ${answer.failed}`)
    return answer
  }

  #start(): ChildProcessWithoutNullStreams {
    const started = spawn(this.#binary)
    let stderr = ''
    started.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    createInterface(started.stdout).on('line', (line) => this.#waiting.shift()?.resolve(line))
    started.on('close', (code, signal) => {
      if (this.#process === started) this.#process = undefined
      const error = new Error(`roundtrip ended (${signal ?? code}): ${stderr}`)
      for (const { reject } of this.#waiting.splice(0)) reject(error)
    })
    // A write to a process that has ended fails here, too; its end says more.
    started.stdin.on('error', () => {})
    return started
  }

  async #end(): Promise<void> {
    const ending = this.#process
    this.#process = undefined
    if (ending === undefined) return
    const closed = once(ending, 'close')
    ending.stdin.end()
    await closed
  }
}

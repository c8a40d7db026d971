import { performance } from 'node:perf_hooks'
import { clearInterval, clearTimeout, setInterval, setTimeout } from 'node:timers'

const QUIET_MS = 2000

/** Where progress is written; stderr, as stdout belongs to reporters. */
export interface ProgressStream {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/**
 * Tells what is being built and for how long, once it takes longer than two seconds: every five seconds a line, in a
 * terminal one line rewritten every second.
 */
export class BuildProgress {
  readonly #label: string
  readonly #begun = performance.now()
  readonly #show: (line: string, last: boolean) => void
  readonly #first: NodeJS.Timeout
  #next: NodeJS.Timeout | undefined

  constructor(label: string, onProgress?: (line: string) => void, stream: ProgressStream = process.stderr) {
    this.#label = label
    const rewrites = onProgress === undefined && stream.isTTY === true
    if (onProgress !== undefined) this.#show = onProgress
    else if (rewrites) this.#show = (line, last) => stream.write(`\r${line}\x1b[K${last ? '\n' : ''}`)
    else this.#show = (line) => stream.write(`${line}\n`)
    this.#first = setTimeout(() => {
      this.#tell()
      this.#next = setInterval(() => this.#tell(), rewrites ? 1000 : 5000)
      this.#next.unref()
    }, QUIET_MS)
    this.#first.unref()
  }

  /** Ends it; says how long it took where anything was said before. */
  end(built: boolean): void {
    clearTimeout(this.#first)
    if (this.#next === undefined) return
    clearInterval(this.#next)
    const seconds = ((performance.now() - this.#begun) / 1000).toFixed(1)
    this.#show(
      built ? `built ${this.#label} in ${seconds} s` : `${this.#label} failed to build after ${seconds} s`,
      true,
    )
  }

  #tell(): void {
    this.#show(`building ${this.#label} … ${Math.round((performance.now() - this.#begun) / 1000)} s`, false)
  }
}

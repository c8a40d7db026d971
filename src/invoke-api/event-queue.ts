import type { InvokeOutput } from './invoke-output.ts'

/** How many outcomes are kept for who asks; of more the oldest are forgotten. */
const mostKept = 1_000

/** The `Event` invocations of a function: what runs in the background, and how it ended. */
export class EventQueue {
  readonly #running = new Set<Promise<InvokeOutput>>()
  #outcomes: Promise<InvokeOutput>[] = []

  /** Keeps what runs. A rejection is kept for `results()`: it is never an unhandled one. */
  add(invocation: Promise<InvokeOutput>): void {
    const over = () => void this.#running.delete(invocation)
    this.#running.add(invocation)
    invocation.then(over, over)
    this.#outcomes.push(invocation)
    if (this.#outcomes.length > mostKept) this.#outcomes.shift()
  }

  /** Resolves when none is under way, those that were sent meanwhile too. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running)
  }

  /**
   * Waits for all, and gives their outcomes in the order they were sent, each once.
   *
   * @throws the first rejection, where one could not be invoked; the others are forgotten then too.
   */
  async results(): Promise<readonly InvokeOutput[]> {
    await this.settled()
    const outcomes = this.#outcomes
    this.#outcomes = []
    return Promise.all(outcomes)
  }
}

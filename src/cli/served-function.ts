import { ReadableStream } from 'node:stream/web'
import type { FunctionUnderTest } from '../harness/index.ts'
import type {
  EndpointInput,
  EndpointOutput,
  EndpointRequest,
  EndpointStream,
  EndpointTarget,
} from '../invoke-api/index.ts'

/** One build of a function, and what runs of it. */
interface Version {
  readonly lambda: FunctionUnderTest
  /** Settles when it is built, or was not. */
  readonly built: Promise<void>
  underWay: number
  /** Told when nothing is under way any more. */
  whenIdle: () => void
}

/** A function that is served by its name. Whoever asks while it is built waits; what is under way ends as it began. */
export class ServedFunction implements EndpointTarget {
  readonly functionName: string
  readonly #make: () => FunctionUnderTest
  readonly #living = new Set<Version>()
  #newest: Version | undefined

  /** @param make a new one, not built. */
  constructor(functionName: string, make: () => FunctionUnderTest) {
    this.functionName = functionName
    this.#make = make
  }

  /**
   * Builds it, as its sources are now.
   *
   * @throws what building throws. Until the next call every request is answered with that.
   */
  async build(): Promise<void> {
    const earlier = this.#newest
    const lambda = this.#make()
    const version: Version = { lambda, built: lambda.prepare(), underWay: 0, whenIdle: () => undefined }
    this.#newest = version
    this.#living.add(version)
    try {
      await version.built
    } finally {
      if (earlier !== undefined) void this.#retire(earlier)
    }
  }

  async send(input: EndpointInput, request?: EndpointRequest): Promise<EndpointOutput> {
    const { lambda, over } = await this.#begin()
    try {
      const output = await lambda.send(input, request)
      // Nobody will ask for what became of an Event.
      if (input.InvocationType === 'Event') void lambda.eventResults().catch(() => undefined)
      return output
    } finally {
      over()
    }
  }

  async sendStream(input: EndpointInput, request?: EndpointRequest): Promise<EndpointStream> {
    const { lambda, over } = await this.#begin()
    try {
      const stream = await lambda.sendStream(input, request)
      return { ...stream, body: whenRead(stream.body, over) }
    } catch (error) {
      over()
      throw error
    }
  }

  /** Ends everything at once, also a build. */
  async stop(): Promise<void> {
    await Promise.all([...this.#living].map(({ lambda }) => lambda.stop()))
  }

  /** What is under way keeps its version; `over` may be called more than once, and counts once. */
  async #begin(): Promise<{ readonly lambda: FunctionUnderTest; over(): void }> {
    const version = await this.#latest()
    version.underWay += 1
    let isOver = false
    const over = () => {
      if (isOver) return
      isOver = true
      version.underWay -= 1
      if (version.underWay === 0) version.whenIdle()
    }
    return { lambda: version.lambda, over }
  }

  /** Built, and not overtaken meanwhile. One that was not built says so itself. */
  async #latest(): Promise<Version> {
    for (;;) {
      const version = this.#newest
      if (version === undefined) throw new Error(`${this.functionName} was never built`)
      await version.built.catch(() => undefined)
      if (version === this.#newest) return version
    }
  }

  async #retire(version: Version): Promise<void> {
    if (version.underWay > 0) {
      await new Promise<void>((resolve) => {
        version.whenIdle = resolve
      })
    }
    await version.lambda.eventResults().catch(() => undefined)
    await version.lambda.stop().catch(() => undefined)
    this.#living.delete(version)
  }
}

/** The same stream; tells when it has been read to its end, has broken, or is wanted no more. */
function whenRead(body: ReadableStream<Uint8Array>, over: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (!done) return controller.enqueue(value)
          controller.close()
        } catch (error) {
          controller.error(error)
        }
        over()
      },
      async cancel(reason) {
        over()
        await reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}

import { ReadableStream, type ReadableStreamDefaultController } from 'node:stream/web'
import { hasPrelude, httpIntegrationType, PreludeReader, type StreamedResponse } from '../lambda/index.ts'
import type { WholeSink } from './open-stream.ts'

/**
 * An answer as a web stream: what the function writes is there when it has written it, and more is taken of it only when
 * the reader wants more.
 */
export class ResponseStream implements WholeSink {
  /** When it is known what the answer begins with. */
  readonly response: Promise<StreamedResponse>
  readonly #begun: (response: StreamedResponse) => void
  readonly #failed: (reason: unknown) => void
  readonly #body: ReadableStream<Uint8Array>
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined
  #prelude: PreludeReader | undefined
  #wanted: (() => void) | undefined
  #received = 0
  #over = false

  /** @param cancel called when the reader wants no more. */
  constructor(cancel: (reason: unknown) => void) {
    let begun = (_: StreamedResponse) => {}
    let failed = (_: unknown) => {}
    this.response = new Promise((resolve, reject) => {
      begun = resolve
      failed = reject
    })
    this.#begun = begun
    this.#failed = failed
    this.#body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller
        },
        pull: () => {
          this.#wanted?.()
          this.#wanted = undefined
        },
        cancel: (reason) => {
          this.#over = true
          this.#wanted?.()
          cancel(reason)
        },
      },
      // In bytes: a reader that pauses stops the function, but for what lies in the sockets.
      { highWaterMark: 65_536, size: (piece) => piece?.byteLength ?? 0 },
    )
  }

  begin(contentType: string | undefined): void {
    if (contentType === httpIntegrationType) this.#prelude = new PreludeReader()
    else this.#begun({ statusCode: undefined, headers: undefined, cookies: undefined, body: this.#body })
  }

  write(piece: Uint8Array): Promise<void> | undefined {
    let rest = piece
    if (this.#prelude !== undefined) {
      const read = this.#read(this.#prelude, piece)
      if (read === undefined) return undefined
      rest = read
    }
    if (this.#over || rest.byteLength === 0) return undefined
    this.#received += rest.byteLength
    // Its own memory: a piece of Node's pool would keep all of that.
    this.#controller?.enqueue(new Uint8Array(rest))
    if ((this.#controller?.desiredSize ?? 1) > 0) return undefined
    return new Promise((resolve) => {
      this.#wanted = resolve
    })
  }

  /** An answer that came in one piece, over net/rpc. */
  whole(bytes: Uint8Array): void {
    this.begin(hasPrelude(bytes) ? httpIntegrationType : undefined)
    void this.write(bytes)
  }

  /** The function has ended its answer. */
  end(): void {
    if (this.#prelude !== undefined) {
      this.fail(this.#prelude.missing())
      return
    }
    // An answer without any byte, of a transport that never began.
    this.#begun({ statusCode: undefined, headers: undefined, cookies: undefined, body: this.#body })
    if (!this.#over) this.#controller?.close()
    this.#over = true
  }

  /** The invocation failed, before the answer or in the midst of it. */
  fail(error: unknown): void {
    if (typeof error === 'object' && error !== null) Object.assign(error, { receivedBytes: this.#received })
    this.#failed(error)
    if (!this.#over) this.#controller?.error(error)
    this.#over = true
  }

  #read(reader: PreludeReader, piece: Uint8Array): Uint8Array | undefined {
    try {
      const read = reader.push(piece)
      if (read === undefined) return undefined
      this.#prelude = undefined
      this.#begun({ ...read.prelude, body: this.#body })
      return read.rest
    } catch (error) {
      this.#prelude = undefined
      this.fail(error)
      return undefined
    }
  }
}

import { Decoder, Encoder, GobDecodeError, type GobType, type Limits } from '../gob/index.ts'
import type { ByteStream } from './byte-stream.ts'
import { type Address, connectStream, textOf } from './connect-stream.ts'
import { ConnectionError } from './connection-error.ts'
import { joined } from './joined.ts'
import { type ResponseHeader, requestHeader, responseHeader } from './messages.ts'
import { ReplyError } from './reply-error.ts'
import { ServerError } from './server-error.ts'
import { ShutdownError } from './shutdown-error.ts'

export interface ClientOptions {
  /** What a reply may ask of this process; see gob's `Limits`. */
  readonly limits?: Partial<Limits> | undefined
}

/** What waits for the end of the running code waits for a promise: fake timers replace `process.nextTick` and `queueMicrotask`. */
const thisTick = Promise.resolve()

interface Call {
  readonly serviceMethod: string
  readonly replyType: GobType<unknown, never>
  resolve(reply: unknown): void
  reject(reason: unknown): void
}

/** Why no call can be made any more. */
interface Ended {
  readonly reason: 'closed' | 'broken'
  readonly cause?: unknown
}

/**
 * A client of Go's net/rpc with gob, over TCP or any byte stream. Any number of calls may be pending; replies may come in
 * any order. It keeps the process alive only while a call is pending.
 *
 * @see GOROOT/src/net/rpc/client.go
 */
export class Client {
  readonly #stream: ByteStream
  readonly #encoder: Encoder
  readonly #decoder: Decoder
  readonly #pending = new Map<number, Call>()
  #nextSeq = 0
  /** Requests of this tick that are still to be written. */
  #unsent: Uint8Array[] = []
  readonly #flushLater = () => this.#flush()
  /** The header that was read last, while its body has not wholly arrived. */
  #header: ResponseHeader | undefined
  #ended: Ended | undefined

  /** Speaks over a stream that is connected already. The stream is the client's from now on: `close()` destroys it. */
  constructor(stream: ByteStream, options: ClientOptions = {}) {
    this.#stream = stream
    this.#encoder = new Encoder()
    this.#decoder = new Decoder(options)
    stream.unref?.()
    stream.readInto?.(() => this.#decoder.room)
    stream.on('data', (chunk) => this.#receive(chunk))
    stream.on('end', () => this.#lineEnded())
    stream.on('error', (error) => this.#lineEnded(error))
    stream.on('close', () => this.#lineEnded())
  }

  /**
   * Connects over TCP.
   *
   * @param options.signal gives up connecting; it does not end the connection later.
   * @throws {ConnectionError} if nobody accepts; the signal's reason if it is aborted before.
   */
  static async connect(
    options: Address & ClientOptions & { readonly signal?: AbortSignal | undefined },
  ): Promise<Client> {
    return new Client(await connectStream(options, options.signal), options)
  }

  /** Whether no call can be made any more: `close()` was called, or the line broke. */
  get closed(): boolean {
    return this.#ended !== undefined
  }

  /**
   * Calls a method. Header, arguments and the type definitions they need go out in one write: at once where no other call
   * is pending, else when the running code ends, together with the other calls that were made until then (up to 64 KiB).
   *
   * @param serviceMethod `Service.Method`, as Go registers it.
   * @param args byte slices in it of 64 KiB and more are not copied: they must not be changed before the call is settled.
   * @param options.signal abandons the call: it rejects with the signal's reason, its reply is skipped when it comes,
   *   and the other calls go on. The server is not told; net/rpc cannot.
   * @throws {ServerError} if the method returned an error or does not exist.
   * @throws {GobEncodeError} if `argsType` cannot hold `args`: nothing was sent.
   * @throws {ReplyError} if the reply is not what `replyType` describes: this ends the line.
   * @throws {ConnectionError} if the line broke before the reply: the method may have run.
   * @throws {ShutdownError} if the client was closed, or the line had broken before: the method did not run by this call.
   */
  call<Args, Reply>(
    serviceMethod: string,
    argsType: GobType<unknown, Args>,
    args: NoInfer<Args>,
    replyType: GobType<Reply, never>,
    options: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<Reply> {
    const { signal } = options
    return new Promise<Reply>((resolve, reject) => {
      if (this.#ended !== undefined) throw new ShutdownError(this.#ended.reason, this.#ended.cause)
      if (signal?.aborted) throw signal.reason
      const seq = this.#nextSeq
      const request = this.#encoder.encodeParts([
        [requestHeader, { ServiceMethod: serviceMethod, Seq: seq }],
        [argsType, args],
      ])
      this.#nextSeq++
      // Most calls have no signal: nothing is made for one then.
      if (signal === undefined) {
        this.#add(seq, { serviceMethod, replyType, resolve: resolve as (reply: unknown) => void, reject })
      } else {
        const abort = () => {
          if (this.#take(seq) !== undefined) reject(signal.reason)
        }
        const settled = () => signal.removeEventListener('abort', abort)
        this.#add(seq, {
          serviceMethod,
          replyType,
          resolve: (reply) => {
            settled()
            resolve(reply as Reply)
          },
          reject: (reason) => {
            settled()
            reject(reason)
          },
        })
        signal.addEventListener('abort', abort, { once: true })
      }
      this.#send(request)
    })
  }

  /** Ends the line. Pending calls reject with a ShutdownError (`reason: 'closed'`). Idempotent. */
  close(): void {
    if (this.#ended !== undefined) return
    this.#flush()
    if (this.#ended === undefined) this.#end({ reason: 'closed' }, () => new ShutdownError('closed'))
  }

  /** A write is most of what a small call costs: of calls that are made together, all but the first share one. */
  #send(request: readonly Uint8Array[]): void {
    if (this.#pending.size === 1 && this.#unsent.length === 0) for (const part of request) this.#write(part)
    else if (this.#unsent.push(...request) === request.length) void thisTick.then(this.#flushLater)
  }

  #flush(): void {
    const requests = this.#unsent
    if (requests.length === 0) return
    this.#unsent = []
    for (const bytes of joined(requests)) this.#write(bytes)
  }

  #write(bytes: Uint8Array): void {
    if (this.#ended !== undefined) return
    try {
      this.#stream.write(bytes)
    } catch (error) {
      this.#break(messageOf(error), error)
    }
  }

  #add(seq: number, call: Call): void {
    this.#pending.set(seq, call)
    if (this.#pending.size === 1) this.#stream.ref?.()
  }

  /** Takes a call off the list; undefined where it is not there (any more). */
  #take(seq: number): Call | undefined {
    const call = this.#pending.get(seq)
    if (call !== undefined && this.#pending.delete(seq) && this.#pending.size === 0) this.#stream.unref?.()
    return call
  }

  #receive(chunk: Uint8Array): void {
    if (this.#ended !== undefined) return
    try {
      this.#decoder.push(chunk)
      while (this.#ended === undefined && this.#readReply());
    } catch (error) {
      this.#break(messageOf(error), error)
    }
  }

  /** One reply: the four cases of Go's `Client.input`. False while it has not wholly arrived. */
  #readReply(): boolean {
    this.#header ??= this.#decoder.decode(responseHeader)?.value
    const header = this.#header
    if (header === undefined) return false
    // Beyond 2^53 not exact, and then none of ours.
    const seq = Number(header.Seq)
    if (header.Error !== '') {
      // What the server said is known, whether its body comes or not (Go's client waits for it).
      const refused = this.#take(seq)
      refused?.reject(new ServerError(header.Error, refused.serviceMethod))
    }
    const call = this.#pending.get(seq)
    if (call === undefined) {
      // Refused, abandoned, answered before, or never asked: the body is on the wire all the same.
      if (!this.#decoder.skip()) return false
    } else if (!this.#readBody(seq, call)) return false
    this.#header = undefined
    return true
  }

  #readBody(seq: number, call: Call): boolean {
    let reply: { readonly value: unknown } | undefined
    try {
      reply = this.#decoder.decode(call.replyType)
    } catch (error) {
      if (error instanceof GobDecodeError) this.#take(seq)?.reject(new ReplyError(call.serviceMethod, error))
      throw error
    }
    if (reply === undefined) return false
    this.#take(seq)?.resolve(reply.value)
    return true
  }

  #lineEnded(error?: Error): void {
    if (this.#ended !== undefined) return
    if (error !== undefined) {
      this.#break(textOf(error), error)
      return
    }
    let cause: unknown
    try {
      this.#decoder.end()
    } catch (inMidst) {
      cause = inMidst
    }
    this.#break('unexpected EOF', cause)
  }

  #break(reason: string, cause: unknown): void {
    const broken = new ConnectionError('the connection broke', reason, cause)
    this.#end(
      { reason: 'broken', cause: broken },
      (call) => new ConnectionError(`${call.serviceMethod} was not answered`, reason, cause),
    )
  }

  #end(how: Ended, errorFor: (call: Call) => Error): void {
    this.#ended = how
    const calls = [...this.#pending.values()]
    this.#pending.clear()
    this.#unsent = []
    this.#stream.unref?.()
    this.#stream.destroy()
    for (const call of calls) call.reject(errorFor(call))
  }
}

function messageOf(error: unknown): string {
  return String((error as Partial<Error> | null)?.message ?? error)
}

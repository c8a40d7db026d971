import { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { AnswerBrokeError, type AnswerSink } from '../lambda/index.ts'

/** A body that was read to its end. */
export interface ReadBody {
  /** What came, of more than the limit the first bytes: one more than the limit. Empty where a sink took it. */
  readonly bytes: Uint8Array
  /** How many bytes came, those let go by included. */
  readonly total: number
  readonly tooLarge: boolean
}

/**
 * Reads a body. With a sink each piece is handed on as it comes, and the next is not taken from the socket before the sink
 * wants more; without one at most the limit and one byte are held, and the rest goes by.
 *
 * @throws {AnswerBrokeError}
 */
export function readBody(request: IncomingMessage, limit: number, sink?: AnswerSink): Promise<ReadBody> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    let held = 0
    let total = 0
    const bytes = () => (pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces))
    const isTooLarge = () => total > limit
    request.on('data', (piece: Buffer) => {
      const wasTooLarge = isTooLarge()
      total += piece.length
      if (sink === undefined) {
        const wanted = piece.subarray(0, Math.max(0, limit + 1 - held))
        held += wanted.length
        if (wanted.length > 0) pieces.push(wanted)
        return
      }
      // What fits is still the stream's; what comes after it goes by.
      const fitting = wasTooLarge ? undefined : piece.subarray(0, piece.length - Math.max(0, total - limit))
      const taken = fitting === undefined || fitting.length === 0 ? undefined : sink.write(fitting)
      if (taken === undefined) return
      request.pause()
      const go = () => request.resume()
      taken.then(go, go)
    })
    request.once('end', () => resolve({ bytes: bytes(), total, tooLarge: isTooLarge() }))
    request.once('close', () => request.complete || reject(new AnswerBrokeError(bytes(), total)))
    request.once('error', () => undefined) // told by close
  })
}

import { Decoder, type DecoderOptions } from './decoder.ts'
import type { GobType } from './gob-type.ts'

/**
 * Decodes every value of a stream that arrives in chunks, all as one type: a socket, a file, a `fetch` body.
 *
 * @throws {GobDecodeError} from the iteration, if the stream is malformed or ends inside a value. Values before that
 *   have been yielded.
 */
export async function* decodeStream<T>(
  type: GobType<T, never>,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options?: DecoderOptions,
): AsyncGenerator<T, void, undefined> {
  const decoder = new Decoder(options)
  for await (const chunk of chunks) {
    decoder.push(chunk)
    for (let next = decoder.decode(type); next !== undefined; next = decoder.decode(type)) yield next.value
  }
  decoder.end()
}

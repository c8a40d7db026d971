import { inspect, isDeepStrictEqual } from 'node:util'
import { split } from './mutate.mjs'

/** No call may take longer. */
export const mostMs = 1000
/** Ends a look at a stream that gives values without end. */
const mostCalls = 100_000

/** What the decoder may not do. */
export class Finding extends Error {
  name = 'Finding'
}

/**
 * Reads one stream in every way there is, and throws a Finding where something is not as it must be.
 *
 * @param gob the module under test
 * @param {Buffer} bytes
 * @param {readonly object[]} wanted the types of the seed's values, in turn
 * @param {readonly object[]} others any types
 * @param {(below: number) => number} random
 * @param {Record<string, number>} counts of what happened
 */
export function readInEveryWay(gob, bytes, wanted, others, random, counts) {
  const inTurn = (index) => wanted[Math.min(index, wanted.length - 1)]
  const other = others[random(others.length)]
  const whole = [bytes]
  const pieces = split(bytes, random)
  const asSent = (decoder, index) => decoder.decode(inTurn(index))
  const first = readAll(gob, whole, asSent, 'decode', counts)
  const again = readAll(gob, pieces, asSent, 'decode in pieces', counts)
  sameResults('decode', first, again)
  readAll(gob, random(2) === 0 ? whole : pieces, (decoder) => decoder.decode(other), 'decode as another type', counts)
  readAll(gob, random(2) === 0 ? whole : pieces, (decoder) => decoder.skip() || undefined, 'skip', counts)
  attempt(gob, () => gob.decode(inTurn(0), bytes), 'decode of one value', counts)
  if (typeof gob.Decoder.prototype.decodeAny === 'function') {
    const selfDescribed = (decoder) => decoder.decodeAny()
    const one = readAll(gob, whole, selfDescribed, 'decodeAny', counts)
    const two = readAll(gob, pieces, selfDescribed, 'decodeAny in pieces', counts)
    sameResults('decodeAny', one, two)
  }
  if (typeof gob.decodeAny === 'function') attempt(gob, () => gob.decodeAny(bytes), 'decodeAny of one value', counts)
  // Corrupt streams are lines of its text: it may not throw anything at all.
  const dumped = attempt(gob, () => [...gob.dump(bytes)].length, 'dump', counts)
  if (dumped.refused !== undefined) throw new Finding(`dump threw ${dumped.refused}`)
}

/** A split of the input changes nothing, up to the first error: how much is stepped over for it may depend on what had arrived. */
function sameResults(what, whole, pieces) {
  const error = whole.findIndex((result) => result.refused !== undefined)
  const last = error < 0 ? Math.max(whole.length, pieces.length) - 1 : error
  for (let index = 0; index <= last; index++) {
    if (isDeepStrictEqual(whole[index], pieces[index])) continue
    const [one, two] = [inspect(whole[index]), inspect(pieces[index])]
    throw new Finding(`${what}, result ${index}: of the whole ${one}, of the same in pieces ${two}`)
  }
}

/** One call. Gives its result or the text of the error that it may throw. */
function attempt(gob, call, what, counts) {
  const begin = performance.now()
  try {
    const value = call()
    counts.values += value === undefined ? 0 : 1
    return { value }
  } catch (error) {
    if (!(error instanceof gob.GobDecodeError)) {
      throw new Finding(`${what} threw ${error?.stack ?? String(error)}`, { cause: error })
    }
    if (!Number.isSafeInteger(error.offset) || error.offset < 0) {
      throw new Finding(`${what} gave an error at byte ${error.offset}: ${error.message}`)
    }
    counts.errors++
    return { refused: error.message }
  } finally {
    counts.calls++
    const ms = performance.now() - begin
    if (ms > counts.slowestMs) counts.slowestMs = ms
  }
}

/** All values and errors of a stream: an error inside a message leaves the next ones readable. */
function readAll(gob, chunks, read, what, counts) {
  const decoder = new gob.Decoder()
  const results = []
  let fed = 0
  let stuck = false
  for (const chunk of chunks) {
    fed += chunk.length
    const pushed = attempt(gob, () => decoder.push(chunk), `push (${what})`, counts)
    if (pushed.refused !== undefined) throw new Finding(`push (${what}) refused: ${pushed.refused}`)
    while (!stuck) {
      const unread = decoder.unreadBytes
      const result = attempt(gob, () => read(decoder, results.length), what, counts)
      if (result.refused === undefined && result.value === undefined) break
      const before = results.at(-1)
      if (result.refused === undefined || result.refused !== before?.refused) results.push(result)
      if (results.length > mostCalls) throw new Finding(`${what} gives more than ${mostCalls} results`)
      // A length that cannot be: every later call gives the same error.
      stuck = decoder.unreadBytes === unread
      if (stuck && result.refused === undefined) throw new Finding(`${what} gave a value and took no bytes for it`)
      if (decoder.unreadBytes > fed) throw new Finding(`${what} left ${decoder.unreadBytes} of ${fed} bytes unread`)
    }
  }
  results.push(attempt(gob, () => decoder.end(), `end (${what})`, counts))
  return results
}

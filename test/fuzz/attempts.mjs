import { inspect, isDeepStrictEqual } from 'node:util'
import { split } from './mutate.mjs'

/** Ends a look at a stream that gives values without end. */
const mostCalls = 100_000

/** What the decoder may not do. */
export class Finding extends Error {
  name = 'Finding'
}

/**
 * Reads one stream in every way there is, and throws a Finding where something is not as it must be:
 * - nothing but GobDecodeError is thrown, at a byte that is there;
 * - a split of the input changes nothing;
 * - reading as the sent types, as another one, without a type and stepping over find the same values in the same places,
 *   and what cannot be stepped over cannot be read either.
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
  const ways = {
    decode: (decoder, index) => decoder.decode(inTurn(index)),
    'decode as another type': (decoder) => decoder.decode(other),
    decodeAny: (decoder) => decoder.decodeAny(),
    skip: (decoder) => decoder.skip() || undefined,
  }
  const whole = [bytes]
  const results = Object.entries(ways).map(([what, read]) => {
    const list = readAll(gob, whole, read, what, counts)
    // Every call makes an error or a value: two of the four ways, at random, are enough for one stream.
    if (random(2) === 0) sameResults(what, list, readAll(gob, split(bytes, random), read, `${what} in pieces`, counts))
    return list
  })
  const skipped = results.at(-1)
  for (const [index, what] of Object.keys(ways).entries()) sameSteps(what, results[index], skipped)
  attempt(gob, () => gob.decode(inTurn(0), bytes), 'decode of one value', counts)
  attempt(gob, () => gob.decodeAny(bytes), 'decodeAny of one value', counts)
  // Corrupt streams are lines of its text: it may not throw anything at all.
  const dumped = attempt(gob, () => [...gob.dump(bytes)].length, 'dump', counts)
  if (dumped.refused !== undefined) throw new Finding(`dump threw ${dumped.refused}`)
}

/** A split of the input changes nothing: not the values, not the errors, not what is read after them. */
function sameResults(what, whole, pieces) {
  for (let index = 0; index < Math.max(whole.length, pieces.length); index++) {
    if (isDeepStrictEqual(whole[index], pieces[index])) continue
    const [one, two] = [inspect(whole[index]), inspect(pieces[index])]
    throw new Finding(`${what}, result ${index}: of the whole ${one}, of the same in pieces ${two}`)
  }
}

/** Where the stream goes on is the stream's own affair, whoever reads it. A type may refuse more than the stream does. */
function sameSteps(what, all, allSkipped) {
  // What ends a stream for good may be told as what is wrong with the last value, or behind that.
  const [results, skipped] = [all, allSkipped].map((list) =>
    list.filter(({ at }, index) => at === undefined || at > (list[index - 1]?.at ?? 0)),
  )
  const mayRefuse = what.startsWith('decode') && what !== 'decodeAny'
  for (let index = 0; index < Math.max(results.length, skipped.length); index++) {
    const [one, two] = [results[index], skipped[index]]
    const refused = one?.refused !== undefined
    const agrees = refused === (two?.refused !== undefined) || (refused && mayRefuse)
    if (one !== undefined && two !== undefined && one.at === two.at && agrees) continue
    throw new Finding(`${what}, result ${index}: ${inspect(one)}, but skip gave ${inspect(two)}`)
  }
}

/** One call. Gives its result or the text of the error that it may throw. */
function attempt(gob, call, what, counts) {
  counts.calls++
  try {
    const value = call()
    if (value !== undefined) counts.values++
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
  }
}

/** All values and errors of a stream, and `at` which byte it went on then: an error inside a message leaves the next ones readable. */
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
      // A length that cannot be: every later call gives the same error.
      stuck = decoder.unreadBytes === unread
      if (stuck && result.refused === undefined) throw new Finding(`${what} gave a value and took no bytes for it`)
      if (decoder.unreadBytes > fed) throw new Finding(`${what} left ${decoder.unreadBytes} of ${fed} bytes unread`)
      if (stuck && result.refused === results.at(-1)?.refused) break
      result.at = fed - decoder.unreadBytes
      results.push(result)
      if (results.length > mostCalls) throw new Finding(`${what} gives more than ${mostCalls} results`)
    }
  }
  results.push(attempt(gob, () => decoder.end(), `end (${what})`, counts))
  return results
}

/**
 * A generator of numbers that gives the same ones for the same run and stream, so that a finding can be repeated.
 *
 * @param {number} seed of the run
 * @param {number} stream its number in the run
 * @returns {(below: number) => number} an integer from 0 to below, exclusive
 */
export function randomOf(seed, stream) {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)) >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

/** @typedef {(below: number) => number} Random */

/** Numbers at which a decoder may change its mind. */
const interesting = [
  0n,
  1n,
  2n,
  63n,
  64n,
  127n,
  128n,
  255n,
  256n,
  1000n,
  1001n,
  0xffffn,
  2n ** 20n,
  2n ** 24n,
  2n ** 24n + 1n,
  2n ** 28n,
  2n ** 30n,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 32n,
  2n ** 53n - 1n,
  2n ** 53n,
  2n ** 63n - 1n,
  2n ** 63n,
  2n ** 64n - 1n,
]
const bytesThatMatter = [0, 1, 2, 0x7f, 0x80, 0xf7, 0xf8, 0xfc, 0xfe, 0xff]

/** An unsigned integer as gob writes it. @param {bigint} value */
function uintBytes(value) {
  if (value <= 0x7fn) return Uint8Array.of(Number(value))
  const digits = value.toString(16)
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex')
  return Buffer.concat([Uint8Array.of(256 - bytes.length), bytes])
}

/** The messages of a stream without their lengths. @param {Buffer} stream as Go wrote it */
export function messagesOf(stream) {
  const messages = []
  for (let at = 0; at < stream.length; ) {
    const first = stream[at]
    const size = first <= 0x7f ? 0 : 256 - first
    const length = size === 0 ? first : stream.readUIntBE(at + 1, size)
    at += 1 + size
    messages.push(stream.subarray(at, at + length))
    at += length
  }
  return messages
}

/** @param {readonly Uint8Array[]} messages */
const framed = (messages) => Buffer.concat(messages.flatMap((body) => [uintBytes(BigInt(body.length)), body]))

/** @type {readonly ((bytes: Buffer, random: Random, other: Buffer) => Buffer)[]} */
const changesOfBytes = [
  function flipBit(bytes, random) {
    const changed = Buffer.from(bytes)
    if (changed.length > 0) changed[random(changed.length)] ^= 1 << random(8)
    return changed
  },
  function replace(bytes, random) {
    const changed = Buffer.from(bytes)
    const value = random(2) === 0 ? random(256) : bytesThatMatter[random(bytesThatMatter.length)]
    if (changed.length > 0) changed[random(changed.length)] = value
    return changed
  },
  function insert(bytes, random) {
    const at = random(bytes.length + 1)
    const more = Uint8Array.from({ length: 1 + random(8) }, () => random(256))
    return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)])
  },
  function remove(bytes, random) {
    const at = random(bytes.length + 1)
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(8))])
  },
  function inflate(bytes, random) {
    const at = random(bytes.length + 1)
    const value = uintBytes(interesting[random(interesting.length)])
    return Buffer.concat([bytes.subarray(0, at), value, bytes.subarray(at + 1)])
  },
  function nudge(bytes, random) {
    const changed = Buffer.from(bytes)
    if (changed.length > 0) changed[random(changed.length)] += random(2) === 0 ? 1 : 255
    return changed
  },
  function repeatPart(bytes, random) {
    const at = random(bytes.length + 1)
    const part = bytes.subarray(at, at + 1 + random(32))
    return Buffer.concat([
      bytes.subarray(0, at),
      ...Array.from({ length: 1 + random(64) }, () => part),
      bytes.subarray(at),
    ])
  },
  function splice(bytes, random, other) {
    return Buffer.concat([bytes.subarray(0, random(bytes.length + 1)), other.subarray(random(other.length + 1))])
  },
  function truncate(bytes, random) {
    return bytes.subarray(0, random(bytes.length + 1))
  },
]

/** Their lengths stay true, so that what is changed is looked at. @type {readonly ((messages: Buffer[], random: Random, others: Buffer[]) => void)[]} */
const changesOfMessages = [
  function duplicate(messages, random) {
    const at = random(messages.length)
    messages.splice(random(messages.length + 1), 0, messages[at])
  },
  function drop(messages, random) {
    messages.splice(random(messages.length), 1)
  },
  function swap(messages, random) {
    const [taken] = messages.splice(random(messages.length), 1)
    messages.splice(random(messages.length + 1), 0, taken)
  },
  function borrow(messages, random, others) {
    messages.splice(random(messages.length + 1), 0, others[random(others.length)])
  },
  function append(messages, _random, others) {
    messages.push(...others)
  },
]

/** Only the length of one message lies. @param {readonly Buffer[]} messages @param {Random} random */
function withFalseLength(messages, random) {
  const wrong = random(messages.length)
  const parts = messages.flatMap((body, index) => {
    const value = random(2) === 0 ? body.length + random(9) - 4 : interesting[random(interesting.length)]
    return [uintBytes(index === wrong ? (value < 0 ? 0n : BigInt(value)) : BigInt(body.length)), body]
  })
  return Buffer.concat(parts)
}

/**
 * One stream that Go did not write.
 *
 * @param {readonly Buffer[]} seeds streams that it did
 * @param {Random} random
 * @returns {{ seed: number, bytes: Buffer }} which one was changed, and the result, of at most 64 KiB
 */
export function mutated(seeds, random) {
  const seed = random(seeds.length)
  const messages = messagesOf(seeds[seed])
  const others = messagesOf(seeds[random(seeds.length)])
  const pick = (list) => list[random(list.length)]
  for (let change = random(4); change > 0 && messages.length > 0; change--) {
    if (random(4) === 0) pick(changesOfMessages)(messages, random, others)
    else {
      const at = random(messages.length)
      messages[at] = pick(changesOfBytes)(messages[at], random, pick(others))
    }
  }
  let bytes = messages.length > 0 && random(6) === 0 ? withFalseLength(messages, random) : framed(messages)
  for (let change = random(3); change > 0; change--) bytes = pick(changesOfBytes)(bytes, random, framed(others))
  return { seed, bytes: bytes.subarray(0, 64 * 1024) }
}

/** The same bytes in pieces. @param {Buffer} bytes @param {Random} random */
export function split(bytes, random) {
  const longest = [1, 2, 7, 100, 4096][random(5)]
  const chunks = []
  for (let at = 0; at < bytes.length; ) {
    const size = 1 + random(Math.max(longest, bytes.length >> 8))
    chunks.push(bytes.subarray(at, at + size))
    at += size
  }
  return chunks
}

import { parentPort, workerData } from 'node:worker_threads'
import { Finding, readInEveryWay } from './attempts.mjs'
import { mutated, randomOf } from './mutate.mjs'
import { seedsOf } from './seeds.mjs'

/** No stream may take longer, read in all ways together. */
const mostMs = 1000
/** `arrayBuffers + external` may never be more than this above what they were before the first stream. */
const mostBytes = 64 * 1024 * 1024

const { module, run, first, streams, until, progress } = workerData
const gob = await import(module)
const seeds = seedsOf(gob.goldenType)
const streamsOfGo = seeds.map(({ bytes }) => bytes)
const typesOfGo = seeds.map(({ types }) => types)
const others = [...new Set(typesOfGo.flat())]
const counts = { streams: 0, calls: 0, values: 0, errors: 0, slowestMs: 0, slowest: first, mostBytes: 0 }

const held = () => {
  const { arrayBuffers, external } = process.memoryUsage()
  return arrayBuffers + external
}

// The stacks of a million errors take longer than what made them; a finding is looked at again with its own.
const { stackTraceLimit } = Error
Error.stackTraceLimit = 0

/** Reads stream `number` of this run in every way, and gives the milliseconds that took. */
function read(number) {
  const random = randomOf(run, number)
  const { seed, bytes } = mutated(streamsOfGo, random)
  const begin = performance.now()
  readInEveryWay(gob, bytes, typesOfGo[seed], others, random, counts)
  return performance.now() - begin
}

function readAndExplain(number) {
  try {
    return read(number)
  } catch (error) {
    Error.stackTraceLimit = stackTraceLimit
    read(number)
    throw error
  }
}

function look(number) {
  let ms = readAndExplain(number)
  // A second time, because a busy machine can stop any process for a second.
  if (ms > mostMs) ms = Math.min(ms, read(number))
  if (ms > mostMs) throw new Finding(`the stream took more than ${mostMs} ms, twice`)
  if (ms > counts.slowestMs) [counts.slowestMs, counts.slowest] = [ms, number]
  const above = held() - base
  if (above > counts.mostBytes) counts.mostBytes = above
  if (above > mostBytes) throw new Finding(`arrayBuffers + external are ${above} bytes above base`)
}

const base = held()
let number = first
let finding
try {
  for (; number < first + streams && Date.now() < until; number++) {
    progress[0] = number
    look(number)
    counts.streams++
  }
} catch (error) {
  finding = error instanceof Finding ? error.message : `the fuzzer itself threw ${error?.stack ?? error}`
}
parentPort?.postMessage({ counts, seeds: seeds.length, number, finding })

import { parentPort, workerData } from 'node:worker_threads'
import { Finding, mostMs, readInEveryWay } from './attempts.mjs'
import { mutated, randomOf } from './mutate.mjs'
import { seedsOf } from './seeds.mjs'

/** `arrayBuffers + external` may never be more than this above what they were before the first stream. */
const mostBytes = 64 * 1024 * 1024

const { module, run, first, streams, until, progress } = workerData
const gob = await import(module)
const seeds = seedsOf(gob.goldenType)
const streamsOfGo = seeds.map(({ bytes }) => bytes)
const typesOfGo = seeds.map(({ types }) => types)
const others = [...new Set(typesOfGo.flat())]
const counts = { streams: 0, calls: 0, values: 0, errors: 0, slowestMs: 0, mostBytes: 0 }

const held = () => {
  const { arrayBuffers, external } = process.memoryUsage()
  return arrayBuffers + external
}

/** Reads stream `number` of this run, and gives the milliseconds of its slowest call. */
function read(number) {
  const random = randomOf(run, number)
  const { seed, bytes } = mutated(streamsOfGo, random)
  const before = counts.slowestMs
  counts.slowestMs = 0
  try {
    readInEveryWay(gob, bytes, typesOfGo[seed], others, random, counts)
    return counts.slowestMs
  } finally {
    counts.slowestMs = Math.max(before, counts.slowestMs)
  }
}

function look(number) {
  // A second time, because a busy machine can stop any process for a second.
  if (read(number) > mostMs && read(number) > mostMs) throw new Finding(`a call took more than ${mostMs} ms, twice`)
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

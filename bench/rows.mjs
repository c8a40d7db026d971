import { execFileSync, fork } from 'node:child_process'
import { once as event } from 'node:events'
import { join } from 'node:path'
import { startEmulator } from './emulator.mjs'

const sixMegabytes = 6_000_000
const requestId = '11111111-2222-3333-4444-555555555555'

/**
 * The rows of the table: `go()` and `ours()` of one round give the times of their calls in nanoseconds, `pick` which
 * quantile of these is compared; `must` and `aim` are ratios, below 1 is faster than Go.
 */
export async function makeRows({ gob, Client, LambdaClient, encodePayload, decodeAnswer }, peers, folder) {
  const { functionPort, serverPort, go } = peers
  const lambda = await LambdaClient.connect({ port: functionPort })
  const rpc = await Client.connect({ host: '127.0.0.1', port: serverPort })
  const int = gob.safeInteger(gob.int)
  const args = gob.struct('Args', { A: int, B: int })

  const invoke = async (Payload) => {
    const now = Date.now() + 60_000
    const Deadline = { Seconds: Math.floor(now / 1000), Nanos: (now % 1000) * 1_000_000 }
    const answer = await lambda.invoke({ Payload, RequestId: requestId, Deadline })
    if (answer.Error !== undefined || answer.Payload.length !== Payload.length) throw new Error('not the answer')
    return answer.Payload
  }
  const each = async (calls, one) => {
    const times = new Array(calls)
    for (let index = 0; index < calls; index++) {
      const begin = process.hrtime.bigint()
      await one()
      times[index] = Number(process.hrtime.bigint() - begin)
    }
    return times
  }

  const small = Buffer.from('"daniel"')
  const large = Buffer.alloc(sixMegabytes, 'x')
  // Made when their rows come: to the rows before they would be a heap that is collected again and again.
  const text = once(() => 'x'.repeat(sixMegabytes - 2))
  const objects = once(() =>
    Array.from({ length: 40_000 }, (_, id) => ({
      id,
      name: `customer number ${id}`,
      price: id * 1.37,
      active: id % 2 === 0,
      tags: ['new', 'paid'],
      address: { city: 'Zürich', street: 'Bahnhofstrasse', number: id % 100 },
    })),
  )

  const rows = []
  const smallCalls = {
    rounds: 20,
    warm: 3,
    go: () => go('bytes', functionPort, 1000, { Bytes: small.length }),
    ours: () => each(1000, () => invoke(small)),
  }
  rows.push({ name: 'small Function.Invoke, 20,000 calls, p50', ...smallCalls, pick: 0.5, must: 0.95, aim: 0.8 })
  rows.push({ name: 'small Function.Invoke, 20,000 calls, p90', ...smallCalls, pick: 0.9, must: 1, aim: 0.75 })
  rows.push({
    name: 'Function.Ping, 20,000 calls, p50',
    rounds: 20,
    warm: 3,
    go: () => go('ping', functionPort, 1000),
    ours: () => each(1000, () => lambda.ping()),
    pick: 0.5,
    must: 0.95,
    aim: 0.8,
  })
  rows.push({
    name: '16 calls under way on one connection, per call',
    rounds: 20,
    warm: 3,
    go: async () => (await go('pipelined', serverPort, 4000)).map((all) => all / 4000),
    ours: async () => [(await pipelined(rpc, args, int, 4000)) / 4000],
    pick: 0.5,
    must: 1.15,
    aim: 0.85,
  })
  rows.push({
    name: '6 MB as bytes',
    rounds: 12,
    warm: 3,
    go: () => go('bytes', functionPort, 5, { Bytes: sixMegabytes }),
    ours: () => each(5, () => invoke(large)),
    pick: 0.5,
    must: 0.95,
    aim: 0.75,
  })
  rows.push({
    name: '6 MB as a JSON string, JSON on both clients',
    rounds: 12,
    warm: 2,
    go: () => go('string', functionPort, 3, { Bytes: sixMegabytes }),
    ours: () => each(3, async () => checkLength(decodeAnswer(await invoke(encodePayload(text()))), text().length)),
    pick: 0.5,
    must: 0.75,
    aim: 0.55,
  })
  const json = once(() => Buffer.from(JSON.stringify(objects())))
  const jsonText = once(() => json().toString())
  rows.push({
    name: '6.7 MB of objects, to JSON.stringify + JSON.parse + the bytes',
    rounds: 12,
    warm: 2,
    // JSON.parse is given a string that is there already: the sum holds no decoding of text.
    go: () =>
      each(3, async () => {
        JSON.stringify(objects())
        await invoke(json())
        checkLength(JSON.parse(jsonText()), objects().length)
      }),
    ours: () =>
      each(3, async () => checkLength(decodeAnswer(await invoke(encodePayload(objects()))), objects().length)),
    pick: 0.5,
    must: 1.1,
    aim: 1.1,
  })
  rows.push({
    name: '6.7 MB of objects, to the same by hand: Buffer.from(JSON.stringify()), bytes, JSON.parse(toString())',
    rounds: 12,
    warm: 2,
    go: () =>
      each(3, async () => {
        const answer = await invoke(Buffer.from(JSON.stringify(objects())))
        checkLength(
          JSON.parse(Buffer.from(answer.buffer, answer.byteOffset, answer.length).toString()),
          objects().length,
        )
      }),
    ours: () =>
      each(3, async () => checkLength(decodeAnswer(await invoke(encodePayload(objects()))), objects().length)),
    pick: 0.5,
  })
  const file = join(folder, 'records.gob')
  await go('write', undefined, 0, { File: file })
  const codec = fork(join(import.meta.dirname, 'codec.mjs'), [join(folder, 'ours.mjs'), file])
  peers.atEnd(() => codec.kill('SIGKILL'))
  const codecCalls = async (op, label) => {
    codec.send({ op, label, calls: 10 })
    return (await event(codec, 'message'))[0]
  }
  for (const [label, limits] of [
    ['checked numbers', { must: 2, aim: 1 }],
    ['bigint', {}],
  ]) {
    for (const op of ['decode', 'encode']) {
      rows.push({
        name: `gob, 10,000 records of 12 fields, ${op} (${label})`,
        rounds: 20,
        warm: 8,
        pick: 0.5,
        ...limits,
        go: () => go(op, undefined, 10),
        ours: () => codecCalls(op, label),
      })
    }
  }
  rows.push({
    name: 'memory while 6 MB is read',
    memory: () => memory(folder, serverPort).external,
    must: 1.2,
    aim: 1.2,
  })
  rows.push({
    name: 'memory while 6 MB is read, `arrayBuffers + external` (array buffers count twice)',
    memory: () => memory(folder, serverPort).literal,
  })
  const emulator = process.env.USE_GO_LAMBDA_RIE
  if (emulator !== undefined) {
    const post = await startEmulator(emulator, folder, small, peers.atEnd)
    rows.push({
      name: 'small invoke, p50, to a POST to AWS’s Runtime Interface Emulator (RIE; in the column of Go)',
      rounds: 10,
      warm: 2,
      go: () => each(200, post),
      ours: () => each(200, () => invoke(small)),
      pick: 0.5,
    })
  }
  return {
    rows,
    close() {
      lambda.close()
      rpc.close()
    },
  }
}

function once(make) {
  let made
  return () => {
    made ??= make()
    return made
  }
}

function checkLength(value, length) {
  if (value?.length !== length) throw new Error(`not the answer: ${value?.length} instead of ${length}`)
  return value
}

/** Keeps 16 calls under way; the nanoseconds of all of them together. */
async function pipelined(rpc, args, int, calls) {
  let sent = 0
  const line = async () => {
    while (sent < calls) {
      const A = sent++
      if ((await rpc.call('Bench.Multiply', args, { A, B: 3 }, int)) !== A * 3) throw new Error('not the answer')
    }
  }
  const begin = process.hrtime.bigint()
  await Promise.all(Array.from({ length: 16 }, line))
  return Number(process.hrtime.bigint() - begin)
}

/** In a process of its own: what other rows left behind would be counted. */
function memory(folder, port) {
  const script = join(import.meta.dirname, 'memory.mjs')
  const printed = execFileSync(process.execPath, ['--expose-gc', script, join(folder, 'ours.mjs'), String(port)])
  return JSON.parse(String(printed))
}

/**
 * `node --expose-gc memory.mjs <bundle> <port>`: prints, as JSON and in messages, the most that memory outside of the
 * heap grows, looked at after every chunk of a 6 MB answer: `external`, and `literal`, the sum `arrayBuffers + external`.
 * Node counts array buffers in `external` already (https://nodejs.org/api/process.html#processmemoryusage), so that sum
 * has each of them twice: a message that is held once, and nothing else, is 2 there.
 */
import { connect } from 'node:net'
import { pathToFileURL } from 'node:url'

const [bundle, port] = process.argv.slice(2)
const { Client, gob } = await import(pathToFileURL(bundle).href)
const int = gob.safeInteger(gob.int)
const args = gob.struct('Args', { A: int, B: int })

let receive = () => {}
let base
let most
const look = () => {
  const { external, arrayBuffers } = process.memoryUsage()
  const now = { external, literal: external + arrayBuffers }
  base ??= now
  most ??= { external: 0, literal: 0 }
  for (const key of Object.keys(now)) most[key] = Math.max(most[key], now[key] - base[key])
}
const socket = connect({
  host: '127.0.0.1',
  port: Number(port),
  noDelay: true,
  onread: {
    buffer: new Uint8Array(64 * 1024),
    callback(count, buffer) {
      receive(buffer.subarray(0, count))
      look()
      return true
    },
  },
})
const client = new Client({
  write: (bytes) => socket.write(bytes),
  destroy: () => socket.destroy(),
  on: (event, listener) => {
    if (event === 'data') receive = listener
    else socket.on(event, listener)
  },
})
await client.call('Bench.Blob', args, { A: 1 }, gob.bytes)
globalThis.gc()
base = undefined
most = undefined
look()
const answer = await client.call('Bench.Blob', args, { A: 6_000_000 }, gob.bytes)
look()
client.close()
console.log(JSON.stringify({ external: most.external / answer.length, literal: most.literal / answer.length }))

/** `node --expose-gc memory.mjs <bundle> <port>`: prints the most that `external` (array buffers are part of it) grows, in messages, looked at after every chunk of a 6 MB answer. */
import { connect } from 'node:net'
import { pathToFileURL } from 'node:url'

const [bundle, port] = process.argv.slice(2)
const { Client, gob } = await import(pathToFileURL(bundle).href)
const int = gob.safeInteger(gob.int)
const args = gob.struct('Args', { A: int, B: int })

let receive = () => {}
let base = 0
let most = 0
const look = () => {
  most = Math.max(most, process.memoryUsage().external - base)
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
base = process.memoryUsage().external
most = 0
const answer = await client.call('Bench.Blob', args, { A: 6_000_000 }, gob.bytes)
look()
client.close()
console.log(most / answer.length)

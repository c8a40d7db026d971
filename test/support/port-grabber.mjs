// A neighbour that takes ports. It listens on ports of the ephemeral range at random and frees them again, and goes after
// every second port that is being reserved, on 127.0.0.1 or ::1, in the moment before its function listens there. Whoever
// connects to it is handed on to a real Go function, to another net/rpc server, or to nobody. Those run in the range, too,
// and move every now and then.
//
//   node port-grabber.mjs <ports folder> <log> <Go function> <net/rpc server>
//
// It says `ready`, appends {"port", "host"} to the log for every reserved port that it got, and ends with its stdin.
import { spawn } from 'node:child_process'
import { appendFileSync, mkdirSync, watch } from 'node:fs'
import { createConnection, createServer } from 'node:net'

const [portsFolder, log, lambda, rpcServer] = process.argv.slice(2)
const lowest = 32_768
const highest = 60_999
/** Held at random at any time. */
const held = 400
const hosts = ['127.0.0.1', '::1']

const any = (list) => list[Math.floor(Math.random() * list.length)]
const anyPort = () => lowest + Math.floor(Math.random() * (highest - lowest + 1))

const foreigners = [lambda, lambda, lambda, rpcServer, rpcServer].map((program) => ({ program }))
for (const foreigner of foreigners) move(foreigner)
setInterval(() => move(any(foreigners)), 250)

/** Starts it on another port. One that finds the port taken ends, and is elsewhere the next time. */
function move(foreigner) {
  foreigner.child?.kill('SIGKILL')
  foreigner.port = anyPort()
  const env = { _LAMBDA_SERVER_PORT: String(foreigner.port), WHO: 'a foreign function' }
  foreigner.child = spawn(foreigner.program, [], { env, stdio: 'ignore' })
}

/** @returns {Promise<import('node:net').Server | undefined>} `undefined` when the port was not free */
function grab(port, host) {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    if (Math.random() < 0.2) return void socket.resume() // an answer never comes
    const other = createConnection({ port: any(foreigners).port, host: '127.0.0.1' })
    other.on('error', () => socket.destroy())
    socket.on('close', () => other.destroy())
    other.on('close', () => socket.destroy())
    socket.pipe(other).pipe(socket)
  })
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined))
    server.listen({ port, host }, () => resolve(server))
  })
}

const random = []
setInterval(async () => {
  while (random.length > held) random.splice(Math.floor(Math.random() * random.length), 1)[0].close()
  for (let n = 0; n < 20; n++) {
    const server = await grab(anyPort(), any(hosts))
    if (server !== undefined) random.push(server)
  }
}, 10)

const tried = new Set()
mkdirSync(portsFolder, { recursive: true, mode: 0o700 })
watch(portsFolder, async (_, name) => {
  const port = Number(name)
  // Each event comes for the making, the writing and the removal.
  if (!(port > 0) || tried.has(port)) return
  tried.add(port)
  setTimeout(() => tried.delete(port), 1_000)
  if (Math.random() < 0.5) return
  const host = any(hosts)
  const server = await grab(port, host)
  if (server === undefined) return
  appendFileSync(log, `${JSON.stringify({ port, host })}\n`)
  setTimeout(() => server.close(), 200 + Math.random() * 800)
})

process.stdin.resume().once('end', () => {
  for (const { child } of foreigners) child?.kill('SIGKILL')
  process.exit(0)
})
process.stdout.write('ready\n')

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { Rolldown } from 'tsdown'

/** Builds both sides into `folder`: the Go programs, and ours as one file, so that edits to src change no run. */
export async function build(folder) {
  goBuild(folder, 'go', './...')
  // The function that answers its payload as it is.
  goBuild(folder, '../test/lambdas', './raw-bytes')
  const file = join(folder, 'ours.mjs')
  const bundle = await Rolldown.rolldown({
    input: join(import.meta.dirname, 'ours.ts'),
    platform: 'node',
    logLevel: 'silent',
  })
  await bundle.write({ file, format: 'esm', codeSplitting: false })
  await bundle.close()
  return import(pathToFileURL(file).href)
}

function goBuild(folder, module, packages) {
  execFileSync('go', ['build', '-buildvcs=false', '-o', `${folder}/`, packages], {
    cwd: join(import.meta.dirname, module),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** Starts the function, the RPC server and Go's client. */
export async function start(folder) {
  const processes = []
  const others = []
  const launch = (name, env, stdio) => {
    const child = spawn(join(folder, name), { env: { ...process.env, ...env }, stdio })
    processes.push(child)
    return child
  }
  const server = launch('server', {}, ['pipe', 'pipe', 'inherit'])
  const serverPort = Number((await once(createInterface(server.stdout), 'line'))[0])
  const functionPort = await freePort()
  launch('raw-bytes', { _LAMBDA_SERVER_PORT: String(functionPort) }, 'ignore')
  await listening(functionPort)
  const reference = launch('reference', {}, ['pipe', 'pipe', 'inherit'])
  const answers = createInterface(reference.stdout)[Symbol.asyncIterator]()
  return {
    functionPort,
    serverPort,
    /** One task for Go's side; the nanoseconds of each of its calls. */
    async go(op, port, calls, rest = {}) {
      const address = port === undefined ? '' : `127.0.0.1:${port}`
      reference.stdin.write(`${JSON.stringify({ Op: op, Address: address, Calls: calls, ...rest })}\n`)
      const { value, done } = await answers.next()
      if (done) throw new Error(`Go's side ended during ${op}`)
      return JSON.parse(value)
    },
    /** What `stop()` does besides. */
    atEnd: (stop) => others.push(stop),
    async stop() {
      for (const child of processes) child.kill('SIGKILL')
      for (const stop of others) await stop()
    },
  }
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

/** Waits until somebody listens. */
export async function listening(port) {
  for (const end = performance.now() + 10_000; performance.now() < end; await delay(5)) {
    const socket = connect(port, '127.0.0.1')
    const open = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
    })
    socket.destroy()
    if (open) return
  }
  throw new Error(`nothing listens on port ${port}`)
}

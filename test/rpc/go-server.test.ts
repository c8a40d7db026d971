import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'tsdown'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import * as gob from '../../src/gob/door.ts'
import { Client, ConnectionError, ReplyError, ServerError, ShutdownError } from '../../src/rpc/index.ts'
import { buildOracle, temporaryFolder } from '../oracle/build.ts'

const number = gob.safeInteger(gob.int)
const args = gob.struct('Args', { A: number, B: number })
const quotient = gob.struct('Quotient', { Quo: number, Rem: number })

const folder = temporaryFolder()
let binary: string
let server: ChildProcess
let port: number
let client: Client

beforeAll(() => {
  binary = buildOracle('rpcserver', folder.path)
})

afterAll(() => folder.remove())

beforeEach(async () => {
  server = spawn(binary, { stdio: ['pipe', 'pipe', 'ignore'] })
  if (server.stdout === null) throw new Error('no stdout')
  const [line] = await once(createInterface(server.stdout), 'line')
  port = Number(line)
  client = await Client.connect({ host: '127.0.0.1', port })
})

afterEach(async () => {
  client.close()
  if (server.exitCode === null) {
    server.stdin?.end()
    await once(server, 'exit')
  }
})

/** What a promise rejects with. */
const failure = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => expect.unreachable(`resolved with ${String(value)}`),
    (error: unknown) => error,
  )

it('calls a method of a Go server', async () => {
  expect(await client.call('Arith.Multiply', args, { A: 6, B: -7 }, number)).toBe(-42)
  expect(await client.call('Arith.Divide', args, { A: 17, B: 5 }, quotient)).toEqual({ Quo: 3, Rem: 2 })
})

it('rejects with the text of the method that failed, and goes on', async () => {
  const error = await failure(client.call('Arith.Divide', args, { A: 1 }, quotient))
  expect(error).toBeInstanceOf(ServerError)
  expect(error).toMatchObject({ message: 'divide by zero', code: 'RPC_SERVER', serviceMethod: 'Arith.Divide' })
  expect(await client.call('Arith.Divide', args, { A: 4, B: 2 }, quotient)).toEqual({ Quo: 2, Rem: 0 })
})

it('rejects with what the server says of a method that does not exist', async () => {
  const error = await failure(client.call('Arith.Nothing', args, {}, number))
  expect(error).toMatchObject({ name: 'ServerError', message: "rpc: can't find method Arith.Nothing" })
})

it('takes an error without text for a success, because net/rpc does', async () => {
  expect(await client.call('Arith.EmptyError', args, {}, number)).toBe(5)
})

it('reads a reply that has more fields than were asked for', async () => {
  const answer = gob.struct('Answer', { Text: gob.string })
  expect(await client.call('Arith.Wide', args, { A: 12 }, answer)).toEqual({ Text: '12' })
})

it('has many calls pending and gives each its own reply, in whatever order they come', async () => {
  const waiting = Array.from({ length: 50 }, (_, i) => client.call('Arith.Wait', args, { A: i }, number))
  const products = Array.from({ length: 200 }, (_, i) => client.call('Arith.Multiply', args, { A: i, B: i }, number))
  expect(await Promise.all(products)).toEqual(products.map((_, i) => i * i))
  await client.call('Arith.Release', args, { A: 50 }, number)
  expect(await Promise.all(waiting)).toEqual(waiting.map((_, i) => i))
})

it('carries 6 MB there and back', async () => {
  const payload = new Uint8Array(6 * 1024 * 1024).map((_, i) => i * 7)
  const back = await client.call('Arith.Echo', gob.bytes, payload, gob.bytes)
  expect(Buffer.compare(back, payload)).toBe(0)
})

it('rejects a call whose arguments cannot be encoded, and no other, and sends nothing of it', async () => {
  const error = await failure(client.call('Arith.Multiply', args, { A: 1.5 }, number))
  expect(error).toMatchObject({
    name: 'GobEncodeError',
    message: 'gob: 1.5 is not an integer, as int must be (at Args.A)',
  })
  expect(await client.call('Arith.Multiply', args, { A: 2, B: 3 }, number)).toBe(6)
})

it('says what the server thinks of arguments of another type, and goes on', async () => {
  const error = await failure(client.call('Arith.Multiply', gob.string, 'six', number))
  expect(error).toBeInstanceOf(ServerError)
  expect((error as Error).message).toMatch(/^gob: .*Args/)
  expect(await client.call('Arith.Multiply', args, { A: 2, B: 3 }, number)).toBe(6)
})

it('fails the call and ends the line when the reply is of another type', async () => {
  const waiting = failure(client.call('Arith.Wait', args, {}, number))
  const error = await failure(client.call('Arith.Multiply', args, { A: 2, B: 3 }, gob.string))
  expect(error).toBeInstanceOf(ReplyError)
  const why = expect.stringMatching(/^gob: sent as int, wanted as string \(byte \d+, at value\)$/)
  expect(error).toMatchObject({ code: 'RPC_REPLY', cause: { name: 'GobDecodeError', message: why } })
  expect((error as Error).message).toMatch(/^rpc: cannot read the reply of Arith\.Multiply: gob: sent as int/)
  expect(await waiting).toMatchObject({ name: 'ConnectionError', reason: why })
  expect(client.closed).toBe(true)
})

it('rejects every pending call when the server closes the line, and later ones differently', async () => {
  const pending = [1, 2, 3].map((A) => failure(client.call('Arith.Wait', args, { A }, number)))
  const closing = await failure(client.call('Arith.CloseLines', args, {}, number))
  for (const error of [...(await Promise.all(pending))]) {
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({
      message: 'rpc: Arith.Wait was not answered: unexpected EOF',
      code: 'RPC_CONNECTION',
      reason: 'unexpected EOF',
    })
  }
  expect(closing).toMatchObject({ message: 'rpc: Arith.CloseLines was not answered: unexpected EOF' })
  const later = await failure(client.call('Arith.Multiply', args, {}, number))
  expect(later).toBeInstanceOf(ShutdownError)
  expect(later).toMatchObject({
    message: 'connection is shut down',
    code: 'RPC_SHUTDOWN',
    reason: 'broken',
    cause: { message: 'rpc: the connection broke: unexpected EOF' },
  })
})

it('says that the line was reset', async () => {
  const error = await failure(client.call('Arith.CloseLines', args, { A: 1 }, number))
  expect(error).toMatchObject({
    message: 'rpc: Arith.CloseLines was not answered: read ECONNRESET',
    cause: { code: 'ECONNRESET' },
  })
})

it('rejects the pending call when the server dies in it', async () => {
  const exited = once(server, 'exit')
  const error = await failure(client.call('Arith.Exit', args, { A: 3 }, number))
  expect(error).toMatchObject({ name: 'ConnectionError' })
  expect(await exited).toEqual([3, null])
})

it('rejects the call when the server cannot encode its reply and closes the line', async () => {
  const error = await failure(client.call('Arith.Unencodable', args, {}, gob.struct('Secret', {})))
  expect(error).toMatchObject({ name: 'ConnectionError', reason: 'unexpected EOF' })
})

it('rejects pending and later calls as closed after close(), which may be called twice', async () => {
  const pending = failure(client.call('Arith.Wait', args, {}, number))
  client.close()
  client.close()
  expect(client.closed).toBe(true)
  expect(await pending).toMatchObject({ message: 'connection is shut down', code: 'RPC_SHUTDOWN', reason: 'closed' })
  expect(await failure(client.call('Arith.Multiply', args, {}, number))).toMatchObject({
    name: 'ShutdownError',
    reason: 'closed',
  })
})

it('abandons an aborted call, skips its reply when it comes, and goes on', async () => {
  const controller = new AbortController()
  const abandoned = failure(client.call('Arith.Wait', args, { A: 1 }, number, { signal: controller.signal }))
  const other = client.call('Arith.Wait', args, { A: 2 }, number)
  controller.abort(new Error('enough'))
  expect(await abandoned).toMatchObject({ message: 'enough' })
  await client.call('Arith.Release', args, { A: 2 }, number)
  expect(await other).toBe(2)
  expect(await client.call('Arith.Multiply', args, { A: 3, B: 3 }, number)).toBe(9)
})

it('does not send a call whose signal is aborted already', async () => {
  const signal = AbortSignal.abort(new Error('before'))
  expect(await failure(client.call('Arith.Exit', args, { A: 1 }, number, { signal }))).toMatchObject({
    message: 'before',
  })
  expect(await client.call('Arith.Multiply', args, { A: 3, B: 3 }, number)).toBe(9)
})

it('says who does not listen', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  taken.close()
  await once(taken, 'close')
  const error = await failure(Client.connect({ host: '127.0.0.1', port: address.port }))
  expect(error).toMatchObject({
    name: 'ConnectionError',
    message: `rpc: cannot connect to 127.0.0.1:${address.port}: connect ECONNREFUSED 127.0.0.1:${address.port}`,
    cause: { code: 'ECONNREFUSED' },
  })
})

it('connects by name', async () => {
  const named = await Client.connect({ host: 'localhost', port })
  expect(await named.call('Arith.Multiply', args, { A: 2, B: 2 }, number)).toBe(4)
  named.close()
})

it('gives up connecting when told to', async () => {
  const signal = AbortSignal.abort(new Error('no time'))
  expect(await failure(Client.connect({ host: '127.0.0.1', port, signal }))).toMatchObject({ message: 'no time' })
  const controller = new AbortController()
  const connecting = failure(Client.connect({ host: '127.0.0.1', port, signal: controller.signal }))
  controller.abort(new Error('changed my mind'))
  expect(await connecting).toMatchObject({ message: 'changed my mind' })
})

const modules = {
  gob: fileURLToPath(new URL('../../src/gob/door.ts', import.meta.url)),
  rpc: fileURLToPath(new URL('../../src/rpc/index.ts', import.meta.url)),
}

it('keeps the process alive while a call is pending, and not otherwise', async () => {
  const dist = await bundled()
  const script = `
    const { Client, gob } = await import(${JSON.stringify(dist)})
    const args = gob.struct('Args', { A: gob.int, B: gob.int })
    const client = await Client.connect({ host: '127.0.0.1', port: ${port} })
    client.call('Arith.Sleep', args, { A: 150n }, gob.int).then((ms) => console.log('answered', ms))
  `
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], { timeout: 20_000 })
  expect(String(output)).toBe('answered 150n\n')
})

/** The two rooms as one JavaScript file, for a process without Vitest. */
async function bundled(): Promise<string> {
  const entry = join(folder.path, 'rooms.ts')
  const { gob, rpc } = modules
  writeFileSync(entry, `export * as gob from ${JSON.stringify(gob)}\nexport * from ${JSON.stringify(rpc)}\n`)
  const outDir = join(folder.path, 'bundle')
  await build({ config: false, entry, outDir, format: 'esm', dts: false, fixedExtension: true, logLevel: 'silent' })
  return join(outDir, 'rooms.mjs')
}

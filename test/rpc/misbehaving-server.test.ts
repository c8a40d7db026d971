import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import * as gob from '../../src/gob/door.ts'
import { Client, ConnectionError, ReplyError, ServerError, ShutdownError } from '../../src/rpc/index.ts'
import { buildOracle, temporaryFolder } from '../oracle/build.ts'

const number = gob.safeInteger(gob.int)
const args = gob.struct('Args', { A: number, B: number })

/** How test/oracle/misbehaving ends a line. */
const ends = { reset: 0, close: 1, halfClose: 2 }
const waysToEnd = Object.entries(ends)

const folder = temporaryFolder()
let stop: () => Promise<void>
let port: number
let client: Client

beforeAll(async () => {
  const binary = buildOracle('misbehaving', folder.path)
  const server = spawn(binary, { stdio: ['pipe', 'pipe', 'inherit'] })
  const [line] = await once(createInterface(server.stdout), 'line')
  port = Number(line)
  stop = async () => {
    const exited = once(server, 'exit')
    server.stdin.end()
    expect(await exited).toEqual([0, null])
  }
})

afterAll(async () => {
  await stop()
  folder.remove()
})

beforeEach(async () => {
  client = await Client.connect({ host: '127.0.0.1', port })
})

afterEach(() => client.close())

const call = (method: string, A = 0, B = 0, signal?: AbortSignal, through = client) =>
  through.call(`Bad.${method}`, args, { A, B }, number, { signal })

/** What became of a call; it may not stay pending. */
const outcome = (promise: Promise<number>): Promise<unknown> => promise.catch((error: unknown) => error)

const brokenOff = (method: string) =>
  expect.objectContaining({
    name: 'ConnectionError',
    message: expect.stringMatching(`^rpc: Bad\\.${method} was not answered: (unexpected EOF|read ECONNRESET)$`),
  })

/** The line is over: pending calls have ended, and later ones say why. */
async function expectEnded(silent: Promise<unknown>) {
  expect(await silent).toBeInstanceOf(ConnectionError)
  expect(client.closed).toBe(true)
  const later = await outcome(call('Answer'))
  expect(later).toBeInstanceOf(ShutdownError)
  expect(later).toMatchObject({ reason: 'broken', cause: { name: 'ConnectionError' } })
}

it('reads answers that are written byte by byte', async () => {
  expect(await Promise.all([1, 2, 3].map((A) => call('Bytewise', A)))).toEqual([3, 5, 7])
})

it('reads many answers that come in one write', async () => {
  const held = Array.from({ length: 200 }, (_, A) => call('Hold', A))
  expect(await call('Answer', 1000)).toBe(2001)
  expect(await Promise.all(held)).toEqual(held.map((_, A) => 2 * A + 1))
})

it.each(waysToEnd)('ends every call when the line ends at any byte of an answer: %s', async (_name, how) => {
  let bytes = 0
  for (; bytes < 1000; bytes++) {
    const line = await Client.connect({ host: '127.0.0.1', port })
    const silent = outcome(call('Silence', 0, 0, undefined, line))
    const result = await outcome(call('Cut', bytes, how, undefined, line))
    expect(await silent).toEqual(brokenOff('Silence'))
    expect(line.closed).toBe(true)
    if (result === 2 * bytes + 1) break
    expect(result).toEqual(brokenOff('Cut'))
  }
  // The definition of Response, a header, and an int: only a whole answer was taken for one.
  expect(bytes).toBeGreaterThan(60)
  expect(bytes).toBeLessThan(100)
})

it('takes the first of two answers, and the second for nobody’s', async () => {
  expect(await call('Twice', 1)).toBe(3)
  expect(await Promise.all([call('Twice', 2), call('Answer', 3), call('Twice', 4), call('Answer', 5)])).toEqual([
    5, 7, 9, 11,
  ])
})

it('steps over answers to what was never asked', async () => {
  expect(await Promise.all([call('Strangers', 1), call('Answer', 2), call('Strangers', 3)])).toEqual([3, 5, 7])
})

it('does not give an answer to a call that was made after it came', async () => {
  expect(await call('Early', 1)).toBe(3)
  expect(await call('Answer', 2)).toBe(5)
})

it('gives the server’s error and steps over its body, and goes on', async () => {
  const refused = await outcome(call('ErrorAndBody'))
  expect(refused).toBeInstanceOf(ServerError)
  expect(refused).toMatchObject({ message: 'a body', serviceMethod: 'Bad.ErrorAndBody' })
  expect(await call('Answer', 4)).toBe(9)
})

it.each(waysToEnd)('gives the server’s error also where the line ends in place of its body: %s', async (_name, how) => {
  const silent = outcome(call('Silence'))
  const refused = await outcome(call('ErrorAlone', 0, how))
  expect(refused).toBeInstanceOf(ServerError)
  expect(refused).toMatchObject({ message: 'no body', serviceMethod: 'Bad.ErrorAlone' })
  await expectEnded(silent)
})

it('gives the server’s error also where its body never comes', async () => {
  const refused = await outcome(call('ErrorAlone', 0, -1))
  expect(refused).toBeInstanceOf(ServerError)
  expect(refused).toMatchObject({ message: 'no body' })
})

it('fails the call whose answer is of another type, and ends the line', async () => {
  const silent = outcome(call('Silence'))
  const wrong = await outcome(call('WrongType'))
  expect(wrong).toBeInstanceOf(ReplyError)
  expect((wrong as Error).message).toMatch(
    /^rpc: cannot read the reply of Bad\.WrongType: gob: sent as string, wanted as int \(byte \d+, at value\)$/,
  )
  await expectEnded(silent)
})

it('takes no body for a header, nor a header for a body', async () => {
  const silent = outcome(call('Silence'))
  const bodyAlone = outcome(call('BodyAlone'))
  expect(await bodyAlone).toBeInstanceOf(ConnectionError)
  expect((await bodyAlone) as Error).toMatchObject({
    reason: expect.stringContaining('sent as int, wanted as Response'),
  })
  await expectEnded(silent)

  client = await Client.connect({ host: '127.0.0.1', port })
  const headerAlone = outcome(call('HeaderAlone'))
  const next = outcome(call('Answer'))
  expect(await headerAlone).toBeInstanceOf(ReplyError)
  expect(await next).toBeInstanceOf(ConnectionError)
})

it('lets a silent server be given up, and nobody gets its late answer', async () => {
  const controller = new AbortController()
  const silent = outcome(call('Silence', 0, 0, controller.signal))
  const held = outcome(call('Hold', 1, 0, controller.signal))
  expect(await call('Bytewise', 2)).toBe(5)
  const late = outcome(call('Hold', 3, 0, controller.signal))
  controller.abort(new Error('no time'))
  expect(await Promise.all([silent, late])).toMatchObject([{ message: 'no time' }, { message: 'no time' }])
  // It was written along with the answer to 2.
  expect(await held).toBe(3)
  expect(await Promise.all([call('Answer', 4), call('Answer', 5)])).toEqual([9, 11])
  expect(client.closed).toBe(false)
})

const garbage = Array.from({ length: 40 }, (_, kind) => kind)

it.each(['Garbage', 'GarbageAsBody'])('ends every call when the server writes %s', async (method) => {
  for (const kind of garbage) {
    const line = await Client.connect({ host: '127.0.0.1', port })
    const silent = outcome(call('Silence', 0, 0, undefined, line))
    const result = await outcome(call(method, kind, ends.close, undefined, line))
    expect((result as Error).name).toMatch(method === 'Garbage' ? /^ConnectionError$/ : /^(Connection|Reply)Error$/)
    expect(await silent).toBeInstanceOf(ConnectionError)
    expect(line.closed).toBe(true)
  }
})

it('ends the line for garbage behind an answer, which was given', async () => {
  const silent = outcome(call('Silence'))
  expect(await call('GarbageBehind', 1)).toBe(3)
  await expectEnded(silent)
})

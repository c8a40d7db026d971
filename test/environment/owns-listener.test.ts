import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { ownsListener } from '../../src/environment/owns-listener.ts'
import { testNeeding } from '../support/needs.ts'

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

const listens = `
const server = require('node:net').createServer()
server.listen({ port: 0, host: process.argv[1] }, () => console.log(process.pid, server.address().port))`

/** A program that listens; behind a shell that stays, its listener is a child's. */
async function listener(host: string, behindShell = false): Promise<{ root: number; port: number }> {
  const args = ['-e', listens, host]
  const child = behindShell
    ? spawn('/bin/sh', ['-c', '"$0" "$@"; true', process.execPath, ...args], {
        detached: true,
        stdio: ['ignore', 'pipe', 'inherit'],
      })
    : spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  const [pid, port] = said.toString().split(' ').map(Number)
  if (behindShell) children.push({ kill: () => process.kill(pid ?? 0, 'SIGKILL') } as unknown as ChildProcess)
  return { root: child.pid ?? 0, port: port ?? 0 }
}

const cases = (method: 'proc' | 'lsof', test: (title: string, body: () => Promise<void>) => void) => {
  test(`knows its own listener on IPv4 and IPv6, by ${method}`, async () => {
    for (const host of ['127.0.0.1', '::1', '::']) {
      const { root, port } = await listener(host)
      expect(await ownsListener(root, port, { method })).toBe(true)
    }
  })

  test(`knows the listener of a descendant, by ${method}`, async () => {
    const { root, port } = await listener('127.0.0.1', true)
    expect(await ownsListener(root, port, { method })).toBe(true)
  })

  test(`does not take another process's listener for its own, by ${method}`, async () => {
    const { root, port } = await listener('127.0.0.1')
    const other = await listener('127.0.0.1')
    expect(await ownsListener(root, other.port, { method })).toBe(false)
    expect(await ownsListener(other.root, port, { method })).toBe(false)
  })

  test(`says no for a process that has ended, by ${method}`, async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    expect(await ownsListener(999_999_999, port, { method })).toBe(false)
    expect(await ownsListener(process.pid, port, { method })).toBe(true)
    server.close()
  })
}

cases('proc', it)
cases('lsof', testNeeding('lsof'))

describe('where there is neither /proc nor lsof', () => {
  it('says so, and what to install', async () => {
    const path = process.env.PATH
    process.env.PATH = '/nowhere'
    try {
      const error = await ownsListener(17, 8001, { method: 'lsof' }).catch((error: unknown) => error)
      expect(String(error)).toBe(
        "ListenerUnknownError: it cannot be told whether the listener on port 8001 is the function's (pid 17): there is no /proc here, and lsof cannot be run (ENOENT)\n" +
          '  → install lsof and put it on the PATH',
      )
    } finally {
      process.env.PATH = path
    }
  })
})

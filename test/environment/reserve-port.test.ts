import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { releaseDeadReservations, releaseReservationsOf, reservePort } from '../../src/environment/reserve-port.ts'
import { ownerLine } from '../../src/environment/run-folder.ts'
import { temporaryFolder } from './temporary-folder.ts'

const folder = temporaryFolder()

function listen(port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port, host }, () => resolve(server))
  })
}

it('reserves ports that are free and all different, until they are released', async () => {
  const cache = join(folder, 'different')
  const reserved = await Promise.all(Array.from({ length: 20 }, () => reservePort(cache)))
  const ports = reserved.map(({ port }) => port)
  expect(new Set(ports).size).toBe(20)
  expect(readdirSync(join(cache, 'ports')).sort()).toEqual(ports.map(String).sort())
  for (const port of ports) (await listen(port, '127.0.0.1')).close()
  for (const each of reserved) each.release()
  expect(readdirSync(join(cache, 'ports'))).toEqual([])
})

it('does not release what has become the next owner’s', async () => {
  const cache = join(folder, 'twice')
  const reserved = await reservePort(cache)
  const file = join(cache, 'ports', String(reserved.port))
  reserved.release()
  writeFileSync(file, 'the next owner')
  reserved.release()
  expect(readFileSync(file, 'utf8')).toBe('the next owner')
})

it('removes the reservations of dead owners and keeps those of living ones', () => {
  const ports = join(folder, 'dead', 'ports')
  mkdirSync(ports, { recursive: true })
  const [pid, , host] = ownerLine().trim().split(' ')
  const hours = (count: number) => new Date(Date.now() - count * 3_600_000)
  const reservations: [port: string, line: string, written: Date][] = [
    ['1', ownerLine(), hours(100)],
    ['2', `${pid} 1 ${host}\n`, hours(0)], // another process with our pid, long ago
    ['3', `999999999 1 ${host}\n`, hours(0)],
    ['4', `999999999 1 0000\n`, hours(23)], // another container's, which cannot be asked
    ['5', `999999999 1 0000\n`, hours(25)],
    ['6', '', hours(0)], // killed between making and writing, or just about to write
    ['7', '', hours(1)],
  ]
  for (const [port, line, written] of reservations) {
    writeFileSync(join(ports, port), line)
    utimesSync(join(ports, port), written, written)
  }
  releaseDeadReservations(join(folder, 'dead'))
  expect(readdirSync(ports).sort()).toEqual(['1', '4', '6'])
})

it('releases the reservations of one worker thread and leaves those of the others', async () => {
  const cache = join(folder, 'thread')
  const { port } = await reservePort(cache)
  const [pid, startTime, host] = ownerLine().trim().split(' ')
  writeFileSync(join(cache, 'ports', '1'), `${pid} ${startTime} ${host} 7\n`)
  writeFileSync(join(cache, 'ports', '2'), `${pid} ${startTime} 0000 7\n`) // another container's
  releaseReservationsOf(join(cache, 'runs', 'run', `${pid}-7-abcdef`), cache)
  expect(readdirSync(join(cache, 'ports')).sort()).toEqual(['2', String(port)].sort())
})

it('survives the removal of the cache folder', async () => {
  const cache = join(folder, 'removed')
  const reserved = await reservePort(cache)
  const { rmSync } = await import('node:fs')
  rmSync(cache, { recursive: true })
  reserved.release()
  expect(existsSync(cache)).toBe(false)
  expect((await reservePort(cache)).port).toBeGreaterThan(1024)
})

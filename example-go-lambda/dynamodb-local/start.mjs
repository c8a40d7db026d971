import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { engineFolder, version } from './engine-folder.mjs'

const START_LIMIT_MS = 60_000
const START_TRIES = 5
const OUTPUT_TAIL = 16_384

// A watcher beside the engine reads the other end of our pipe. It closes when we stop the engine, and when this process
// ends in whatever way, also by SIGKILL: the watcher then ends the engine and removes its temporary folder.
const leashed = `exec 3<&0 </dev/null
(read -r _ <&3; kill -9 $$; rm -rf "$0") >/dev/null 2>&1 &
exec "$@" 3<&-`

/** Starts DynamoDB Local, in memory and empty: `{ url, stop() }`. */
export async function startDynamoDbLocal() {
  const jars = engineFolder()
  if (!existsSync(jars)) {
    throw new Error(`DynamoDB Local ${version} is not in ${jars}\n  → npm run test:aws fetches it`)
  }
  for (let tries = 1; tries <= START_TRIES; tries++) {
    const engine = await launch(jars, await freePort())
    if (engine !== 'port taken') return engine
  }
  throw new Error(`DynamoDB Local did not start: ${START_TRIES} ports that were free were taken when it came to listen`)
}

async function launch(jars, port) {
  const folder = mkdtempSync(join(tmpdir(), 'dynamodb-local-'))
  const java = ['java', '-XX:TieredStopAtLevel=1', '-XX:-UsePerfData', `-Djava.io.tmpdir=${folder}`]
  const main = ['-cp', join(jars, '*'), 'com.amazonaws.services.dynamodbv2.local.main.ServerRunner']
  // One database for all keys and regions, and nothing sent to AWS.
  const flags = ['-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(port)]
  // A process group of its own: Ctrl-C is for the runner, with which the engine ends.
  const child = spawn('/bin/sh', ['-c', leashed, folder, ...java, ...main, ...flags], { detached: true })
  const ended = once(child, 'exit')
  const stop = async () => {
    child.stdin.destroy()
    await ended
    await rm(folder, { recursive: true, force: true })
  }

  let output = ''
  const listens = new Promise((resolve) => {
    const read = (text) => {
      output = (output + text).slice(-OUTPUT_TAIL)
      // Its own word, where an answer on the port could be somebody else's: "Started ServerConnector@…{0.0.0.0:8000}".
      if (/Started ServerConnector/.test(output) && output.includes(`:${port}}`)) resolve('listens')
    }
    child.stdout.setEncoding('utf8').on('data', read)
    child.stderr.setEncoding('utf8').on('data', read)
  })
  const limit = new AbortController()
  const late = sleep(START_LIMIT_MS, 'late', { signal: limit.signal }).catch(() => 'late')
  const outcome = await Promise.race([listens, ended, late])
  limit.abort()
  if (outcome === 'listens') return { url: `http://127.0.0.1:${port}`, stop }

  await stop()
  if (output.includes('Address already in use')) return 'port taken'
  const [code, signal] = outcome === 'late' ? [] : outcome
  const what = outcome === 'late' ? `did not listen within ${START_LIMIT_MS} ms` : `ended with ${code ?? signal}`
  throw new Error(`DynamoDB Local ${version} ${what}\n${output.trim().replaceAll(/^/gm, '  | ')}`)
}

async function freePort() {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

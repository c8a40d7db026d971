import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { freePort, listening } from './peers.mjs'

/**
 * Starts AWS's Runtime Interface Emulator (the path of a user's binary) around the function that is measured. What it
 * gives is one invocation, over one connection that is kept open.
 *
 * @see https://github.com/aws/aws-lambda-runtime-interface-emulator
 */
export async function startEmulator(binary, folder, payload, atEnd) {
  const port = await freePort()
  const addresses = [
    ...['--runtime-interface-emulator-address', `127.0.0.1:${port}`],
    ...['--runtime-api-address', `127.0.0.1:${await freePort()}`],
  ]
  const child = spawn(binary, [...addresses, join(folder, 'raw-bytes')], { stdio: 'ignore', detached: true })
  await once(child, 'spawn')
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  atEnd(() => {
    agent.destroy()
    // With the function that it started.
    if (child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
  })
  await listening(port)
  return () =>
    new Promise((resolve, reject) => {
      const path = '/2015-03-31/functions/function/invocations'
      const invocation = request({ host: '127.0.0.1', port, path, method: 'POST', agent }, (response) => {
        const chunks = []
        response.on('data', (chunk) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const answer = Buffer.concat(chunks)
          if (answer.equals(payload)) resolve()
          else reject(new Error(`the emulator answered ${response.statusCode}: ${answer}`))
        })
      })
      invocation.on('error', reject)
      invocation.end(payload)
    })
}

#!/usr/bin/env node
import { constants } from 'node:os'

const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const

const stopping = new AbortController()
let received: (typeof signals)[number] | undefined
for (const signal of signals) {
  process.on(signal, () => {
    // Asked twice, it does not wait; the reaper ends what runs.
    if (received !== undefined) process.exit(128 + constants.signals[signal])
    received = signal
    stopping.abort(new Error(`stopped by ${signal}`))
  })
}
// A reader that has gone (`| head`) is no failure; only a pipe that nobody reads may hold what was printed.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', () => process.exit(process.exitCode ?? 0))
}

void run()

async function run(): Promise<void> {
  // So nothing but this is in the file that is started: what others share with the command they load without running it.
  const { main } = await import('./main.ts')
  process.exitCode = await main(process.argv.slice(2), process, stopping.signal)
  // Nothing is waited for any more, such as the answer of a function that goes on, or the rest of standard input.
  if (received !== undefined) process.exit(128 + constants.signals[received])
}

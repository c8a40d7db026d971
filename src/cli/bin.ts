import { constants } from 'node:os'
import { main } from './main.ts'

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

const code = await main(process.argv.slice(2), process, stopping.signal)
process.exitCode = received === undefined ? code : 128 + constants.signals[received]
// What was printed is flushed before the process ends by itself; only a pipe that nobody reads may hold it.
process.stdout.on('error', () => process.exit(process.exitCode))

// A runner's main process: forks one worker (with an IPC channel, as Vitest and Jest do) that shares its stdin and stdout.
import { fork } from 'node:child_process'

const [worker, ...args] = process.argv.slice(2)
fork(worker, args, { stdio: 'inherit' })
setInterval(() => {}, 1_000_000)

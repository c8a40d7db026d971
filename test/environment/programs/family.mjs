// Starts processes in every way that leaves a trace less, says their pids as JSON, and stays.
//   group    in the process group             setsid   in a session of its own
//   lost     in a session of its own, its parent gone
//   clean    in a session of its own, with an empty environment: only its parent is a trace
import { spawn } from 'node:child_process'

const [role] = process.argv.slice(2)
const self = process.argv[1]
const stay = () => setInterval(() => {}, 1_000_000)

function start(args, options) {
  const child = spawn(process.execPath, [self, ...args], { stdio: 'ignore', ...options })
  child.unref()
  return child.pid
}

if (role === 'sleeper') {
  stay()
} else if (role === 'parent') {
  process.stdout.write(String(start(['sleeper'], { detached: true })))
} else {
  const parent = spawn(process.execPath, [self, 'parent'], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  parent.stdout.on('data', (data) => {
    said += data
  })
  parent.on('close', () => {
    const pids = {
      root: process.pid,
      group: start(['sleeper'], {}),
      setsid: start(['sleeper'], { detached: true }),
      lost: Number(said),
      clean: start(['sleeper'], { detached: true, env: {} }),
    }
    process.stdout.write(`${JSON.stringify(pids)}\n`)
    stay()
  })
}

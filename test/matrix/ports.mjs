// Starts 64 functions at once from eight workers beside a neighbour who takes their ports (test/runners/ports.test.ts), as
// often as asked, and tells how many were connected to another or did not start.
//
//   node test/matrix/ports.mjs [--runs 10] [--transport rpc|runtime-api] [--write FILE]
//
//   --transport  rpc: Go's net/rpc (default); runtime-api: the Runtime API, a part of its own in FILE
//   --write    puts the table into FILE, too, between the lines <!-- ports --> and <!-- /ports -->
//
// Exit codes: 0 each function of each run was started and answered by itself, 1 not so.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { programs } from './runners.mjs'
import { writePart } from './write-part.mjs'

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '10' },
    transport: { type: 'string', default: 'rpc' },
    write: { type: 'string' },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'ugl-ports-'))
const report = join(folder, 'runs.ndjson')
const { status } = spawnSync(
  process.execPath,
  [programs.vitest, 'run', '--project', 'whole', 'test/runners/ports.test.ts'],
  {
    cwd: join(import.meta.dirname, '../..'),
    // What it prints is progress.
    stdio: ['ignore', 2, 2],
    env: {
      ...process.env,
      MATRIX_PORT_RUNS: options.runs,
      MATRIX_PORT_TRANSPORT: options.transport,
      MATRIX_PORT_REPORT: report,
    },
  },
)
const runs = existsSync(report)
  ? readFileSync(report, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : []
rmSync(folder, { recursive: true })

const columns = {
  functions: 'functions at once',
  invocations: 'invocations',
  taken: 'reserved ports taken by the neighbour',
  wrong: 'wrong connections',
  failedStarts: 'failed starts',
}
const keys = Object.keys(columns)
const rowOf = (title, run) => `| ${title} | ${keys.map((key) => run[key]).join(' | ')} |`
const sum = Object.fromEntries(keys.map((key) => [key, runs.reduce((all, run) => all + run[key], 0)]))
const text = [
  `| run | ${Object.values(columns).join(' | ')} |`,
  `|---|${keys.map(() => '--:|').join('')}`,
  ...runs.map((run) => rowOf(run.run, run)),
  rowOf('all', sum),
  '',
].join('\n')
if (options.write !== undefined)
  writePart(options.write, options.transport === 'rpc' ? 'ports' : `ports-${options.transport}`, `\n${text}\n`)
process.stdout.write(text)
if (status !== 0 || runs.length !== Number(options.runs)) process.exitCode = 1

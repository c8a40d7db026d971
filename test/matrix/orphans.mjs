// Starts functions with children in every runner and pool, ends the run in every way, and looks who is still alive 2 s
// later. Linux only: it reads /proc.
//
//   node test/matrix/orphans.mjs [--runner vitest@4]... [--pool forks]... [--end sigkill-main]... [--config none|plugin]
//                                [--transport rpc|runtime-api] [--folder DIR] [--tarball FILE] [--install] [--json] [--write FILE]
//
//   --folder   where the runners are installed, kept afterwards; default: a temporary folder, removed
//   --tarball  the packed package; default: today's sources are built and packed
//   --config   none: a project without any configuration of ours (default); plugin: goLambdaPlugin() or withGoLambda()
//   --transport rpc: Go's net/rpc (default); runtime-api: the Runtime API, a part of its own in FILE (`orphans-runtime-api`)
//   --install  installs only; with --json the projects' folders and their Node on stdout
//   --json     the cells as JSON on stdout instead of the table
//   --write    puts the table into FILE, too: between the lines <!-- orphans CONFIG --> and <!-- /orphans --> if it has them
//
// Exit codes: 0 nothing was left, 1 something was, 2 usage.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ends, runCell } from './orphans-cell.mjs'
import { install } from './orphans-install.mjs'
import { notesOf, tableOf } from './orphans-table.mjs'
import { killAll } from './processes.mjs'
import { runners, usualNode } from './runners.mjs'
import { writePart } from './write-part.mjs'

const several = { type: 'string', multiple: true }
const { values: options } = parseArgs({
  options: {
    runner: several,
    pool: several,
    end: several,
    config: { type: 'string', default: 'none' },
    transport: { type: 'string', default: 'rpc' },
    folder: { type: 'string' },
    tarball: { type: 'string' },
    install: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    write: { type: 'string' },
  },
})

const pools = [...new Set(Object.values(runners).flatMap(({ pools }) => pools))]
const wanted = {
  runners: chosen('--runner', options.runner, Object.keys(runners)),
  pools: chosen('--pool', options.pool, pools),
  ends: chosen('--end', options.end, ends),
  config: chosen('--config', [options.config], ['none', 'plugin'])[0],
  transport: chosen('--transport', [options.transport], ['rpc', 'runtime-api'])[0],
}
if (process.platform !== 'linux') usage('this script reads /proc, so it needs Linux')

const folder = options.folder === undefined ? mkdtempSync(join(tmpdir(), 'ugl-orphans-')) : resolve(options.folder)
const removeFolder = () => {
  if (options.folder === undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    killAll(folder)
    removeFolder()
    process.exit(1)
  })
}

const results = []
try {
  const { tarball } = options
  const packed = tarball === undefined ? undefined : resolve(tarball)
  const projects = await install({ folder, names: wanted.runners, tarball: packed, config: wanted.config, say })
  if (!options.install) await runAll(projects)
  else if (options.json) process.stdout.write(`${JSON.stringify(Object.fromEntries(projects))}\n`)
} finally {
  removeFolder()
}
if (!options.install) show()

async function runAll(projects) {
  for (const [runner, { path, node }] of projects) {
    const { name, pools } = runners[runner]
    for (const pool of pools.filter((each) => wanted.pools.includes(each))) {
      for (const end of wanted.ends) {
        const result = await runCell({ path, node, runner: name, pool, end, transport: wanted.transport }).then(
          (cell) => ({ runner, pool, end, cell }),
          (error) => ({ runner, pool, end, error: error.message }),
        )
        results.push(result)
        const { cell, error } = result
        say(
          `${runner} ${pool}, ${end}: ${cell === undefined ? error : [`${cell.ms} ms`, ...cell.left].join('\n  left: ')}`,
        )
        if (cell?.output) say(cell.output)
      }
    }
  }
}

function show() {
  const title = { none: 'without configuration', plugin: 'with goLambdaPlugin() or withGoLambda()' }[wanted.config]
  const newer = usualNode('vitest@5') === Number(process.versions.node.split('.')[0]) ? '' : ' (Vitest 5: Node 22)'
  const over = wanted.transport === 'rpc' ? '' : ', over the Runtime API'
  const text = `Milliseconds from the end until nothing of ours was alive, ${title}${over}, Node ${process.versions.node}${newer}:

${tableOf(results)}
${notesOf(results)}`
  if (options.write !== undefined)
    writePart(options.write, over === '' ? `orphans ${wanted.config}` : 'orphans-runtime-api', text)
  process.stdout.write(options.json ? `${JSON.stringify(results)}\n` : text)
  if (results.some(({ cell }) => cell === undefined || cell.left.length > 0)) process.exitCode = 1
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

function chosen(option, given, known) {
  if (given === undefined) return known
  const unknown = given.find((each) => !known.includes(each))
  if (unknown !== undefined) usage(`${option} ${unknown}: one of ${known.join(', ')}`)
  return given
}

function usage(reason) {
  process.stderr.write(`${reason}\n`)
  process.exit(2)
}

// Runs a small suite in every runner, with every Node and in every way of using it, from the packed package in projects
// outside the checkout, and looks whether each test passed, in the place that was asked for, and nothing was left.
// Linux only: it reads /proc.
//
//   node test/matrix/matrix.mjs [--only vitest@3]... [--node 22]... [--variant jsdom]... [--table nodes]...
//                               [--folder DIR] [--tarball FILE] [--install] [--list] [--json] [--spoil] [--write FILE]
//
//   --only     a runner; --node, --variant, --table: the same for the other dimensions (--list shows them);
//              --node usual: this Node, or 22 where the runner needs a newer one
//   --folder   where everything is installed, kept afterwards; default: a temporary folder, removed
//   --tarball  the packed package; default: today's sources are built and packed
//   --install  installs only
//   --spoil    the function answers otherwise, so that every cell has to fail: shows that each one can
//   --json     the cells as JSON on stdout instead of the tables
//   --write    puts the tables into FILE, too, between the lines <!-- matrix --> and <!-- /matrix -->; tables of some cells
//              are only printed
//
// Exit codes: 0 every cell passed or its runner cannot be used in that way at all, 1 one failed, 2 usage.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { installNode, installRunners } from './install.mjs'
import { runCell } from './matrix-cell.mjs'
import { allCells } from './matrix-cells.mjs'
import { tablesOf } from './matrix-table.mjs'
import { packagesFor } from './packages.mjs'
import { killAll } from './processes.mjs'
import { runners, usualNode } from './runners.mjs'
import { writePart } from './write-part.mjs'

const several = { type: 'string', multiple: true }
const no = { type: 'boolean', default: false }
const { values: options } = parseArgs({
  options: {
    only: several,
    node: several,
    variant: several,
    table: several,
    folder: { type: 'string' },
    tarball: { type: 'string' },
    install: no,
    list: no,
    json: no,
    spoil: no,
    write: { type: 'string' },
  },
})
const all = allCells()
const cells = all
  .filter(chosen('--only', options.only, ({ runner }) => runner))
  .filter(
    String(options.node) === 'usual'
      ? ({ runner, node }) => node === usualNode(runner)
      : chosen('--node', options.node, ({ node }) => String(node)),
  )
  .filter(chosen('--variant', options.variant, ({ name }) => name))
  .filter(chosen('--table', options.table, ({ table }) => table))
if (cells.length === 0) usage('no cell is all of that: --list shows what there is')
/** Tables of some cells are for the terminal. */
const isWhole = cells.length === all.length && !options.spoil
if (options.list) {
  process.stdout.write(cells.map((cell) => `${labelOf(cell)}\n`).join(''))
  process.exit()
}
if (process.platform !== 'linux') usage('this script reads /proc, so it needs Linux')

const folder = options.folder === undefined ? mkdtempSync(join(tmpdir(), 'ugl-matrix-')) : resolve(options.folder)
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

/** @type {import('./matrix-table.mjs').Result[]} */
const results = []
/** By the runner's name: the Node it says it is made for. */
const engines = new Map()
try {
  const names = [...new Set(cells.map(({ runner }) => runner))]
  const needed = (name) =>
    cells.filter(({ runner }) => runner === name).flatMap(({ variant }) => variant.packages ?? [])
  const packages = Object.fromEntries(names.map((name) => [name, packagesFor(name, needed(name))]))
  const tarball = options.tarball === undefined ? undefined : resolve(options.tarball)
  const projects = await installRunners({ folder, names, tarball, packages, say })
  for (const [name, path] of projects) engines.set(name, engineOf(join(path, 'node_modules', runners[name].name)))
  const programs = new Map()
  for (const { node } of cells) if (!programs.has(node)) programs.set(node, await installNode(folder, node, say))
  if (!options.install) await runAll(projects, programs)
} finally {
  removeFolder()
}
if (!options.install) show()

async function runAll(projects, programs) {
  for (const cell of cells) {
    const { runner, node, variant } = cell
    const given = { path: projects.get(runner), node: programs.get(node), nodeMajor: node, runner, variant }
    const begunMs = performance.now()
    const result = await runCell({ ...given, isSpoiled: options.spoil }).then(
      (outcome) => ({ ...cell, outcome }),
      (error) => ({ ...cell, error: error.message }),
    )
    results.push(result)
    const seconds = ((performance.now() - begunMs) / 1000).toFixed(1)
    say(`${results.length}/${cells.length} ${labelOf(cell)}: ${wordOf(result)} (${seconds} s)`)
    if (isWrong(result) && result.outcome?.output) say(result.outcome.output)
  }
}

function wordOf({ outcome, error }) {
  if (outcome === undefined) return error
  const { is, tests, problems, reason } = outcome
  if (is === 'passed') return `${tests} tests passed`
  return [reason === undefined ? is : `${is}: ${reason}`, ...problems].join('\n  ')
}

/** Spoiled, a cell has to be red for the very test whose answer is another one. */
function isWrong({ outcome }) {
  if (options.spoil) return !outcome?.problems.includes('failed: first: is answered')
  return outcome === undefined || outcome.is === 'failed'
}

function show() {
  const text = tablesOf(results, engines)
  if (options.write !== undefined && isWhole) writePart(options.write, 'matrix', `\n${text}`)
  process.stdout.write(options.json ? `${JSON.stringify(results)}\n` : text)
  if (results.some(isWrong)) process.exitCode = 1
}

function engineOf(runner) {
  return JSON.parse(readFileSync(join(runner, 'package.json'), 'utf8')).engines.node
}

function labelOf({ table, runner, name, node }) {
  return `${runner} --table ${table} --variant ${name} --node ${node}`
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

/** Whether a cell is among those that an option names. */
function chosen(option, given, of) {
  const unknown = given?.find((each) => !all.some((cell) => of(cell) === each))
  if (unknown !== undefined) usage(`${option} ${unknown}: one of ${[...new Set(all.map(of))].join(', ')}`)
  return (cell) => given === undefined || given.includes(of(cell))
}

function usage(reason) {
  process.stderr.write(`${reason}\n`)
  process.exit(2)
}

import { ends, withinMs } from './orphans-cell.mjs'
import { runners, titleOf } from './runners.mjs'

const headings = {
  normal: 'normal end',
  failure: 'failed test',
  timeout: 'test timeout',
  bail: 'bail',
  exit: '`process.exit`',
  'ctrl-c': 'Ctrl-C',
  sigterm: 'SIGTERM',
  sighup: 'SIGHUP',
  'sigkill-main': 'SIGKILL of main',
  'sigkill-worker': 'SIGKILL of a worker',
  oom: 'out of memory',
}

/** @param {{ runner: string, pool: string, end: string, cell?: import('./orphans-cell.mjs').Cell, error?: string }[]} results */
export function tableOf(results) {
  const columns = ends.filter((end) => results.some((result) => result.end === end))
  const rows = new Map()
  for (const { runner, pool, end, cell, error } of results) {
    const title = `${titleOf(runner)}, ${pool}`
    if (!rows.has(title)) rows.set(title, {})
    rows.get(title)[end] = textOf(cell, error)
  }
  const lines = [
    `| | ${columns.map((end) => headings[end]).join(' | ')} |`,
    `|---|${columns.map(() => '--:|').join('')}`,
    ...[...rows].map(([title, cells]) => `| ${title} | ${columns.map((end) => cells[end] ?? '').join(' | ')} |`),
  ]
  return `${lines.join('\n')}\n`
}

function textOf(cell, error) {
  if (cell === undefined) return `not run: ${error?.split('\n')[0]}`
  if (cell.left.length > 0) return `**${cell.left.length} left**`
  return String(cell.ms)
}

/** What stands below the table: counts, and which runners leave processes of their own. */
export function notesOf(results) {
  const cells = results.flatMap(({ cell }) => cell ?? [])
  const functions = cells.reduce((sum, cell) => sum + cell.functions, 0)
  const left = cells.filter((cell) => cell.left.length > 0).length
  const zombies = cells.reduce((sum, cell) => sum + cell.zombies, 0)
  const outliving = results.filter(({ cell }) => (cell?.runnerLeft.length ?? 0) > 0)
  const lines = [
    `${cells.length} ends, ${functions} functions with four children each; after ${withinMs / 1000} s something of ours was alive in ${left}.`,
    '0: gone before the runner had exited by itself (or its worker had). A worker of threads and in-band is the main process.',
    `Zombies (ended, and process 1 had not asked yet): ${zombies}.`,
  ]
  if (outliving.length > 0) {
    const where = outliving.map(
      ({ runner, pool, end }) => `${runners[runner].name} ${runners[runner].version} ${pool} (${end})`,
    )
    lines.push(`The runner's own workers were still alive then in ${outliving.length}: ${where.join(', ')}.`)
  }
  return `${lines.join('\n')}\n`
}

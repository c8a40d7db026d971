import { runners, titleOf } from './runners.mjs'

/** @typedef {import('./matrix-cells.mjs').Cell & { outcome?: import('./matrix-cell.mjs').Outcome, error?: string }} Result */

const titles = {
  nodes: 'Every runner with every Node',
  vitest: 'Vitest, in whichever way it is used',
  jest: 'Jest, in whichever way it is used',
}

/**
 * The tables as text, each with what its cells cannot hold below it.
 *
 * @param {Result[]} results
 * @param {Map<string, string>} engines by the runner's name: for which Node it says it is made
 */
export function tablesOf(results, engines) {
  return Object.entries(titles)
    .map(([table, title]) => [title, results.filter((each) => each.table === table)])
    .filter(([, cells]) => cells.length > 0)
    .map(([title, cells]) => `### ${title}\n\n${tableOf(cells, engines)}`)
    .join('\n')
}

function tableOf(results, engines) {
  const isByNode = results[0].table === 'nodes'
  const columns = new Map()
  const rows = new Map()
  const reasons = []
  for (const result of results) {
    const { runner, variant, node, outcome } = result
    const column = isByNode ? String(node) : runner
    // Node's whole version, once a suite saw it.
    if (isByNode && outcome?.is === 'passed') columns.set(column, `Node ${outcome.node.slice(1)}`)
    else if (!columns.has(column)) columns.set(column, isByNode ? `Node ${node}` : titleOf(runner))
    const row = isByNode && runners[runner].name === 'jest' ? `${titleOf(runner)}, ${variant.title}` : variant.title
    const title = isByNode && runners[runner].name === 'vitest' ? titleOf(runner) : row
    rows.set(title, { ...rows.get(title), [column]: textOf(result, reasons) })
  }
  return [
    `| | ${[...columns.values()].join(' | ')} |`,
    `|---|${[...columns].map(() => '--:|').join('')}`,
    ...[...rows].map(
      ([row, cells]) => `| ${row} | ${[...columns.keys()].map((key) => cells[key] ?? '').join(' | ')} |`,
    ),
    '',
    sumOf(results, isByNode),
    ...(isByNode ? [enginesOf(results, engines)] : []),
    ...(reasons.length > 0 ? ['', ...reasons.map((reason, n) => `${n + 1}. ${reason}`)] : []),
    '',
  ].join('\n')
}

function sumOf(results, isByNode) {
  const passed = results.filter(({ outcome }) => outcome?.is === 'passed').length
  const tests = results.reduce((sum, { outcome }) => sum + (outcome?.tests ?? 0), 0)
  const nodes = [...new Set(results.map(({ outcome }) => outcome?.node.slice(1)))].join(', ')
  return `${passed} of ${results.length} cells are as they have to be, ${tests} tests passed${isByNode ? '' : `, Node ${nodes}`}.`
}

function enginesOf(results, engines) {
  const names = [...new Set(results.map(({ runner }) => runner))]
  return `Made, as their package.json says, for Node: ${names.map((name) => `${titleOf(name)} \`${engines.get(name)}\``).join(', ')}.`
}

function textOf({ outcome, error }, reasons) {
  if (outcome === undefined) return `not run: ${error?.split('\n')[0]}`
  if (outcome.is === 'passed') return String(outcome.tests)
  if (outcome.is === 'failed') return '**failed**'
  const reason = `The runner alone, without anything of ours, fails there: \`${outcome.reason}\``
  if (!reasons.includes(reason)) reasons.push(reason)
  return `no (${reasons.indexOf(reason) + 1})`
}

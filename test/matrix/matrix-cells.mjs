import { jestKinds, jestVariants } from './matrix-jest.mjs'
import { vitestVariants } from './matrix-vitest.mjs'
import { runners } from './runners.mjs'

/** The major versions of Node. */
export const nodes = [20, 22, 24, 26]
/** The one with which the options are tried: every runner has it. */
const nodeOfOptions = 22

/**
 * @typedef {object} Cell
 * @property {'nodes' | 'vitest' | 'jest'} table
 * @property {string} runner
 * @property {string} name of the variant
 * @property {import('./matrix-cell.mjs').Variant} variant
 * @property {number} node
 */

/**
 * Every cell of the three tables: each runner with each Node, and each option with each runner.
 * @returns {Cell[]}
 */
export function allCells() {
  const cells = []
  for (const [runner, { name }] of Object.entries(runners)) {
    const kinds = name === 'jest' ? jestKinds : { plugin: vitestVariants.plugin }
    for (const node of nodes) cells.push(...cellsOf('nodes', runner, kinds, node))
    cells.push(...cellsOf(name, runner, name === 'jest' ? jestVariants : vitestVariants, nodeOfOptions))
  }
  // What both tables have is run once.
  return cells.filter(({ table, name }) => table !== 'vitest' || name !== 'plugin')
}

function cellsOf(table, runner, variants, node) {
  return Object.entries(variants).map(([name, variant]) => ({ table, runner, name, variant, node }))
}

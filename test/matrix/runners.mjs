/** What is installed, by the names that the command lines and the tables use. `node`: the first of Node that it runs on. */
export const runners = {
  'vitest@3': { name: 'vitest', version: '3.2.7', pools: ['forks', 'threads', 'vmThreads'] },
  'vitest@4': { name: 'vitest', version: '4.1.12', pools: ['forks', 'threads', 'vmThreads'] },
  'vitest@5': { name: 'vitest', version: '5.1.1', pools: ['forks', 'threads', 'vmThreads'], node: [22, 12] },
  'jest@29': { name: 'jest', version: '29.7.0', pools: ['workers', 'in-band'] },
  'jest@30': { name: 'jest', version: '30.5.2', pools: ['workers', 'in-band'] },
}

/** Where a runner's program lies in a project. */
export const programs = { vitest: 'node_modules/vitest/vitest.mjs', jest: 'node_modules/jest/bin/jest.js' }

/** As the tables call it. */
export function titleOf(runner) {
  const { name, version } = runners[runner]
  return `${name === 'vitest' ? 'Vitest' : 'Jest'} ${version}`
}

/** The major version of Node that a runner is run with where none is asked for: ours, or 22 where ours is too old for it. */
export function usualNode(runner) {
  const [major, minor] = runners[runner].node ?? [0, 0]
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number)
  return ownMajor < major || (ownMajor === major && ownMinor < minor) ? 22 : ownMajor
}

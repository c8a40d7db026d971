import type { Parameters } from 'fast-check'

/**
 * `USE_GO_LAMBDA_PROPERTIES=RUNS[:SEED[:PATH]]`: so many cases of each property instead of a few hundred, from a random
 * seed if none is given. SEED and PATH are what a failure prints; PATH is that of one property (`-t "its title"`).
 */
const [runs, seed, ...path] = (process.env['USE_GO_LAMBDA_PROPERTIES'] ?? '').split(':')

const defaultSeed = 20_120_328

export const chosen = {
  seed: seed !== undefined && seed !== '' ? Number(seed) : runs ? Date.now() % 2 ** 31 : defaultSeed,
  runs: (usual: number): number => (runs ? Number(runs) : usual),
}

/** How fast-check runs a property that usually has so many cases. */
export const parameters = <Ts>(usual: number): Parameters<Ts> => ({
  seed: chosen.seed,
  numRuns: chosen.runs(usual),
  ...(path.length > 0 && { path: path.join(':') }),
})

/** Milliseconds for a property; a run by hand may take hours. */
export const timeLimit = (usual: number): number => 60_000 + chosen.runs(usual) * 100

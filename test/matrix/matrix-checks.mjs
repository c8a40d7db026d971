/**
 * @typedef {object} Given What a cell's runs left to look at.
 * @property {{ suite: string, worker: number, suites: number, main: number }[]} seen what suites wrote down
 * @property {(name: string) => string} read a file of the project
 * @property {string} runner
 * @property {string} output what the runner printed
 */

/** Both suites ran in one worker, one after the other, with the same globals. */
export function suitesInOneWorker({ seen }) {
  const counts = seen.map(({ suites }) => suites).sort()
  return String(counts) === '1,2' ? [] : [`suites that their workers had: ${counts}, expected 1,2`]
}

/** No suite ran in the main process. */
export function inItsWorker({ seen }) {
  return seen.filter(({ worker, main }) => worker === main).map(({ suite }) => `${suite} ran in the main process`)
}

/** Every suite ran in the main process. */
export function inTheMainProcess({ seen }) {
  return seen.filter(({ worker, main }) => worker !== main).map(({ suite }) => `${suite} ran in a worker`)
}

/** The snapshot file is what the serializer of ours prints: read, and nothing in it that differs from run to run. */
export function hasMasks({ read }) {
  const text = read('suites/__snapshots__/snapshots.test.ts.snap')
  const missing = ['"response": "DANIEL"', 'DetailedResult {', 'LambdaFunctionError', '2 panicked']
    .filter((part) => !text.includes(part))
    .map((part) => `the snapshots lack ${part}`)
  const varying = /.*(requestId|durationMs|[0-9a-f]{8}-[0-9a-f]{4}|\/tmp\/).*/.exec(text)
  return [...missing, ...(varying === null ? [] : [`the snapshots hold ${varying[0].trim()}`])]
}

/** How often it is said that the plugin does not reach both projects, by the runner's name. */
export function tellsOfProjects(wanted) {
  return ({ runner, output }) => {
    const told =
      /^use-go-lambda: goLambdaPlugin\(\) of the root configuration does not reach the projects "one" and "two":/gm
    const { length } = output.match(told) ?? ''
    return length === wanted[runner] ? [] : [`told ${length} times of projects, expected ${wanted[runner]}`]
  }
}

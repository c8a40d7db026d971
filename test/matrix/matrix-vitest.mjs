import { hasMasks, suitesInOneWorker, tellsOfProjects } from './matrix-checks.mjs'

const pool = (name, seen) => ({ title: `pool \`${name}\``, args: [`--pool=${name}`], seen })

const projects = (more) => ({
  projects: [
    { ...more, test: { name: 'one', include: ['suites/first.test.ts', 'suites/snapshots.test.ts'] } },
    { ...more, test: { name: 'two', include: ['suites/second.test.ts'] } },
  ],
})

/**
 * What a suite in Vitest is run with, by names for the command line. What changes globals is tried without the plugin, so
 * that suites build, too. Where nothing is said, the project has
 * `goLambdaPlugin()` and the suites `first` and `second`.
 *
 * @type {Record<string, import('./matrix-cell.mjs').Variant>}
 */
export const vitestVariants = {
  plugin: { title: '`goLambdaPlugin()`, nothing else' },
  none: { title: 'no configuration of ours', ours: 'none' },
  forks: pool('forks', { thread: 'none', globals: "the worker's" }),
  threads: pool('threads', { thread: 'own', globals: "the worker's" }),
  vmThreads: pool('vmThreads', { thread: 'own', globals: 'own' }),
  vmForks: pool('vmForks', { thread: 'none', globals: 'own' }),
  'not-isolated-forks': {
    title: '`isolate: false`, `forks`, one worker',
    config: { isolate: false },
    args: ['--pool=forks', '--no-file-parallelism'],
    seen: { thread: 'none' },
    check: suitesInOneWorker,
  },
  'not-isolated-threads': {
    title: '`isolate: false`, `threads`, one worker',
    config: { isolate: false },
    args: ['--pool=threads', '--no-file-parallelism'],
    seen: { thread: 'own' },
    check: suitesInOneWorker,
  },
  jsdom: {
    title: 'environment `jsdom`, no configuration of ours',
    ours: 'none',
    config: { environment: 'jsdom' },
    packages: ['jsdom'],
    seen: { dom: 'jsdom' },
  },
  'happy-dom': {
    title: 'environment `happy-dom`, no configuration of ours',
    ours: 'none',
    config: { environment: 'happy-dom' },
    packages: ['happy-dom'],
    seen: { dom: 'HappyDOM' },
  },
  projects: {
    title: '`projects` with `extends: true`',
    config: projects({ extends: true }),
    suites: ['first', 'snapshots', 'second'],
    runs: [['-u'], []],
    check: hasMasks,
  },
  'projects-without-extends': {
    title: '`projects` that do not say `extends`',
    config: projects({}),
    check: tellsOfProjects({ 'vitest@3': 1, 'vitest@4': 1, 'vitest@5': 0 }),
  },
  'projects-not-extending': {
    title: '`projects` with `extends: false`: the plugin does not reach them, which is said once',
    config: projects({ extends: false }),
    check: tellsOfProjects({ 'vitest@3': 1, 'vitest@4': 1, 'vitest@5': 1 }),
  },
  shard: { title: '`--shard=1/2`, then `--shard=2/2`', runs: [['--shard=1/2'], ['--shard=2/2']], isSplit: true },
  'no-file-parallelism': { title: '`--no-file-parallelism`', args: ['--no-file-parallelism'], seen: { number: '1' } },
  globals: { title: '`globals: true`', config: { globals: true }, imports: 'globals' },
  'no-globals': { title: '`globals: false`', config: { globals: false } },
  typecheck: {
    title: '`--typecheck`',
    args: ['--typecheck'],
    suites: ['first', 'second', 'types'],
    packages: ['typescript', '@types/node'],
    tsconfig: { module: 'ESNext', moduleResolution: 'Bundler', skipLibCheck: true },
  },
  'reset-modules': {
    title: '`vi.resetModules()`: Vitest keeps packages of node_modules',
    suites: ['first', 'second', 'reset-modules'],
    samePackage: true,
  },
  'reset-modules-inlined': {
    title: '`vi.resetModules()` with `server.deps.inline`: a second copy of the package',
    config: { server: { deps: { inline: ['use-go-lambda'] } } },
    suites: ['first', 'second', 'reset-modules'],
  },
  'fake-timers': { title: '`vi.useFakeTimers()` in a test', suites: ['first', 'second', 'fake-timers'] },
  'fake-timers-everywhere': {
    title: '`vi.useFakeTimers()` in a set-up file, no configuration of ours',
    ours: 'none',
    config: { setupFiles: ['./fake-timers.mjs'] },
    files: { 'fake-timers.mjs': "import { vi } from 'vitest'\nvi.useFakeTimers()\n" },
  },
  snapshots: {
    title: 'snapshots: written, then found again',
    suites: ['first', 'second', 'snapshots'],
    runs: [['-u'], []],
    check: hasMasks,
  },
  fixtures: { title: '`goLambda` in `test.extend`', suites: ['first', 'second', 'fixtures'] },
}

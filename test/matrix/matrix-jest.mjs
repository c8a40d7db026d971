import { hasMasks, inItsWorker, inTheMainProcess } from './matrix-checks.mjs'

const swc = { '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] }
const babel = {
  packages: ['babel-jest', '@babel/core', '@babel/preset-env', '@babel/preset-typescript'],
  files: {
    'babel.config.json': JSON.stringify({
      presets: [['@babel/preset-env', { targets: { node: 'current' } }], '@babel/preset-typescript'],
    }),
  },
}
const tsJest = { packages: ['ts-jest', 'typescript', '@types/node'], tsconfig: { module: 'Node16' } }
const esm = {
  type: 'module',
  nodeArgs: ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning'],
  imports: 'runner',
  seen: { modules: 'ESM' },
}
const asEsm = { extensionsToTreatAsEsm: ['.ts'] }
const commonJs = { seen: { modules: 'CommonJS' } }

/** How suites are transformed, and what they become: with each the whole matrix of Node's versions is run. */
export const jestKinds = {
  'cjs-ts-jest': {
    ...commonJs,
    ...tsJest,
    title: 'CommonJS, ts-jest',
    // So that ts-jest checks the suite's types, too.
    imports: 'runner',
    config: { transform: { '\\.ts$': 'ts-jest' } },
  },
  'cjs-swc': {
    ...commonJs,
    title: 'CommonJS, @swc/jest',
    config: { transform: swc },
    packages: ['@swc/jest', '@swc/core'],
  },
  'cjs-babel': { ...commonJs, ...babel, title: 'CommonJS, babel-jest' },
  'esm-ts-jest': {
    ...esm,
    ...tsJest,
    title: 'ESM, ts-jest',
    config: { ...asEsm, transform: { '\\.ts$': ['ts-jest', { useESM: true }] } },
  },
  'esm-swc': {
    ...esm,
    title: 'ESM, @swc/jest',
    config: { ...asEsm, transform: swc },
    packages: ['@swc/jest', '@swc/core'],
  },
  'esm-babel': {
    ...esm,
    packages: babel.packages,
    title: 'ESM, babel-jest',
    config: asEsm,
    files: {
      'babel.config.json': JSON.stringify({
        presets: [['@babel/preset-env', { targets: { node: 'current' }, modules: false }], '@babel/preset-typescript'],
      }),
    },
  },
}

const { config: usual, packages } = jestKinds['cjs-swc']
// Else Jest runs few and quick files in its own process.
const inWorkers = ['--maxWorkers=2', '--workerIdleMemoryLimit=1GB']
const variant = ({ config = {}, packages: more = [], ...rest }) => ({
  imports: 'globals',
  ...rest,
  config: { ...usual, ...config },
  packages: [...packages, ...more],
})

/**
 * What a suite in Jest is run with, by names for the command line. What changes globals is tried without our configuration,
 * so that suites build, too. Where nothing is said, the project has
 * `withGoLambda()`, the suites `first` and `second`, CommonJS and @swc/jest.
 *
 * @type {Record<string, import('./matrix-cell.mjs').Variant>}
 */
export const jestVariants = {
  'with-go-lambda': variant({ title: '`withGoLambda()`, nothing else' }),
  preset: variant({ title: "`preset: 'use-go-lambda/jest'`", ours: 'preset' }),
  none: variant({ title: 'no configuration of ours', ours: 'none' }),
  workers: variant({ title: 'workers', args: inWorkers, seen: { thread: 'none' }, check: inItsWorker }),
  'worker-threads': variant({
    title: '`workerThreads: true`',
    config: { workerThreads: true },
    args: inWorkers,
    seen: { thread: 'own' },
  }),
  'in-band': variant({ title: '`--runInBand`', args: ['--runInBand'], check: inTheMainProcess }),
  jsdom: variant({
    title: 'environment `jsdom`, no configuration of ours',
    ours: 'none',
    config: { testEnvironment: 'jsdom' },
    packages: ['jest-environment-jsdom'],
    seen: { dom: 'jsdom' },
  }),
  'happy-dom': variant({
    title: 'environment `happy-dom`, no configuration of ours',
    ours: 'none',
    config: { testEnvironment: '@happy-dom/jest-environment' },
    packages: ['@happy-dom/jest-environment'],
    seen: { dom: 'HappyDOM' },
  }),
  projects: variant({
    title: '`projects`',
    config: {
      transform: undefined,
      projects: [
        { ...usual, displayName: 'one', testMatch: ['<rootDir>/suites/{first,snapshots}.test.ts'] },
        { ...usual, displayName: 'two', testMatch: ['<rootDir>/suites/second.test.ts'] },
      ],
    },
    suites: ['first', 'snapshots', 'second'],
    runs: [['--ci=false'], ['--ci']],
    check: hasMasks,
  }),
  shard: variant({
    title: '`--shard=1/2`, then `--shard=2/2`',
    runs: [['--shard=1/2'], ['--shard=2/2']],
    isSplit: true,
  }),
  'no-inject-globals': variant({
    title: '`injectGlobals: false`',
    config: { injectGlobals: false },
    imports: 'runner',
  }),
  'reset-modules': variant({
    title: '`jest.resetModules()`: a second copy of the package',
    suites: ['first', 'second', 'reset-modules'],
  }),
  'reset-modules-always': variant({ title: '`resetModules: true`', config: { resetModules: true } }),
  'fake-timers': variant({
    title: '`jest.useFakeTimers()` in a test',
    suites: ['first', 'second', 'fake-timers'],
  }),
  'fake-timers-everywhere': variant({
    title: '`fakeTimers: { enableGlobally: true }`, no configuration of ours',
    ours: 'none',
    config: { fakeTimers: { enableGlobally: true } },
    suites: ['first', 'second', 'fake-timers'],
  }),
  'legacy-fake-timers': variant({
    title: '`fakeTimers: { enableGlobally: true, legacyFakeTimers: true }`, no configuration of ours',
    ours: 'none',
    config: { fakeTimers: { enableGlobally: true, legacyFakeTimers: true } },
  }),
  snapshots: variant({
    title: 'snapshots with `withGoLambda()`: written, then found again',
    suites: ['first', 'second', 'snapshots'],
    runs: [['--ci=false'], ['--ci']],
    check: hasMasks,
  }),
  'preset-snapshots': variant({
    title: 'snapshots with the preset: written, then found again',
    ours: 'preset',
    suites: ['first', 'second', 'snapshots'],
    runs: [['--ci=false'], ['--ci']],
    check: hasMasks,
  }),
  'detect-open-handles': variant({
    title: '`--runInBand --detectOpenHandles`',
    args: ['--runInBand', '--detectOpenHandles'],
  }),
}

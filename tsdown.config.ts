import { defineConfig } from 'tsdown'
import { ascii } from './build/ascii.ts'
import { esmDoors } from './build/esm-doors.ts'
import { goProgram } from './build/go-program.ts'
import { nodeGlobals } from './build/node-globals.ts'
import { thirdParty } from './build/third-party.ts'

const doors = {
  index: 'src/harness/door.ts',
  gob: 'src/gob/door.ts',
  rpc: 'src/rpc/index.ts',
  vitest: 'src/vitest/index.ts',
  jest: 'src/jest/index.ts',
  'jest-config': 'src/jest/config.ts',
}

/** Only an ES module can wait for Vitest's own. */
const esmEntries = { ...doors, vitest: 'src/vitest/esm.ts' }

/** What runs by itself, or is handed to Vitest by its path or condition: pure ES modules. */
const modules = {
  'code-cache': 'src/code-cache/index.ts',
  reap: 'src/environment/reap-main.ts',
  'vitest-serializer': 'src/vitest/serializer.ts',
  'vitest-browser': 'src/vitest/browser.ts',
}

/** The same as CommonJS, each with a door for ES modules. */
const programs = {
  cli: 'src/cli/bin.ts',
  'vitest-global-setup': 'src/vitest/global-setup.ts',
  'vitest-watch': 'src/vitest/rerun-on-go-changes.ts',
}

/** Loaded by the door for ES modules. */
const suites = { 'vitest-suites': 'src/vitest/suites-for-esm.ts' }

const jestHooks = {
  'jest-global-setup': 'src/jest/global-setup.ts',
  'jest-global-teardown': 'src/jest/global-teardown.ts',
  'jest-haste-map': 'src/jest/haste-map.ts',
  'jest-preset': 'src/jest/preset.ts',
  'jest-serializer': 'src/jest/serializer.ts',
  'jest-watch-plugin': 'src/jest/watch-plugin.ts',
}

/** With all that they import: what every suite loads is two files, as each costs a worker some reads. */
const together = [
  { name: 'rpc', test: /\/src\/rpc\/client\.ts$/, priority: 1 },
  { name: 'harness', test: /\/src\/harness\/create-function\.ts$/ },
]

/** As many fewer for the door itself. */
const beforeSuites = [{ name: 'load', test: /\/src\/(code-cache\/load|vitest\/vitest-project)\.ts$/ }]

export default defineConfig({
  target: 'node20.19',
  platform: 'node',
  sourcemap: false,
  // The package has no dependencies: ESM-only ones (execa, get-port) cannot be loaded in Jest's CommonJS mode.
  deps: {
    alwaysBundle: [/./],
    neverBundle: ['vitest', 'vitest/config', '@jest/globals'],
    onlyBundle: false,
  },
  outDir: 'dist',
  entry: doors,
  // One build per format, so that what doors, programs and hooks share is there once.
  format: {
    esm: {
      entry: { ...esmEntries, ...modules, ...programs },
      dts: { entry: Object.values(esmEntries) },
      outputOptions: { codeSplitting: { groups: beforeSuites } },
    },
    cjs: {
      entry: { ...doors, ...programs, ...suites, ...jestHooks },
      dts: { entry: Object.values(doors) },
      outputOptions: { codeSplitting: { groups: together } },
    },
  },
  shims: true,
  clean: true,
  plugins: [
    nodeGlobals(),
    esmDoors(['index', 'jest', 'jest-config', ...Object.keys(programs)], 'code-cache'),
    ascii(),
    goProgram('src/types/program', 'types-program'),
    thirdParty('THIRD-PARTY.md'),
  ],
})

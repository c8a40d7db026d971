import { defineConfig } from 'tsdown'
import { ascii } from './build/ascii.ts'
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
const esmDoors = { ...doors, vitest: 'src/vitest/esm.ts' }

/** What runs by itself, or is handed to Vitest by its path or condition. */
const programs = {
  cli: 'src/cli/bin.ts',
  reap: 'src/environment/reap-main.ts',
  'vitest-global-setup': 'src/vitest/global-setup.ts',
  'vitest-serializer': 'src/vitest/serializer.ts',
  'vitest-suites': 'src/vitest/suites.ts',
  'vitest-browser': 'src/vitest/browser.ts',
}

const jestHooks = {
  'jest-global-setup': 'src/jest/global-setup.ts',
  'jest-global-teardown': 'src/jest/global-teardown.ts',
  'jest-haste-map': 'src/jest/haste-map.ts',
  'jest-preset': 'src/jest/preset.ts',
  'jest-serializer': 'src/jest/serializer.ts',
  'jest-watch-plugin': 'src/jest/watch-plugin.ts',
}

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
    esm: { entry: { ...esmDoors, ...programs }, dts: { entry: Object.values(esmDoors) } },
    cjs: { entry: { ...doors, ...jestHooks }, dts: { entry: Object.values(doors) } },
  },
  shims: true,
  clean: true,
  plugins: [nodeGlobals(), ascii(), thirdParty('THIRD-PARTY.md')],
})

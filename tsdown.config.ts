import { defineConfig, type UserConfig } from 'tsdown'

const common: UserConfig = {
  target: 'node20.19',
  platform: 'node',
  sourcemap: false,
  // The package has no dependencies: ESM-only ones (execa, get-port) cannot be loaded in Jest's CommonJS mode.
  deps: { alwaysBundle: [/./], neverBundle: ['vitest', 'vitest/config', '@jest/globals'], onlyBundle: false },
  outDir: 'dist',
}

const doors = {
  entry: {
    index: 'src/harness/door.ts',
    gob: 'src/gob/index.ts',
    rpc: 'src/rpc/index.ts',
    vitest: 'src/vitest/index.ts',
    jest: 'src/jest/index.ts',
    'jest-config': 'src/jest/config.ts',
  },
}

export default defineConfig([
  {
    ...common,
    name: 'doors',
    ...doors,
    // Only an ES module can wait for Vitest's own.
    format: { esm: { entry: { ...doors.entry, vitest: 'src/vitest/esm.ts' } }, cjs: {} },
    dts: true,
    shims: true,
    clean: true,
  },
  {
    ...common,
    name: 'programs',
    entry: {
      cli: 'src/cli/bin.ts',
      reap: 'src/environment/reap-main.ts',
      'vitest-global-setup': 'src/vitest/global-setup.ts',
      'vitest-serializer': 'src/vitest/serializer.ts',
    },
    format: 'esm',
    dts: false,
    clean: false,
    banner: ({ fileName }: { fileName: string }) =>
      fileName === 'cli.mjs' || fileName === 'cli.js' ? '#!/usr/bin/env node' : '',
  },
  {
    ...common,
    name: 'jest hooks',
    entry: {
      'jest-global-setup': 'src/jest/global-setup.ts',
      'jest-global-teardown': 'src/jest/global-teardown.ts',
      'jest-preset': 'src/jest/preset.ts',
      'jest-serializer': 'src/jest/serializer.ts',
    },
    format: 'cjs',
    dts: false,
    shims: true,
    clean: false,
  },
])

/**
 * Who may import whom: DESIGN's table as data. A room imports another only through its `index.ts`.
 * `failure` holds how an error of ours reads; it imports nothing and is open to all but the rooms that are
 * useful on their own (`gob`, `rpc`).
 */
export const importTable: Readonly<Record<string, readonly string[]>> = {
  gob: [],
  rpc: ['gob'],
  failure: [],
  clock: [],
  events: ['failure'],
  lambda: ['rpc', 'gob', 'failure'],
  'runtime-api': ['lambda'],
  environment: ['lambda', 'clock', 'failure'],
  toolchain: ['clock', 'failure'],
  types: ['toolchain', 'failure'],
  'code-cache': ['toolchain', 'clock'],
  artifact: ['failure'],
  'invoke-api': ['lambda', 'failure'],
  'function-url': ['invoke-api', 'lambda', 'failure'],
  remote: ['lambda', 'invoke-api', 'clock', 'failure'],
  harness: [
    'environment',
    'runtime-api',
    'clock',
    'remote',
    'invoke-api',
    'lambda',
    'toolchain',
    'artifact',
    'types',
    'events',
    'failure',
  ],
  run: ['harness', 'toolchain', 'artifact', 'types', 'failure'],
  suite: ['harness', 'toolchain', 'artifact', 'types', 'failure'],
  vitest: ['run', 'suite', 'code-cache', 'failure'],
  jest: ['run', 'suite', 'failure'],
  cli: ['run', 'harness', 'invoke-api', 'function-url', 'lambda', 'toolchain', 'artifact', 'gob', 'failure'],
}

/** Allowed, and not used before the work that needs them is done. This list may only shrink. */
export const notYetUsed: Readonly<Record<string, readonly string[]>> = {
  run: ['artifact'],
  cli: ['lambda'],
}

/** What a room may import besides rooms: `node:` modules and packages. */
export const outsideTable: Readonly<Record<string, readonly RegExp[]>> = {
  gob: [],
  rpc: [/^node:(net|buffer|timers)$/],
  failure: [],
  clock: [/^node:/],
  events: [/^node:/],
  lambda: [/^node:/, /^lossless-json$/],
  'runtime-api': [/^node:/],
  environment: [/^node:/, /^get-port$/, /^tree-kill$/],
  toolchain: [/^node:/, /^execa$/],
  types: [/^node:/],
  'code-cache': [/^node:/],
  artifact: [/^node:/, /^yauzl$/],
  'invoke-api': [/^node:/, /^@smithy\/core\/event-streams$/],
  'function-url': [/^node:/],
  remote: [/^node:/, /^@aws-sdk\/client-lambda$/],
  harness: [/^node:/],
  run: [/^node:/],
  suite: [/^node:/],
  vitest: [/^node:/, /^vitest(\/config|\/suite)?$/],
  jest: [/^node:/, /^@jest\/globals$/, /^expect$/],
  cli: [/^node:/, /^diff$/, /^\.\.\/\.\.\/package\.json$/],
}

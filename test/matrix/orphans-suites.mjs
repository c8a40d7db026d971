import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const heads = {
  vitest: `import { appendFileSync, existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { useGoLambda } from 'use-go-lambda/vitest'
`,
  jest: `const { appendFileSync, existsSync } = require('node:fs')
const { setTimeout: sleep } = require('node:timers/promises')
const { useGoLambda } = require('use-go-lambda/jest')
`,
}

const start = `const end = process.env.MATRIX_END
const has = (name) => existsSync(process.env.MATRIX_FOLDER + '/' + name)
const lambda = useGoLambda('./cmd/spawns-children', { timeoutMs: 120_000, transport: process.env.MATRIX_TRANSPORT })

test('starts a function that starts children', async () => {
  const { children } = await lambda.invoke({ how: ['group', 'setsid', 'reparented', 'lost'] })
  const { pid, port } = lambda
  appendFileSync(process.env.MATRIX_FOLDER + '/running', JSON.stringify({ suite, worker: process.pid, pid, port, children }) + '\\n')
}, 60_000)
`

/** It is told when by a file: by then the other suite's function is up, too. */
const victim = `const suite = 'victim'
${start}
test('waits', async () => {
  while (!has('go')) await lambda.invoke({ how: [] }).then(() => sleep(10))
}, 60_000)
test('comes to its end', async () => {
  if (end === 'failure' || end === 'bail') expect('this').toBe('that')
  if (end === 'timeout') await lambda.invoke({ how: [], ending: 'hang' })
  if (end === 'exit') process.exit(7)
  if (end === 'oom') for (const held = []; ; ) held.push(new Array(100_000).fill(held.length + 0.5))
}, end === 'timeout' ? 1_000 : 60_000)
`

/** Many short tests, so that a bail has something to spare. */
const other = `const suite = 'other'
${start}
for (let n = 0; n < 60; n++) {
  test('goes on ' + n, async () => {
    if (has('release')) return
    await lambda.invoke({ how: [] })
    await sleep(100)
  }, 60_000)
}
`

const configs = {
  vitest: {
    none: [
      'vitest.config.mjs',
      `export default { test: { include: ['suites/*.test.mjs'], maxWorkers: Number(process.env.MATRIX_WORKERS) } }\n`,
    ],
    plugin: [
      'vitest.config.mjs',
      `import { goLambdaPlugin } from 'use-go-lambda/vitest'
export default {
  plugins: [goLambdaPlugin()],
  test: { include: ['suites/*.test.mjs'], maxWorkers: Number(process.env.MATRIX_WORKERS) },
}
`,
    ],
  },
  jest: {
    none: ['jest.config.cjs', `module.exports = { testMatch: ['<rootDir>/suites/*.test.cjs'], transform: {} }\n`],
    plugin: [
      'jest.config.cjs',
      `const { withGoLambda } = require('use-go-lambda/jest/config')
module.exports = withGoLambda({ testMatch: ['<rootDir>/suites/*.test.cjs'], transform: {} })
`,
    ],
  },
}

/** Writes the module, the two suites and the configuration; with `none` nothing of ours is configured. */
export function writeProject(path, runner, { lambdas, config }) {
  for (const name of ['go.mod', 'go.sum']) cpSync(join(lambdas, name), join(path, name))
  cpSync(join(lambdas, 'spawns-children'), join(path, 'cmd/spawns-children'), { recursive: true })
  mkdirSync(join(path, 'suites'), { recursive: true })
  const extension = runner === 'vitest' ? 'mjs' : 'cjs'
  writeFileSync(join(path, `suites/victim.test.${extension}`), heads[runner] + victim)
  writeFileSync(join(path, `suites/other.test.${extension}`), heads[runner] + other)
  const [name, text] = configs[runner][config]
  writeFileSync(join(path, name), text)
}

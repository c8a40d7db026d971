import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { clearProject } from './install.mjs'
import { suites } from './matrix-suites.mjs'

const lambdas = join(import.meta.dirname, '../lambdas')

const imports = {
  vitest: {
    runner: "import { afterAll, expect, test, vi } from 'vitest'\n",
    globals: '',
    ours: "import { goLambda, useGoLambda, type GoLambda } from 'use-go-lambda/vitest'\n",
  },
  jest: {
    runner: "import { afterAll, expect, jest, test } from '@jest/globals'\n",
    globals: '',
    ours: "import { useGoLambda } from 'use-go-lambda/jest'\n",
  },
}

const ofNode = `import { appendFileSync, readdirSync, readFileSync } from 'node:fs'
import { runInThisContext } from 'node:vm'
import { isMainThread } from 'node:worker_threads'
`

/** A test that has nothing to do with us: where it fails, too, the runner is to blame. */
const nothing = `
test('nothing of ours', () => {
  expect([runInThisContext('1'), isMainThread, typeof appendFileSync, typeof readdirSync, typeof readFileSync]).toBeDefined()
})
`

/**
 * Writes the Go module, the suites and the configuration of a variant, in place of what was there.
 *
 * @param {string} path the project
 * @param {'vitest' | 'jest'} runner
 * @param {import('./matrix-cell.mjs').Variant} variant
 * @param {{ isSpoiled?: boolean, isControl?: boolean }} [how] spoiled: the function answers otherwise; control: without us
 */
export function writeProject(path, runner, variant, { isSpoiled = false, isControl = false } = {}) {
  const devDependencies = clearProject(path)
  // Else a suite of a later cell would find its function built, and run no go command.
  rmSync(join(path, '.cache'), { recursive: true, force: true, maxRetries: 10 })
  const write = (name, text) => {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), text)
  }
  const { type, files = {}, suites: names = ['first', 'second'], imports: from = 'runner', tsconfig } = variant
  write('package.json', JSON.stringify({ name: 'project', private: true, ...(type && { type }), devDependencies }))
  for (const [name, text] of Object.entries(files)) write(name, text)
  if (tsconfig !== undefined) {
    const usual = { target: 'ES2022', strict: true, noEmit: true, types: ['node'] }
    write('tsconfig.json', JSON.stringify({ compilerOptions: { ...usual, ...tsconfig } }))
  }
  write(
    `${runner}.config.${runner === 'jest' && type !== 'module' ? 'cjs' : 'mjs'}`,
    configOf(runner, variant, isControl),
  )

  const head = imports[runner]
  const mock = { vitest: 'vi', jest: 'jest' }[runner]
  for (const name of isControl ? ['first', 'second'] : names) {
    const { body } = suites[name]
    const text = isControl
      ? `${ofNode}${head[from]}${nothing}`
      : name === 'types'
        ? body
        : `${ofNode}${head[from]}${head.ours}
${body.replaceAll('MOCK', mock).replaceAll('SAME', String(variant.samePackage === true))}`
    write(`suites/${name}.${name === 'types' && !isControl ? 'test-d' : 'test'}.ts`, text)
  }

  for (const name of ['go.mod', 'go.sum']) cpSync(join(lambdas, name), join(path, name))
  for (const name of ['upper', 'fails-at-will'])
    cpSync(join(lambdas, name), join(path, 'cmd', name), { recursive: true })
  if (isSpoiled) {
    const source = join(path, 'cmd/fails-at-will/main.go')
    writeFileSync(source, readFileSync(source, 'utf8').replace('strings.ToUpper', 'strings.ToLower'))
  }
}

function configOf(runner, { ours = 'plugin', config = {}, type }, isControl) {
  const used = isControl ? 'none' : ours
  if (runner === 'vitest') {
    // With `extends` lists are joined: an `include` of the root would be one of each project.
    const include = config.projects === undefined ? { include: ['suites/*.test.ts'] } : {}
    const test = JSON.stringify({ ...include, maxWorkers: 2, ...config })
    return used === 'none'
      ? `export default { test: ${test} }\n`
      : `import { goLambdaPlugin } from 'use-go-lambda/vitest'\nexport default { plugins: [goLambdaPlugin()], test: ${test} }\n`
  }
  const all = { ...(config.projects === undefined && { testMatch: ['<rootDir>/suites/*.test.ts'] }), ...config }
  const text = JSON.stringify(used === 'preset' ? { preset: 'use-go-lambda/jest', ...all } : all)
  const merged = used === 'plugin' ? `withGoLambda(${text})` : text
  const from = (load) => (used === 'plugin' ? `${load}\n` : '')
  return type === 'module'
    ? `${from("import { withGoLambda } from 'use-go-lambda/jest/config'")}export default ${merged}\n`
    : `${from("const { withGoLambda } = require('use-go-lambda/jest/config')")}module.exports = ${merged}\n`
}

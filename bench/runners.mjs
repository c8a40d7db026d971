// What a suite with Go functions costs: whole runs of a runner, alternated with runs of the same files without functions.
//   node bench/runners.mjs [rounds] [filter]
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const [rounds = '15', filter = ''] = process.argv.slice(2)
const functions = 6
const folder = mkdtempSync(join(tmpdir(), 'ugl-bench-runners-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

const tests = (body) => Array.from({ length: 10 }, (_, n) => `test('${n}', async () => { ${body} })`).join('\n')
const withFunction = (name) =>
  [
    `import { expect, test } from 'vitest'`,
    `import { useGoLambda } from 'use-go-lambda/vitest'`,
    `const lambda = useGoLambda('./cmd/${name}')`,
    tests(`expect(await lambda.invoke('daniel')).toBe('DANIEL')`),
  ].join('\n')
const without = [`import { expect, test } from 'vitest'`, tests(`expect('DANIEL').toBe('DANIEL')`)].join('\n')

makeProject()
const plain = 'export default {}'
const plugged = `import { goLambdaPlugin } from 'use-go-lambda/vitest'\nexport default { plugins: [goLambdaPlugin()] }`
const rows = [
  { name: 'one file with ten invokes, no configuration', files: 1, config: plain, must: 1.15, aim: 1.08 },
  { name: 'one file with ten invokes, goLambdaPlugin()', files: 1, config: plugged, must: 1.15, aim: 1.08 },
  { name: '20 suites over 6 functions, no configuration', files: 20, config: plain, must: 1.25, aim: 1.12 },
  { name: '20 suites over 6 functions, goLambdaPlugin()', files: 20, config: plugged, must: 1.25, aim: 1.12 },
]

console.log(`Node ${process.version}, ${cpus().length} processors, ${rounds} rounds\n`)
console.log(
  '| a warm run of Vitest, to the same with empty tests | empty | ours | ratio (middle half; range) | must | aim | |',
)
console.log('| --- | ---: | ---: | --- | ---: | ---: | --- |')
for (const row of rows) if (row.name.includes(filter)) console.log(await measured(row))

function makeProject() {
  // As it is installed: what stands elsewhere Vitest transforms file by file.
  const installed = join(folder, 'node_modules/use-go-lambda')
  mkdirSync(installed, { recursive: true })
  for (const name of ['package.json', 'dist']) cpSync(join(root, name), join(installed, name), { recursive: true })
  symlinkSync(join(root, 'node_modules/vitest'), join(folder, 'node_modules/vitest'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  for (const file of ['go.mod', 'go.sum']) cpSync(join(root, 'test/lambdas', file), join(folder, file))
  for (let each = 0; each < functions; each++) {
    cpSync(join(root, 'test/lambdas/upper'), join(folder, `cmd/fn${each}`), { recursive: true })
  }
}

async function measured({ name, files, config, must, aim }) {
  const sides = { empty: () => without, ours: (n) => withFunction(`fn${n % functions}`) }
  for (const [side, body] of Object.entries(sides)) {
    rmSync(join(folder, side), { recursive: true, force: true })
    mkdirSync(join(folder, side))
    for (let n = 0; n < files; n++) writeFileSync(join(folder, side, `${n}.test.js`), body(n))
    writeFileSync(join(folder, `${side}.config.mjs`), side === 'ours' ? config : plain)
  }
  // The first run builds, the second finds everything as it is.
  for (let warm = 0; warm < 2; warm++) for (const side of Object.keys(sides)) await run(side)
  const times = { empty: [], ours: [] }
  for (let round = 0; round < Number(rounds); round++) {
    for (const side of round % 2 === 0 ? ['empty', 'ours'] : ['ours', 'empty']) times[side].push(await run(side))
  }
  const ratios = times.ours.map((time, round) => time / times.empty[round]).sort((a, b) => a - b)
  const at = (list, share) => list[Math.floor((list.length - 1) * share)]
  const median = at(ratios, 0.5)
  const ms = (list) =>
    `${Math.round(
      at(
        [...list].sort((a, b) => a - b),
        0.5,
      ),
    )} ms`
  const spread = `${at(ratios, 0.25).toFixed(2)}–${at(ratios, 0.75).toFixed(2)}; ${at(ratios, 0).toFixed(2)}–${at(ratios, 1).toFixed(2)}`
  const verdict = median <= aim ? 'aim met' : median <= must ? 'must met' : 'missed'
  return `| ${name} | ${ms(times.empty)} | ${ms(times.ours)} | **${median.toFixed(2)}** (${spread}) | ${must} | ${aim} | ${verdict} |`
}

async function run(side) {
  const vitest = join(folder, 'node_modules/vitest/vitest.mjs')
  const args = [
    vitest,
    'run',
    '--root',
    folder,
    '--dir',
    join(folder, side),
    '--config',
    join(folder, `${side}.config.mjs`),
  ]
  const env = { ...process.env, USE_GO_LAMBDA_CACHE: join(folder, 'cache') }
  const begun = performance.now()
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  child.stdout.on('data', (chunk) => (text += chunk))
  child.stderr.on('data', (chunk) => (text += chunk))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${side} ended with ${code}\n${text}`)
  return performance.now() - begun
}

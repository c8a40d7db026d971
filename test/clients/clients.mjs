// Calls `use-go-lambda serve` of dist/ with clients that are no JavaScript: boto3, from PyPI, in a virtual environment that is
// made for it and removed. `npm run test:clients`; with CLIENTS_REPORT=FILE the counts go there, too: {"passed","failed","skipped"}.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const here = import.meta.dirname
const root = join(here, '../..')
const folder = mkdtempSync(join(tmpdir(), 'ugl-clients-'))
const python = join(folder, 'bin/python')
const cli = join(root, 'dist/cli.mjs')
const functions = ['echo', 'panics', 'prints-lines', 'api-router', 'shout=upper']

function run(command, ...args) {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? `exit code ${status}`}`)
}

/** Starts the command, and gives its address once it has told it. */
async function serve() {
  const places = functions.map((name) => name.replace(/(?<==)|^(?!.*=)/, `${join(root, 'test/lambdas')}/`))
  const child = spawn(process.execPath, [cli, 'serve', ...places], { stdio: ['ignore', 'pipe', 'inherit'] })
  let printed = ''
  const url = await new Promise((resolve, reject) => {
    child.stdout.on('data', (part) => {
      printed += part
      const [, endpoint] = /AWS_ENDPOINT_URL_LAMBDA=(\S+)\n/.exec(printed) ?? []
      if (endpoint !== undefined) resolve(endpoint)
    })
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}`)))
  })
  return { url, child, printed: () => printed }
}

/** The last line of the tests is their counts. */
async function test(url) {
  const child = spawn(python, [join(here, 'test_boto3.py')], {
    env: { ...process.env, ENDPOINT: url, PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  child.stdout.on('data', (part) => {
    printed += part
  })
  await once(child, 'close')
  return JSON.parse(printed.trimEnd().split('\n').at(-1) || '{"passed":0,"failed":1,"skipped":0}')
}

let counts = { passed: 0, failed: 1, skipped: 0 }
let serving
try {
  run('python3', '-m', 'venv', folder)
  run(python, '-m', 'pip', 'install', '--quiet', '--requirement', join(here, 'requirements.txt'))
  serving = await serve()
  counts = await test(serving.url)
  if (counts.failed > 0) console.log(serving.printed())
} finally {
  if (serving?.child.kill('SIGTERM')) await once(serving.child, 'exit')
  if (process.env.CLIENTS_REPORT !== undefined) writeFileSync(process.env.CLIENTS_REPORT, JSON.stringify(counts))
  rmSync(folder, { recursive: true, force: true })
}
console.log(`clients: ${counts.passed} passed, ${counts.failed} failed`)
process.exitCode = counts.failed + counts.skipped > 0 || counts.passed === 0 ? 1 : 0

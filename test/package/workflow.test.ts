import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { parse } from 'yaml'
import { killAll, processesWith } from '../runners/processes.ts'
import { outerVariables, plain } from '../runners/project.ts'

interface Step {
  readonly uses?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly run?: string
}

interface Job {
  readonly needs?: string
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> }
  readonly env?: Readonly<Record<string, string>>
  readonly steps: readonly Step[]
}

const example = join(import.meta.dirname, '../../example-go-lambda')
const file = join(example, '.github/workflows/test.yml')
const { jobs } = parse(readFileSync(file, 'utf8')) as { readonly jobs: Readonly<Record<string, Job>> }
const place = realpathSync(mkdtempSync(join(tmpdir(), 'ugl-workflow-')))
const repository = join(place, 'repository')
const artifacts = join(place, 'artifacts')
let machines = 0

/** npm's own settings and cache, and Go's caches, which belong to no machine of the workflow. */
const npm = {
  npm_config_userconfig: ask('npm', 'config', 'get', 'userconfig'),
  npm_config_cache: ask('npm', 'config', 'get', 'cache'),
  npm_config_prefer_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
}
const go = Object.fromEntries(
  ['GOMODCACHE', 'GOCACHE', 'GOENV', 'GOPATH'].map((name) => [name, ask('go', 'env', name)]),
)

function ask(program: string, ...args: readonly string[]): string {
  return execFileSync(program, args, { encoding: 'utf8' }).trim()
}

/** The example as a repository of its own: with the packed package, and a lock file of the checkout's versions. */
beforeAll(() => {
  cpSync(example, repository, { recursive: true, filter: (path) => basename(path) !== 'node_modules' })
  cpSync(inject('tarball'), join(repository, 'use-go-lambda.tgz'))
  const manifest = read(join(example, 'package.json'))
  expect(manifest.devDependencies['use-go-lambda']).toBe('file:..')
  manifest.devDependencies['use-go-lambda'] = 'file:use-go-lambda.tgz'
  manifest.overrides = read(join(example, '../package.json')).overrides
  writeFileSync(join(repository, 'package.json'), JSON.stringify(manifest))
  const lock = read(join(example, '../package-lock.json'))
  for (const name of Object.keys(lock.packages)) if (!isThirdParty(name)) delete lock.packages[name]
  lock.packages[''] = { devDependencies: manifest.devDependencies }
  writeFileSync(join(repository, 'package-lock.json'), JSON.stringify(lock))
  const options = { cwd: repository, env: { ...outerVariables(), ...npm }, encoding: 'utf8' } as const
  const { status, stderr } = spawnSync('npm', ['install', '--package-lock-only'], options)
  expect(status, stderr).toBe(0)
})

function isThirdParty(name: string): boolean {
  return name.startsWith('node_modules/') && !/^node_modules\/(?:example-)?(?:use-)?go-lambda$/.test(name)
}

function read(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'))
}

afterAll(async () => {
  killAll(place)
  await rm(place, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
})

/** Node and Go are there already, and the cache is empty at the first time. */
const nothingToDo = ['actions/setup-node', 'actions/setup-go', 'actions/cache']

/** One runner of GitHub's: a home and a checkout in folders of its own. */
class Machine {
  readonly #folder = join(place, `machine-${++machines}`)
  readonly #checkout = join(this.#folder, `work-${machines}/repository`)
  readonly #env: NodeJS.ProcessEnv
  /** What the steps have printed. */
  output = ''

  constructor(env: Readonly<Record<string, string>>, hasGo: boolean) {
    const home = join(this.#folder, 'home')
    mkdirSync(home, { recursive: true })
    const { USE_GO_LAMBDA_CACHE: _, XDG_CACHE_HOME: __, PATH = '', ...outer } = outerVariables()
    const withoutGo = { PATH: pathWithoutGo(PATH, join(this.#folder, 'programs')), USE_GO_LAMBDA_GO: '/nowhere/go' }
    this.#env = { ...outer, ...npm, CI: 'true', HOME: home, ...(hasGo ? { PATH, ...go } : withoutGo), ...env }
  }

  step({ uses, with: inputs = {}, run }: Step, matrix: Readonly<Record<string, unknown>>): void {
    const [action] = (uses ?? '').split('@')
    const artifact = join(artifacts, String(inputs['name']))
    const path = join(this.#checkout, String(inputs['path']))
    if (run !== undefined) this.#run(withMatrix(run, matrix))
    else if (action === 'actions/checkout') cpSync(repository, this.#checkout, { recursive: true })
    else if (action === 'actions/download-artifact') cpSync(artifact, path, { recursive: true })
    else if (action === 'actions/upload-artifact') {
      cpSync(path, artifact, { recursive: true })
      dropModes(artifact)
    } else if (action === undefined || !nothingToDo.includes(action)) throw new Error(`nobody knows what ${uses} does`)
  }

  #run(command: string): void {
    const { status, stdout, stderr } = spawnSync('sh', ['-ec', command], {
      cwd: this.#checkout,
      env: this.#env,
      encoding: 'utf8',
    })
    this.output += `${plain(stdout)}${plain(stderr)}`
    expect(status, `${command}\n${this.output}`).toBe(0)
  }
}

function withMatrix(command: string, matrix: Readonly<Record<string, unknown>>): string {
  return command.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
    const value = matrix[expression.replace(/^matrix\./, '')]
    if (value === undefined) throw new Error(`nobody knows what ${expression} is`)
    return String(value)
  })
}

/** As an artifact of GitHub's: nothing in it is executable. */
function dropModes(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (statSync(join(folder, name)).isFile()) chmodSync(join(folder, name), 0o644)
  }
}

/** Where a folder of the PATH holds the go command, one with links to everything else in it stands in its place. */
function pathWithoutGo(path: string, folder: string): string {
  const places = path.split(delimiter).filter((each) => each !== '' && existsSync(each))
  return places
    .map((from, index) => {
      if (!existsSync(join(from, 'go'))) return from
      const to = join(folder, String(index))
      mkdirSync(to, { recursive: true })
      for (const name of readdirSync(from)) {
        if (name !== 'go' && name !== 'gofmt') symlinkSync(join(from, name), join(to, name))
      }
      return to
    })
    .join(delimiter)
}

/** The runs of a job: one for each value of its matrix. */
function runsOf({ strategy }: Job): Readonly<Record<string, unknown>>[] {
  const [[name, values] = ['', [undefined]]] = Object.entries(strategy?.matrix ?? {})
  return values.map((value) => (value === undefined ? {} : { [name]: value }))
}

/** Carries out a job; gives what its machines have printed. */
function carryOut(name: string): string[] {
  const job = jobs[name]
  if (job === undefined) throw new Error(`${file} has no job ${name}`)
  const hasGo = job.steps.some(({ uses }) => uses?.startsWith('actions/setup-go@'))
  return runsOf(job).map((matrix) => {
    const machine = new Machine(job.env ?? {}, hasGo)
    for (const step of job.steps) machine.step(step, matrix)
    return machine.output
  })
}

test('the workflow is three jobs, and only the first has Go', () => {
  expect(Object.keys(jobs)).toEqual(['build', 'vitest', 'jest'])
  expect([jobs['vitest']?.needs, jobs['jest']?.needs]).toEqual(['build', 'build'])
  const path = pathWithoutGo(process.env['PATH'] ?? '', join(place, 'no-go'))
  expect(path.split(delimiter).filter((folder) => existsSync(join(folder, 'go')))).toEqual([])
})

test('its job build makes the binaries of the functions that test files name', () => {
  const [output = ''] = carryOut('build')
  expect(output.match(/^\.\/cmd\/\w+: binaries\//gm)?.sort()).toEqual(
    ['api', 'orders', 'store', 'upper'].map((name) => `./cmd/${name}: binaries/`),
  )
})

test.each([
  ['vitest', /^ +Test Files {2}(\d+) passed \(\d+\)$/m, 'test/vitest'],
  ['jest', /^Test Suites: (\d+) passed, \d+ total$/m, 'test/jest'],
])('its job %s runs every suite in one of the shards, without Go', (name, passed, folder) => {
  const outputs = carryOut(name)
  const shards = jobs[name]?.strategy?.matrix['shard'] ?? []
  expect(outputs).toHaveLength(shards.length)
  const counts = outputs.map((output) => Number(passed.exec(output)?.[1]))
  const suites = readdirSync(join(example, folder)).filter((file) => file.endsWith('.test.ts'))
  expect(
    counts.reduce((sum, count) => sum + count, 0),
    outputs.join('\n'),
  ).toBe(suites.length)
  expect(outputs.filter((output) => /obsolete|written|built|building/.test(output))).toEqual([])
  expect(processesWith(dirname(artifacts))).toEqual([])
})

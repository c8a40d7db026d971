import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { complaintIn } from './complaint.mjs'
import { writeProject } from './matrix-project.mjs'
import { suites } from './matrix-suites.mjs'
import { outerVariables } from './outer-variables.mjs'
import { killAll, processesWith, statOf } from './processes.mjs'
import { programs, runners } from './runners.mjs'

/** Within this time a run has to come to its end. */
const withinMs = 180_000
/** How long after it something of ours may be alive. */
const goneWithinMs = 2_000

/**
 * @typedef {object} Variant What suites are run with.
 * @property {string} title
 * @property {'plugin' | 'preset' | 'none'} [ours] what of ours is in the configuration
 * @property {object} [config] `test` of Vitest's configuration, or Jest's
 * @property {'runner' | 'globals'} [imports] where suites have `test` and `expect` from
 * @property {string[]} [suites] names in matrix-suites.mjs
 * @property {Record<string, string>} [files] beside them
 * @property {string[]} [packages] what is needed beside the runner
 * @property {object} [tsconfig] compiler options
 * @property {'module'} [type] of package.json
 * @property {string[]} [nodeArgs]
 * @property {string[]} [args]
 * @property {string[][]} [runs] the arguments of each of several runs; default one
 * @property {boolean} [isSplit] whether the runs share the tests instead of having them all
 * @property {boolean} [samePackage] whether the package stays the same after its modules were reset
 * @property {Record<string, string>} [seen] what each suite has to have seen of where it runs
 * @property {(given: import('./matrix-checks.mjs').Given) => string[]} [check] what else is wrong
 */

/**
 * @typedef {object} Outcome
 * @property {'passed' | 'failed' | 'refused'} is refused: the runner fails in this way without us, too
 * @property {number} tests how many passed
 * @property {string} node the version that suites saw
 * @property {string[]} problems
 * @property {string} [reason] the runner's own, where it refused
 * @property {string} output the runner's, if there are problems
 */

/**
 * Runs a variant in an installed project and looks whether everything came as it has to.
 *
 * @param {{ path: string, node: string, nodeMajor: number, runner: string, variant: Variant, isSpoiled: boolean }} given
 * @returns {Promise<Outcome>}
 */
export async function runCell({ path: given, node, nodeMajor, runner, variant, isSpoiled }) {
  const path = realpathSync(given)
  const { name } = runners[runner]
  writeProject(path, name, variant, { isSpoiled })
  const run = (args) =>
    runOnce({ path, node, name, args: [...(variant.args ?? []), ...args], nodeArgs: variant.nodeArgs })
  const runs = []
  for (const args of variant.runs ?? [[]]) runs.push(await run(args))
  const problems = [
    ...runs.flatMap((each) => each.problems),
    ...wrongTests(variant, runs),
    ...wrongPlaces(variant, runs, nodeMajor),
    ...(await leftBehind(path, runs)),
  ]
  const seen = runs.flatMap((each) => each.seen)
  if (problems.length === 0 && variant.check !== undefined) {
    const output = runs.map((each) => each.output).join('\n')
    problems.push(...variant.check({ seen, runner, output, read: (file) => readFileSync(join(path, file), 'utf8') }))
  }
  const outcome = {
    tests: runs.reduce((sum, { passed }) => sum + passed.length, 0),
    node: seen[0]?.node ?? `v${nodeMajor}`,
    problems,
    output: problems.length > 0 ? runs.map(({ output }) => output).join('\n') : '',
  }
  if (problems.length === 0) return { is: 'passed', ...outcome }
  const reason = isSpoiled ? undefined : await reasonWithoutUs()
  return reason === undefined ? { is: 'failed', ...outcome } : { is: 'refused', ...outcome, reason }

  async function reasonWithoutUs() {
    writeProject(path, name, variant, { isControl: true })
    const { code, output, passed } = await run((variant.runs ?? [[]])[0])
    return code === 0 && passed.length > 0 ? undefined : firstReason(output)
  }
}

/** A run of the runner to its end. */
async function runOnce({ path, node, name, args, nodeArgs = [] }) {
  const report = join(path, 'report.json')
  const seenFile = join(path, 'seen.ndjson')
  for (const file of [report, seenFile]) rmSync(file, { force: true })
  const usual = {
    vitest: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    jest: ['--json', `--outputFile=${report}`],
  }
  const child = spawn(node, [...nodeArgs, programs[name], ...usual[name], ...args], {
    cwd: path,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...outerVariables(), USE_GO_LAMBDA_CACHE: join(path, '.cache') },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text
    })
  }
  const problems = []
  const patience = setTimeout(() => {
    problems.push(`the runner did not exit by itself within ${withinMs / 1000} s`)
    killAll(path)
  }, withinMs)
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? signal))
  })
  clearTimeout(patience)
  if (code !== 0) problems.push(`exit code ${code}`)
  const complaint = complaintIn(output)
  if (complaint !== undefined) problems.push(`it printed: ${complaint}`)
  const seen = existsSync(seenFile)
    ? readFileSync(seenFile, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    : []
  return {
    code,
    output,
    problems,
    seen: seen.map((each) => ({ ...each, main: child.pid })),
    ...testsOf(report),
  }
}

/** Names of tests, as both runners report them: `first: is answered`. */
function testsOf(report) {
  const files = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : []
  const tests = files.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ title, status }) => ({ name: `${basename(name).split('.')[0]}: ${title}`, status })),
  )
  return {
    passed: tests.filter(({ status }) => status === 'passed').map(({ name }) => name),
    others: tests.filter(({ status }) => status !== 'passed').map(({ name, status }) => `${status}: ${name}`),
  }
}

/** Each test that has to pass has passed as often as it has to, and there is no other. */
function wrongTests({ suites: names = ['first', 'second'], isSplit = false }, runs) {
  const wanted = names.flatMap((name) => suites[name].titles.map((title) => `${name}: ${title}`)).sort()
  const all = isSplit ? [runs.flatMap(({ passed }) => passed)] : runs.map(({ passed }) => passed)
  return [
    ...runs.flatMap(({ others }) => others),
    ...all.flatMap((passed) => [
      ...wanted.filter((name) => !passed.includes(name)).map((name) => `did not pass: ${name}`),
      ...(passed.length > wanted.length ? [`${passed.length} tests passed, expected ${wanted.length}`] : []),
    ]),
    ...(isSplit ? runs.filter(({ passed }) => passed.length === 0).map(() => 'a part had no tests') : []),
  ]
}

/** Suites ran in the Node, the pool, the environment that were asked for, and had functions. */
function wrongPlaces(
  { seen: wanted = {}, suites: names = ['first', 'second'], runs: { length } = [[]], isSplit },
  runs,
  major,
) {
  const seen = runs.flatMap((each) => each.seen)
  const places = { dom: 'none', ...wanted }
  const count = names.filter((name) => name !== 'types').length * (isSplit ? 1 : length)
  return [
    ...(seen.length === count ? [] : [`${seen.length} suites came to their end, expected ${count}`]),
    ...seen.flatMap((each) => [
      ...(each.node.startsWith(`v${major}.`) ? [] : [`${each.suite} ran in Node ${each.node}`]),
      ...(each.functions.length > 0 ? [] : [`${each.suite} had no function`]),
      ...Object.entries(places)
        .filter(([key, value]) => each[key] !== value)
        .map(([key, value]) => `${each.suite}: ${key} was ${each[key]}, expected ${value}`),
    ]),
  ]
}

/** What is still there 2 s after the end: processes, by the project's path in them or by their ids; reserved ports. */
async function leftBehind(path, runs) {
  const pids = runs.flatMap(({ seen }) => seen).flatMap(({ functions }) => functions.map(({ pid }) => pid))
  const alive = () => [
    ...processesWith(path).map(({ pid, command }) => `left: ${pid} ${command.replaceAll(path, '').slice(0, 120)}`),
    ...pids.filter((pid) => !'ZX'.includes(statOf(pid)?.state ?? 'X')).map((pid) => `left: the function ${pid}`),
  ]
  const begunMs = performance.now()
  while (alive().length > 0 && performance.now() - begunMs < goneWithinMs) await sleep(20)
  const left = alive()
  killAll(path)
  const ports = join(path, '.cache/ports')
  const reserved = existsSync(ports) ? readdirSync(ports) : []
  return [...left, ...(reserved.length > 0 ? [`left: reserved ports ${reserved.join(', ')}`] : [])]
}

/** The line of a runner that says why it does not run. */
function firstReason(output) {
  const lines = output.split('\n').map((line) => line.trim())
  const reason = lines.find((line) => /\b\w*Error\b.*: /.test(line)) ?? lines.find((line) => /error|fail/i.test(line))
  return (reason ?? lines.find((line) => line !== '') ?? 'no word').slice(0, 200)
}

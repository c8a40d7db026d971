// Fetches DynamoDB Local, AWS's own engine, through Maven: once, into a cache folder. `--check` fetches nothing and only
// tells by its exit code whether it is there.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { engineFolder, pomPath, version } from './engine-folder.mjs'

const MIN_JAVA = 17
const install = 'install it: apt-get install default-jre-headless maven, or brew install openjdk maven'
const mirror = 'check the network; where artefacts come from a mirror, Maven’s settings name it (~/.m2/settings.xml)'

const folder = engineFolder()

if (process.argv.includes('--check')) {
  process.exitCode = existsSync(folder) ? 0 : 1
} else {
  try {
    checkJava()
    if (!existsSync(folder)) fetch()
  } catch (error) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

function checkJava() {
  const needs = `DynamoDB Local ${version} needs Java ${MIN_JAVA} or later`
  const { code, output } = run('java', ['-version'], needs)
  const found = Number(/version "(\d+)/.exec(output)?.[1])
  if (code !== 0) throw problem(`${needs}; java -version ended with ${code}`, output, install)
  if (found < MIN_JAVA) throw problem(`${needs}; the one on the PATH is ${found}`, output, install)
}

function fetch() {
  mkdirSync(dirname(folder), { recursive: true })
  const part = mkdtempSync(`${folder}.part-`)
  try {
    const begun = performance.now()
    // Nothing but errors is printed, and what does not fit its checksum is refused.
    const flags = ['--quiet', '--batch-mode', '--no-transfer-progress', '--strict-checksums']
    const args = [...flags, '--file', pomPath, 'dependency:copy-dependencies', `-DoutputDirectory=${part}`]
    process.stderr.write(`fetching DynamoDB Local ${version} through Maven, once: 47 MB into ${folder} …\n`)
    const { code, output } = run('mvn', args, `DynamoDB Local ${version} is fetched through Maven`)
    if (code !== 0) throw problem(`DynamoDB Local ${version} was not fetched: mvn ended with ${code}`, output, mirror)
    moveInto(part)
    process.stderr.write(`fetched in ${((performance.now() - begun) / 1000).toFixed(1)} s\n`)
  } finally {
    rmSync(part, { recursive: true, force: true })
  }
}

/** The folder is there whole or not at all; another run may have been first. */
function moveInto(part) {
  try {
    renameSync(part, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
  }
}

function run(program, args, why) {
  const { error, status, signal, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (error?.code === 'ENOENT') throw problem(`${why}; there is no ${program} on the PATH`, '', install)
  if (error) throw error
  return { code: status ?? signal, output: `${stdout}${stderr}` }
}

function problem(what, output, nextStep) {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  return new Error([what, ...lines.slice(0, 20).map((line) => `  | ${line}`), `  → ${nextStep}`].join('\n'))
}

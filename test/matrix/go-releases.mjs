// Runs the tests that depend on the release of Go with the newest release of each minor version from 1.21 on, which Go fetches
// from its module proxy, and tells what failed.
//
//   node test/matrix/go-releases.mjs [--only go1.21.13]... [--write FILE]
//
//   --only   a release, in Go's words
//   --write  puts the column of the types into FILE, too, between the lines <!-- go --> and <!-- /go -->; that of some releases is only printed
//
// Exit codes: 0 all tests passed with every release, 1 not so.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { arch, platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { programs } from './runners.mjs'
import { writePart } from './write-part.mjs'

/** What a column is of, and the tests that decide it. */
const columns = {
  'types from Go': ['test/types/', 'test/cli/types.test.ts', 'test/harness/validate.test.ts'],
  'functions built, launched, invoked': [
    'test/harness/answers.test.ts',
    'test/harness/function-errors.test.ts',
    'test/harness/init-failures.test.ts',
    'test/harness/life-of-a-function.test.ts',
    'test/harness/shipped.test.ts',
    'test/cli/invoke.test.ts',
    'test/emulation/',
  ],
}
const oldestMinor = 21
const root = join(import.meta.dirname, '../..')

const { values: options } = parseArgs({
  options: { only: { type: 'string', multiple: true }, write: { type: 'string' } },
})
const releases = options.only ?? newestReleases()
const folder = mkdtempSync(join(tmpdir(), 'ugl-go-releases-'))
const rows = []
try {
  for (const release of releases) {
    const cells = Object.values(columns).map((files) => testsWith(release, files))
    rows.push({ release, cells })
    process.stderr.write(`${rowOf(release, cells)}\n`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

if (options.write !== undefined && options.only === undefined) writePart(options.write, 'go', tableOf(1))
process.stdout.write(tableOf(Object.keys(columns).length))
if (rows.some(({ cells }) => cells.some((cell) => cell !== 'all passed'))) process.exitCode = 1

/** With so many of the columns. */
function tableOf(count) {
  const lines = [
    rowOf('Go', Object.keys(columns).slice(0, count)),
    rowOf('---', Array(count).fill('---')),
    ...rows.map(({ release, cells }) => rowOf(release.replace('go', ''), cells.slice(0, count))),
  ]
  return `\n${lines.join('\n')}\n\n`
}

function rowOf(title, cells) {
  return `| ${[title, ...cells].join(' | ')} |`
}

/** The newest of each minor version that the module proxy has for this machine: `go1.21.13`, … */
function newestReleases() {
  const versions = execFileSync('go', ['list', '-m', '-versions', 'golang.org/toolchain'], {
    cwd: tmpdir(),
    encoding: 'utf8',
    env: { ...process.env, GOFLAGS: '-mod=mod', GOWORK: 'off' },
  })
  const os = `${platform()}-${{ x64: 'amd64' }[arch()] ?? arch()}`
  const newest = new Map()
  for (const [, minor, patch, system] of versions.matchAll(/v0\.0\.1-go1\.(\d+)\.(\d+)\.(\S+)/g)) {
    if (system !== os || Number(minor) < oldestMinor) continue
    newest.set(Number(minor), Math.max(Number(patch), newest.get(Number(minor)) ?? 0))
  }
  return [...newest].sort(([a], [b]) => a - b).map(([minor, patch]) => `go1.${minor}.${patch}`)
}

/** `all passed`, or how many did not; what the tests print is progress. */
function testsWith(release, files) {
  const report = join(folder, 'report.json')
  rmSync(report, { force: true })
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  spawnSync(process.execPath, [programs.vitest, 'run', ...reporters, ...files], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, GOTOOLCHAIN: release, TEST_REPORT: undefined },
  })
  if (!existsSync(report)) return 'no report'
  const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  const others = { failed: Math.max(numFailedTests, Math.min(numFailedTestSuites, 1)), skipped: numPendingTests }
  const said = Object.entries(others).flatMap(([word, count]) => (count > 0 ? [`${count} ${word}`] : []))
  if (numPassedTests === 0) return 'no test'
  return said.length === 0 ? 'all passed' : said.join(', ')
}

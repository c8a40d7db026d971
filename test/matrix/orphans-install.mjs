import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { writeProject } from './orphans-suites.mjs'

const run = promisify(execFile)
const checkout = join(import.meta.dirname, '../..')

/** What is installed, by the names that the command line and the table use. */
export const runners = {
  'vitest@3': { name: 'vitest', version: '3.2.7', pools: ['forks', 'threads', 'vmThreads'] },
  'vitest@4': { name: 'vitest', version: '4.1.12', pools: ['forks', 'threads', 'vmThreads'] },
  'vitest@5': { name: 'vitest', version: '5.1.1', pools: ['forks', 'threads', 'vmThreads'], node: [22, 12] },
  'jest@29': { name: 'jest', version: '29.7.0', pools: ['workers', 'in-band'] },
  'jest@30': { name: 'jest', version: '30.5.2', pools: ['workers', 'in-band'] },
}

/** The Node that is fetched for a runner for which this one is too old. */
const newerNode = { name: `node-${process.platform}-${process.arch}`, version: '22' }

/**
 * A project per runner in `folder`, with the runner from the registry (used again if it is there already) and the
 * package, given as its tarball or unpacked.
 *
 * @param {{ folder: string, names: string[], tarball: string | undefined, config: 'none' | 'plugin', say(line: string): void }} given
 * @returns {Promise<Map<string, { path: string, node: string }>>} by the runner's name
 */
export async function install({ folder, names, tarball, config, say }) {
  mkdirSync(folder, { recursive: true })
  const packed = tarball ?? (await pack(folder, say))
  // Two at a time: npm's own unpacking takes more than one core.
  const missing = names.filter((name) => !existsSync(join(folder, name, 'installed')))
  const installNext = async () => {
    for (let name = missing.shift(); name !== undefined; name = missing.shift()) await installOne(folder, name, say)
  }
  await Promise.all([installNext(), installNext()])
  const projects = new Map()
  for (const name of names) {
    const path = join(folder, name)
    const unpacked = join(path, 'node_modules/use-go-lambda')
    rmSync(unpacked, { recursive: true, force: true })
    mkdirSync(unpacked, { recursive: true })
    if (statSync(packed).isDirectory()) cpSync(packed, unpacked, { recursive: true })
    else await run('tar', ['-xzf', packed, '-C', unpacked, '--strip-components=1'])
    writeProject(path, runners[name].name, { lambdas: join(checkout, 'test/lambdas'), config })
    const fetched = join(path, 'node_modules', newerNode.name, 'bin/node')
    projects.set(name, { path, node: needsNewerNode(name) ? fetched : process.execPath })
  }
  return projects
}

async function installOne(folder, name, say) {
  const { name: runner, version } = runners[name]
  say(`installing ${runner} ${version}`)
  const path = join(folder, name)
  mkdirSync(path, { recursive: true })
  const wanted = { [runner]: version }
  if (needsNewerNode(name)) wanted[newerNode.name] = newerNode.version
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name: 'project', private: true, devDependencies: wanted }))
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], { cwd: path })
  writeFileSync(join(path, 'installed'), '')
}

/** Whether this Node is too old for a runner. */
export function needsNewerNode(name) {
  const [major, minor] = runners[name].node ?? [0, 0]
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split('.').map(Number)
  return ownMajor < major || (ownMajor === major && ownMinor < minor)
}

/** The tarball of today's sources, built in a copy: `dist` of the checkout may be anybody's. */
async function pack(folder, say) {
  say('packing use-go-lambda')
  const copy = join(folder, 'package')
  for (const name of [
    'src',
    'build',
    'package.json',
    'tsdown.config.ts',
    'tsconfig.json',
    'README.md',
    'LICENSE',
    'CHANGELOG.md',
  ]) {
    cpSync(join(checkout, name), join(copy, name), { recursive: true })
  }
  if (!existsSync(join(copy, 'node_modules'))) symlinkSync(join(checkout, 'node_modules'), join(copy, 'node_modules'))
  const tsdown = join(checkout, 'node_modules/tsdown/dist/run.mjs')
  await run(process.execPath, [tsdown, '--log-level', 'error'], { cwd: copy })
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: copy,
  })
  // npm 12 answers an object by package name, the ones before it a list.
  const [packed] = Object.values(JSON.parse(stdout))
  return join(folder, packed.filename)
}

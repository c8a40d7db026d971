import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { pack } from './pack.mjs'
import { runners } from './runners.mjs'

const run = promisify(execFile)

/**
 * An ordinary project per runner in `folder`: the runner and other packages from the registry, and the packed package.
 * What is there already is used again.
 *
 * @param {{ folder: string, names: string[], tarball: string | undefined, packages?: Record<string, Record<string, string>>, say(line: string): void }} given
 *   `packages`: by the runner's name what is needed beside it
 * @returns {Promise<Map<string, string>>} the projects' folders, by the runner's name
 */
export async function installRunners({ folder, names, tarball, packages = {}, say }) {
  mkdirSync(folder, { recursive: true })
  const packed = keep(folder, tarball ?? (await pack(folder, say)))
  const projects = new Map(names.map((name) => [name, join(folder, name)]))
  const todo = [...projects]
  // Two at a time: npm's own unpacking takes more than one core.
  const installNext = async () => {
    for (let next = todo.shift(); next !== undefined; next = todo.shift()) {
      const [name, path] = next
      const wanted = {
        [runners[name].name]: runners[name].version,
        ...packages[name],
        'use-go-lambda': `file:${relative(path, packed)}`,
      }
      await installProject(path, wanted, say)
    }
  }
  await Promise.all([installNext(), installNext()])
  return projects
}

/**
 * The program of a Node of that major version: this one, or one from the registry.
 * @returns {Promise<string>}
 */
export async function installNode(folder, major, say) {
  if (major === Number(process.versions.node.split('.')[0])) return process.execPath
  const name = `node-${process.platform}-${process.arch}`
  const path = join(folder, `node@${major}`)
  await installProject(path, { [name]: String(major) }, say)
  return join(path, 'node_modules', name, 'bin/node')
}

/** Installs what is not there yet. What was asked for by others before stays. */
async function installProject(path, wanted, say) {
  const manifest = join(path, 'package.json')
  const done = join(path, 'installed.json')
  const there = existsSync(done) ? JSON.parse(readFileSync(done, 'utf8')) : {}
  const missing = Object.keys(wanted).filter((name) => wanted[name] !== there[name])
  if (missing.length === 0) return
  say(
    `installing ${missing.map((name) => (/^[\d.]+$/.test(wanted[name]) ? `${name}@${wanted[name]}` : name)).join(', ')}`,
  )
  mkdirSync(path, { recursive: true })
  const devDependencies = { ...there, ...wanted }
  writeFileSync(manifest, JSON.stringify({ name: 'project', private: true, devDependencies }))
  const args = ['install', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline', '--loglevel=error']
  await run('npm', args, { cwd: path }).catch(({ message }) => {
    throw new Error(`${path}: ${message}`)
  })
  writeFileSync(done, JSON.stringify(devDependencies))
}

/** Removes what a script wrote into a project, and gives what npm was told to install. */
export function clearProject(path) {
  const kept = ['node_modules', 'package.json', 'installed.json', '.cache']
  for (const name of readdirSync(path)) {
    if (!kept.includes(name)) rmSync(join(path, name), { recursive: true, force: true, maxRetries: 10 })
  }
  return JSON.parse(readFileSync(join(path, 'installed.json'), 'utf8'))
}

/** The tarball under a name of its content: npm takes one of the same name for installed. */
function keep(folder, tarball) {
  const content = createHash('sha256').update(readFileSync(tarball)).digest('hex').slice(0, 16)
  const kept = join(folder, 'packed', `use-go-lambda-${content}.tgz`)
  mkdirSync(dirname(kept), { recursive: true })
  copyFileSync(tarball, kept)
  return kept
}

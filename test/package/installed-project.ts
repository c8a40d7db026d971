import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inject } from 'vitest'
import { killAll, type LivingProcess, processesWith } from '../runners/processes.ts'
import { outerVariables, plain } from '../runners/project.ts'

const checkout = join(import.meta.dirname, '../..')
const { devDependencies } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as {
  devDependencies: Readonly<Record<string, string>>
}

export interface Result {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A new project outside the checkout, with the tarball and the packages named, as npm installs them. */
export class InstalledProject {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'ugl-installed-')))

  /** Installs, in the versions of our own devDependencies, so that npm's cache has them. */
  async install(manifest: object, packages: readonly string[]): Promise<void> {
    this.write('package.json', JSON.stringify({ name: 'somebodys-functions', private: true, ...manifest }))
    const exact = packages.map((name) => `${name}@${devDependencies[name]}`)
    const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--save-dev', '--save-exact']
    const { code, stderr } = await this.run('npm', ['install', ...flags, inject('tarball'), ...exact])
    if (code !== 0) throw new Error(`npm install failed: ${stderr}`)
  }

  /** A Go module with `cmd/upper`. */
  goModule(): void {
    for (const name of ['go.mod', 'go.sum']) cpSync(join(checkout, 'test/lambdas', name), join(this.path, name))
    cpSync(join(checkout, 'test/lambdas/upper'), join(this.path, 'cmd/upper'), { recursive: true })
  }

  write(name: string, text: string): void {
    const path = join(this.path, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }

  read(name: string): string {
    return readFileSync(join(this.path, name), 'utf8')
  }

  /** Runs a program to its end, in the project's folder; colours and a slow build's progress are taken out of what it wrote. */
  run(program: string, args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Result> {
    const env = {
      ...outerVariables(),
      CI: '',
      USE_GO_LAMBDA_CACHE: join(this.path, 'node_modules/.cache'),
      ...variables,
    }
    const child = spawn(program, args, { cwd: this.path, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text
    })
    return new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code) => resolve({ code, stdout: plain(stdout), stderr: withoutProgress(plain(stderr)) }))
    })
  }

  /** Runs a script of an installed package, or one of the project's own. */
  node(script: string, ...args: readonly string[]): Promise<Result> {
    return this.run(process.execPath, [join(this.path, script), ...args])
  }

  /** What TypeScript finds wrong with sources, line by line. */
  async compile(folder: string, texts: Readonly<Record<string, string>>, options: object): Promise<string[]> {
    for (const [file, text] of Object.entries(texts)) this.write(`${folder}/${file}`, text)
    const usual = {
      target: 'ES2022',
      lib: ['ES2023', 'ESNext.Disposable'],
      strict: true,
      noEmit: true,
      types: ['node'],
    }
    this.write(`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions: { ...usual, ...options }, include: ['.'] }))
    const { code, stdout } = await this.node('node_modules/typescript/bin/tsc', '--pretty', 'false', '-p', folder)
    const lines = stdout.split('\n').filter((line) => line !== '')
    if ((code === 0) !== (lines.length === 0)) throw new Error(`tsc exited with ${code}: ${stdout}`)
    return lines
  }

  processes(): LivingProcess[] {
    return processesWith(this.path)
  }

  async remove(): Promise<void> {
    killAll(this.path)
    await rm(this.path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }
}

/** On a busy machine, or with an empty Go cache, any build may take longer than the two seconds it is quiet for. */
function withoutProgress(text: string): string {
  return text.replaceAll(/^(?:building \S+ … \d+ s|built \S+ in [\d.]+ s)\n/gm, '')
}

import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const repository = join(import.meta.dirname, '..')
const lambdas = join(repository, 'test/lambdas')
const command = join(repository, 'dist/cli.mjs')
const program = join(repository, 'src/types/program')

/** Rows of the types from Go code, compared with `go list -deps -export -json` of the same packages. */
export function typesRows(folder) {
  const bench = new Bench(join(folder, 'types'))
  const runs = { rounds: 15, warm: 2, pick: 0.5, go: () => bench.goList(20) }
  return [
    {
      name: 'use-go-lambda types for 20 functions, nothing changed, to go list -deps -export of them',
      ...runs,
      must: 1.2,
      aim: 1,
      ours: () => bench.command(),
    },
    {
      name: 'the load itself for 20 functions (what a change costs), to go list -deps -export of them',
      ...runs,
      ours: () => bench.load(20),
    },
    {
      name: 'the load for 20 functions, to the load for one',
      ...runs,
      go: () => bench.load(1),
      ours: () => bench.load(20),
    },
  ]
}

/** Twenty functions of test/lambdas in a module of their own. */
class Bench {
  #folder
  #names = []

  constructor(folder) {
    this.#folder = folder
  }

  goList(count) {
    const args = ['list', '-deps', '-export', '-json', ...this.#dirs(count)]
    return this.#time(() =>
      execFileSync('go', args, { cwd: this.#project(), stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 28 }),
    )
  }

  load(count) {
    const tool = join(this.#folder, 'program')
    const args = ['-go', execFileSync('which', ['go'], { encoding: 'utf8' }).trim(), ...this.#dirs(count)]
    return this.#time(() =>
      execFileSync(tool, args, { cwd: this.#project(), stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 28 }),
    )
  }

  command() {
    const env = { ...process.env, CI: '', USE_GO_LAMBDA_CACHE: join(this.#folder, 'cache') }
    return this.#time(() =>
      execFileSync(process.execPath, [command, 'types'], { cwd: this.#project(), env, stdio: 'ignore' }),
    )
  }

  #time(run) {
    const begin = process.hrtime.bigint()
    run()
    return [Number(process.hrtime.bigint() - begin)]
  }

  #dirs(count) {
    const project = this.#project()
    return this.#names.slice(0, count).map((name) => join(project, 'types', name))
  }

  #project() {
    const project = join(this.#folder, 'project')
    if (this.#names.length > 0) return project
    rmSync(this.#folder, { recursive: true, force: true })
    mkdirSync(join(project, 'types'), { recursive: true })
    for (const name of ['go.mod', 'go.sum']) cpSync(join(lambdas, name), join(project, name))
    // Those with the types of aws-lambda-go are the usual ones.
    this.#names = readdirSync(join(lambdas, 'types'))
      .filter((name) => name.startsWith('event-'))
      .slice(0, 20)
    for (const name of this.#names)
      cpSync(join(lambdas, 'types', name), join(project, 'types', name), { recursive: true })
    cpSync(join(lambdas, 'types/internal'), join(project, 'types/internal'), { recursive: true })
    execFileSync('go', ['build', '-o', join(this.#folder, 'program'), '.'], { cwd: program, stdio: 'inherit' })
    return project
  }
}

import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { temporaryFolder } from '../folder.ts'

const lambdas = join(import.meta.dirname, '../../lambdas')

/** Of a zip that Python writes. */
export interface PythonEntry {
  readonly name: string
  readonly file?: string
  readonly text?: string
  readonly zeros?: number
  /** With the type of the file: `0o100755`. */
  readonly mode?: number
  /** 3 is Unix, 0 DOS. */
  readonly system?: number
  readonly method?: 'ZIP_STORED' | 'ZIP_DEFLATED' | 'ZIP_BZIP2'
}

const sources: Readonly<Record<string, string>> = {
  plain: 'package main\n\nfunc main() {}\n',
  random: 'package main\n\n// unsigned int arc4random(void);\nimport "C"\n\nfunc main() { println(C.arc4random()) }\n',
  shared: 'package main\n\nimport "C"\n\n//export Answer\nfunc Answer() int { return 42 }\n\nfunc main() {}\n',
}

/** Builds programs and zips of every kind below a temporary folder, each once. */
export class ArtefactShop {
  readonly #folder = temporaryFolder()
  readonly #built = new Map<string, string>()

  get path(): string {
    return this.#folder.path
  }

  file(name: string, content: string | Uint8Array, mode?: number): string {
    return this.#folder.file(name, content, mode)
  }

  /** A function of test/lambdas; `upper` needs aws-lambda-go. */
  lambda(env: NodeJS.ProcessEnv = {}, ...flags: string[]): string {
    return this.#once(['upper', env, flags], (out) => goBuild(lambdas, './upper', out, env, flags))
  }

  /** A small Go program of {@link sources}. */
  go(source: string, env: NodeJS.ProcessEnv = {}, ...flags: string[]): string {
    return this.#once([source, env, flags], (out) => {
      this.file(`${source}/go.mod`, `module example.com/${source}\n\ngo 1.21\n`, 0o644)
      const main = this.file(`${source}/main.go`, sources[source] ?? '', 0o644)
      goBuild(dirname(main), '.', out, env, flags)
    })
  }

  /** A C program, linked with these flags. */
  c(...flags: string[]): string {
    return this.#once(['c', flags], (out) => {
      const source = this.file('hello.c', '#include <stdio.h>\nint main(void) { puts("hello"); return 0; }\n', 0o644)
      run('gcc', ['-o', out, source, ...flags])
    })
  }

  /** A folder with a file under another name, `bootstrap` unless said otherwise. */
  folderWith(program: string, name = 'bootstrap', mode = 0o755): string {
    return this.#once(['folder', program, name, mode], (out) => {
      mkdirSync(dirname(join(out, name)), { recursive: true })
      copyFileSync(program, join(out, name))
      chmodSync(join(out, name), mode)
    })
  }

  /** Zips what is in a folder with Info-ZIP. */
  infoZip(folder: string, ...flags: string[]): string {
    return this.#once(['zip', folder, flags], (out) => run('zip', ['-q', '-r', ...flags, out, '.'], folder), '.zip')
  }

  pythonZip(...entries: PythonEntry[]): string {
    const script = join(import.meta.dirname, 'zipper.py')
    return this.#once(['python', entries], (out) => run('python3', [script, out, JSON.stringify(entries)]), '.zip')
  }

  goZip(file: string, ...flags: string[]): string {
    return this.#once(
      ['gozip', file, flags],
      (out) => run('go', ['run', '.', ...flags, out, file], join(import.meta.dirname, 'gozip')),
      '.zip',
    )
  }

  /** A copy of a file with some of its bytes changed. */
  changed(file: string, change: (bytes: Buffer) => Buffer | undefined): string {
    const bytes = readFileSync(file)
    const path = join(this.path, `changed-${this.#built.size}-${basename(file)}`)
    writeFileSync(path, change(bytes) ?? bytes)
    this.#built.set(path, path)
    return path
  }

  #once(key: unknown, make: (out: string) => unknown, ending = ''): string {
    const name = JSON.stringify(key)
    const known = this.#built.get(name)
    if (known !== undefined) return known
    const out = join(this.path, `made-${this.#built.size}${ending}`)
    make(out)
    this.#built.set(name, out)
    return out
  }
}

function goBuild(cwd: string, target: string, out: string, env: NodeJS.ProcessEnv, flags: readonly string[]): void {
  const given = { GOFLAGS: '', GOOS: 'linux', GOARCH: 'amd64', CGO_ENABLED: '0', ...env }
  run('go', ['build', '-buildvcs=false', ...flags, '-o', out, target], cwd, given)
}

function run(program: string, args: readonly string[], cwd?: string, env: NodeJS.ProcessEnv = {}): void {
  execFileSync(program, args, { cwd, env: { ...process.env, ...env }, stdio: 'pipe' })
}

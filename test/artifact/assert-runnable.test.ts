import { Buffer } from 'node:buffer'
import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Rolldown } from 'tsdown'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { assertRunnable, type LambdaBinaryError, type RunsOn } from '../../src/artifact/index.ts'
import { isGoLambdaError } from '../../src/failure/index.ts'
import { testNeeding } from '../support/needs.ts'
import { temporaryFolder } from './folder.ts'

const folder = temporaryFolder()
const at = (name: string) => join(folder.path, name)
const linux: RunsOn = { platform: 'linux', arch: 'x64' }
const aws = '  | AWS Lambda answers Runtime.InvalidEntrypoint: fork/exec /var/task/bootstrap: exec format error'
const rebuild = '  → build it with GOOS=linux GOARCH=amd64 go build'

function goBuild(output: string, env: NodeJS.ProcessEnv, ...flags: string[]): void {
  execFileSync('go', ['build', '-buildvcs=false', ...flags, '-o', at(output), '.'], {
    cwd: at('prog'),
    env: { ...process.env, GOFLAGS: '', CGO_ENABLED: '0', ...env },
    stdio: 'pipe',
  })
}

async function refusal(path: string, runsOn?: RunsOn): Promise<LambdaBinaryError> {
  try {
    await assertRunnable(path, runsOn)
  } catch (error) {
    if (isGoLambdaError(error, 'LAMBDA_BINARY')) return error as LambdaBinaryError
    throw error
  }
  throw new Error(`${path} was accepted`)
}

async function expectRefusal(path: string, problem: string, message: string[], runsOn: RunsOn = linux): Promise<void> {
  const error = await refusal(path, runsOn)
  expect(error.message.replaceAll(folder.path, '<dir>')).toBe(message.join('\n'))
  expect(error).toMatchObject({ name: 'LambdaBinaryError', problem, path, errorType: 'Runtime.InvalidEntrypoint' })
}

beforeAll(() => {
  folder.file('prog/main.go', 'package main\n\nfunc main() {}\n', 0o644)
  folder.file('prog/go.mod', 'module example.com/prog\n\ngo 1.21\n', 0o644)
  goBuild('native', {})
  goBuild('linux-amd64', { GOOS: 'linux', GOARCH: 'amd64' })
  goBuild('linux-arm64', { GOOS: 'linux', GOARCH: 'arm64' })
  goBuild('linux-386', { GOOS: 'linux', GOARCH: '386' })
  const other = readFileSync(at('linux-amd64'))
  other[7] = 9 // the ABI's byte, which is all that tells the systems apart
  folder.file('freebsd', other)
  goBuild('mac', { GOOS: 'darwin', GOARCH: 'arm64' })
  goBuild('mac-intel', { GOOS: 'darwin', GOARCH: 'amd64' })
  goBuild('windows.exe', { GOOS: 'windows', GOARCH: 'amd64' })
})

describe('a binary that fits', () => {
  it('is accepted as go build made it for this machine', async () => {
    await assertRunnable(at('native'))
  })

  it('is accepted on the machine it is for', async () => {
    await assertRunnable(at('linux-amd64'), linux)
    await assertRunnable(at('linux-arm64'), { platform: 'linux', arch: 'arm64' })
    await assertRunnable(at('mac'), { platform: 'darwin', arch: 'arm64' })
    await assertRunnable(at('mac-intel'), { platform: 'darwin', arch: 'x64' })
  })

  it('is accepted on a Mac whose processor translates it', async () => {
    await assertRunnable(at('mac-intel'), { platform: 'darwin', arch: 'arm64' })
  })
})

describe('what is no file to run', () => {
  it('is missing', async () => {
    const message = ['<dir>/nothing does not exist', '  → build it first, or give the Go package']
    await expectRefusal(at('nothing'), 'missing', message)
    const inside = ['<dir>/native/x does not exist', '  → build it first, or give the Go package']
    await expectRefusal(at('native/x'), 'missing', inside)
  })

  it('is a folder', async () => {
    mkdirSync(at('folder'))
    const nextStep = '  → name its program bootstrap, give that file, or give the folder as a Go package to be built'
    await expectRefusal(at('folder'), 'folder', ['<dir>/folder is a folder, not a binary', nextStep])
  })

  it('is a device', async () => {
    await expectRefusal('/dev/null', 'special-file', ['/dev/null is a device, pipe or socket, not a binary', rebuild])
  })

  it('is not executable', async () => {
    const path = folder.file('plain', readFileSync(at('linux-amd64')), 0o644)
    const message = ['<dir>/plain is not executable (mode 0644)', '  → chmod +x <dir>/plain']
    await expectRefusal(path, 'not-executable', message)
  })
})

describe('as a user who is not root', () => {
  const isRoot = process.geteuid?.() === 0
  const become = () => {
    chmodSync(folder.path, 0o755)
    if (isRoot) process.seteuid?.(65534)
  }
  afterEach(() => {
    if (isRoot) process.seteuid?.(0)
    if (existsSync(at('closed'))) chmodSync(at('closed'), 0o700)
  })

  it('a file that cannot be read is refused, as its header cannot be checked', async () => {
    const path = folder.file('secret', readFileSync(at('linux-amd64')))
    chmodSync(path, 0o111)
    become()
    const reason = '<dir>/secret cannot be read (EACCES), so its format cannot be checked'
    await expectRefusal(path, 'unreadable', [reason, '  → chmod +r <dir>/secret'])
  })

  // access(2) asks for the real user, which a process cannot change back: so another process.
  it('a file that only others may execute is refused', async () => {
    const path = folder.file('theirs', readFileSync(at('linux-amd64')))
    chmodSync(path, isRoot ? 0o744 : 0o455)
    chmodSync(folder.path, 0o755)
    await Rolldown.build({
      input: new URL('../../src/artifact/index.ts', import.meta.url).pathname,
      platform: 'node',
      output: { file: at('artifact.mjs'), codeSplitting: false },
      logLevel: 'silent',
    })
    folder.file(
      'ask.mjs',
      `import { assertRunnable } from './artifact.mjs'
       await assertRunnable(${JSON.stringify(path)}, { platform: 'linux', arch: 'x64' }).catch((error) => console.log(error.message))`,
    )
    copyFileSync(process.execPath, at('node'))
    const message = execFileSync(at('node'), [at('ask.mjs')], { cwd: '/', ...(isRoot && { uid: 65534, gid: 65534 }) })
    expect(String(message).trim().replaceAll(folder.path, '<dir>')).toBe(
      [
        `<dir>/theirs may not be executed by this user (mode ${isRoot ? '0744' : '0455'}, owner ${process.getuid?.()})`,
        '  → chmod +x <dir>/theirs, or move theirs where programs may run (not a noexec mount)',
      ].join('\n'),
    )
  })

  it('a folder above that may not be entered is named as the cause', async () => {
    mkdirSync(at('closed'))
    writeFileSync(at('closed/fn'), 'x')
    chmodSync(at('closed'), 0o600)
    become()
    const reason = '<dir>/closed/fn cannot be looked at (EACCES)'
    await expectRefusal(at('closed/fn'), 'unreadable', [reason, '  → check the permissions of the folders above it'])
  })
})

describe('a program for another machine', () => {
  it('is for another processor, and the GOARCH to build with is named', async () => {
    const reason = '<dir>/linux-arm64 is built for linux/arm64; this machine runs linux/amd64'
    await expectRefusal(at('linux-arm64'), 'other-processor', [reason, rebuild])
    const other = '<dir>/linux-amd64 is built for linux/amd64; this machine runs linux/arm64'
    await expectRefusal(at('linux-amd64'), 'other-processor', [other, rebuild.replace('amd64', 'arm64')], {
      platform: 'linux',
      arch: 'arm64',
    })
    const old = '<dir>/linux-386 is built for linux/386; this machine runs linux/amd64'
    await expectRefusal(at('linux-386'), 'other-processor', [old, rebuild])
    const mac = '<dir>/mac is built for darwin/arm64; this machine runs darwin/amd64'
    await expectRefusal(at('mac'), 'other-processor', [mac, '  → build it with GOOS=darwin GOARCH=amd64 go build'], {
      platform: 'darwin',
      arch: 'x64',
    })
  })

  it('is taken where the system has an emulator for it, which is on', async () => {
    // As qemu's package registers it.
    const magic = 'magic 7f454c460201010000000000000000000200b700\nmask ffffffffffffff00fffffffffffffffffeffffff\n'
    const entry = (state: string) =>
      `${state}\ninterpreter /usr/bin/qemu-aarch64-static\nflags: OCF\noffset 0\n${magic}`
    const system = (name: string, state: string, status = 'enabled\n') => {
      folder.file(`${name}/status`, status)
      folder.file(`${name}/python3`, 'enabled\ninterpreter /usr/bin/python3\nflags: \nextension .py\n')
      folder.file(`${name}/qemu-aarch64`, entry(state))
      return { ...linux, emulators: at(name) }
    }
    await assertRunnable(at('linux-arm64'), system('emulates', 'enabled'))
    const reason = '<dir>/linux-arm64 is built for linux/arm64; this machine runs linux/amd64'
    for (const other of [system('off', 'disabled'), system('all-off', 'enabled', 'disabled\n')]) {
      await expectRefusal(at('linux-arm64'), 'other-processor', [reason, rebuild], other)
    }
    await expectRefusal(
      at('linux-386'),
      'other-processor',
      [reason.replace('linux-arm64', 'linux-386').replace('linux/arm64', 'linux/386'), rebuild],
      system('emulates', 'enabled'),
    )
  })

  it('is for another system', async () => {
    const mac = '<dir>/mac is built for macOS (darwin/arm64); this is Linux'
    await expectRefusal(at('mac'), 'other-system', [mac, aws, rebuild])
    const windows = '<dir>/windows.exe is a Windows program (PE, amd64)'
    await expectRefusal(at('windows.exe'), 'other-system', [windows, aws, rebuild])
    await expectRefusal(at('freebsd'), 'other-system', [
      '<dir>/freebsd is built for freebsd/amd64; this is Linux',
      rebuild,
    ])
    const onMac = '<dir>/linux-arm64 is built for linux/arm64; this is macOS'
    await expectRefusal(
      at('linux-arm64'),
      'other-system',
      [onMac, '  → build it with GOOS=darwin GOARCH=arm64 go build'],
      {
        platform: 'darwin',
        arch: 'arm64',
      },
    )
  })

  it('needs a dynamic loader that is not here', async () => {
    goBuild('pie', { GOOS: 'linux', GOARCH: 'amd64' }, '-buildmode=pie')
    const bytes = readFileSync(at('pie'))
    const found = bytes.indexOf('/lib64/ld-linux-x86-64.so.2\0')
    bytes.write('/lib/ld-musl-none-x.so.1\0', found, 'latin1')
    const path = folder.file('musl', bytes)
    const runsOn: RunsOn = { platform: process.platform, arch: 'x64' }
    if (process.platform !== 'linux') return
    await expectRefusal(
      path,
      'no-loader',
      [
        '<dir>/musl needs the dynamic loader /lib/ld-musl-none-x.so.1, which this system does not have',
        '  → build a static binary: CGO_ENABLED=0 go build',
      ],
      runsOn,
    )
  })
})

describe('what is no program', () => {
  const elf = (type: number) => {
    const bytes = Buffer.alloc(64)
    bytes.write('\x7fELF\x02\x01\x01', 'latin1')
    bytes.writeUInt16LE(type, 16)
    bytes.writeUInt16LE(62, 18)
    return bytes
  }
  const main = '  → build the package that has func main (package main)'
  it.each<[string, string | Buffer, string, string[]]>([
    ['empty', '', 'empty', ['<dir>/empty is empty (0 bytes)', aws, rebuild]],
    [
      'notes.txt',
      'touch x\n',
      'text',
      ['<dir>/notes.txt is a text file (8 bytes), and was not run: it is no program', aws, rebuild],
    ],
    [
      'main.go',
      'package main\n',
      'go-source',
      ['<dir>/main.go is Go source, not a binary', '  → give the folder that holds it as a Go package to be built'],
    ],
    [
      'fn.zip',
      'PK\x03\x04....',
      'zip',
      ['<dir>/fn.zip is a zip file (8 bytes), which cannot be run as it is', "  → give it as { zip: '<dir>/fn.zip' }"],
    ],
    [
      'fn.a',
      '!<arch>\n',
      'archive',
      [
        '<dir>/fn.a is an archive (ar), not a program: go build -o writes one for a package that is not main',
        aws,
        main,
      ],
    ],
    ['fn.wasm', '\0asm\x01\0\0\0', 'other-system', ['<dir>/fn.wasm is a WebAssembly module', aws, rebuild]],
    [
      'noise',
      '\x01\x02\xff',
      'unknown-format',
      ['<dir>/noise is in no known program format (it begins with 01 02 ff)', aws, rebuild],
    ],
    [
      'cut',
      elf(2).subarray(0, 40),
      'truncated',
      ['<dir>/cut is cut off: it has 40 bytes, and its header speaks of 64', aws, '  → build or copy it again'],
    ],
    ['fn.o', elf(1), 'object-file', ['<dir>/fn.o is an object file, not a linked program', aws, rebuild]],
    [
      'fn.so',
      elf(3),
      'shared-library',
      ['<dir>/fn.so is a shared library, not a program', `${rebuild}, without -buildmode=c-shared, shared or plugin`],
    ],
    ['core', elf(4), 'unknown-format', ['<dir>/core is an ELF file, but no program (a core dump)', aws, rebuild]],
  ])('%s is refused', async (name, content, problem, message) => {
    const path = folder.file(name, typeof content === 'string' ? Buffer.from(content, 'latin1') : content)
    await expectRefusal(path, problem, message)
  })

  it('is never run: a text file with a side effect leaves none', async () => {
    const proof = at('proof')
    await refusal(folder.file('effect', `touch ${proof}\n`), linux)
    expect(existsSync(proof)).toBe(false)
  })

  testNeeding('gcc')('a real shared library and a real object file are refused', async () => {
    goBuild('real.so', { CGO_ENABLED: '1' }, '-buildmode=c-shared')
    expect(await refusal(at('real.so'))).toMatchObject({ problem: 'shared-library' })
    writeFileSync(at('c.c'), 'int x;\n')
    execFileSync('gcc', ['-c', '-o', at('c.o'), at('c.c')])
    expect(await refusal(at('c.o'))).toMatchObject({ problem: 'object-file' })
  })
})

import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { DeployTarget } from '../../../src/artifact/index.ts'
import { isOnPath, type Need } from '../../support/needs.ts'
import type { ArtefactShop } from './artefact-shop.ts'

/** An artefact, and what is wrong with it. */
export interface Artefact {
  readonly name: string
  readonly needs?: readonly (string | Need)[]
  make(shop: ArtefactShop): string
  readonly target?: DeployTarget
  /** `<severity> <problem>: <reason>`; versions of this machine's C library are masked. */
  readonly findings: readonly string[]
}

const isAmd64: Need = { name: 'x86-64 processor', isThere: process.arch === 'x64' && process.platform === 'linux' }
/** arc4random came with 2.36. */
const newGlibc: Need = { name: 'glibc 2.36', isThere: isAmd64.isThere && isOnPath('gcc') && glibc() >= 2.36 }

/** Of this machine's C library, as Node found it. */
function glibc(): number {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } }
  return Number(header.glibcVersionRuntime ?? 0)
}

const cgo = { CGO_ENABLED: '1' }
const dos = { system: 0, mode: 0 }

export const artefacts: readonly Artefact[] = [
  {
    name: 'a static amd64 function, zipped by Info-ZIP',
    needs: ['zip'],
    make: (shop) => shop.infoZip(shop.folderWith(shop.lambda())),
    target: { architecture: 'x86_64' },
    findings: [],
  },
  {
    name: 'a static arm64 function, zipped by Python',
    needs: ['python3'],
    make: (shop) => shop.pythonZip({ name: 'bootstrap', file: shop.lambda({ GOARCH: 'arm64' }) }),
    target: { architecture: 'arm64', runtime: 'provided.al2' },
    findings: [],
  },
  {
    name: 'a stripped lambda.norpc function, zipped by Go with modes',
    make: (shop) =>
      shop.goZip(
        join(shop.folderWith(shop.lambda({}, '-tags=lambda.norpc', '-ldflags=-s -w', '-trimpath')), 'bootstrap'),
        '-modes',
      ),
    findings: [],
  },
  {
    name: 'a function that Go zipped without modes',
    make: (shop) => shop.goZip(join(shop.folderWith(shop.lambda()), 'bootstrap')),
    findings: [
      'error no-mode: the zip holds no permissions for bootstrap (made on Windows, or without modes), so that it is not executable',
    ],
  },
  {
    name: 'a function zipped on Windows',
    needs: ['python3'],
    make: (shop) => shop.pythonZip({ name: 'bootstrap', file: shop.lambda(), ...dos }),
    findings: [
      'error no-mode: the zip holds no permissions for bootstrap (made on Windows, or without modes), so that it is not executable',
    ],
  },
  {
    name: 'a function that only its owner may execute',
    needs: ['zip'],
    make: (shop) => shop.infoZip(shop.folderWith(shop.lambda(), 'bootstrap', 0o700)),
    findings: [
      'error not-executable-by-others: bootstrap has mode 0700: the function runs as another user, who must be able to read and execute it',
    ],
  },
  {
    name: 'a function with another name',
    needs: ['zip'],
    make: (shop) => shop.infoZip(shop.folderWith(shop.lambda(), 'main')),
    findings: ['error not-named-bootstrap: its program is named "main", and the runtime starts bootstrap'],
  },
  {
    name: 'a function in a folder of the zip, with all that is wrong at once',
    needs: ['zip'],
    make: (shop) => shop.infoZip(shop.folderWith(shop.go('plain'), 'dist/bootstrap', 0o600)),
    target: { architecture: 'arm64' },
    findings: [
      'error not-at-the-top: dist/bootstrap is in the folder dist, and the runtime starts the bootstrap at the top',
      'error not-executable-by-others: dist/bootstrap has mode 0600: the function runs as another user, who must be able to read and execute it',
      'error other-processor: dist/bootstrap is built for linux/amd64, and the function runs on arm64',
      'warning no-aws-lambda-go: example.com/plain is built without github.com/aws/aws-lambda-go',
    ],
  },
  {
    name: 'a binary that is not zipped yet, under its package’s name',
    make: (shop) => join(shop.folderWith(shop.lambda(), 'upper'), 'upper'),
    findings: ['warning not-named-bootstrap: its program is named "upper", and the runtime starts bootstrap'],
  },
  {
    name: 'a folder with bootstrap',
    make: (shop) => shop.folderWith(shop.lambda()),
    findings: [],
  },
  {
    name: 'a 386 program',
    make: (shop) => shop.folderWith(shop.go('plain', { GOARCH: '386' })),
    findings: [
      'error other-processor: bootstrap is built for linux/386, and the function runs on x86_64 (amd64) and arm64 only',
      'warning no-aws-lambda-go: example.com/plain is built without github.com/aws/aws-lambda-go',
    ],
  },
  {
    name: 'a program for macOS',
    make: (shop) => shop.folderWith(shop.go('plain', { GOOS: 'darwin', GOARCH: 'arm64' })),
    findings: [
      'error other-system: bootstrap is built for darwin/arm64, and AWS Lambda runs Linux',
      'warning no-aws-lambda-go: example.com/plain is built without github.com/aws/aws-lambda-go',
    ],
  },
  {
    name: 'a program for Windows',
    make: (shop) => shop.folderWith(shop.go('plain', { GOOS: 'windows' })),
    findings: ['error other-system: bootstrap is built for windows/amd64, and AWS Lambda runs Linux'],
  },
  {
    name: 'a dynamic function of this machine on provided.al2',
    needs: ['gcc', isAmd64, newGlibc],
    make: (shop) => shop.folderWith(shop.lambda(cgo)),
    target: { runtime: 'provided.al2' },
    findings: ['error newer-glibc: bootstrap needs GLIBC_<n>, and provided.al2 has 2.26'],
  },
  {
    name: 'the same on provided.al2023',
    needs: ['gcc', isAmd64, newGlibc],
    make: (shop) => shop.folderWith(shop.lambda(cgo)),
    findings: [],
  },
  {
    name: 'a program that needs arc4random',
    needs: ['gcc', newGlibc],
    make: (shop) => shop.folderWith(shop.go('random', cgo)),
    findings: [
      'error newer-glibc: bootstrap needs GLIBC_<n>, and provided.al2023 has 2.34',
      'warning no-aws-lambda-go: example.com/random is built without github.com/aws/aws-lambda-go',
    ],
  },
  {
    name: 'the same, stripped',
    needs: ['gcc', 'strip', newGlibc],
    make(shop) {
      const folder = shop.folderWith(shop.go('random', cgo, '-ldflags=-w'))
      execFileSync('strip', [join(folder, 'bootstrap')])
      return folder
    },
    findings: [
      'error newer-glibc: bootstrap needs GLIBC_<n>, and provided.al2023 has 2.34',
      'warning no-aws-lambda-go: example.com/random is built without github.com/aws/aws-lambda-go',
    ],
  },
  {
    name: 'a C program for musl',
    needs: ['gcc', isAmd64],
    make: (shop) => shop.folderWith(shop.c('-Wl,--dynamic-linker=/lib/ld-musl-x86_64.so.1')),
    findings: [
      'error no-loader: bootstrap needs the dynamic loader /lib/ld-musl-x86_64.so.1 (musl, as in Alpine Linux), and provided.al2023 has /lib64/ld-linux-x86-64.so.2',
    ],
  },
  {
    name: 'a static C program, which is no fault',
    needs: ['gcc', isAmd64],
    make: (shop) => shop.folderWith(shop.c('-static')),
    findings: [],
  },
  {
    name: 'a script, which is no fault',
    make: (shop) => shop.folderWith(shop.file('script', '#!/bin/sh\necho hello\n')),
    findings: [],
  },
  {
    name: 'a text file',
    make: (shop) => shop.folderWith(shop.file('text', 'echo hello\n')),
    findings: ['error not-a-program: bootstrap is a text file without #!, which no system executes'],
  },
  {
    name: 'an empty folder',
    make: (shop) => join(shop.file('nothing/x/y', ''), '../..', 'x'),
    findings: ['error no-bootstrap: nothing in it is named bootstrap, and nothing is a program of Linux'],
  },
  {
    name: 'an archive of -buildmode=c-archive',
    needs: ['gcc', isAmd64],
    make: (shop) => shop.folderWith(shop.go('shared', cgo, '-buildmode=c-archive')),
    findings: [
      'error not-a-program: bootstrap is an archive (ar), as go build writes it for a package that is not main, or with -buildmode=c-archive',
    ],
  },
  {
    name: 'a library of -buildmode=c-shared',
    needs: ['gcc', isAmd64],
    make: (shop) => shop.folderWith(shop.go('shared', cgo, '-buildmode=c-shared')),
    findings: [
      'error not-a-program: bootstrap is a shared library',
      'warning no-aws-lambda-go: example.com/shared is built without github.com/aws/aws-lambda-go',
    ],
  },
  {
    name: 'a build with the race detector',
    needs: ['gcc', isAmd64, newGlibc],
    make: (shop) => shop.folderWith(shop.go('plain', cgo, '-race')),
    findings: [
      'warning no-aws-lambda-go: example.com/plain is built without github.com/aws/aws-lambda-go',
      'warning race: it is built with -race: slower, and with several times the memory',
    ],
  },
  {
    name: 'a build with coverage',
    make: (shop) => shop.folderWith(shop.go('plain', {}, '-cover')),
    findings: [
      'warning no-aws-lambda-go: example.com/plain is built without github.com/aws/aws-lambda-go',
      'warning coverage: it is built with -cover: it counts what runs',
    ],
  },
  {
    name: 'a function that was cut off',
    make: (shop) => shop.folderWith(shop.changed(shop.go('plain'), (bytes) => bytes.subarray(0, 500_000))),
    findings: ['error truncated: bootstrap is cut off: it has 500000 bytes, and its header speaks of <size>'],
  },
  {
    name: 'a zip with a password',
    needs: ['zip'],
    make: (shop) => shop.infoZip(shop.folderWith(shop.file('script', '#!/bin/sh\n')), '-P', 'secret'),
    findings: ['error encrypted: "bootstrap" is encrypted'],
  },
  {
    name: 'a zip that was cut off',
    needs: ['zip'],
    make: (shop) =>
      shop.changed(shop.infoZip(shop.folderWith(shop.file('script', '#!/bin/sh\n'))), (bytes) =>
        bytes.subarray(0, 100),
      ),
    findings: [
      'error broken: it is no zip file, or a damaged one: End of central directory record signature not found',
    ],
  },
  {
    name: 'a zip with one wrong byte',
    needs: ['python3'],
    make: (shop) =>
      shop.changed(shop.pythonZip({ name: 'bootstrap', text: '#!/bin/sh\n', method: 'ZIP_STORED' }), (bytes) => {
        bytes[bytes.indexOf('/bin/sh')] = 0x2e
        return bytes
      }),
    findings: ['error broken: "bootstrap" is damaged: its checksum (CRC-32) is another'],
  },
  {
    name: 'a zip with paths that leave the folder, and names that are there twice',
    needs: ['python3'],
    make: (shop) =>
      shop.pythonZip(
        { name: 'bootstrap', text: '#!/bin/sh\n' },
        { name: '../evil', text: '' },
        { name: '/etc/passwd', text: '' },
        { name: 'C:/evil', text: '' },
        { name: 'a\\b', text: '' },
        { name: 'twice', text: '1' },
        { name: './twice', text: '2' },
        { name: 'bootstrap/below', text: '' },
      ),
    findings: [
      'error path-leaves: "../evil" leaves the folder',
      'error path-leaves: "/etc/passwd" is an absolute path',
      'error path-leaves: "C:/evil" is an absolute path',
      'error path-leaves: "a\\\\b" has a backslash in its name',
      'error duplicate-name: "./twice" is there twice',
      'error path-leaves: "bootstrap/below" is below "bootstrap", which is no folder',
    ],
  },
  {
    name: 'a zip with links that leave the folder',
    needs: ['python3'],
    make: (shop) =>
      shop.pythonZip(
        { name: 'bootstrap', text: 'bin/fn', mode: 0o120777 },
        { name: 'bin/fn', text: '#!/bin/sh\n' },
        { name: 'deep/er/up', text: '../..', mode: 0o120777 },
        { name: 'out', text: 'deep/er/up/../x', mode: 0o120777 },
        { name: 'absolute', text: '/etc', mode: 0o120777 },
        { name: 'circle', text: 'circle', mode: 0o120777 },
      ),
    findings: ['deep/er/up/../x', '/etc', 'circle'].map(
      (target, index) =>
        `error link-leaves: the link "${['out', 'absolute', 'circle'][index]}" leads out of the folder, nowhere, or around in circles ("${target}")`,
    ),
  },
  {
    name: 'a zip with a link to its program, which is no fault',
    needs: ['zip'],
    make(shop) {
      const folder = shop.folderWith(shop.lambda(), 'bin/upper')
      symlinkSync('bin/upper', join(folder, 'bootstrap'))
      return shop.infoZip(folder, '--symlinks')
    },
    findings: [],
  },
  {
    name: 'a zip with a pipe, and a method that AWS does not know',
    needs: ['python3'],
    make: (shop) =>
      shop.pythonZip(
        { name: 'bootstrap', text: '#!/bin/sh\n' },
        { name: 'pipe', text: '', mode: 0o010644 },
        { name: 'packed', text: 'x', method: 'ZIP_BZIP2' },
      ),
    findings: [
      'error special-entry: "pipe" is a device, pipe or socket',
      'error unsupported-compression: "packed" is packed by method 12, not by deflate',
    ],
  },
  {
    name: 'a zip of more than 250 MB unpacked',
    needs: ['python3'],
    make: (shop) => shop.pythonZip({ name: 'bootstrap', text: '#!/bin/sh\n' }, { name: 'zeros', zeros: 262_144_000 }),
    findings: ['error too-large: it is larger than 262144000 bytes (250 MB) unpacked'],
  },
  {
    name: 'a zip whose announced sizes lie',
    needs: ['python3'],
    make: (shop) =>
      shop.changed(shop.pythonZip({ name: 'bootstrap', zeros: 262_144_001 }), (bytes) => {
        const directory = bytes.lastIndexOf('PK\x01\x02', undefined, 'latin1')
        bytes.writeUInt32LE(5, directory + 24)
        return bytes
      }),
    findings: [
      'error too-large: it is larger than 262144000 bytes (250 MB) unpacked',
      'error not-a-program: bootstrap is in no known program format',
    ],
  },
  {
    name: 'a zip in a zip',
    needs: ['zip', 'python3'],
    make(shop) {
      const inner = shop.pythonZip({ name: 'bootstrap', text: '#!/bin/sh\n' })
      return shop.infoZip(shop.folderWith(inner))
    },
    findings: ['error not-a-program: bootstrap is a zip file in a zip file'],
  },
]

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ArtefactShop } from '../artifact/artefacts/artefact-shop.ts'
import { testNeeding } from '../support/needs.ts'
import { answered, workbench } from './workbench.ts'

const { run } = workbench()
const shop = new ArtefactShop()

/** What was printed, without what differs from machine to machine. */
function told(stdout: string): string[] {
  return stdout
    .replaceAll(shop.path, '<tmp>')
    .replaceAll(/made-\d+/g, 'made')
    .replaceAll(/\d+(\.\d+)? [kMG]?B\b/g, '<size>')
    .replaceAll(/\bgo1\.[\w.]+/g, '<go>')
    .replaceAll(/aws-lambda-go v[\d.]+/g, 'aws-lambda-go <version>')
    .trimEnd()
    .split('\n')
}

describe('use-go-lambda check', () => {
  testNeeding('zip')('says of a good zip what is in it, with exit code 0', async () => {
    const zip = shop.infoZip(shop.folderWith(shop.lambda({}, '-tags=lambda.norpc')))
    const { code, stdout, stderr } = await run(['check', zip])
    expect([code, told(stdout), stderr]).toEqual([
      0,
      [
        '<tmp>/made.zip: deployable (provided.al2023)',
        '  zip, <size>, <size> unpacked, 1 entry',
        '  bootstrap: linux/amd64, static, <go>, lambdas/upper, aws-lambda-go <version>, tags lambda.norpc',
      ],
      '',
    ])
  })

  testNeeding('zip')('gives every reason at once, with exit code 1', async () => {
    const zip = shop.infoZip(shop.folderWith(shop.go('plain'), 'dist/main', 0o700))
    const { code, stdout, stderr } = await run(['check', zip, '--runtime', 'provided.al2', '--arch', 'arm64'])
    expect([code, told(stdout), stderr]).toEqual([
      1,
      [
        '<tmp>/made.zip: not deployable (provided.al2, arm64): 4 errors, 1 warning',
        '  zip, <size>, <size> unpacked, 2 entries',
        '  dist/main: linux/amd64, static, <go>, example.com/plain',
        '  error: its program is named "dist/main", and the runtime starts bootstrap',
        '    → go build -o bootstrap',
        '  error: dist/main is in the folder dist, and the runtime starts the bootstrap at the top',
        '    → zip it from inside that folder: cd dist && zip ../function.zip bootstrap (or zip -j)',
        '  error: dist/main has mode 0700: the function runs as another user, who must be able to read and execute it',
        '    → chmod 755 bootstrap, then zip it again',
        '  error: dist/main is built for linux/amd64, and the function runs on arm64',
        '    → build it with GOOS=linux GOARCH=arm64 go build',
        '  warning: example.com/plain is built without github.com/aws/aws-lambda-go',
        '    → call lambda.Start in main(), unless the program speaks the Runtime API itself',
      ],
      '',
    ])
  })

  it('takes a folder or a binary; a warning alone is exit code 0', async () => {
    const folder = shop.folderWith(shop.go('plain'))
    for (const path of [folder, join(folder, 'bootstrap')]) {
      const { code, stdout } = await run(['check', path])
      expect([code, told(stdout)[0]]).toEqual([0, expect.stringContaining(': deployable (provided.al2023): 1 warning')])
    }
  })

  it('prints all that it knows with --json', async () => {
    const { code, stdout } = await run(['check', shop.folderWith(shop.go('plain')), '--json', '--arch', 'arm64'])
    expect([code, JSON.parse(stdout)]).toEqual([
      1,
      {
        deployable: false,
        runtime: 'provided.al2023',
        architecture: 'arm64',
        findings: [
          expect.objectContaining({ severity: 'error', problem: 'other-processor' }),
          expect.objectContaining({ severity: 'warning', problem: 'no-aws-lambda-go' }),
        ],
        artifact: expect.objectContaining({ kind: 'folder', program: expect.objectContaining({ arch: 'amd64' }) }),
      },
    ])
  })

  it('cannot read what is not there: exit code 3', async () => {
    const nowhere = join(shop.path, 'nowhere.zip')
    const { code, stdout, stderr } = await run(['check', nowhere])
    expect([code, stdout, stderr]).toEqual([
      3,
      '',
      `LambdaArtifactError: ${nowhere} does not exist\n  → build and zip the function first\n`,
    ])
  })

  it.each([
    [[], 'check takes a zip file, a binary or a folder with bootstrap'],
    [['a.zip', 'b.zip'], 'one argument too many: "b.zip"'],
    [['a.zip', '--runtime', 'go1.x'], '--runtime takes provided.al2023 or provided.al2, not "go1.x"'],
    [['a.zip', '--arch', 'amd64'], '--arch takes x86_64 or arm64, not "amd64"'],
    [['a.zip', '--tags', 'a'], 'check takes no --tags'],
  ])('refuses %j with exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await run(['check', ...args])
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      `use-go-lambda: ${message}\nuse-go-lambda --help shows how it is used\n`,
    ])
  })

  it('stands in the help', async () => {
    const { stdout } = await run(['--help'])
    expect(stdout).toContain('use-go-lambda check <zip | binary | folder> [options]')
    expect(await run(['--help'])).toEqual(answered(stdout))
  })
})

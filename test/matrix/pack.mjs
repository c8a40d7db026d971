import { execFile } from 'node:child_process'
import { cpSync, existsSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const checkout = join(import.meta.dirname, '../..')

/** The tarball of today's sources, built in a copy: `dist` of the checkout may be anybody's. */
export async function pack(folder, say) {
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

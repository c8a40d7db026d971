import { readFileSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { type GoRun, runGo } from './go-command.ts'
import { isWithin } from './is-within.ts'

/** What a binary is made of, as far as it may change. All paths are absolute. */
export interface BuildInputs {
  /** Whether it is package main. */
  readonly isProgram: boolean
  /** Folders of packages: every Go file in them counts, also one that is new. */
  readonly folders: readonly string[]
  /** Embedded files, go.mod, go.sum, go.work and the like. Of those that are not there it counts that they are not. */
  readonly files: readonly string[]
  /** Below these every name counts: a new file there is embedded. */
  readonly embedFolders: readonly string[]
  /** Go's own: the command, the release's VERSION, the C compiler. */
  readonly tools: readonly string[]
  /** The name of the C compiler (`gcc`), looked for on the PATH. */
  readonly compiler: string
  /** Why a binary may depend on more than this, where it may. */
  readonly opaque: string | undefined
  /** Whether go could read and find all of it. */
  readonly complete: boolean
}

export interface ListInputsOptions extends Omit<GoRun, 'args' | 'wholeAnswer'> {
  /** The flags of `go build`: tags, `-trimpath` and the like. */
  readonly flags: readonly string[]
  /** The packages' folders; default: `cwd` alone. */
  readonly folders?: readonly string[]
  /** Answers as far as go can tell, also of what does not compile. */
  readonly tolerant?: boolean
}

/** As far as it is read here of what `go list -json` prints. */
interface ListedPackage {
  readonly Name?: string
  readonly ImportPath?: string
  readonly Deps?: readonly string[]
  readonly DepOnly?: boolean
  readonly Dir?: string
  readonly Standard?: boolean
  readonly Incomplete?: boolean
  readonly Module?: { readonly Path?: string; readonly Dir?: string; readonly GoMod?: string }
  readonly EmbedPatterns?: readonly string[]
  readonly EmbedFiles?: readonly string[]
  readonly CgoFiles?: readonly string[]
  readonly CXXFiles?: readonly string[]
  readonly SFiles?: readonly string[]
  readonly SwigFiles?: readonly string[]
}

const fields =
  'Name,ImportPath,Deps,DepOnly,Dir,Standard,Incomplete,Module,EmbedPatterns,EmbedFiles,CgoFiles,CXXFiles,SFiles,SwigFiles'
const variables = ['GOENV', 'GOFLAGS', 'GOMOD', 'GOMODCACHE', 'GOROOT', 'GOWORK', 'CC'] as const

/** Flags by which nothing outside of the listed files comes into a binary. */
const plainFlags =
  /^-(?:race|msan|asan|trimpath|v|x|cover|(?:tags|gcflags|asmflags|covermode|coverpkg|mod|buildmode|p)=.*|buildvcs=false|pgo=(?:off|auto)|ldflags=(?!.*(?:-ext|-linkmode|@)).*)$/

/**
 * Asks go what packages are made of, by their folders. What lies in the module cache never changes, and is left out.
 *
 * @returns `undefined` where go cannot tell.
 */
export async function listInputs(options: ListInputsOptions): Promise<ReadonlyMap<string, BuildInputs> | undefined> {
  const { flags, cwd, go, folders = [cwd], tolerant = false } = options
  const ask = async (args: readonly string[]) => {
    const { exitCode, stdout } = await runGo({ ...options, args, wholeAnswer: true })
    return exitCode === 0 ? stdout.join('\n') : undefined
  }
  const named = folders.map((folder) => (folder === cwd ? '.' : folder))
  const [listed, env] = await Promise.all([ask(listArgs([...(tolerant ? ['-e'] : []), ...flags], named)), ask(envArgs)])
  if (listed === undefined || env === undefined) return undefined
  const modules = inWorkspace(env) ? await ask(moduleArgs) : ''
  if (modules === undefined && !tolerant) return undefined
  return readInputs({ go, cwd, flags, listed, env, modules: modules ?? '' })
}

const envArgs = ['env', '-json', ...variables]
const moduleArgs = ['list', '-m', '-f', '{{.GoMod}}']

function listArgs(flags: readonly string[], packages: readonly string[]): string[] {
  return ['list', '-deps', `-json=${fields}`, ...flags, ...packages]
}

function inWorkspace(env: string): boolean {
  const { GOWORK } = JSON.parse(env) as GoVariables
  return GOWORK !== '' && GOWORK !== 'off'
}

/** Reads what go has answered. */
function readInputs(given: {
  readonly go: string
  readonly cwd: string
  readonly flags: readonly string[]
  readonly listed: string
  readonly env: string
  readonly modules: string
}): Map<string, BuildInputs> {
  const env = JSON.parse(given.env) as GoVariables
  const packages = parseAll(given.listed)
  const flags = [...given.flags, ...env.GOFLAGS.split(' ').filter((flag) => flag !== '')]
  const common = {
    tools: [given.go, join(env.GOROOT, 'VERSION'), join(env.GOROOT, 'go.env')],
    compiler: env.CC.split(' ')[0] ?? '',
  }
  const changing = packages.filter(({ Dir, Standard }) => {
    return Dir !== undefined && Standard !== true && !isWithin(Dir, env.GOMODCACHE)
  })
  const inputs = new Map<string, BuildInputs>()
  for (const { Name, ImportPath = '', Dir, Deps = [], DepOnly, Incomplete } of packages) {
    if (DepOnly === true || Dir === undefined) continue
    const own = new Set([ImportPath, ...Deps])
    const parts = changing.filter((part) => own.has(part.ImportPath ?? ''))
    const files = [
      ...given.modules.split('\n'),
      ...moduleFiles(env),
      ...ancestorFiles(Dir),
      ...namedByFlags(flags, given.cwd),
    ].filter((path) => path !== '')
    const places = placesOf(parts, files)
    const missing = Incomplete === true ? missingFolders(packages, own) : []
    inputs.set(Dir, {
      isProgram: Name === 'main',
      ...common,
      ...places,
      folders: [...places.folders, ...missing],
      opaque: whyOpaque(parts, flags),
      complete: Incomplete !== true,
    })
  }
  return inputs
}

type GoVariables = Readonly<Record<(typeof variables)[number], string>>

function placesOf(
  packages: readonly ListedPackage[],
  given: readonly string[],
): Pick<BuildInputs, 'folders' | 'files' | 'embedFolders'> {
  const files = new Set<string>(given)
  const folders = new Set<string>()
  const embedFolders = new Set<string>()
  for (const { Dir = '', Module, EmbedPatterns = [], EmbedFiles = [] } of packages) {
    folders.add(Dir)
    for (const file of EmbedFiles) files.add(join(Dir, file))
    for (const pattern of EmbedPatterns) embedFolders.add(join(Dir, fixedPart(pattern)))
    for (const file of filesOfModule(Dir, Module)) files.add(file)
  }
  for (const file of [...files]) for (const replaced of localReplacements(file)) files.add(replaced)
  return {
    folders: [...folders].sort(),
    files: [...files].sort(),
    embedFolders: [...embedFolders].filter((folder) => !files.has(folder)).sort(),
  }
}

/** Where packages of local modules would be that are imported and not there. */
function missingFolders(packages: readonly ListedPackage[], own: ReadonlySet<string>): string[] {
  const modules = new Map(packages.map(({ Module }) => [Module?.Path, Module?.Dir]))
  return packages.flatMap(({ ImportPath = '', Dir }) => {
    if (Dir !== undefined || !own.has(ImportPath)) return []
    return [...modules].flatMap(([path, dir]) =>
      path !== undefined && dir !== undefined && ImportPath.startsWith(`${path}/`)
        ? [join(dir, ImportPath.slice(path.length + 1))]
        : [],
    )
  })
}

/** `-modfile=go.dev.mod`, `-overlay=replaced.json`. */
function namedByFlags(flags: readonly string[], cwd: string): string[] {
  return flags
    .flatMap((flag) => /^--?(?:modfile|overlay|pgo)=(.*[./].*)$/.exec(flag)?.[1] ?? [])
    .map((file) => resolve(cwd, file))
}

/** `go list -json` prints one object after the other. */
function parseAll(text: string): ListedPackage[] {
  const objects = text.split(/^(?<=\}\n)(?=\{)/m)
  return objects.filter((object) => object.trim() !== '').map((object) => JSON.parse(object) as ListedPackage)
}

function moduleFiles({ GOENV, GOMOD, GOWORK }: GoVariables): string[] {
  const sums = [GOMOD, GOWORK].filter((path) => isAbsolute(path)).flatMap((path) => beside(path))
  return [GOENV === 'off' ? '' : GOENV, ...sums]
}

/** go.sum, go.work.sum and the list of vendored modules stand beside go.mod and go.work. */
function beside(path: string): string[] {
  const folder = dirname(path)
  const sum = path.endsWith('.work') ? 'go.work.sum' : 'go.sum'
  return [path, join(folder, sum), join(folder, 'vendor', 'modules.txt')]
}

/** A go.mod or go.work that appears nearer to the package changes what it belongs to. */
function ancestorFiles(folder: string): string[] {
  const parent = dirname(folder)
  const own = [join(folder, 'go.mod'), join(folder, 'go.work')]
  return parent === folder ? own : [...own, ...ancestorFiles(parent)]
}

function filesOfModule(dir: string, module: ListedPackage['Module']): string[] {
  const { Dir: root, GoMod: goMod } = module ?? {}
  const own = goMod === undefined ? [] : beside(goMod)
  if (root === undefined || !isWithin(dir, root)) return own
  for (let folder = dir; folder !== root && isWithin(folder, root); folder = dirname(folder)) {
    own.push(join(folder, 'go.mod'))
  }
  return own
}

/** The go.mod of a module that stands in a local folder has a say in the versions of others, also where it is not used. */
function localReplacements(file: string): string[] {
  if (!/\/go\.(?:mod|work)$/.test(file)) return []
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return []
  }
  const folders = [...text.matchAll(/=>\s*"?((?:\.{1,2}|)\/[^\s"]*|\.{1,2}(?=[\s"]|$))/g)].map(
    ([, folder = '']) => folder,
  )
  return folders.map((folder) => join(resolve(dirname(file), folder), 'go.mod'))
}

/** Of `all:static/*.html` that is `static`: below it files are looked for. */
function fixedPart(pattern: string): string {
  const parts = pattern.replace(/^all:/, '').split('/')
  const wild = parts.findIndex((part) => /[*?[\\]/.test(part))
  return wild === -1 ? parts.join('/') : parts.slice(0, wild).join('/')
}

function whyOpaque(packages: readonly ListedPackage[], flags: readonly string[]): string | undefined {
  const flag = flags.find((each) => !plainFlags.test(each))
  if (flag !== undefined) return `the flag ${flag}`
  const foreign = packages.find(
    ({ CgoFiles, CXXFiles, SFiles, SwigFiles }) => CgoFiles ?? CXXFiles ?? SFiles ?? SwigFiles,
  )
  return foreign && `${foreign.Dir} has more than Go files, which may include others from anywhere`
}

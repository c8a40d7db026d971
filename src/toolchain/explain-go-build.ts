import type { GoBuildProblem } from './go-build-error.ts'

export interface Explanation {
  readonly kind: GoBuildProblem
  /** Completes "cmd/fn …". */
  readonly what: string
  readonly nextStep: string
}

/** What the package's folder tells beyond Go's words. */
export interface PackageFacts {
  /** One of its files has `import "C"`: without a C compiler Go leaves such files out. */
  readonly importsC: boolean
}

type Rule = readonly [RegExp, (match: RegExpExecArray, facts: PackageFacts) => Explanation]

const download = 'check the network, GOPROXY and GOPRIVATE, and fetch it once: go mod download'

/** In the order they are tried, on all lines together: the first that fits. */
const rules: readonly Rule[] = [
  [
    /requires go >= (\S+) \(running go (\S+?)[;)]/,
    ([, needs, has]) => tooOld(needs, has, 'install it, or let Go fetch it: GOTOOLCHAIN=auto'),
  ],
  [
    /download (?:of )?go(\d\S*?)(?: for \S+)?: /,
    ([, needs]) => tooOld(needs, undefined, 'it could not be downloaded: install it, or check the network and GOPROXY'),
  ],
  [
    /C compiler "([^"]*)" not found/,
    ([, compiler]) => ({
      kind: 'cgo',
      what: `needs the C compiler ${compiler}, which was not found`,
      nextStep: `install ${compiler}, or build without C: { build: { env: { CGO_ENABLED: '0' } } }`,
    }),
  ],
  [
    /build constraints exclude all Go files/,
    (_, { importsC }) =>
      importsC
        ? {
            kind: 'cgo',
            what: 'uses cgo (import "C"), which is off: CGO_ENABLED is 0, or there is no C compiler',
            nextStep:
              "install gcc, and do not set CGO_ENABLED=0 (or force it: { build: { env: { CGO_ENABLED: '1' } } })",
          }
        : {
            kind: 'no-go-files',
            what: 'has no Go file for this system, processor and tags',
            nextStep: 'check its //go:build lines and file names, and give the tags they need: { build: { tags } }',
          },
  ],
  [
    /no (?:non-test )?Go (?:source )?files in/,
    () => ({
      kind: 'no-go-files',
      what: 'has no Go files but tests',
      nextStep: 'give the folder of package main',
    }),
  ],
  [
    /no required module provides package (\S+?);/,
    ([, missing]) => ({
      kind: 'module-missing',
      what: `imports ${missing}, which no module in go.mod provides`,
      nextStep: `go get ${missing}`,
    }),
  ],
  [
    /cannot find module providing package (\S+?)(?::|$)/m,
    ([, missing]) => ({
      kind: 'module-missing',
      what: `imports ${missing}, which no module provides`,
      nextStep: `go get ${missing}, or go mod vendor where the module has a vendor folder`,
    }),
  ],
  [
    /package (\S+) is not in (?:std|GOROOT)/,
    ([, missing]) => ({
      kind: 'module-missing',
      what: `imports ${missing}, which is neither in the standard library nor in a module of go.mod`,
      nextStep: `check the import path: one of a module begins with the module's name in go.mod`,
    }),
  ],
  [
    /missing go\.sum entry/,
    () => ({ kind: 'go-sum', what: 'misses entries in go.sum', nextStep: 'go mod tidy, and commit go.sum' }),
  ],
  [
    /go\.mod file not found|cannot find main module/,
    () => ({
      kind: 'no-go-mod',
      what: 'is in no Go module: there is no go.mod in its folder or above it',
      nextStep: 'go mod init <name> in the folder at the top of the Go code, then go mod tidy',
    }),
  ],
  [
    /not one of the workspace modules listed in go\.work|directory prefix \S+ does not contain modules listed in go\.work/,
    () => ({
      kind: 'module-files',
      what: 'is in a module that go.work does not list',
      nextStep: "go work use <the module's folder>, or { build: { env: { GOWORK: 'off' } } }",
    }),
  ],
  [
    /no modules were found in the current workspace|cannot load module \S+ listed in go\.work|but go\.work lists go/,
    () => ({
      kind: 'module-files',
      what: 'has a go.work above it that does not fit its modules',
      nextStep: "mend go.work (go work use), or { build: { env: { GOWORK: 'off' } } }",
    }),
  ],
  [
    /inconsistent vendoring/,
    () => ({ kind: 'module-files', what: 'has a vendor folder that go.mod is ahead of', nextStep: 'go mod vendor' }),
  ],
  [
    /updates to go\.(?:mod|sum) needed/,
    () => ({ kind: 'module-files', what: 'needs changes in go.mod or go.sum', nextStep: 'go mod tidy' }),
  ],
  [
    /errors parsing (\S*go\.(?:mod|work)):/,
    ([, file]) => ({ kind: 'module-files', what: `has a ${file} that cannot be read`, nextStep: `mend ${file}` }),
  ],
  [
    /replacement directory (\S+) does not exist/,
    ([, folder]) => ({
      kind: 'module-files',
      what: `has a replace line in go.mod that points to a missing folder (${folder})`,
      nextStep: 'mend the replace line, or check that folder out',
    }),
  ],
  [
    /checksum mismatch/,
    () => ({ kind: 'go-sum', what: 'has a module that differs from go.sum', nextStep: 'go mod verify' }),
  ],
  [
    /module lookup disabled by|dial tcp|no such host|i\/o timeout|reading https?:|unrecognized import path|: Get "|(?:404|410) (?:Not Found|Gone)|terminal prompts disabled|no secure protocol found/,
    () => ({ kind: 'download', what: 'needs a module that could not be downloaded', nextStep: download }),
  ],
  [
    /found packages (\S+) \([^)]*\) and (\S+) \(/,
    ([, one, other]) => ({
      kind: 'compile',
      what: `mixes the packages ${one} and ${other} in one folder`,
      nextStep: 'a folder is one package: move the other files',
    }),
  ],
  [
    /function main is undeclared in the main package/,
    () => ({ kind: 'compile', what: 'has no func main', nextStep: 'add func main() { lambda.Start(handler) }' }),
  ],
  [
    /^\S[^:\n]*:\d+(?::\d+)?: |import cycle not allowed|use of (?:internal|vendored) package|is a program, not an importable package/m,
    () => ({
      kind: 'compile',
      what: 'does not compile',
      nextStep: "fix the lines above; their paths are relative to the package's folder",
    }),
  ],
]

/** Finds the kind of a failed `go build`, and what to do, in what Go printed. */
export function explainGoBuild(
  lines: readonly string[],
  exitCode: number | undefined,
  facts: PackageFacts,
): Explanation {
  const text = lines.join('\n')
  for (const [pattern, explain] of rules) {
    const match = pattern.exec(text)
    if (match !== null) return explain(match, facts)
  }
  const how = exitCode === undefined ? 'go build was killed by a signal' : `go build ended with exit code ${exitCode}`
  return { kind: 'other', what: `could not be built: ${how}`, nextStep: 'run the same command in its folder' }
}

function tooOld(needs: string | undefined, has: string | undefined, how: string): Explanation {
  const what = `needs Go ${needs}${has === undefined ? '' : `, and this is Go ${has}`}`
  return { kind: 'go-too-old', what, nextStep: has === undefined ? how : `${how} in the environment` }
}

import { resolve } from 'node:path'

/** Where the binaries lie that `use-go-lambda build --out` has made elsewhere; `undefined` where packages are built here. */
export function binariesFolder(): string | undefined {
  const named = process.env['USE_GO_LAMBDA_BINARIES']
  return named ? resolve(named) : undefined
}

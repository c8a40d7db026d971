/** A suite that TypeScript must accept. */
export const acceptedSuite = (door: string) => `import { expect } from '${runners[door]}'
import { useGoLambda } from '${door}'

export const lambda = useGoLambda<string, string>('./cmd/upper')
export const answer: Promise<string> = lambda.invoke('daniel')
// @ts-expect-error a number is not what this function takes
void lambda.invoke(7)
export const remote: boolean = useGoLambda('./cmd/upper', { target: process.env['UPPER_ARN'] }).isRemote
export const verdict: Promise<void> = expect('function.zip').toBeDeployable({ architecture: 'arm64' })
export const other: Promise<void> = expect('function.zip').not.toBeDeployable()
// @ts-expect-error there is no such processor
void expect('function.zip').toBeDeployable({ architecture: 'amd64' })
`

/** Whose `expect` it is. */
const runners: Readonly<Record<string, string>> = {
  'use-go-lambda/vitest': 'vitest',
  'use-go-lambda/jest': '@jest/globals',
}

/** One with an artefact that can be deployed, and one that cannot. */
export const deployabilitySuite = (door: string) => `import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from '${runners[door]}'
import { inspectArtifact } from 'use-go-lambda'
import '${door}'

mkdirSync('artefact/wrong', { recursive: true })
writeFileSync('artefact/bootstrap', '#!/bin/sh\\n', { mode: 0o755 })
writeFileSync('artefact/wrong/main', '\\x7fELF', { mode: 0o700 })

test('takes a path, a URL, or what is known already', async () => {
  await expect('artefact/bootstrap').toBeDeployable()
  await expect(pathToFileURL('artefact/bootstrap')).toBeDeployable({ runtime: 'provided.al2' })
  await expect(await inspectArtifact('artefact/bootstrap')).toBeDeployable({ architecture: 'arm64' })
  await expect(join('artefact', 'wrong')).not.toBeDeployable()
})
test('refuses what is nothing of these', async () => {
  await expect(async () => expect(5).toBeDeployable()).rejects.toThrow('toBeDeployable takes a path, a file URL')
  await expect(async () => expect('nowhere.zip').not.toBeDeployable()).rejects.toMatchObject({ code: 'LAMBDA_ARTIFACT' })
})
test('tells every reason', async () => {
  await expect('artefact/wrong').toBeDeployable({ architecture: 'arm64' })
})
`

/** What the last of its tests says. */
export const deployabilityFailure = `expected artefact/wrong to be deployable (provided.al2023, arm64)
  error: its program is named "main", and the runtime starts bootstrap
    → go build -o bootstrap
  error: main has mode 0700: the function runs as another user, who must be able to read and execute it
    → chmod 755 bootstrap
  error: main is no program
    → build it with GOOS=linux GOARCH=arm64 go build, without -buildmode=c-shared, c-archive, shared or plugin`

/** One that it must refuse: a wrong payload, a wrong answer, an option that is not there. */
export const refusedSuite = (door: string) => `import { useGoLambda } from '${door}'

const lambda = useGoLambda<string, string>('./cmd/upper')
void lambda.invoke(7)
const answer: Promise<number> = lambda.invoke('daniel')
void answer
void useGoLambda('./cmd/upper', { timeout: 5 })
`

/** What TypeScript says of it. */
export const refusals = (file: string) => [
  `${file}(4,20): error TS2345: Argument of type 'number' is not assignable to parameter of type 'string'.`,
  `${file}(5,7): error TS2322: Type 'Promise<string>' is not assignable to type 'Promise<number>'.`,
  "  Type 'string' is not assignable to type 'number'.",
  `${file}(7,35): error TS2561: Object literal may only specify known properties, but 'timeout' does not exist in type 'GoLambdaOptions<Integers>'. Did you mean to write 'timeoutMs'?`,
]

/** A file as `use-go-lambda types` writes it. */
export const typesFile = `export interface Order {
  item?: string
  quantity?: number
}

declare global {
  namespace UseGoLambda {
    interface Functions {
      './cmd/orders': { request: Order; response: { total: number } }
      './cmd/odd': { request: unknown; response: unknown }
    }
  }
}
`

/** A suite without type arguments, typed by that file. */
export const typedSuite = (door: string) => `import { startGoLambda } from 'use-go-lambda'
import { type GoLambda, type GoLambdaOptions, useGoLambda } from '${door}'

const orders = useGoLambda('./cmd/orders', { timeoutMs: 5 })
export const answer: Promise<{ total: number }> = orders.invoke({ item: 'tea', quantity: 2 })
// @ts-expect-error there is no such field
void orders.invoke({ itme: 'tea' })
// @ts-expect-error a number is not what it answers
export const other: Promise<number> = orders.invoke({})
export const detailed: Promise<number> = orders.invokeDetailed().then(({ response }) => response.total)
export const started: Promise<number> = startGoLambda('./cmd/orders').then(async (lambda) => (await lambda.invoke()).total)


const bigints = useGoLambda('./cmd/orders', { integers: 'bigint' })
export const big: Promise<number | bigint> = bigints.invoke({ item: 'tea', quantity: 2n }).then(({ total }) => total)
// @ts-expect-error it can be a bigint
export const small: Promise<number> = bigints.invoke({ item: 'tea' }).then(({ total }) => total)
const texts = useGoLambda('./cmd/orders', { integers: 'string' })
export const text: Promise<number | string> = texts.invoke({ quantity: 2 }).then(({ total }) => total)
// @ts-expect-error Go reads no text as a number
void texts.invoke({ quantity: '2' })
const rounded = useGoLambda('./cmd/orders', { integers: 'number' })
export const round: Promise<number> = rounded.invoke({ quantity: 2 }).then(({ total }) => total)
const shared: GoLambdaOptions = { timeoutMs: 5 }
export const left: Promise<number> = useGoLambda('./cmd/orders', shared).invoke().then(({ total }) => total)
export const startedBig = startGoLambda('./cmd/orders', { integers: 'bigint', start: 'lazy' }).then(
  async (lambda): Promise<bigint> => BigInt((await lambda.invoke()).total),
)

// Types that are given win, also where they are given by what it is assigned to.
export const given: Promise<string> = useGoLambda<string, string>('./cmd/orders').invoke('daniel')
export const half: Promise<unknown> = useGoLambda<number>('./cmd/orders').invoke(7)
export const named: GoLambda<string, string> = useGoLambda('./cmd/elsewhere')
export const anything: Promise<number> = useGoLambda<any, any>('./cmd/orders')
  .invoke('daniel')
  .then((answer) => answer.whatever.length)

const path: string = './cmd/orders'
export const unknowns: Promise<unknown>[] = [
  useGoLambda('./cmd/odd').invoke(7),
  useGoLambda('./cmd/elsewhere').invoke(7),
  useGoLambda(path).invoke(7),
  useGoLambda(new URL('file:///cmd/orders')).invoke(7),
  useGoLambda({ binary: './orders' }).invoke(7),
]
// @ts-expect-error unknown is no string
export const nothing: Promise<string> = useGoLambda('./cmd/odd').invoke(7)
`

/** A fixture takes its types from there, too. */
export const typedFixture = `import { test as base } from 'vitest'
import { type GoLambda, type GoLambdaAt, goLambda } from 'use-go-lambda/vitest'

const wide = base.extend<{ orders: GoLambdaAt<'./cmd/orders', 'bigint'> }>({
  orders: goLambda('./cmd/orders', { integers: 'bigint' }),
})
wide('sends and reads bigints', async ({ orders }) => {
  const sum: number | bigint = (await orders.invoke({ quantity: 2n })).total
  void sum
})

const test = base.extend<{ orders: GoLambdaAt<'./cmd/orders'> }>({ orders: goLambda('./cmd/orders', { scope: 'worker' }) })
test('knows what it answers', async ({ orders }) => {
  const sum: number = (await orders.invoke({ item: 'tea' })).total
  void sum
})
// @ts-expect-error that is not what it takes
base.extend<{ orders: GoLambda<string, string> }>({ orders: goLambda('./cmd/orders') })
`

/** The doors that need no runner. */
export const plainDoors = `import { Decoder, Encoder, int64 } from 'use-go-lambda/gob'
import { Client } from 'use-go-lambda/rpc'
import { type GoLambda, isGoLambdaError, LambdaClient, LambdaFunctionError, startGoLambda } from 'use-go-lambda'

export const started: Promise<GoLambda<string, string>> = startGoLambda<string, string>('./cmd/upper')
export const values = [Decoder, Encoder, int64, Client, LambdaClient, LambdaFunctionError, isGoLambdaError]
`

/** How projects resolve modules: name, compiler options, ending of a source. */
export const resolutions: readonly [string, object, string][] = [
  ['bundler', { module: 'Preserve', moduleResolution: 'Bundler' }, 'ts'],
  ['node16-esm', { module: 'Node16', moduleResolution: 'Node16' }, 'mts'],
  ['node16-cjs', { module: 'Node16', moduleResolution: 'Node16' }, 'cts'],
  ['node10', { module: 'CommonJS', moduleResolution: 'Node10', ignoreDeprecations: '6.0' }, 'ts'],
]

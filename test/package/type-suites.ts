/** A suite that TypeScript must accept. */
export const acceptedSuite = (door: string) => `import { useGoLambda } from '${door}'

export const lambda = useGoLambda<string, string>('./cmd/upper')
export const answer: Promise<string> = lambda.invoke('daniel')
// @ts-expect-error a number is not what this function takes
void lambda.invoke(7)
export const remote: boolean = useGoLambda('./cmd/upper', { target: process.env['UPPER_ARN'] }).isRemote
`

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
  `${file}(7,35): error TS2561: Object literal may only specify known properties, but 'timeout' does not exist in type 'GoLambdaOptions'. Did you mean to write 'timeoutMs'?`,
]

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

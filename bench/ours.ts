/** What the benchmark measures, as one bundle. */
export * as gob from '../src/gob/door.ts'
export { decodeAnswer, encodePayload, LambdaClient } from '../src/lambda/index.ts'
export { Client } from '../src/rpc/index.ts'

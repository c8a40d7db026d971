import { decodeAnswer, encodePayload, type Integers, LambdaResponseError, markForSnapshot } from '../lambda/index.ts'
import type { DetailedBytes, DetailedResult, InvokeOptions } from './go-lambda.ts'
import { LambdaOptionError } from './options.ts'
import type { Validation } from './validation.ts'

/** Sends a value as JSON and reads the answer as JSON, over whatever carries the bytes. */
export async function invokeParsed<Response>(
  given: [payload?: unknown, options?: InvokeOptions],
  {
    integers,
    validation,
  }: { readonly integers: Integers | undefined; readonly validation: Promise<Validation> | undefined },
  invokeBytes: (payload: Uint8Array, options?: InvokeOptions) => Promise<DetailedBytes>,
): Promise<DetailedResult<Response>> {
  // Left out is {}, as on AWS; given as undefined it is a mistake, and said.
  const payload = encodePayload(given.length === 0 ? {} : given[0], integers)
  if (validation !== undefined)
    await (await validation).request(decodeAnswer(payload, integers === 'bigint' ? 'bigint' : 'number')) // as Go will read it
  const { response, ...invocation } = await invokeBytes(payload, given[1])
  try {
    const answer = { response: decodeAnswer(response, integers) as Response, ...invocation }
    if (validation !== undefined) await (await validation).response(answer.response, invocation)
    return markForSnapshot(answer, 'detailed')
  } catch (error) {
    if (error instanceof LambdaResponseError) error.invocation = invocation
    throw error
  }
}

/** @throws {LambdaOptionError} for what is no view of bytes. */
export function requestBytes(payload: unknown): Uint8Array {
  if (!ArrayBuffer.isView(payload)) {
    throw new LambdaOptionError(
      `invokeRaw was given ${nameOfType(payload)}`,
      'it sends bytes (a Uint8Array or Buffer) as they are; use invoke for values',
    )
  }
  const { buffer, byteOffset, byteLength } = payload
  return new Uint8Array(buffer, byteOffset, byteLength) // also of another view (a DataView)
}

function nameOfType(value: unknown): string {
  if (value === undefined || value === null) return String(value)
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

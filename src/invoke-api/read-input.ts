import { Buffer, isUtf8 } from 'node:buffer'
import {
  type ClientContext,
  maxClientContextBytes,
  maxEventBytes,
  maxRequestBytes,
  tooLargeMessage,
} from '../lambda/index.ts'
import type { InvocationType, InvokeInput } from './invoke-input.ts'
import { jsonFault } from './json-fault.ts'
import { type ExceptionName, LambdaServiceException } from './lambda-service-exception.ts'
import { payloadBytes } from './payload-bytes.ts'

/** A request that AWS would take. */
export interface ReadInput {
  readonly invocationType: InvocationType
  readonly tail: boolean
  readonly payload: Uint8Array
  readonly clientContext: ClientContext | undefined
}

const invocationTypes: readonly InvocationType[] = ['Event', 'RequestResponse', 'DryRun']
const logTypes = ['None', 'Tail'] as const
const parameters: Readonly<Record<keyof InvokeInput, true>> = {
  FunctionName: true,
  InvocationType: true,
  LogType: true,
  ClientContext: true,
  Payload: true,
  Qualifier: true,
  DurableExecutionName: true,
  TenantId: true,
}
const qualifierPattern = '(|[a-zA-Z0-9$_-]+)'
const longestQualifier = 128

/**
 * Checks a request as AWS does before the function runs.
 *
 * @throws {LambdaServiceException} `ValidationException`, `InvalidParameterValueException`,
 * `RequestEntityTooLargeException`, `InvalidRequestContentException`.
 */
export async function readInput(input: InvokeInput, requestId: string): Promise<ReadInput> {
  const refuse: Refuse = (name, message) => {
    throw new LambdaServiceException(name, { message, requestId })
  }
  checkParameters(input, refuse)
  const invocationType = input.InvocationType ?? 'RequestResponse'
  const given = input.Payload === undefined ? new Uint8Array() : await payloadBytes(input.Payload)
  if (given === undefined) {
    return refuse(
      'InvalidParameterValueException',
      'Payload is neither text nor bytes: give it JSON.stringify(payload)',
    )
  }
  const payload = given.length === 0 ? Buffer.from('{}') : given
  const limit = invocationType === 'Event' ? maxEventBytes : maxRequestBytes
  if (payload.length > limit) {
    refuse('RequestEntityTooLargeException', tooLargeMessage(payload.length, invocationType, limit))
  }
  const fault = jsonFault(payload)
  if (fault !== undefined) {
    refuse(
      'InvalidRequestContentException',
      `Could not parse request body into json: Could not parse payload into json: ${fault}`,
    )
  }
  const context = readClientContext(input.ClientContext, refuse)
  return {
    invocationType,
    tail: input.LogType === 'Tail',
    payload,
    clientContext: invocationType === 'RequestResponse' ? context : undefined,
  }
}

type Refuse = (name: ExceptionName, message: string) => never

function checkParameters(input: InvokeInput, refuse: Refuse): void {
  if (typeof input !== 'object' || input === null) {
    refuse('InvalidParameterValueException', "send takes an object, as the SDK's InvokeCommand does: { Payload }")
  }
  const unknown = Object.keys(input).find((key) => !Object.hasOwn(parameters, key))
  if (unknown !== undefined) {
    const known = Object.keys(parameters).slice(0, -2).join(', ')
    refuse('InvalidParameterValueException', `Invoke has no parameter ${unknown}; its parameters are ${known}`)
  }
  for (const name of ['DurableExecutionName', 'TenantId'] as const) {
    if (input[name] !== undefined) {
      refuse('InvalidParameterValueException', `${name} is given, and the function is not configured for it`)
    }
  }
  const constraint = (name: string, value: unknown, what: string) =>
    refuse(
      'ValidationException',
      `1 validation error detected: Value '${value}' at '${name}' failed to satisfy constraint: Member must ${what}`,
    )
  const { InvocationType: type = 'RequestResponse', LogType: log = 'None', Qualifier: qualifier = '' } = input
  if (!invocationTypes.includes(type)) {
    constraint('invocationType', type, `satisfy enum value set: [${invocationTypes.join(', ')}]`)
  }
  if (!logTypes.includes(log)) constraint('logType', log, `satisfy enum value set: [${logTypes.join(', ')}]`)
  if (typeof qualifier !== 'string' || !new RegExp(`^${qualifierPattern}$`).test(qualifier)) {
    constraint('qualifier', qualifier, `satisfy regular expression pattern: ${qualifierPattern}`)
  }
  if (qualifier.length > longestQualifier) {
    constraint('qualifier', qualifier, `have length less than or equal to ${longestQualifier}`)
  }
}

function readClientContext(base64: string | undefined, refuse: Refuse): ClientContext | undefined {
  if (base64 === undefined || base64 === '') return undefined
  if (base64.length > maxClientContextBytes) {
    refuse(
      'InvalidRequestContentException',
      `Client context has ${base64.length} bytes of Base64, more than ${maxClientContextBytes}.`,
    )
  }
  const value = parseBase64(base64)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  return refuse('InvalidRequestContentException', 'Client context must be a valid Base64-encoded JSON object.')
}

function parseBase64(base64: string): unknown {
  const bytes = Buffer.from(base64, 'base64')
  const isBase64 = /^[A-Za-z0-9+/]*={0,2}$/.test(base64) && base64.length % 4 === 0
  if (!isBase64 || !isUtf8(bytes)) return undefined
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return undefined
  }
}

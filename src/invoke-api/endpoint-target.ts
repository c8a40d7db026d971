import type { InvokeInput } from './invoke-input.ts'

/** What the endpoint hands to a function, as it came over the wire; whether AWS would take it is for `send` to say. */
export interface EndpointInput extends Omit<InvokeInput, 'FunctionName' | 'Payload'> {
  readonly Payload: Uint8Array
}

/** What a function answers it with. */
export interface EndpointOutput {
  readonly StatusCode?: number | undefined
  readonly FunctionError?: string | undefined
  readonly LogResult?: string | undefined
  readonly Payload?: Uint8Array | undefined
  readonly ExecutedVersion?: string | undefined
  readonly $metadata?: { readonly requestId?: string | undefined }
}

/** A function that the endpoint can reach: what `GoLambda.send` gives. */
export interface EndpointTarget {
  send(input: EndpointInput): Promise<EndpointOutput>
}

/** The function of a name, if there is one. */
export type FindTarget = (functionName: string, qualifier: string | undefined) => EndpointTarget | undefined

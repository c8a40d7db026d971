/** A REST API's proxy event, as far as these functions read it. */
export interface ProxyEvent {
  readonly httpMethod: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly queryStringParameters: Readonly<Record<string, string>> | null
  readonly body: string | null
  readonly isBase64Encoded: boolean
}

export interface ProxyResponse {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Order {
  readonly item: string
  readonly quantity: number
}

export interface Receipt {
  readonly orderId: string
  readonly table: string
  readonly function: string
  /** When the invocation would have timed out, ISO 8601. */
  readonly deadline: string
  /** Which order of its execution environment it was: 1 right after a cold start. */
  readonly served: number
  readonly client?: string
  readonly custom?: Readonly<Record<string, string>>
}

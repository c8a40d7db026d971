import { GoLambdaError } from '../failure/index.ts'

/** An endpoint cannot listen on the port that it was told to, and to no other. `code`: `LAMBDA_ENDPOINT_PORT`. */
export class EndpointPortError extends GoLambdaError {
  constructor(given: {
    readonly host: string
    readonly port: number
    readonly why: string | undefined
    cause: unknown
  }) {
    const { host, port, why, cause } = given
    super('EndpointPortError', 'LAMBDA_ENDPOINT_PORT', {
      reason: `port ${port} of ${host} ${why === 'EADDRINUSE' ? 'is taken' : `cannot be listened on (${why})`}`,
      nextStep: 'give another port, or none: any free one is taken then',
      cause,
    })
  }
}

export { EitherTransport } from './either-transport.ts'
export { RuntimeApiTransport, type RuntimeApiTransportOptions } from './runtime-api-transport.ts'

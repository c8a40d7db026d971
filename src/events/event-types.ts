/** The event types of aws-lambda-go, under its names. */

export type * from './event-types/cognito-types.ts'
export type * from './event-types/http-types.ts'
export type * from './event-types/message-types.ts'
export type * from './event-types/operation-types.ts'
export type * from './event-types/stream-types.ts'

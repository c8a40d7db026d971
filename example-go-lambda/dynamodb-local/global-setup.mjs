import { startDynamoDbLocal } from './start.mjs'

/** Vitest's global set-up: one engine for the whole run. Suites get its address by `inject('dynamoDbUrl')`. */
export async function setup(project) {
  const engine = await startDynamoDbLocal()
  project.provide('dynamoDbUrl', engine.url)
  return engine.stop
}

// What the door for ES modules loads, and what it gives in return.
export { atEndOfSuites } from './runner.ts'
export * from './suites.ts'
export { addMatchers, useVitest } from './vitest-module.ts'

export type { TestFiles } from './builds-ahead.ts'
export { mainArguments } from './main-arguments.ts'
export { beginRun, endRun, usesOfThisRun } from './run.ts'

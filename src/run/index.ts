export type { TestFiles } from './builds-ahead.ts'
export { mainArguments } from './main-arguments.ts'
export { beginRun, endRun } from './run.ts'
export { usesOfThisRun } from './this-run.ts'

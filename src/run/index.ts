export { mainArguments } from './main-arguments.ts'
export { beginRun, endRun } from './run.ts'

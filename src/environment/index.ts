export {
  EnvironmentPool,
  type EnvironmentPoolOptions,
  type PooledEnvironment,
  type WhenBusy,
} from './environment-pool.ts'
export {
  type EnvironmentFolders,
  type EnvironmentInvokeOptions,
  type EnvironmentState,
  ExecutionEnvironment,
  type ExecutionEnvironmentOptions,
} from './execution-environment.ts'
export { ProcessSurvivedError } from './kill-tree.ts'
export { mainProcess, thisProcess } from './main-process.ts'
export type { ReaperOptions } from './reaper.ts'
export { NoFreePortError, type PortReservation, reservePort } from './reserve-port.ts'
export { livingRuns, runFolder } from './run-folder.ts'
export type { InvocationResult } from './run-invocation.ts'
export { announceTeardown, type SweptProcess, sweepRun, sweepStaleRuns } from './sweep.ts'
export { unlessAborted } from './waiting.ts'

export { monotonicMs, realNow } from './real-clock.ts'

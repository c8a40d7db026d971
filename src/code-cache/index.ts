export { load } from './load.ts'
export { keepFreshCode } from './scripts.ts'

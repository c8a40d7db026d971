import { reap } from './sweep.ts'

// A program of its own: the reaper's shell starts it with the worker's folder and the cache folder.
const [workerFolder, cacheFolder] = process.argv.slice(2)
if (workerFolder === undefined || cacheFolder === undefined)
  throw new Error('usage: reap <worker folder> <cache folder>')
await reap(workerFolder, cacheFolder)

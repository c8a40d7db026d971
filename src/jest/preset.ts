import { hookFiles, serializerFile, watchFiles } from './hook-files.ts'
import { isWatchMode } from './is-watch-mode.ts'

/** `preset: 'use-go-lambda/jest'`: for those who have no other preset. */
const { globalSetup, globalTeardown } = hookFiles()
const snapshotSerializers = [serializerFile()]
const { haste = {}, watchPlugins = [] } = isWatchMode(process.argv) ? watchFiles() : {}

export { globalSetup, globalTeardown, haste, snapshotSerializers, watchPlugins }

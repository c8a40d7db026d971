import { hookFiles, serializerFile } from './hook-files.ts'

/** `preset: 'use-go-lambda/jest'`: for those who have no other preset. */
const { globalSetup, globalTeardown } = hookFiles()
const snapshotSerializers = [serializerFile()]

export { globalSetup, globalTeardown, snapshotSerializers }

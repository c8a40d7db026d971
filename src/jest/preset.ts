import { hookFiles } from './hook-files.ts'

/** `preset: 'use-go-lambda/jest'`: for those who have no other preset. */
const { globalSetup, globalTeardown } = hookFiles()

export { globalSetup, globalTeardown }

import { loadVitest } from './vitest-module.ts'

// The door for ES modules. CommonJS has no top-level await: its door is index.ts itself, and the plugin works in both.
await loadVitest()

export * from './index.ts'

import { goLambdaPlugin } from 'use-go-lambda/vitest'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [goLambdaPlugin()],
  test: { include: ['test/vitest/**/*.test.ts'] },
})

import { goLambdaPlugin } from 'use-go-lambda/vitest'
import { defineConfig } from 'vitest/config'

/** The suites that need AWS's own DynamoDB engine, and so Java: `npm run test:aws`. */
export default defineConfig({
  plugins: [goLambdaPlugin()],
  test: { include: ['test/aws/**/*.test.ts'], globalSetup: ['dynamodb-local/global-setup.mjs'] },
})

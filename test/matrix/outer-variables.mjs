/** What a runner is started with: our environment without what an outer runner or npm put there, as in a CI without colours. */
export function outerVariables() {
  const inner = /^(VITEST.*|JEST.*|TEST|NODE_ENV|MODE|DEV|PROD|SSR|BASE_URL|NODE_OPTIONS|FORCE_COLOR|npm_.*)$/
  const kept = Object.entries(process.env).filter(([name]) => !inner.test(name))
  return { ...Object.fromEntries(kept), CI: 'true', NO_COLOR: '1' }
}

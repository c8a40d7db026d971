import { JestGoWatch } from './jest-go-watch.ts'

/** As far as Jest's hooks for watch plugins are used here. */
interface Hooks {
  onFileChange(body: () => void): void
  shouldRunTestSuite(body: () => Promise<boolean>): void
  onTestRunComplete(body: () => void): void
}

/** Tells when a run goes on: what changes in Go code meanwhile leads to another one. */
export default class GoWatchPlugin {
  apply(hooks: Hooks): void {
    hooks.onFileChange(() => JestGoWatch.current?.heard())
    hooks.shouldRunTestSuite(async () => {
      JestGoWatch.current?.runBegins()
      return true
    })
    hooks.onTestRunComplete(() => JestGoWatch.current?.runEnds())
  }
}

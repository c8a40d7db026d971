/** What both runners' JSON reports hold, as far as it is read here. */
export interface Report {
  readonly success: boolean
  readonly numTotalTests: number
  readonly numPassedTests: number
  readonly testResults: readonly FileResult[]
}

interface FileResult {
  readonly name: string
  readonly status: string
  readonly message: string
  readonly assertionResults: readonly TestResult[]
}

interface TestResult {
  readonly title: string
  readonly fullName: string
  readonly status: string
  readonly failureMessages: readonly string[]
}

/** `title: status` of every test of the suite `<name>.test.ts`, in all projects that run it. */
export function statuses(report: Report, name: string): string[] {
  const files = report.testResults.filter((file) => file.name.endsWith(`/${name}.test.ts`))
  return files.flatMap(({ assertionResults }) => assertionResults.map(({ title, status }) => `${title}: ${status}`))
}

/** What a test of that name failed with, of each error. */
export function failuresOf(report: Report, title: string): readonly string[] {
  const results = report.testResults.flatMap(({ assertionResults }) => assertionResults)
  return results.find((result) => result.title === title)?.failureMessages ?? []
}

/** How often a text holds another. */
export function countOf(text: string, part: string): number {
  return text.split(part).length - 1
}

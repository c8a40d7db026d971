/** How the options that messages name are given on the command line. */
const words: readonly (readonly [RegExp, string])[] = [
  [/\{ initTimeoutMs \}/g, '--init-timeout-ms'],
  [/\{ timeoutMs: (\d+) \}/g, '--timeout-ms ($1)'],
  [/\{ env \}/g, '--env NAME=VALUE'],
  [/\{ build: \{ tags: \[\] \} \}/g, '--tags='],
  [/\{ build: \{ tags \} \}/g, '--tags'],
  [/: \{ binary \}/g, ''],
  [/the folder of the test file or to one above it/g, 'the working directory'],
]

/** A message of the harness, which speaks of the options of `startGoLambda`, for who uses the command. */
export function inWordsOfTheCommand(message: string): string {
  return words.reduce((text, [pattern, word]) => text.replace(pattern, word), message)
}

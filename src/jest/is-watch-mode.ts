/** Whether a command line, or a configuration, asks for Jest's watch mode. */
export function isWatchMode(
  commandLine: readonly string[],
  config: { readonly watch?: unknown; readonly watchAll?: unknown } = {},
): boolean {
  if (config.watch === true || config.watchAll === true) return true
  return commandLine.some((argument) => /^--watch(?:-?all)?(?:=true)?$/i.test(argument))
}

/** Set for the workers of a run that a configuration has told to watch. */
export const watchVariable = 'USE_GO_LAMBDA_JEST_WATCHES'

/** How often a struct is read or written before code is generated for it: most types of most programs never are. */
export const generateAfter = 64

/** Structs of more fields keep to the loop: the engine does not optimize functions of any length. */
export const mostGeneratedFields = 200

/**
 * Makes a function of source text. Code that names a struct's fields, instead of looking them up, is what lets the
 * engine give each struct an optimized function of its own; a closure shares its feedback with all others.
 *
 * @param body of a function whose parameters are the names of `given`; it returns the function wanted. Whatever a user
 *   or a peer has chosen may come into it as a JSON literal only.
 * @returns undefined where the program forbids code from strings (Node's `--disallow-code-generation-from-strings`, a
 *   page's Content-Security-Policy): the loop stays then.
 */
export function generate<F>(body: string, given: Readonly<Record<string, unknown>>): F | undefined {
  try {
    return new Function(...Object.keys(given), body)(...Object.values(given)) as F
  } catch {
    return undefined
  }
}

/** What the promise rejects with; it is an error if it does not. */
export async function failureOf<E extends Error>(promise: Promise<unknown>): Promise<E> {
  try {
    const value = await promise
    throw new Error(`resolved with ${JSON.stringify(value)}`)
  } catch (error) {
    return error as E
  }
}

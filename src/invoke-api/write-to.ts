import type { ServerResponse } from 'node:http'

/** Resolves when more may be written: a client that reads slowly holds up who writes. To one that is gone nothing is written. */
export function writeTo(response: ServerResponse, bytes: Uint8Array): Promise<void> {
  if (response.destroyed || response.write(bytes)) return Promise.resolve()
  return new Promise((resolve) => {
    const goOn = () => {
      response.off('drain', goOn).off('close', goOn)
      resolve()
    }
    response.on('drain', goOn).on('close', goOn)
  })
}

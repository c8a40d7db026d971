import { TextDecoder, TextEncoder, transferableAbortController } from 'node:util'

/** Nothing of Node exports the class; this is an instance, whatever the global one is. */
const AbortController = transferableAbortController().constructor

export { AbortController, TextDecoder, TextEncoder }

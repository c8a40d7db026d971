/**
 * The one error that malformed or unwanted input ends in:
 * `gob: string of 90 bytes runs past the end of its message (byte 17, at InvokeResponse.Error.Message)`.
 * `code`: `GOB_DECODE`.
 */
export class GobDecodeError extends Error {
  override readonly name = 'GobDecodeError'
  readonly code = 'GOB_DECODE'
  /** Byte offset in the stream, from 0: where what is wrong begins. */
  readonly offset: number
  /** Which value it is in (`InvokeResponse.Error.StackTrace[3].Path`); '' where none had begun. */
  readonly path: string

  constructor(reason: string, offset: number, path = '', options?: ErrorOptions) {
    super(`gob: ${reason} (byte ${offset}${path === '' ? '' : `, at ${path}`})`, options)
    this.offset = offset
    this.path = path
  }
}

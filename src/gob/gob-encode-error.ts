/**
 * A value that its Go type cannot hold: `gob: 300 is out of range for uint8 (at Pixel.Red)`. Nothing was encoded and
 * the Encoder is as before. `code`: `GOB_ENCODE`.
 */
export class GobEncodeError extends Error {
  override readonly name = 'GobEncodeError'
  readonly code = 'GOB_ENCODE'
  /** Which value it is (`InvokeRequest.Deadline.Seconds`). */
  readonly path: string

  constructor(reason: string, path: string, options?: ErrorOptions) {
    super(`gob: ${reason} (at ${path})`, options)
    this.path = path
  }
}

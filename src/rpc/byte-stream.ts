/** What a client can speak over: a `net.Socket`, a `tls.TLSSocket`, any Duplex. */
export interface ByteStream {
  /** Takes the bytes for good: they are not written to afterwards. */
  write(bytes: Uint8Array): unknown
  destroy(): unknown
  /** The client takes what it needs of a chunk before its listener returns. */
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown
  /** `end`: the peer closed. `close`: nothing will come any more, whatever the reason. */
  on(event: 'end' | 'close', listener: () => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  /** Asks `room` before each read for where its bytes may be put, and gives them to the `data` listener as a part of that. */
  readInto?(room: () => Uint8Array | undefined): unknown
  /** Whether the stream alone keeps the process alive. */
  ref?(): unknown
  unref?(): unknown
}

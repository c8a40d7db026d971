import * as gob from '../gob/index.ts'

/** What goes before the arguments of a call. @see GOROOT/src/net/rpc/server.go, `Request` */
export const requestHeader = gob.struct('Request', {
  /** `Service.Method` */
  ServiceMethod: gob.string,
  Seq: gob.safeInteger(gob.uint64),
})

/** What comes before a reply. Its `ServiceMethod`, which repeats the request's, is stepped over. @see GOROOT/src/net/rpc/server.go, `Response` */
export const responseHeader = gob.struct('Response', {
  /** The request's. A bigint, because a server may send one that is nobody's. */
  Seq: gob.uint64,
  /** What the method returned; '' is success. */
  Error: gob.string,
})

export type ResponseHeader = gob.Infer<typeof responseHeader>

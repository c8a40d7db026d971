import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

const host = '127.0.0.1'

/** aws-lambda-go sends up to 1 MiB of an error's cause for X-Ray in a header; Node's own limit is 16 KiB. */
const maxHeaderBytes = 2 * 2 ** 20

/** A server on the loopback that does not keep its process alive by itself. */
export class LoopbackServer {
  readonly port: number
  /** Connections that are open. */
  connections = 0
  /** Told when one of them has ended. */
  onDisconnect: () => void = () => undefined
  readonly #server: Server
  #holds = 0

  private constructor(server: Server) {
    this.#server = server
    this.port = (server.address() as AddressInfo).port
  }

  /** Listens on a port that nobody else has: the system chooses it. */
  static listen(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<LoopbackServer> {
    // No time limit anywhere: a function waits for its next invocation as long as it takes, and streams as slowly as it likes.
    const server = createServer({
      keepAliveTimeout: 0,
      requestTimeout: 0,
      headersTimeout: 0,
      maxHeaderSize: maxHeaderBytes,
    })
    return new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen({ host, port: 0 }, () => {
        server.off('error', reject)
        server.unref()
        const loopback = new LoopbackServer(server)
        server.on('connection', (socket) => loopback.#count(socket))
        server.on('request', (request, response) => {
          if (loopback.#isForeign(request)) {
            response.writeHead(403).end()
            return
          }
          answer(request, response)
        })
        resolve(loopback)
      })
    })
  }

  get address(): string {
    return `${host}:${this.port}`
  }

  /** Keeps the process alive until what is given back is called: somebody waits for the function. */
  hold(): () => void {
    if (this.#holds++ === 0) this.#server.ref()
    let held = true
    return () => {
      if (!held) return
      held = false
      if (--this.#holds === 0) this.#server.unref()
    }
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  #count(socket: Socket): void {
    socket.unref()
    socket.setNoDelay(true)
    this.connections++
    socket.once('close', () => {
      this.connections--
      this.onDisconnect()
    })
  }

  /** A page in a browser can reach every port of the loopback: it is told by what it cannot leave out. */
  #isForeign({ headers }: IncomingMessage): boolean {
    if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) return true
    return headers.host !== this.address && headers.host !== `localhost:${this.port}`
  }
}

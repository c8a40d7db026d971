import { LambdaStoppedError, LambdaTooManyRequestsError, NotDeliveredError } from '../lambda/index.ts'
import type { EnvironmentState } from './execution-environment.ts'
import { unlessAborted } from './waiting.ts'

/** How many environments may end before they take an invocation. */
const mostDeliveries = 3

/** What the pool asks of an environment. */
export interface PooledEnvironment {
  readonly state: EnvironmentState
  start(): Promise<void>
  stop(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

export interface EnvironmentPoolOptions<E extends PooledEnvironment> {
  /** How messages name the function. */
  readonly label: string
  /** How many environments there may be at once, so how many invocations. */
  readonly size: number
  /** A new environment, not started. */
  readonly create: () => E
}

/** What becomes of a caller whom no environment is free for: he waits for his turn, or is refused at once. */
export type WhenBusy = 'wait' | 'reject'

/** Room for one environment. */
interface Slot<E> {
  environment: E | undefined
  /** A caller's: from its turn on, the start of the environment included, until it settles. */
  taken: boolean
  /** To be replaced at its next use. */
  stale: boolean
  /** Told at the next release. */
  readonly listeners: (() => void)[]
}

/** A slot with its environment, once that is ready. */
interface Turn<E> {
  readonly slot: Slot<E>
  readonly ready: Promise<E>
}

interface Waiting<E> {
  readonly take: (turn: Turn<E>) => void
  readonly reject: (reason: unknown) => void
}

/**
 * The environments of one function, as AWS keeps them: started on demand, reused warm, one invocation at a time each;
 * beyond `size` callers wait in the order they came.
 */
export class EnvironmentPool<E extends PooledEnvironment> {
  readonly #label: string
  readonly #create: () => E
  readonly #slots: readonly Slot<E>[]
  readonly #waiting: Waiting<E>[] = []
  #stopping: Promise<void> | undefined

  constructor({ label, size, create }: EnvironmentPoolOptions<E>) {
    if (!Number.isSafeInteger(size) || size < 1) throw new RangeError(`EnvironmentPool: size ${size}`)
    this.#label = label
    this.#create = create
    this.#slots = Array.from({ length: size }, () => {
      return { environment: undefined, taken: false, stale: false, listeners: [] }
    })
  }

  /** Those there are, also one that is starting, or has ended and was not replaced yet. */
  get environments(): readonly E[] {
    return this.#slots.flatMap(({ environment }) => environment ?? [])
  }

  /** Opens the pool again after `stop()`, and starts one environment if none is there. */
  async start(): Promise<void> {
    await this.#stopping?.catch(() => undefined)
    this.#stopping = undefined
    await this.use(() => Promise.resolve())
  }

  /**
   * Starts every environment that is not there or at work already, all at once.
   *
   * @throws what the first that failed threw, when all have settled.
   */
  async startAll(): Promise<void> {
    if (this.#stopping !== undefined) throw new LambdaStoppedError(this.#label)
    const free = this.#slots.filter(({ taken }) => !taken)
    for (const slot of free) slot.taken = true
    const started = await Promise.allSettled(
      free.map(async (slot) => {
        await this.#readyFor(this.#turn(slot), undefined)
        this.#release(slot)
      }),
    )
    const failed = started.find((each) => each.status === 'rejected')
    if (failed !== undefined) throw failed.reason
  }

  /**
   * Gives `task` an environment that is ready, for itself alone until it settles.
   *
   * `signal` gives up: a caller who waits leaves the queue, one whose environment is starting leaves it to the next,
   * and an environment at work is ended (AWS cannot cancel either).
   *
   * @throws {LambdaStoppedError} after `stop()`, also for those who wait; {@link LambdaTooManyRequestsError} where none is
   * free and `whenBusy` is `'reject'`; the signal's reason; what the environment's `start()` and `task` throw.
   */
  async use<T>(task: (environment: E) => Promise<T>, signal?: AbortSignal, whenBusy: WhenBusy = 'wait'): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#useOnce(task, signal, whenBusy)
      } catch (error) {
        // Nothing was sent, so that another may be given it. One that never takes any is no environment.
        if (!(error instanceof NotDeliveredError) || attempt === mostDeliveries) throw error
      }
    }
  }

  async #useOnce<T>(
    task: (environment: E) => Promise<T>,
    signal: AbortSignal | undefined,
    whenBusy: WhenBusy,
  ): Promise<T> {
    const turn = await this.#take(signal, whenBusy)
    const { slot } = turn
    const environment = await this.#readyFor(turn, signal)
    const giveUp = () => {
      environment.stop().catch(() => undefined)
    }
    signal?.addEventListener('abort', giveUp, { once: true })
    try {
      return await task(environment)
    } catch (error) {
      throw signal?.aborted === true ? signal.reason : error
    } finally {
      signal?.removeEventListener('abort', giveUp)
      this.#release(slot)
    }
  }

  /** Waits for the invocations under way. Every environment there is now is replaced at its next use. */
  async restart(): Promise<void> {
    const old = this.#slots.filter(({ environment }) => environment !== undefined)
    for (const slot of old) slot.stale = true
    await Promise.all(old.map((slot) => (slot.taken ? released(slot) : undefined)))
    await Promise.all(old.map((slot) => (slot.stale && !slot.taken ? slot.environment?.stop() : undefined)))
  }

  /**
   * Ends every environment, those with an invocation under way too, and rejects those who wait. Idempotent.
   * Every call rejects until `start()`.
   *
   * @throws {ProcessSurvivedError} if something of one cannot be ended.
   */
  stop(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.#stopping ??= this.#stop(signal)
    return this.#stopping
  }

  async #stop(signal: 'SIGKILL' | 'SIGTERM' | undefined): Promise<void> {
    for (const { reject } of this.#waiting.splice(0)) reject(new LambdaStoppedError(this.#label))
    const ended = await Promise.allSettled(this.#slots.map(({ environment }) => environment?.stop(signal)))
    for (const slot of this.#slots) {
      while (slot.taken) await released(slot)
      slot.environment = undefined
      slot.stale = false
    }
    const failed = ended.find((each) => each.status === 'rejected')
    if (failed !== undefined) throw failed.reason
  }

  /** A free slot, one with a warm environment first; else a place in the queue, or none. */
  #take(signal: AbortSignal | undefined, whenBusy: WhenBusy): Promise<Turn<E>> {
    if (this.#stopping !== undefined) return Promise.reject(new LambdaStoppedError(this.#label))
    if (signal?.aborted === true) return Promise.reject(signal.reason)
    const free = this.#slots.filter(({ taken }) => !taken)
    const slot = free.find(isWarm) ?? free[0]
    if (slot === undefined) {
      if (whenBusy === 'wait') return this.#wait(signal)
      return Promise.reject(new LambdaTooManyRequestsError(this.#label, this.#slots.length))
    }
    slot.taken = true
    return Promise.resolve(this.#turn(slot))
  }

  #wait(signal: AbortSignal | undefined): Promise<Turn<E>> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(place), 1)
        reject(signal?.reason)
      }
      const stay = () => signal?.removeEventListener('abort', leave)
      const place: Waiting<E> = {
        take: (turn) => {
          stay()
          resolve(turn)
        },
        reject: (reason) => {
          stay()
          reject(reason)
        },
      }
      this.#waiting.push(place)
      signal?.addEventListener('abort', leave, { once: true })
    })
  }

  /** Hands the slot to whoever has waited longest. */
  #release(slot: Slot<E>): void {
    const next = this.#waiting.shift()
    slot.taken = next !== undefined
    for (const tell of slot.listeners.splice(0)) tell()
    next?.take(this.#turn(slot))
  }

  /** In the same tick as the turn: what `restart()` makes stale later is no longer this caller's business. */
  #turn(slot: Slot<E>): Turn<E> {
    return { slot, ready: this.#ready(slot) }
  }

  async #readyFor({ slot, ready }: Turn<E>, signal: AbortSignal | undefined): Promise<E> {
    try {
      return await (signal === undefined ? ready : unlessAborted(ready, signal))
    } catch (error) {
      // Of a caller who gives up during the start, the next one has a warm environment.
      const release = () => this.#release(slot)
      ready.then(release, release)
      throw error
    }
  }

  /** The slot's environment; a new one where there is none, it has ended, or it is to be replaced. */
  async #ready(slot: Slot<E>): Promise<E> {
    if (isWarm(slot)) return slot.environment
    slot.stale = false
    await slot.environment?.stop()
    if (this.#stopping !== undefined) throw new LambdaStoppedError(this.#label)
    const environment = this.#create()
    slot.environment = environment
    await environment.start()
    return environment
  }
}

function isWarm<E extends PooledEnvironment>(slot: Slot<E>): slot is Slot<E> & { environment: E } {
  return slot.environment?.state === 'idle' && !slot.stale
}

function released<E>(slot: Slot<E>): Promise<void> {
  return new Promise((resolve) => {
    slot.listeners.push(resolve)
  })
}

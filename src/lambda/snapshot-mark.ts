/** By this the snapshot serializer knows a value of ours, also one of another copy of the package or another realm. */
const mark = Symbol.for('use-go-lambda.snapshot')

export type SnapshotKind = 'detailed' | 'sent'

/** Marks a value, invisibly: it still equals a plain object, and is printed and copied as one. */
export function markForSnapshot<T extends object>(value: T, kind: SnapshotKind): T {
  return Object.defineProperty(value, mark, { value: kind, enumerable: false, configurable: true })
}

export function snapshotKind(value: object): SnapshotKind | undefined {
  return Reflect.get(value, mark) as SnapshotKind | undefined
}

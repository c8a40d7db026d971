type Scalar = string | number | bigint | boolean | null | undefined

/**
 * An event with every field there, and in every list an item; but for the fields at the paths of `Absent`
 * (`Records.userIdentity`), which are as optional as in `Event`.
 */
export type Complete<Event, Absent extends string = never, Path extends string = ''> = unknown extends Event
  ? Event
  : Filled<NonNullable<Event>, Absent, Path>

type Filled<Event, Absent extends string, Path extends string> = Event extends Scalar
  ? Event
  : Event extends readonly (infer Item)[]
    ? [Complete<Item, Absent, Path>, ...Complete<Item, Absent, Path>[]]
    : string extends keyof Event
      ? { -readonly [Name in keyof Event]: Complete<Event[Name], Absent, Path> }
      : {
          -readonly [Name in keyof Event as `${Path}${Name & string}` extends Absent ? never : Name]-?: Complete<
            Event[Name],
            Absent,
            `${Path}${Name & string}.`
          >
        } & { -readonly [Name in keyof Event as `${Path}${Name & string}` extends Absent ? Name : never]?: Event[Name] }

/** Any part of an event; fields named in `Packed` take what it says. */
export type Overrides<Event, Packed = Record<never, never>> = unknown extends Event
  ? unknown
  : Event extends Scalar
    ? Event
    : Event extends readonly (infer Item)[]
      ? readonly Overrides<Item, Packed>[]
      : {
          readonly [Name in keyof Event]?:
            | (Name extends keyof Packed ? Packed[Name] : Overrides<Event[Name], Packed>)
            | undefined
        }

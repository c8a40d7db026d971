import * as gob from '../../src/gob/door.ts'

/** Types that others of test/oracle/cases are made of. */
interface Parts {
  readonly point: gob.AnyGobType
  readonly base: gob.AnyGobType
  readonly embeds: gob.AnyGobType
  readonly empty: gob.AnyGobType
  readonly node: gob.AnyGobType
  readonly names: gob.AnyGobType
  readonly celsius: gob.AnyGobType
}

/** The types of recursive.go: each contains itself. */
function recursive(): Readonly<Record<string, gob.AnyGobType>> {
  type Any = gob.GobType<unknown>
  const expr: Any = gob.struct('cases.Expr', {
    Op: gob.string,
    Args: gob.slice(gob.lazy(() => expr)),
    Env: gob.map(
      gob.string,
      gob.lazy(() => expr),
    ),
    Next: gob.pointer(gob.lazy(() => expr)),
    Sides: gob.slice(gob.pointer(gob.lazy(() => side))),
  }) as Any
  const side: Any = gob.struct('cases.Side', { Expr: gob.pointer(expr), Name: gob.string }) as Any
  const left: Any = gob.struct('cases.Left', {
    Rights: gob.slice(gob.lazy(() => right)),
    Turn: gob.pointer(gob.pointer(gob.lazy(() => right))),
  }) as Any
  const right: Any = gob.struct('cases.Right', {
    Lefts: gob.map(gob.string, left),
    Down: gob.pointer(gob.lazy(() => down)),
  }) as Any
  const down: Any = gob.struct('cases.Down', {
    Lefts: gob.slice(gob.pointer(left)),
    Up: gob.pointer(right),
    Own: gob.slice(gob.lazy(() => down)),
  }) as Any
  const rows: Any = gob.named('cases.Rows', gob.slice(gob.slice(gob.lazy(() => rows)))) as Any
  const json: Any = gob.struct('cases.JSON', {
    Kind: gob.string,
    Number: gob.float64,
    List: gob.slice(gob.lazy(() => json)),
    Fields: gob.map(gob.string, gob.pointer(gob.lazy(() => json))),
  }) as Any
  const dict: Any = gob.named(
    'cases.Dict',
    gob.map(
      gob.string,
      gob.lazy(() => dict),
    ),
  ) as Any
  const shelves: Any = gob.named(
    'cases.Shelves',
    gob.map(
      gob.string,
      gob.lazy(() => shelf),
    ),
  ) as Any
  const shelf: Any = gob.named('cases.Shelf', gob.slice(shelves)) as Any
  const ring: Any = gob.named(
    'cases.Ring',
    gob.array(
      1,
      gob.lazy(() => rings),
    ),
  ) as Any
  const rings: Any = gob.named('cases.Rings', gob.slice(ring)) as Any
  return {
    'cases.Dict': dict,
    'cases.Shelves': shelves,
    'cases.Shelf': shelf,
    'cases.Ring': ring,
    'cases.Rings': rings,
    'cases.Expr': expr,
    'cases.Side': side,
    'cases.Left': left,
    'cases.Right': right,
    'cases.Down': down,
    'cases.Rows': rows,
    'cases.JSON': json,
  }
}

/** The types of recursive.go, tops.go, keys.go and matrix.go in test/oracle/cases, field for field. */
export function moreTypes({ point, base, embeds, empty, node, names, celsius }: Parts) {
  const twice = <T>(type: gob.GobType<T>) => gob.pointer(gob.pointer(type))
  return {
    ...recursive(),
    'cases.Base': base,
    'cases.Count': gob.named('cases.Count', gob.int),
    'cases.Label': gob.named('cases.Label', gob.string),
    'cases.Flag': gob.named('cases.Flag', gob.bool),
    'cases.Bits': gob.named('cases.Bits', gob.uint8),
    'cases.Ratio': gob.named('cases.Ratio', gob.float32),
    'cases.Wave': gob.named('cases.Wave', gob.complex64),
    'cases.PointPlus': gob.struct('cases.PointPlus', { X: gob.int, Y: gob.int, Z: gob.int }),
    'cases.PointLess': gob.struct('cases.PointLess', { X: gob.int }),
    'cases.PointSmall': gob.struct('cases.PointSmall', { X: gob.int8, Y: gob.int8 }),
    'cases.PointText': gob.struct('cases.PointText', { X: gob.string, Y: gob.string }),
    'cases.Corner': gob.struct('cases.Corner', { At: point, Label: gob.string, Sides: gob.array(2, gob.int8) }),
    'cases.Deep': gob.struct('cases.Deep', {
      A: gob.pointer(twice(gob.int)),
      B: gob.pointer(gob.pointer(point)),
      C: twice(gob.slice(gob.string) as gob.GobType<string[]>),
      D: gob.pointer(gob.slice(gob.pointer(gob.int))),
      E: gob.pointer(gob.pointer(gob.map(gob.string, twice(gob.int)))),
      F: gob.pointer(gob.pointer(gob.array(2, gob.pointer(gob.int)))),
    }),
    'cases.EmbedsDeep': gob.struct('cases.EmbedsDeep', {
      Embeds: embeds,
      Node: gob.pointer(node),
      Names: names,
      Celsius: celsius,
      Last: gob.int,
    }),
    'cases.EmbedsMany': gob.struct('cases.EmbedsMany', { Base: base, Point: point, Empty: empty }),
    'cases.PartlySent': gob.struct('cases.PartlySent', { A: gob.string, Count: gob.int, B: gob.string }),
  } satisfies Readonly<Record<string, gob.AnyGobType>>
}

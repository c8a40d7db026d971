import type { Declaration, Field, Shape } from '../../src/types/go-types.ts'

type Declarations = Readonly<Record<string, Declaration>>

interface Place {
  readonly optional: boolean
  nullable: boolean
  absent: number
  nulls: number
  others: number
}

/**
 * Counts where values make use of what shapes allow. A shape that says "may be null" of what never is would fit every value and
 * still be wrong: what is said and never seen, among enough values, is not true.
 *
 * Places are counted by declared type, wherever it stands.
 */
export class Claims {
  readonly #places = new Map<string, Place>()
  readonly #declarations: Declarations

  constructor(declarations: Declarations) {
    this.#declarations = declarations
  }

  /** Follows a value that fits its shape. `where` names the place. */
  add(where: string, shape: Shape, value: unknown): void {
    if (shape.kind === 'never') return
    const place = this.#place(where, false)
    if (shape.nullable) place.nullable = true
    if (value === null) place.nulls++
    else {
      place.others++
      this.#within(where, shape, value)
    }
  }

  /** What is said but was never seen where at least `enough` values were. */
  unseen(enough: number): string[] {
    return [...this.#places]
      .flatMap(([where, { optional, nullable, absent, nulls, others }]) => {
        const here = nulls + others
        return [
          ...(nullable && nulls === 0 && here >= enough ? [`${where} is never null`] : []),
          ...(optional && absent === 0 && here >= enough ? [`${where} is never left out`] : []),
          ...(others === 0 && absent + nulls >= enough ? [`${where} is never there`] : []),
        ]
      })
      .sort()
  }

  #place(where: string, optional: boolean): Place {
    const place = this.#places.get(where) ?? { optional, nullable: false, absent: 0, nulls: 0, others: 0 }
    this.#places.set(where, place)
    return place
  }

  #within(where: string, shape: Shape, value: unknown): void {
    switch (shape.kind) {
      case 'ref': {
        const declaration = this.#declarations[shape.to]
        if (declaration === undefined) throw new Error(`${where}: nothing has the id ${shape.to}`)
        this.add(shape.to, declaration.type, value)
        return
      }
      case 'list':
        for (const element of value as unknown[]) this.add(`${where}[]`, shape.of, element)
        return
      case 'map':
        for (const element of Object.values(value as object)) this.add(`${where}{}`, shape.of, element)
        return
      case 'object':
        for (const field of shape.fields) this.#field(`${where}.${field.name}`, field, value as object)
    }
  }

  #field(where: string, field: Field, object: object): void {
    if (field.type.kind === 'never') return
    const place = this.#place(where, field.optional === true)
    const own = Object.getOwnPropertyDescriptor(object, field.name)
    if (own === undefined) place.absent++
    else this.add(where, field.type, own.value)
  }
}

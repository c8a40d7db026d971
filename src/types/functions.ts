declare global {
  namespace UseGoLambda {
    /**
     * What `use-go-lambda types` has found out about your functions, by the path that tests name them by; filled by the
     * file that it writes (`go-lambdas.gen.d.ts`).
     *
     * Global, so that the one file serves every door of the package, in ES modules and CommonJS.
     */
    interface Functions {}
  }
}

/** A path whose function's types are known. */
export type KnownPath = keyof UseGoLambda.Functions

declare const fromGo: unique symbol

/** Stands for a type that is not given: it is the Go handler's, where `use-go-lambda types` knows the path, else `unknown`. */
export interface FromGo {
  readonly [fromGo]: never
}

/** `any` and `never` extend everything, and are given all the same. */
type IsFromGo<Given> = 0 extends 1 & Given
  ? false
  : [Given] extends [never]
    ? false
    : [Given] extends [FromGo]
      ? true
      : false

/**
 * The type given for requests (or responses), else what Go's handler takes (or answers), with integers beyond ±(2^53 − 1) as the
 * option `integers` has them.
 */
export type TypeOf<Given, Source, Side extends 'request' | 'response', Integers = undefined> =
  IsFromGo<Given> extends true
    ? Source extends KnownPath
      ? UseGoLambda.Functions[Source] extends Readonly<Record<Side, infer Type>>
        ? WithIntegers<Type, Side, Integers>
        : unknown
      : unknown
    : Given

/** Only where the option is known to be one of these: options whose type leaves it open leave numbers as they are. */
type WithIntegers<Type, Side, Integers> = [Integers] extends ['bigint']
  ? WithWide<Type, bigint>
  : [Side, Integers] extends ['response', 'string']
    ? WithWide<Type, `${number}`>
    : Type

type WithWide<Type, Wide> = unknown extends Type
  ? Type
  : Type extends number
    ? Type | Wide
    : Type extends string | boolean | null | undefined
      ? Type
      : { [Key in keyof Type]: WithWide<Type[Key], Wide> }

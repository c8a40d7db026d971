/**
 * Names that a generated type does not take: what TypeScript and ECMAScript call by them is meant by them, in that file and for
 * those who read it. What only browsers know (`Request`, `Event`) is free: Go code is full of them.
 */
export const reservedNames: ReadonlySet<string> = new Set(
  [
    'Array ArrayBuffer ArrayConstructor ArrayLike AsyncFunction AsyncGenerator AsyncIterable AsyncIterableIterator',
    'AsyncIterator Atomics Awaited BigInt BigInt64Array BigUint64Array Boolean Capitalize CallableFunction',
    'ClassDecorator ConcatArray ConstructorParameters DataView Date Error EvalError Exclude Extract',
    'FinalizationRegistry Float32Array Float64Array Function Generator GeneratorFunction Infinity InstanceType Int16Array',
    'Int32Array Int8Array Intl IArguments Iterable IterableIterator Iterator IteratorResult JSON Lowercase Map Math',
    'NaN NewableFunction NoInfer NonNullable Number Object Omit OmitThisParameter Parameters Partial Pick Promise',
    'PromiseLike PropertyKey Proxy RangeError ReadonlyArray Readonly ReadonlyMap ReadonlySet Record ReferenceError Reflect',
    'RegExp Required ReturnType Set SharedArrayBuffer String Symbol SyntaxError TemplateStringsArray ThisParameterType',
    'ThisType TypeError Uint16Array Uint32Array Uint8Array Uint8ClampedArray Uncapitalize Uppercase URIError',
    'UseGoLambda Functions WeakKey WeakMap WeakRef WeakSet',
  ].flatMap((line) => line.split(' ')),
)

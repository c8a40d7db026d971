import { serializer } from '../suite/index.ts'

/** Jest takes the module itself for the serializer. */
export const { test, serialize } = serializer

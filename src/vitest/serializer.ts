import { serializer } from '../suite/index.ts'

// Vitest takes a serializer as a default export.
export default serializer
